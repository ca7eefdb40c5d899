// The settings over time, as far as who pays depends on them.

import type { Need } from '../domain/need.ts'
import type { Settings } from '../domain/settings.ts'
import { scopesOf } from './scopes.ts'
import type { EntitlementQuery } from './source.ts'

/** Settings that turn what a source says into a tier, from `fromAt` until `untilAt` (exclusive; null: still). */
export interface SettingsWindow {
  /** The first settings count for what was before them, too. */
  fromAt: number
  untilAt: number | null
  /** When Firstline read them: nothing that follows from them was known before. */
  readAt: number
  settings: Settings
  /** What they name. */
  scopes: ReadonlySet<string>
}

/** One window for each time in which the settings said the same of who pays, oldest first. */
export function settingsWindows(
  asked: EntitlementQuery,
  isCounted: (need: Need) => boolean,
): SettingsWindow[] {
  const { repository, credentials, settings: inForce } = asked
  const windows: SettingsWindow[] = []
  let said: string | null = null
  for (const { fromAt: readAt, settings } of asked.history ?? [{ fromAt: 0, settings: inForce }]) {
    const says = JSON.stringify([
      settings.entitlements,
      settings.tiers.map((one) => [one.name, one.formerly]),
    ])
    if (says === said) continue
    said = says
    const last = windows.at(-1)
    if (last) last.untilAt = readAt
    const { needs } = scopesOf(settings, repository, credentials)
    const scopes = new Set(needs.filter(isCounted).map((need) => need.scope))
    windows.push({
      fromAt: last ? readAt : Number.NEGATIVE_INFINITY,
      untilAt: null,
      readAt,
      settings,
      scopes,
    })
  }
  return windows
}

/** How long an entitlement that ends at `at` is kept. */
export function graceAt(windows: readonly SettingsWindow[], at: number): number {
  return windows.findLast((one) => one.fromAt <= at)?.settings.entitlements.graceMs ?? 0
}
