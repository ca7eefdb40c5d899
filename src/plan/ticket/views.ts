// The two views of one ticket: as maintainers may know it, and as anybody may see it. Pure.
import type { Entitlement } from '../../domain/entitlement.ts'
import type { Facts } from '../../domain/facts.ts'
import type { Settings } from '../../domain/settings.ts'
import { gatherFacts, type Stored } from './gather.ts'

/**
 * All that is done in public is decided from `shown`: there a private sponsor's payment does not exist, so that nothing
 * can tell their ticket from a community ticket. `known` has every payment and feeds private places alone.
 */
export interface Views {
  known: Facts
  shown: Facts
}

export function gatherViews(stored: Stored): Views {
  const known = gatherFacts(stored)
  const entitlements = shownEntitlements(stored.entitlements, stored.settings)
  if (entitlements.length === stored.entitlements.length) return { known, shown: known }
  const quietTiers = stored.entitlements.filter((one) => !entitlements.includes(one)).map(({ tier }) => tier)
  return { known, shown: gatherFacts({ ...stored, entitlements, quietTiers }) }
}

/** What may be seen of what somebody pays. */
export function shownEntitlements(
  entitlements: readonly Entitlement[],
  { entitlements: { privateSponsors } }: Pick<Settings, 'entitlements'>,
): readonly Entitlement[] {
  return privateSponsors === 'quiet' ? entitlements.filter((one) => !one.private) : entitlements
}
