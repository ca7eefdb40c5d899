// What is known of each channel, and what waits or fails there.
import { sql } from 'kysely'
import type { ChannelName } from './notices.ts'
import type { Db } from './open.ts'

export interface ChannelState {
  /** Tells one address from another; null: none was used yet. */
  address: string | null
  /** The receiver asked for a pause until then, ms. */
  heldUntil: number | null
  /** Since when nothing is sent to this address any more, ms. */
  endedAt: number | null
}

const NEW: ChannelState = { address: null, heldUntil: null, endedAt: null }

export async function channelState(db: Db, { owner, name }: ChannelName): Promise<ChannelState> {
  const row = await db
    .selectFrom('notice_channel')
    .selectAll()
    .where('owner', '=', owner)
    .where('channel', '=', name)
    .executeTakeFirst()
  return row ? { address: row.address, heldUntil: row.held_until, endedAt: row.ended_at } : NEW
}

/** Notes these, and leaves the others. */
export async function noteChannel(
  db: Db,
  { owner, name }: ChannelName,
  state: Partial<ChannelState>,
): Promise<void> {
  const columns = { address: state.address, held_until: state.heldUntil, ended_at: state.endedAt }
  await db
    .insertInto('notice_channel')
    .values({ owner, channel: name, ...columns })
    .onConflict((conflict) => conflict.columns(['owner', 'channel']).doUpdateSet(columns))
    .execute()
}

/** What is wrong with one channel. */
export interface ChannelTrouble extends ChannelName {
  /** Notices that were tried in vain or stand behind one that was, and those that were given up. */
  waiting: number
  dropped: number
  /** Why one of each was not taken; null where there is none. */
  waitsBecause: string | null
  droppedBecause: string | null
  isEnded: boolean
}

/**
 * What fails, by channel. `repositoryId`: of its notices alone; `isShown`: of those alone that may be told in public, by
 * which also the end of a channel is told.
 */
export async function channelTroubles(
  db: Db,
  { repositoryId, isShown }: { repositoryId?: number; isShown?: true } = {},
): Promise<ChannelTrouble[]> {
  const wanted = [
    repositoryId === undefined ? sql`` : sql`and notice.repository_id = ${repositoryId}`,
    isShown ? sql`and notice.is_shown = 1` : sql``,
  ]
  const { rows } = await sql<Omit<ChannelTrouble, 'name' | 'isEnded'> & { channel: string }>`
    select notice.owner, notice.channel,
      count(case when notice.dropped_at is null then 1 end) as waiting,
      count(notice.dropped_at) as dropped,
      max(first.reason) as "waitsBecause",
      max(case when notice.dropped_at is not null then notice.reason end) as "droppedBecause"
    from notice left join notice as first on first.id = ${FIRST}
    where (notice.dropped_at is not null or first.attempts > 0) ${sql.join(wanted, sql` `)}
    group by notice.owner, notice.channel
    order by notice.owner, notice.channel`.execute(db)
  const ended = await db
    .selectFrom('notice_channel')
    .select(['owner', 'channel'])
    .where('ended_at', 'is not', null)
    .execute()
  return rows.map(({ channel, ...row }) => {
    const isEnded = ended.some((one) => one.owner === row.owner && one.channel === channel)
    return { ...row, name: channel, isEnded }
  })
}

/** The one that is sent before those of its ticket: they fail with it, whatever it says. */
const FIRST = sql`(select earliest.id from notice as earliest
  where notice.dropped_at is null and earliest.dropped_at is null and earliest.owner = notice.owner
    and earliest.channel = notice.channel and earliest.ticket_id = notice.ticket_id
  order by earliest.place limit 1)`

export interface NoticeCounts {
  waiting: number
  /** Waiting, and tried in vain. */
  failing: number
  dropped: number
}

/** For figures. */
export async function countNotices(db: Db): Promise<NoticeCounts> {
  return db
    .selectFrom('notice')
    .select(sql<number>`count(case when dropped_at is null then 1 end)`.as('waiting'))
    .select(sql<number>`count(case when dropped_at is null and attempts > 0 then 1 end)`.as('failing'))
    .select(sql<number>`count(dropped_at)`.as('dropped'))
    .executeTakeFirstOrThrow()
}
