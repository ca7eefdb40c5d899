// The requester's tier label is on, the other tier labels are off.
import type { Facts } from '../facts.ts'
import type { Contribution } from '../plan.ts'
import { keptUnread, opensAsCustomer, tierOf } from './shared.ts'

const ASK_AGAIN_MS = 5 * 60_000

export function tierLabel(facts: Facts): Contribution {
  const { standing, settings, ticket } = facts
  if (!ticket.open || !opensAsCustomer(facts)) return {}
  const kept = keptUnread(facts)
  if (kept) {
    const off = settings.tiers.filter((one) => one !== kept).map((one) => one.label.name)
    const reason = `label of ${kept.name} kept: not every source has been read yet`
    return { off, reasons: [reason], lookAgainAt: facts.now + ASK_AGAIN_MS }
  }
  const tier = tierOf(facts)
  const off = settings.tiers.filter((one) => one !== tier).map((one) => one.label.name)
  const reason = tier ? `tier ${tier.name} because of ${standing.because}` : `no tier: ${standing.because}`
  return { on: tier ? [tier.label] : [], off, reasons: [reason] }
}
