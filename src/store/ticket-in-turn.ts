// What a ticket's turn begins with, in one statement, and what an event about a ticket begins with.
import { sql } from 'kysely'
import type { Repository } from '../domain/repository.ts'
import type { Ticket, TicketId } from '../domain/ticket.ts'
import { type AnswerReactions, toReactions } from './followed-answers.ts'
import { fromJson } from './json.ts'
import type { Db } from './open.ts'
import { toRepository } from './repositories.ts'
import { type RepositoryState, toState } from './repository-reading.ts'
import type { KnownTicket } from './tickets.ts'

export interface TicketInTurn extends KnownTicket {
  /** Its repository with all that is noted of it; null where that cannot be read and written now. */
  served: { repository: Repository; state: RepositoryState } | null
  reactions: AnswerReactions
  /** GraphQL id of the answer whose reactions are followed; null: none. */
  followed: string | null
  /** Whether it is, or was, an issue of our own. */
  isOwn: boolean
  /** Whether anything was written on account of it, or was meant to be. */
  hasEffects: boolean
  /** Whether anything was learnt from it. */
  isLearntFrom: boolean
}

export async function ticketInTurn(db: Db, id: TicketId): Promise<TicketInTurn | null> {
  const issueId = Number(/^issue:(\d+)$/.exec(id)?.[1] ?? -1)
  const one = sql.lit(1).as('one')
  const row = await db
    .selectFrom('ticket')
    .leftJoin('answer_reaction', 'answer_reaction.ticket_id', 'ticket.id')
    .leftJoin('followed_answer', 'followed_answer.ticket_id', 'ticket.id')
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
    .select(['unhelpful_at', 'refused_at'])
    .select('followed_answer.node_id as followed')
    .select((eb) => [
      eb.selectFrom('own_thing').select(one).where('issue_id', '=', issueId).limit(1).as('own'),
      eb.selectFrom('effect').select(one).whereRef('ticket_id', '=', 'ticket.id').limit(1).as('written'),
      eb
        .selectFrom('learned_question')
        .select(one)
        .whereRef('ticket_id', '=', 'ticket.id')
        .limit(1)
        .as('taught'),
      eb.selectFrom('given_answer').select(one).whereRef('ticket_id', '=', 'ticket.id').as('given'),
      eb
        .selectFrom('answer_objection')
        .select(one)
        .whereRef('ticket_id', '=', 'ticket.id')
        .limit(1)
        .as('objected'),
    ])
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
    followed: row.followed,
    isOwn: row.own !== null,
    hasEffects: row.written !== null,
    isLearntFrom: [row.taught, row.given, row.objected].some((one) => one !== null),
  }
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
