// Notices on their way to channels: noted once, sent in the order of their ticket, and dropped when nobody took them.
import { type SqlBool, sql } from 'kysely'
import type { TicketId } from '../domain/ticket.ts'
import { plainText } from './json.ts'
import type { Db } from './open.ts'
import type { NoticeTable } from './tables.ts'

/** A channel of the server. */
export interface ChannelName {
  /** Of the repositories that it is about, lower case. */
  owner: string
  name: string
}

export interface WaitingNotice {
  id: string
  repositoryId: number
  ticketId: TicketId
  isShown: boolean
  /** JSON, as it is sent. */
  body: string
  /** Failures so far. */
  attempts: number
}

type NewNotice = Omit<WaitingNotice, 'attempts'> & { channel: ChannelName; at: number }

/** One that is there stays as it is. */
export async function noteNotice(db: Db, notice: NewNotice): Promise<void> {
  const { channel, ticketId, at } = notice
  const { last } = await db
    .selectFrom('notice')
    .select(sql<number | null>`max(place)`.as('last'))
    .where('ticket_id', '=', ticketId)
    .executeTakeFirstOrThrow()
  await db
    .insertInto('notice')
    .values({
      id: notice.id,
      owner: channel.owner,
      channel: channel.name,
      repository_id: notice.repositoryId,
      ticket_id: ticketId,
      place: (last ?? 0) + 1,
      is_shown: notice.isShown ? 1 : 0,
      body: notice.body,
      noted_at: at,
      due_at: at,
      attempts: 0,
      reason: null,
      dropped_at: null,
    })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute()
}

/** Those that may be sent now: of each ticket the oldest alone, so that their order holds. */
export async function readyNotices(
  db: Db,
  channel: ChannelName,
  { now, limit }: { now: number; limit: number },
): Promise<WaitingNotice[]> {
  const rows = await firsts(db, channel)
    .selectAll()
    .where('due_at', '<=', now)
    .orderBy('due_at')
    .orderBy('noted_at')
    .orderBy('id')
    .limit(limit)
    .execute()
  return rows.map(toWaiting)
}

/** When the next of them is to be tried, ms; null where none waits. */
export async function nextNoticeAt(db: Db, channel: ChannelName): Promise<number | null> {
  const { at } = await firsts(db, channel)
    .select(sql<number | null>`min(due_at)`.as('at'))
    .executeTakeFirstOrThrow()
  return at
}

function firsts(db: Db, channel: ChannelName) {
  return waiting(db, channel).where(
    sql<SqlBool>`not exists (select 1 from notice as earlier
      where earlier.owner = notice.owner and earlier.channel = notice.channel
        and earlier.ticket_id = notice.ticket_id and earlier.dropped_at is null
        and earlier.place < notice.place)`,
  )
}

function waiting(db: Db, { owner, name }: ChannelName) {
  return db
    .selectFrom('notice')
    .where('owner', '=', owner)
    .where('channel', '=', name)
    .where('dropped_at', 'is', null)
}

/** It was delivered. */
export async function forgetNotice(db: Db, id: string): Promise<void> {
  await db.deleteFrom('notice').where('id', '=', id).execute()
}

/** It was not taken. */
export async function putOffNotice(
  db: Db,
  { id, attempts }: Pick<WaitingNotice, 'id' | 'attempts'>,
  { dueAt, reason }: { dueAt: number; reason: string },
): Promise<void> {
  await db
    .updateTable('notice')
    .set({ due_at: Math.round(dueAt), reason: plainText(reason), attempts: attempts + 1 })
    .where('id', '=', id)
    .where('dropped_at', 'is', null)
    .execute()
}

export interface WhichNotices {
  /** Noted before then, ms. */
  before?: number
  repositoryId?: number
}

/** They are given up; what they said is not kept. Returns the repositories of which that may be told in public. */
export async function dropNotices(
  db: Db,
  { owner, name }: ChannelName,
  { before, repositoryId }: WhichNotices,
  { now, reason }: { now: number; reason: string | 'too late' },
): Promise<number[]> {
  let query = db
    .updateTable('notice')
    .set({
      body: null,
      due_at: null,
      dropped_at: now,
      reason: reason === 'too late' ? TOO_LATE : plainText(reason),
    })
    .where('owner', '=', owner)
    .where('channel', '=', name)
    .where('dropped_at', 'is', null)
  if (before !== undefined) query = query.where('noted_at', '<=', before)
  if (repositoryId !== undefined) query = query.where('repository_id', '=', repositoryId)
  const rows = await query.returning(['repository_id', 'is_shown']).execute()
  return [...new Set(rows.flatMap((row) => (row.is_shown === 1 ? [row.repository_id] : [])))]
}

/** With why it was not taken the last time. */
const TOO_LATE = sql<string>`'not delivered within 24 hours' || coalesce(' (' || reason || ')', '')`

/** When the oldest that waits was noted, and the oldest that is told as dropped was dropped, ms. */
export async function oldestNotices(
  db: Db,
  { owner, name }: ChannelName,
): Promise<{ notedAt: number | null; droppedAt: number | null }> {
  const row = await db
    .selectFrom('notice')
    .select(sql<number | null>`min(case when dropped_at is null then noted_at end)`.as('noted'))
    .select(sql<number | null>`min(dropped_at)`.as('dropped'))
    .where('owner', '=', owner)
    .where('channel', '=', name)
    .executeTakeFirstOrThrow()
  return { notedAt: row.noted, droppedAt: row.dropped }
}

/** What was dropped before `before` is told no longer. */
export async function forgetDropped(db: Db, { owner, name }: ChannelName, before: number): Promise<void> {
  await db
    .deleteFrom('notice')
    .where('owner', '=', owner)
    .where('channel', '=', name)
    .where('dropped_at', '<=', before)
    .execute()
}

/** Repositories of which something waits for the channel. */
export async function repositoriesWaiting(db: Db, channel: ChannelName): Promise<number[]> {
  const rows = await waiting(db, channel).select('repository_id').distinct().execute()
  return rows.map((row) => row.repository_id)
}

/** Everything that waits is tried again now. */
export async function retryNotices(db: Db, { owner, name }: ChannelName, now: number): Promise<void> {
  await db
    .updateTable('notice')
    .set({ due_at: now })
    .where('owner', '=', owner)
    .where('channel', '=', name)
    .where('dropped_at', 'is', null)
    .execute()
}

/** Channels for which something is noted. */
export async function channelsWithNotices(db: Db): Promise<ChannelName[]> {
  const rows = await db.selectFrom('notice').select(['owner', 'channel']).distinct().execute()
  return rows.map(({ owner, channel }) => ({ owner, name: channel }))
}

function toWaiting(row: NoticeTable): WaitingNotice {
  return {
    id: row.id,
    repositoryId: row.repository_id,
    ticketId: row.ticket_id,
    isShown: row.is_shown === 1,
    body: row.body ?? '',
    attempts: row.attempts,
  }
}
