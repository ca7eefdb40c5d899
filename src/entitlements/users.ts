// Source `users`: people that the settings name, with their tier.

import type { Interval } from '../domain/fact.ts'
import type { EntitlementSettings, Settings } from '../domain/settings.ts'
import { listedAccounts } from './listed-accounts.ts'
import { need, type PayingRepository, type Source, type TierWord } from './source.ts'

/** How often accounts that were resolved before are looked at. */
export const LISTED_EVERY_MS = 6 * 3_600_000

export const users: Source = {
  name: 'users',
  credential: null,
  errorsArePublic: false,
  namesUnknown: false,
  scopes(settings: EntitlementSettings, repository: PayingRepository) {
    const names = Object.keys(settings.users)
    if (names.length === 0) return { needs: [], problems: [] }
    return { needs: [need('users', `users:${repository.ownerId}`, repository, names)], problems: [] }
  },
  tierOf(interval: Interval, settings: Settings): TierWord {
    return { tier: listedTier(settings.entitlements.users, interval.key) }
  },
  reader: ({ accounts }) => ({
    ...listedAccounts('users', 'User', accounts),
    everyMs: LISTED_EVERY_MS,
  }),
}

/** The tier that settings give to a login, whatever its case. */
export function listedTier(listed: Record<string, string>, login: string): string | null {
  for (const [name, tier] of Object.entries(listed)) if (name.toLowerCase() === login) return tier
  return null
}
