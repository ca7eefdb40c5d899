// Source `organizations`: members of organisations that the settings name, with their tier.

import type { Interval } from '../domain/fact.ts'
import type { EntitlementSettings, Settings } from '../domain/settings.ts'
import { listedAccounts } from './listed-accounts.ts'
import { need, type PayingRepository, type Source, type TierWord } from './source.ts'
import { LISTED_EVERY_MS, listedTier } from './users.ts'

export const organizations: Source = {
  name: 'organizations',
  credential: null,
  errorsArePublic: false,
  namesUnknown: false,
  scopes(settings: EntitlementSettings, repository: PayingRepository) {
    const names = Object.keys(settings.organizations)
    if (names.length === 0) return { needs: [], problems: [] }
    return {
      needs: [need('organizations', `organizations:${repository.ownerId}`, repository, names)],
      problems: [],
    }
  },
  tierOf(interval: Interval, settings: Settings): TierWord {
    return { tier: listedTier(settings.entitlements.organizations, interval.key) }
  },
  reader: ({ accounts }) => ({
    ...listedAccounts('organizations', 'Organization', accounts),
    everyMs: LISTED_EVERY_MS,
  }),
}
