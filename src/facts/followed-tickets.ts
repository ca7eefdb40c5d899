// The tickets of a repository that are anybody's questions: not our own issues, nor what goes on under another number.
import type { Repository } from '../domain/repository.ts'
import type { Ticket, TicketId } from '../domain/ticket.ts'
import { ownIssuesIn } from '../store/own-things.ts'
import { continuedElsewhere } from '../store/ticket-links.ts'
import { type TicketFilter, ticketsOf } from '../store/tickets.ts'
import type { FactsDeps } from './deps.ts'

/** Oldest first. */
export async function followedTickets(
  deps: Pick<FactsDeps, 'store'>,
  repository: Pick<Repository, 'id'>,
  filter: TicketFilter,
): Promise<Ticket[]> {
  const isFollowed = await followedIn(deps, repository)
  const all = await ticketsOf(deps.store.db, repository.id, filter)
  return all.filter(({ id }) => isFollowed(id))
}

/** Tells them by their ids. */
export async function followedIn(
  { store: { db } }: Pick<FactsDeps, 'store'>,
  { id }: Pick<Repository, 'id'>,
): Promise<(ticketId: TicketId) => boolean> {
  const others = await continuedElsewhere(db)
  for (const own of await ownIssuesIn(db, id)) others.add(`issue:${own}`)
  return (ticketId) => !others.has(ticketId)
}
