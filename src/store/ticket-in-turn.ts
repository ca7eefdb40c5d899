// What a ticket's turn begins with: the ticket, what is noted of it, and whether there is more to read.
import { sql } from 'kysely'
import type { Ticket, TicketId } from '../domain/ticket.ts'
import { type AnswerReactions, toReactions } from './followed-answers.ts'
import { fromJson } from './json.ts'
import type { KnownTicket } from './ledger.ts'
import type { Db } from './open.ts'

export interface TicketInTurn extends KnownTicket {
  reactions: AnswerReactions
  /** Whether it is, or was, an issue of our own. */
  isOwn: boolean
  /** Whether anything was written on account of it, or was meant to be. */
  hasEffects: boolean
}

export async function ticketInTurn(db: Db, id: TicketId): Promise<TicketInTurn | null> {
  const issueId = Number(/^issue:(\d+)$/.exec(id)?.[1] ?? -1)
  const row = await db
    .selectFrom('ticket')
    .leftJoin('answer_reaction', 'answer_reaction.ticket_id', 'ticket.id')
    .select(['data', 'read_at', 'asked_at', 'helpful', 'unhelpful'])
    .select((eb) => [
      eb
        .selectFrom('own_thing')
        .select(sql.lit(1).as('one'))
        .where('issue_id', '=', issueId)
        .limit(1)
        .as('own'),
      eb
        .selectFrom('effect')
        .select(sql.lit(1).as('one'))
        .whereRef('ticket_id', '=', 'ticket.id')
        .limit(1)
        .as('written'),
    ])
    .where('ticket.id', '=', id)
    .executeTakeFirst()
  if (!row) return null
  return {
    ticket: fromJson<Ticket>(row.data),
    readAt: row.read_at,
    askedAt: row.asked_at,
    reactions: toReactions(row),
    isOwn: row.own !== null,
    hasEffects: row.written !== null,
  }
}
