// Answers whose reactions are followed, and what the requester's reactions said last.
import type { Selectable } from 'kysely'
import type { Db } from './open.ts'
import type { AnswerReactionTable } from './tables.ts'

/** An answer whose reactions are read until its time is over. Times are ms. */
export interface FollowedAnswer {
  ticketId: string
  /** GraphQL id of the comment. */
  nodeId: string
  postedAt: number
  /** When its reactions were last read. */
  readAt: number | null
}

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

export async function followedAnswer(db: Db, ticketId: string): Promise<FollowedAnswer | null> {
  const query = db.selectFrom('followed_answer').selectAll().where('ticket_id', '=', ticketId)
  const row = await query.executeTakeFirst()
  return row ? toFollowed(row) : null
}

export async function followedAnswers(db: Db, repositoryId: number): Promise<FollowedAnswer[]> {
  const query = db.selectFrom('followed_answer').selectAll().where('repository_id', '=', repositoryId)
  return (await query.execute()).map(toFollowed)
}

/** Follows it in the place of another one on its ticket. */
export async function saveFollowed(db: Db, repositoryId: number, answer: FollowedAnswer): Promise<void> {
  const columns = {
    repository_id: repositoryId,
    node_id: answer.nodeId,
    posted_at: answer.postedAt,
    read_at: answer.readAt,
  }
  await db
    .insertInto('followed_answer')
    .values({ ticket_id: answer.ticketId, ...columns })
    .onConflict((conflict) => conflict.column('ticket_id').doUpdateSet(columns))
    .execute()
}

export async function unfollow(db: Db, ticketId: string): Promise<void> {
  await db.deleteFrom('followed_answer').where('ticket_id', '=', ticketId).execute()
}

/** By ticket; tickets without any are left out. */
export async function answerReactions(
  db: Db,
  ticketIds: readonly string[],
): Promise<Map<string, AnswerReactions>> {
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
  ticketId: string,
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

function toFollowed(row: {
  ticket_id: string
  node_id: string
  posted_at: number
  read_at: number | null
}): FollowedAnswer {
  return { ticketId: row.ticket_id, nodeId: row.node_id, postedAt: row.posted_at, readAt: row.read_at }
}
