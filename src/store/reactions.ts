// What reactions to our comments said last: thumbs on an answer, and on requests for a rating.
import type { Selectable } from 'kysely'
import type { Feedback, RatedRequest } from '../domain/facts.ts'
import type { TicketId } from '../domain/ticket.ts'
import type { Db } from './open.ts'
import type { AnswerReactionTable } from './tables.ts'

/** What the requester's thumbs say of the answer on a ticket. */
export interface AnswerReactions {
  helpful: boolean
  unhelpful: boolean
  /** When their 👎, and a maintainer's, were put there (ms); null: there is none. */
  unhelpfulAt: number | null
  refusedAt: number | null
}

export const NO_REACTIONS: AnswerReactions = {
  helpful: false,
  unhelpful: false,
  unhelpfulAt: null,
  refusedAt: null,
}

/** By ticket; tickets without any are left out. */
export async function feedbackOf(db: Db, ticketIds: readonly TicketId[]): Promise<Map<TicketId, Feedback>> {
  const rated = await ratedRequests(db, ticketIds)
  const feedback = new Map<TicketId, Feedback>(await answerReactions(db, ticketIds))
  for (const [id, requests] of rated) {
    feedback.set(id, { ...(feedback.get(id) ?? NO_REACTIONS), rated: requests })
  }
  return feedback
}

/** By ticket; tickets without any are left out. */
export async function answerReactions(
  db: Db,
  ticketIds: readonly TicketId[],
): Promise<Map<TicketId, AnswerReactions>> {
  if (ticketIds.length === 0) return new Map()
  const rows = await db
    .selectFrom('answer_reaction')
    .selectAll()
    .where('ticket_id', 'in', ticketIds)
    .execute()
  return new Map(rows.map((row) => [row.ticket_id, toReactions(row)]))
}

export function toReactions(
  row: Nullable<Omit<Selectable<AnswerReactionTable>, 'ticket_id'>>,
): AnswerReactions {
  return {
    helpful: row.helpful === 1,
    unhelpful: row.unhelpful === 1,
    unhelpfulAt: row.unhelpful_at,
    refusedAt: row.refused_at,
  }
}

type Nullable<T> = { [K in keyof T]: T[K] | null }

/** Null: what was thought of an answer that was taken back is no word on the next one. */
export async function saveReactions(
  db: Db,
  ticketId: TicketId,
  reactions: AnswerReactions | null,
): Promise<void> {
  if (reactions === null) {
    await db.deleteFrom('answer_reaction').where('ticket_id', '=', ticketId).execute()
    return
  }
  const columns = {
    helpful: Number(reactions.helpful),
    unhelpful: Number(reactions.unhelpful),
    unhelpful_at: reactions.unhelpfulAt,
    refused_at: reactions.refusedAt,
  }
  await db
    .insertInto('answer_reaction')
    .values({ ticket_id: ticketId, ...columns })
    .onConflict((conflict) => conflict.column('ticket_id').doUpdateSet(columns))
    .execute()
}

/** By ticket, the requests in their order; tickets without any are left out. */
export async function ratedRequests(
  db: Db,
  ticketIds: readonly TicketId[],
): Promise<Map<TicketId, RatedRequest[]>> {
  if (ticketIds.length === 0) return new Map()
  const rows = await db
    .selectFrom('rating_reaction')
    .selectAll()
    .where('ticket_id', 'in', ticketIds)
    .orderBy('request')
    .execute()
  const told = rows.map(({ ticket_id: id, request, score, rated_at: at }) => ({ id, request, score, at }))
  const byTicket = Map.groupBy(told, ({ id }) => id)
  return new Map([...byTicket].map(([id, some]) => [id, some.map(({ id: _, ...one }) => one)]))
}

/** Null: they took their thumb away. */
export async function saveRated(
  db: Db,
  { ticketId, request }: { ticketId: TicketId; request: string },
  rated: Omit<RatedRequest, 'request'> | null,
): Promise<void> {
  if (rated === null) {
    await db
      .deleteFrom('rating_reaction')
      .where('ticket_id', '=', ticketId)
      .where('request', '=', request)
      .execute()
    return
  }
  const columns = { score: rated.score, rated_at: rated.at }
  await db
    .insertInto('rating_reaction')
    .values({ ticket_id: ticketId, request, ...columns })
    .onConflict((conflict) => conflict.columns(['ticket_id', 'request']).doUpdateSet(columns))
    .execute()
}
