// What was transferred or converted while nobody told of it: who opened it, when and in which words tells what it became.
import type { Repository } from '../domain/repository.ts'
import type { Ticket } from '../domain/ticket.ts'
import { wake } from '../store/agenda.ts'
import type { Db } from '../store/open.ts'
import { findRepository } from '../store/repositories.ts'
import { linkTickets } from '../store/ticket-links.ts'
import { upsertTicket } from '../store/tickets.ts'
import { discussionBehind, issueBehind, openedAlike } from '../store/twins.ts'

/** What a ticket that nobody has heard of goes on from: what is gone elsewhere, or the issue that it was made of. */
export async function predecessorOf(
  db: Db,
  ticket: Ticket,
  { installedAt }: Pick<Repository, 'installedAt'>,
): Promise<Ticket | null> {
  const moved = await openedAlike(db, ticket, { kind: ticket.kind, where: 'elsewhere' })
  const left = moved.find(({ gone }) => gone === 'deleted')
  if (left || ticket.kind === 'issue') return left ?? null
  // Of what was opened before the App came only the moment is compared: there may be very much of it.
  if (ticket.openedAt >= installedAt) return issueBehind(db, ticket)
  const [issue] = await openedAlike(db, ticket, { kind: 'issue', where: 'here' })
  return issue ?? null
}

/** A ticket is no longer where it was: where it goes on in another repository, it is linked. */
export async function followMove(db: Db, ticket: Ticket, now: number): Promise<void> {
  const moved = await openedAlike(db, ticket, { kind: ticket.kind, where: 'elsewhere' })
  const there = moved.find(({ gone }) => gone === null)
  if (there) await goOn(db, ticket, { ...there, origin: 'transferred' }, now)
}

/** An issue that was found to be converted goes on as its discussion, where that is known already. */
export async function followConversion(db: Db, issue: Ticket, now: number): Promise<void> {
  const discussion = await discussionBehind(db, issue)
  if (discussion) await goOn(db, issue, { ...discussion, origin: 'converted' }, now)
}

async function goOn(db: Db, from: Ticket, to: Ticket, now: number): Promise<void> {
  await linkTickets(db, from.id, to.id)
  await upsertTicket(db, to)
  const { id: repositoryId, installationId } = (await findRepository(db, to.repositoryId))!
  await wake(db, { line: { kind: 'ticket', ticketId: to.id }, repositoryId, installationId, at: now })
}
