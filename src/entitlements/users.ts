// Source `users`: people that the settings name, with their tier.

import type { Interval } from '../domain/fact.ts'
import type { EntitlementSettings, Settings } from '../domain/settings.ts'
import { need, type PayingRepository, type Source, type TierWord } from './source.ts'

export const users: Source = {
  name: 'users',
  scopes(settings: EntitlementSettings, repository: PayingRepository) {
    const names = Object.keys(settings.users)
    if (names.length === 0) return { needs: [], problems: [] }
    return { needs: [need('users', `users:${repository.ownerId}`, repository, names)], problems: [] }
  },
  tierOf(interval: Interval, settings: Settings): TierWord {
    return { tier: listedTier(settings.entitlements.users, interval.key) }
  },
}

/** The tier that settings give to a login, whatever its case. */
export function listedTier(listed: Record<string, string>, login: string): string | null {
  for (const [name, tier] of Object.entries(listed)) if (name.toLowerCase() === login) return tier
  return null
}
