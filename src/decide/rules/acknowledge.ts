// A paying customer's ticket is acknowledged and assigned when it opens, as the tier says.
import { acknowledgementMessage } from '../../act/messages.ts'
import { humanInstant } from '../../report/durations.ts'
import type { Facts } from '../facts.ts'
import type { Contribution } from '../plan.ts'
import { isPublicTier, isUnderWatch, maintainerSpoke, opensAsCustomer, tierOf } from './shared.ts'

/** Later, "we will look at this" only annoys. */
const ACKNOWLEDGE_WITHIN_MS = 24 * 3_600_000

export function acknowledge(facts: Facts): Contribution {
  const { ticket, settings, now } = facts
  const tier = tierOf(facts)
  if (!tier || !isPublicTier(facts) || !opensAsCustomer(facts)) return {}
  if (!ticket.open || !isUnderWatch(facts, ticket.openedAt) || ticket.origin !== 'opened') return {}
  const said: Contribution = { parts: [], deeds: [] }
  const key = `assign:${tier.name}`
  if (tier.assign.length > 0 && ticket.kind === 'issue' && !facts.did.has(key)) {
    said.deeds?.push({ key, do: 'assign', logins: tier.assign })
  }
  const fresh = now - ticket.openedAt < ACKNOWLEDGE_WITHIN_MS && !maintainerSpoke(facts)
  if (tier.acknowledge && fresh) {
    const deadlineAt = facts.clocks.firstResponse.deadlineAt
    const away = settings.away.find((one) => ticket.openedAt >= one.fromAt && ticket.openedAt < one.untilAt)
    const text = acknowledgementMessage(
      tier.acknowledge,
      deadlineAt === null ? null : humanInstant(deadlineAt),
      away?.note ?? null,
    )
    said.parts?.push({ marker: { kind: 'acknowledgement', key: tier.name }, text, rank: 1, urgent: false })
  }
  return said
}
