// Everything that Firstline made on GitHub and keeps up to date: issues of its own, and its comments in them.
import { createHash } from 'node:crypto'
import type { Insertable, Selectable } from 'kysely'
import type { TicketId } from '../domain/ticket.ts'
import type { OwnPlace, OwnThingKind } from '../domain/want.ts'
import { dropFigure } from './figures.ts'
import type { Db } from './open.ts'
import type { OwnThingTable } from './own-tables.ts'

/** An issue of our own, or a comment in one. Ids are GitHub's, times ms. */
export interface OwnThing {
  kind: OwnThingKind
  /** The repository that it is about. */
  repositoryId: number
  /** The repository that holds it. */
  placeId: number
  /** The ticket that it is about; left out: it is about none. */
  ticketId?: TicketId
  /** The issue that it is, or stands in. */
  issueId: number
  /** Of the issue. */
  number: number
  /** Empty for the issue itself; else which of its comments. */
  key: string
  /** Of the issue, or of the comment; empty where it is not known. */
  nodeId: string
  /** Null for the issue itself. */
  commentId: number | null
  /** `bodyHash` of what it told when it was last written; null where that is not known. */
  hash: string | null
  /** Where it is lost it is made again; its ids stay, to tell the next one from it. */
  state: 'made' | 'found' | 'lost'
  writtenAt: number | null
}

/** Tells one text from another, whatever GitHub does to line ends and the white space around it. */
export function bodyHash(text: string): string {
  return createHash('sha256').update(text.replaceAll('\r\n', '\n').trim()).digest('hex')
}

/** All issues of a kind that a repository, or one ticket of it, has or had, lost ones too, newest first. */
export async function ownIssues(
  db: Db,
  { repositoryId, kind, ticketId = '' }: Omit<OwnPlace, 'placeId'>,
): Promise<OwnThing[]> {
  const rows = await db
    .selectFrom('own_thing')
    .selectAll()
    .where('repository_id', '=', repositoryId)
    .where('kind', '=', kind)
    .where('ticket_id', '=', ticketId)
    .where('key', '=', '')
    .orderBy('issue_id', 'desc')
    .execute()
  return rows.map(toThing)
}

/** The one that is known in this place; null where there is none, or it was lost. */
export async function knownIssue(db: Db, place: OwnPlace): Promise<OwnThing | null> {
  const issues = await ownIssues(db, place)
  return issues.find(({ placeId, state }) => placeId === place.placeId && state !== 'lost') ?? null
}

/** The issue of our own that this one is, lost or not; null where it is none. */
export async function ownIssue(db: Db, issueId: number): Promise<OwnThing | null> {
  return (await ownParts(db, issueId)).find(({ key }) => key === '') ?? null
}

/** The issue of our own and its comments, lost ones too. */
export async function ownParts(db: Db, issueId: number): Promise<OwnThing[]> {
  const rows = await db.selectFrom('own_thing').selectAll().where('issue_id', '=', issueId).execute()
  return rows.map(toThing)
}

/** Whether a comment of this key was ever made in this place, in whichever issue of it. */
export async function wasMade(
  db: Db,
  { kind, repositoryId, placeId }: Pick<OwnThing, 'kind' | 'repositoryId' | 'placeId'>,
  key: string,
): Promise<boolean> {
  const row = await db
    .selectFrom('own_thing')
    .select('issue_id')
    .where('repository_id', '=', repositoryId)
    .where('kind', '=', kind)
    .where('place_id', '=', placeId)
    .where('key', '=', key)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

/** Ids of the issues of our own that a repository holds: they are no tickets. */
export async function ownIssuesIn(db: Db, placeId: number): Promise<Set<number>> {
  const rows = await db
    .selectFrom('own_thing')
    .select('issue_id')
    .where('place_id', '=', placeId)
    .where('key', '=', '')
    .execute()
  return new Set(rows.map((row) => row.issue_id))
}

/** Notes it as it is now. */
export async function saveOwnThing(db: Db, thing: OwnThing): Promise<void> {
  if (thing.key === '' && thing.ticketId !== undefined) await dropFigure(db, thing.ticketId)
  const { issue_id, key, ...columns } = toRow(thing)
  await db
    .insertInto('own_thing')
    .values({ issue_id, key, ...columns })
    .onConflict((conflict) => conflict.columns(['issue_id', 'key']).doUpdateSet(columns))
    .execute()
}

function toRow(thing: OwnThing): Insertable<OwnThingTable> {
  return {
    issue_id: thing.issueId,
    key: thing.key,
    kind: thing.kind,
    repository_id: thing.repositoryId,
    place_id: thing.placeId,
    ticket_id: thing.ticketId ?? '',
    number: thing.number,
    node_id: thing.nodeId,
    comment_id: thing.commentId,
    hash: thing.hash,
    state: thing.state,
    written_at: thing.writtenAt,
  }
}

export function toThing(row: Selectable<OwnThingTable>): OwnThing {
  return {
    kind: row.kind,
    repositoryId: row.repository_id,
    placeId: row.place_id,
    ...(row.ticket_id !== '' && { ticketId: row.ticket_id }),
    issueId: row.issue_id,
    number: row.number,
    key: row.key,
    nodeId: row.node_id,
    commentId: row.comment_id,
    hash: row.hash,
    state: row.state,
    writtenAt: row.written_at,
  }
}
