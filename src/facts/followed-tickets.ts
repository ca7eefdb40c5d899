// The tickets of a repository that are anybody's questions: not our own issues, nor what goes on under another number.
import type { Repository } from '../domain/repository.ts'
import type { Ticket } from '../domain/ticket.ts'
import { ownIssuesIn } from '../store/own-things.ts'
import { continuedElsewhere } from '../store/ticket-links.ts'
import { type TicketFilter, ticketsOf } from '../store/tickets.ts'
import type { FactsDeps } from './deps.ts'

/** Oldest first. */
export async function followedTickets(
  { store: { db } }: Pick<FactsDeps, 'store'>,
  { id }: Pick<Repository, 'id'>,
  filter: TicketFilter,
): Promise<Ticket[]> {
  const ours = await ownIssuesIn(db, id)
  const elsewhere = await continuedElsewhere(db)
  const all = await ticketsOf(db, id, filter)
  return all.filter(
    (ticket) =>
      !elsewhere.has(ticket.id) && !(ticket.kind === 'issue' && ours.has(Number(ticket.id.split(':')[1]))),
  )
}
