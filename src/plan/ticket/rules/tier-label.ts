// The requester's tier label is on, the other tier labels are off.

import type { Facts } from '../../../domain/facts.ts'
import type { TierSettings } from '../../../domain/settings.ts'
import type { Contribution } from '../plan.ts'
import { keptUnread, opensAsCustomer, tierOf } from './shared.ts'

const ASK_AGAIN_MS = 5 * 60_000

export function tierLabel(facts: Facts): Contribution {
  const { standing, ticket } = facts
  if (!ticket.open || !opensAsCustomer(facts)) return {}
  const kept = keptUnread(facts)
  if (kept) {
    const off = othersThan(kept, facts)
    const reason = `label of ${kept.name} kept: not every source has been read yet`
    return { off, reasons: [reason], lookAgainAt: facts.now + ASK_AGAIN_MS }
  }
  const tier = tierOf(facts)
  const off = othersThan(tier, facts)
  const reason = tier ? `tier ${tier.name} because of ${standing.because}` : `no tier: ${standing.because}`
  return { on: tier ? [tier.label] : [], off, reasons: [reason] }
}

/** The labels of the other tiers, and those that tiers had before the settings gave them others. */
function othersThan(tier: TierSettings | null, { settings, formerLabels }: Facts): string[] {
  const others = settings.tiers.filter((one) => one !== tier)
  return [...others.map((one) => one.label.name), ...formerLabels]
}
