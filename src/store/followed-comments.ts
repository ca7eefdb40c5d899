// Comments of ours whose reactions are followed: answers, and requests for a rating.
import type { TicketId } from '../domain/ticket.ts'
import type { Db } from './open.ts'
import type { FollowedCommentTable } from './own-tables.ts'

/** A comment whose reactions are read until its time is over. Times are ms. */
export interface FollowedComment {
  ticketId: TicketId
  /** `answer`, or `rating KEY`: of each there is one on a ticket. */
  part: string
  /** GraphQL id of the comment. */
  nodeId: string
  postedAt: number
  /** A reaction that comes later does not count. */
  untilAt: number
  /** When its reactions were last read. */
  readAt: number | null
}

type Which = Pick<FollowedComment, 'ticketId' | 'part'>

export async function followedComment(db: Db, { ticketId, part }: Which): Promise<FollowedComment | null> {
  const query = db.selectFrom('followed_comment').selectAll().where('ticket_id', '=', ticketId)
  const row = await query.where('part', '=', part).executeTakeFirst()
  return row ? toFollowed(row) : null
}

export async function followedComments(db: Db, repositoryId: number): Promise<FollowedComment[]> {
  const query = db.selectFrom('followed_comment').selectAll().where('repository_id', '=', repositoryId)
  return (await query.execute()).map(toFollowed)
}

/** Follows it in the place of another one of its kind on its ticket. */
export async function saveFollowed(db: Db, repositoryId: number, comment: FollowedComment): Promise<void> {
  const columns = {
    repository_id: repositoryId,
    node_id: comment.nodeId,
    posted_at: comment.postedAt,
    followed_until: comment.untilAt,
    read_at: comment.readAt,
  }
  await db
    .insertInto('followed_comment')
    .values({ ticket_id: comment.ticketId, part: comment.part, ...columns })
    .onConflict((conflict) => conflict.columns(['ticket_id', 'part']).doUpdateSet(columns))
    .execute()
}

export async function unfollow(db: Db, { ticketId, part }: Which): Promise<void> {
  await db.deleteFrom('followed_comment').where('ticket_id', '=', ticketId).where('part', '=', part).execute()
}

function toFollowed(row: FollowedCommentTable): FollowedComment {
  return {
    ticketId: row.ticket_id,
    part: row.part,
    nodeId: row.node_id,
    postedAt: row.posted_at,
    untilAt: row.followed_until,
    readAt: row.read_at,
  }
}
