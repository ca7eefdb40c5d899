// Which ticket goes on as which other one: what was transferred or converted.
import type { TicketId } from '../domain/ticket.ts'
import type { Db } from './open.ts'

/** Notes that a ticket was transferred or converted, and what it became. */
export async function linkTickets(db: Db, fromId: TicketId, toId: TicketId): Promise<void> {
  await db
    .insertInto('ticket_link')
    .values({ from_id: fromId, to_id: toId })
    .onConflict((conflict) => conflict.column('from_id').doUpdateSet({ to_id: toId }))
    .execute()
}

/** Tickets that go on as another one that is known here: they are counted there. */
export async function continuedElsewhere(db: Db): Promise<Set<TicketId>> {
  const rows = await db
    .selectFrom('ticket_link')
    .innerJoin('ticket', 'ticket.id', 'ticket_link.to_id')
    .select('ticket_link.from_id')
    .execute()
  return new Set(rows.map((row) => row.from_id))
}

/** What a ticket was before it was transferred or converted, the nearest first. */
export async function ancestorsOf(db: Db, ticketId: TicketId): Promise<TicketId[]> {
  const found: TicketId[] = []
  for (let id = ticketId; ; ) {
    const row = await db
      .selectFrom('ticket_link')
      .select('from_id')
      .where('to_id', '=', id)
      .executeTakeFirst()
    if (!row || found.includes(row.from_id) || row.from_id === ticketId) return found
    found.push(row.from_id)
    id = row.from_id
  }
}
