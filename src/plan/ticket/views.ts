// The two views of one ticket: as maintainers may know it, and as anybody may see it. Pure.
import type { Entitlement } from '../../domain/entitlement.ts'
import type { Facts } from '../../domain/facts.ts'
import type { Settings } from '../../domain/settings.ts'
import { gatherFacts, type Stored } from './gather.ts'
import { isTold } from './lane/wish.ts'

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
  const seen = shownStored(stored)
  return { known, shown: seen === stored ? known : gatherFacts(seen) }
}

/** What may be seen of a ticket; the same where all of it may. */
export function shownStored(stored: Stored): Stored {
  const entitlements = shownEntitlements(stored.entitlements, stored.settings)
  if (entitlements.length === stored.entitlements.length) return stored
  const quietTiers = stored.entitlements.filter((one) => !entitlements.includes(one)).map(({ tier }) => tier)
  const seen = { ...stored, entitlements, quietTiers }
  if (!stored.lane) return seen
  const hidden = { ...seen, laneIsHidden: true }
  return isTold(gatherFacts(hidden)) ? seen : hidden
}

/** What may be seen of what somebody pays. */
export function shownEntitlements(
  entitlements: readonly Entitlement[],
  { entitlements: { privateSponsors } }: Pick<Settings, 'entitlements'>,
): readonly Entitlement[] {
  return privateSponsors === 'quiet' ? entitlements.filter((one) => !one.private) : entitlements
}
