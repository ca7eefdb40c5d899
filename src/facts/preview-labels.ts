// On which tickets of the past a tier's label would have been put: when they were opened, or when somebody began to pay.
import type { Facts } from '../domain/facts.ts'
import type { TicketId } from '../domain/ticket.ts'
import { decide } from '../plan/ticket/decide.ts'
import { opensAsCustomer, tierOf } from '../plan/ticket/rules/shared.ts'
import type { LabelledTickets } from '../report/preview.ts'
import type { LifeDeps } from './earlier-lives.ts'
import { followedTickets } from './followed-tickets.ts'
import { openingsOf } from './openings.ts'
import type { ServedRepository } from './served-repository.ts'

/**
 * Of every tier of the settings, the highest first, on tickets opened since `fromAt` (ms). A private sponsor gets no label
 * where the settings keep quiet. `done`: told after each ticket.
 */
export async function labelsOf(
  deps: LifeDeps,
  served: ServedRepository,
  { fromAt, done }: { fromAt: number; done?: (count: number, total: number) => void },
): Promise<LabelledTickets[]> {
  const tickets = await followedTickets(deps, served.repository, { openedFrom: fromAt, gone: true })
  const labelled = new Map<string, Facts['ticket'][]>(served.settings.tiers.map(({ name }) => [name, []]))
  const seen = new Set<TicketId>()
  const settled = new Set<TicketId>()
  for await (const { shown: facts } of openingsOf(deps, served, tickets, { whenPaid: true })) {
    const { ticket } = facts
    const tier = !settled.has(ticket.id) && isLabelled(facts) ? tierOf(facts) : null
    if (tier) {
      labelled.get(tier.name)!.push(ticket)
      settled.add(ticket.id)
    }
    if (!seen.has(ticket.id)) done?.(seen.add(ticket.id).size, tickets.length)
  }
  return served.settings.tiers.map(({ name, label }) => {
    const its = labelled.get(name)!
    return {
      tier: name,
      label: label.name,
      tickets: its.map(({ number }) => number),
      requesters: requestersOf(its),
    }
  })
}

/** Also where the label was on from the beginning. */
function isLabelled(facts: Facts): boolean {
  return opensAsCustomer(facts) && !decide(facts).reasons.some(({ rule }) => rule === 'stand back')
}

/** Those with most tickets first; each under their last login. */
function requestersOf(tickets: ReadonlyArray<Facts['ticket']>): LabelledTickets['requesters'] {
  const byId = Map.groupBy(tickets, ({ requester }) => requester.id)
  return [...byId.values()]
    .map((its) => ({ login: its.at(-1)!.requester.login, tickets: its.length }))
    .sort((a, b) => b.tickets - a.tickets || (a.login < b.login ? -1 : 1))
}
