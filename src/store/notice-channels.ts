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
  /** Notices that were tried in vain, and those that were given up. */
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
  let query = db
    .selectFrom('notice')
    .select(['owner', 'channel'])
    .select(sql<number>`count(case when dropped_at is null then 1 end)`.as('waiting'))
    .select(sql<number>`count(dropped_at)`.as('dropped'))
    .select(sql<string | null>`max(case when dropped_at is null then reason end)`.as('waitsBecause'))
    .select(sql<string | null>`max(case when dropped_at is not null then reason end)`.as('droppedBecause'))
    .where((eb) => eb.or([eb('attempts', '>', 0), eb('dropped_at', 'is not', null)]))
  if (repositoryId !== undefined) query = query.where('repository_id', '=', repositoryId)
  if (isShown) query = query.where('is_shown', '=', 1)
  const rows = await query.groupBy(['owner', 'channel']).orderBy('owner').orderBy('channel').execute()
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
