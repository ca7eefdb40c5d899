// What the settings said at a moment: tiers, promises, calendars, absences and commands, whatever they say today.

import type { OpenTime } from '../../domain/calendar.ts'
import type { Span } from '../../domain/story.ts'
import type { Terms, TermsVersion } from '../../domain/terms.ts'

type Tier = Terms['tiers'][number]

export interface TermsBook {
  /** When settings were read for the first time; before, nothing was promised. */
  beginsAt: number
  /** Null before the first settings. */
  at(moment: number): Terms | null
  /** The tier that is known by this name today, as the settings had it at a moment. */
  tierAt(tier: string, moment: number): Tier | null
  /** Today's names of the tiers of a moment, highest first; before the first settings, those of the first. */
  ranksAt(moment: number): readonly string[]
  /** The tier whose label this is, from the moment on at which the settings first said so. */
  tierOfLabel(label: string, moment: number): { tier: string; fromAt: number } | null
  /** Moments at which other tiers, or another order of them, came into force. */
  rankChanges: readonly number[]
}

/** `history` is sorted, the oldest first, never empty, and has every tier under its last name. */
export function termsBook(history: readonly TermsVersion[]): TermsBook {
  const indexAt = (moment: number) => history.findLastIndex(({ fromAt }) => fromAt <= moment)
  const versionAt = (moment: number) => history[Math.max(0, indexAt(moment))]!
  const ranks = history.map(({ settings }) => settings.tiers.map(({ name }) => name))
  return {
    beginsAt: history[0]!.fromAt,
    at: (moment) => history[indexAt(moment)]?.settings ?? null,
    tierAt: (tier, moment) =>
      history[indexAt(moment)]?.settings.tiers.find(({ name }) => name === tier) ?? null,
    ranksAt: (moment) => ranks[Math.max(0, indexAt(moment))]!,
    tierOfLabel: (label, moment) => {
      const since = history.indexOf(versionAt(moment))
      for (const { fromAt, settings } of history.slice(since)) {
        const tier = settings.tiers.find((one) => one.label.name.toLowerCase() === label.toLowerCase())
        if (tier) return { tier: tier.name, fromAt: Math.max(moment, fromAt) }
      }
      return null
    },
    rankChanges: history.flatMap(({ fromAt }, i) =>
      i > 0 && !sameList(ranks[i]!, ranks[i - 1]!) ? [fromAt] : [],
    ),
  }
}

/** The hours of a calendar as the settings of a moment have it, less their absences. */
export function openTimeOf({ calendars, away }: Terms, calendar: string): OpenTime {
  const absences: Span[] = away.map(({ fromAt, untilAt }) => ({ fromAt, untilAt }))
  if (calendar === 'always') return { calendar: 'always', absences }
  const found = Object.hasOwn(calendars, calendar) ? calendars[calendar] : undefined
  if (!found) throw new Error(`No calendar is named ${calendar}`)
  return { calendar: found, absences }
}

function sameList(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((one, i) => one === b[i])
}
