// What a ticket's turn begins with, in one statement, and what an event about a ticket begins with.
import { sql } from 'kysely'
import type { Repository } from '../domain/repository.ts'
import type { Ticket, TicketId } from '../domain/ticket.ts'
import { fromJson } from './json.ts'
import type { Db } from './open.ts'
import { type AnswerReactions, toReactions } from './reactions.ts'
import { toRepository } from './repositories.ts'
import { type RepositoryState, toState } from './repository-reading.ts'
import type { Tables } from './tables.ts'
import type { KnownTicket } from './tickets.ts'

export interface TicketInTurn extends KnownTicket {
  /** Its repository with all that is noted of it; null where that cannot be read and written now. */
  served: { repository: Repository; state: RepositoryState } | null
  reactions: AnswerReactions
  /** Whether reactions say something of requests for a rating. */
  isRated: boolean
  /** GraphQL id of the answer whose reactions are followed; null: none. */
  followed: string | null
  /** Whether it is, or was, an issue of our own. */
  isOwn: boolean
  /** Whether anything was written on account of it, or was meant to be. */
  hasEffects: boolean
  /** By which version the errors in its text were signed; null: not as it now is. */
  signedAs: number | null
  /** Whether any error is known by which other tickets are found. */
  isSigned: boolean
  /** Whether it goes on in a private issue. */
  hasLane: boolean
  /** Whether something was noted to stand in the way of its private issue. */
  hasLaneTrouble: boolean
  /** Whether anything was learnt from it. */
  isLearntFrom: boolean
}

export async function ticketInTurn(db: Db, id: TicketId): Promise<TicketInTurn | null> {
  const issueId = Number(/^issue:(\d+)$/.exec(id)?.[1] ?? -1)
  const one = sql.lit(1).as('one')
  const row = await db
    .selectFrom('ticket')
    .leftJoin('answer_reaction', 'answer_reaction.ticket_id', 'ticket.id')
    .leftJoin('followed_comment', (join) =>
      join
        .onRef('followed_comment.ticket_id', '=', 'ticket.id')
        .on('followed_comment.part', '=', sql.lit('answer')),
    )
    .leftJoin('repository', (join) =>
      join
        .onRef('repository.id', '=', 'ticket.repository_id')
        .on('repository.removed_at', 'is', null)
        .on('repository.installation_id', 'not in', (eb) =>
          eb.selectFrom('installation').select('installation.id').where('suspended_at', 'is not', null),
        ),
    )
    .leftJoin('repository_reading', 'repository_reading.repository_id', 'repository.id')
    .select(['ticket.data', 'ticket.read_at', 'ticket.asked_at', 'helpful', 'unhelpful'])
    .select(['unhelpful_at', 'refused_at', 'ticket.signed_as'])
    .select('followed_comment.node_id as followed')
    .select([isIn('effect').as('written'), isIn('rating_reaction').as('rated')])
    .select([isIn('learned_question').as('taught'), isIn('given_answer').as('given')])
    .select([isIn('answer_objection').as('objected'), isIn('ticket_signature').as('signed')])
    .select([isIn('own_thing').as('lane'), isIn('lane_trouble').as('troubled')])
    .select((eb) => eb.selectFrom('own_thing').select(one).where('issue_id', '=', issueId).limit(1).as('own'))
    .selectAll('repository')
    .selectAll('repository_reading')
    .where('ticket.id', '=', id)
    .executeTakeFirst()
  if (!row) return null
  return {
    ticket: fromJson<Ticket>(row.data),
    readAt: row.read_at,
    askedAt: row.asked_at,
    served: isThere(row) ? { repository: toRepository(row), state: toState(row) } : null,
    reactions: toReactions(row),
    isRated: row.rated !== null,
    followed: row.followed,
    isOwn: row.own !== null,
    hasEffects: row.written !== null,
    signedAs: row.signed_as,
    isSigned: row.signed !== null,
    hasLane: row.lane !== null,
    hasLaneTrouble: row.troubled !== null,
    isLearntFrom: [row.taught, row.given, row.objected].some((one) => one !== null),
  }
}

/** 1 where a table has a row of the ticket, else null. */
function isIn(table: keyof Tables) {
  return sql<1 | null>`(select 1 from ${sql.table(table)} where ticket_id = ticket.id limit 1)`
}

/** Joined from the left: of a repository, no column that must have a value is null, or all are. */
function isThere<T extends { id: number | null }>(row: T): row is T & Parameters<typeof toRepository>[0] {
  return row.id !== null
}

/** A ticket as it is stored, and since when its repository is known; null: that is no repository of ours. */
export async function knownBefore(
  db: Db,
  { ticketId, repositoryId }: { ticketId: TicketId; repositoryId: number },
): Promise<{ ticket: Ticket | null; installedAt: number } | null> {
  const row = await db
    .selectFrom('repository')
    .leftJoin('ticket', (join) => join.on('ticket.id', '=', ticketId))
    .select(['repository.installed_at', 'ticket.data'])
    .where('repository.id', '=', repositoryId)
    .executeTakeFirst()
  return (
    (row && {
      ticket: row.data === null ? null : fromJson<Ticket>(row.data),
      installedAt: row.installed_at,
    }) ??
    null
  )
}
