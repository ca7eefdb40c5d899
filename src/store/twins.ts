// A ticket and what it became: where GitHub does not say so, words, author and times do.
import type { Ticket, TicketKind } from '../domain/ticket.ts'
import { fromJson } from './json.ts'
import type { Db } from './open.ts'

/**
 * What a discussion may have been made of: its author's newest issue with this very text that is no longer open, or
 * that was opened in the same moment, for GitHub may tell of the discussion first.
 */
export async function issueBehind(db: Db, discussion: TwinOf): Promise<Ticket | null> {
  const issues = await twinsOf(db, 'issue', discussion)
  // One that was transferred or deleted became something else, or nothing.
  const here = issues.filter(({ gone }) => gone === null || gone === 'converted')
  return here.find(({ open, gone, openedAt }) => !open || gone || openedAt === discussion.openedAt) ?? null
}

/** What was made of an issue that was closed and locked: its author's newest discussion with this very text. */
export async function discussionBehind(db: Db, issue: TwinOf): Promise<Ticket | null> {
  const discussions = await twinsOf(db, 'discussion', issue)
  return discussions.find(({ openedAt }) => openedAt >= issue.openedAt) ?? null
}

/**
 * Tickets with its title that its author opened in the same moment: a ticket keeps that wherever it goes. In its own
 * repository, or in the others of that owner that the installation covers.
 */
export async function openedAlike(
  db: Db,
  of: Ticket,
  { kind, where }: { kind: TicketKind; where: 'here' | 'elsewhere' },
): Promise<Ticket[]> {
  if (of.requester.id === null) return []
  const alike = db
    .selectFrom('ticket')
    .select('data')
    .where('opened_at', '=', of.openedAt)
    .where('requester_id', '=', of.requester.id)
    .where('kind', '=', kind)
  const here = db.selectFrom('repository').where('id', '=', of.repositoryId)
  const others = db
    .selectFrom('repository')
    .select('id')
    .where('owner_id', '=', here.select('owner_id'))
    .where('installation_id', '=', here.select('installation_id'))
    .where('id', '!=', of.repositoryId)
  const rows =
    where === 'here'
      ? await alike.where('repository_id', '=', of.repositoryId).execute()
      : await alike.where('repository_id', 'in', others).execute()
  return rows.map((row) => fromJson<Ticket>(row.data)).filter(({ title }) => title === of.title)
}

type TwinOf = Pick<Ticket, 'repositoryId' | 'requester' | 'title' | 'body' | 'openedAt'>

async function twinsOf(db: Db, kind: TicketKind, of: TwinOf): Promise<Ticket[]> {
  if (of.requester.id === null) return []
  const rows = await db
    .selectFrom('ticket')
    .select('data')
    .where('repository_id', '=', of.repositoryId)
    .where('requester_id', '=', of.requester.id)
    .where('kind', '=', kind)
    .orderBy('opened_at', 'desc')
    .execute()
  const tickets = rows.map((row) => fromJson<Ticket>(row.data))
  return tickets.filter(({ title, body }) => title === of.title && body === of.body)
}
