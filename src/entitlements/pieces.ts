// One interval of a source's word against the settings of each time: what it was worth when. Pure.
import type { Entitlement } from '../domain/entitlement.ts'
import type { Interval } from '../domain/fact.ts'
import type { SourceProblem } from '../domain/need.ts'
import { tierNamed } from '../domain/tier-names.ts'
import { sourceNamed } from './all-sources.ts'
import { graceAt, type SettingsWindow } from './settings-windows.ts'

/** A word, and every scope that settings must name for it to count. */
export interface Word {
  interval: Interval
  scopes: string[]
}

/** The source is the first part of a scope. */
export function sourceOf(interval: { scope: string }): string {
  return interval.scope.split(':', 1)[0]!
}

/**
 * What a word was worth over time. Settings that give it another tier, or none, end one entitlement; the same tier
 * under new settings goes on.
 */
export function entitlementsOfWord(word: Word, windows: readonly SettingsWindow[]): Entitlement[] {
  const pieces: Entitlement[] = []
  for (const window of windows) {
    const piece = pieceIn(word, window)
    if (!piece) continue
    const last = pieces.at(-1)
    if (last && last.tier === piece.tier && last.untilAt === piece.sinceAt) last.untilAt = piece.untilAt
    else pieces.push(piece)
  }
  return pieces.map((piece) => {
    const { untilAt } = piece
    return { ...piece, graceUntilAt: untilAt === null ? null : untilAt + graceAt(windows, untilAt) }
  })
}

function pieceIn({ interval, scopes }: Word, window: SettingsWindow): Entitlement | null {
  if (!scopes.every((scope) => window.scopes.has(scope))) return null
  const source = sourceOf(interval)
  const word = sourceNamed(source)?.tierOf(interval, window.settings)
  const tier = word?.tier ? tierNamed(window.settings.tiers, word.tier) : null
  if (!word || !tier) return null
  const end = word.untilAt === undefined ? interval.untilAt : word.untilAt
  const sinceAt = Math.max(interval.sinceAt, window.fromAt)
  const untilAt = earliest(end, window.untilAt)
  if (untilAt !== null && untilAt <= sinceAt) return null
  const { accountId, evidence, checkedAt, private: hidden } = interval
  const learnedAt = Math.max(interval.learnedAt, window.readAt)
  const said = { source, accountId, tier: tier.name, private: hidden, evidence, checkedAt }
  const { room } = interval
  return { ...said, ...(room && { room }), sinceAt, untilAt, graceUntilAt: null, learnedAt }
}

/** What the maintainers must be told of a word under these settings. */
export function problemOf({ interval, scopes }: Word, window: SettingsWindow): SourceProblem | null {
  if (!scopes.every((scope) => window.scopes.has(scope))) return null
  const source = sourceOf(interval)
  const word = sourceNamed(source)?.tierOf(interval, window.settings)
  if (word?.problem) return word.problem
  if (!word?.tier || tierNamed(window.settings.tiers, word.tier)) return null
  const message = `entitlements.${source}: the tier "${word.tier}" is not in "tiers".`
  return { level: 'failure', message }
}

function earliest(a: number | null, b: number | null): number | null {
  if (a === null || b === null) return a ?? b
  return Math.min(a, b)
}
