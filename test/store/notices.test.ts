// Notices on their way: noted once, in the order of their ticket, and dropped when their day is over.
import { expect, test } from 'vitest'
import { channelState, channelTroubles, countNotices, noteChannel } from '../../src/store/notice-channels.ts'
import {
  channelsWithNotices,
  dropNotices,
  forgetDropped,
  forgetNotice,
  nextNoticeAt,
  noteNotice,
  oldestNotices,
  putOffNotice,
  readyNotices,
  repositoriesWaiting,
  retryNotices,
} from '../../src/store/notices.ts'
import { describeOnEachEngine } from './engines.ts'

const TEAM = { owner: 'acme', name: 'team' }
const ONCALL = { owner: 'acme', name: 'oncall' }

describeOnEachEngine('notices', (bench) => {
  const note = (id: string, ticketId: string, more: { channel?: typeof TEAM; isShown?: boolean } = {}) =>
    noteNotice(bench.store.db, {
      id,
      channel: TEAM,
      repositoryId: 1,
      ticketId,
      isShown: true,
      body: `{"id":"${id}"}`,
      at: bench.now,
      ...more,
    })
  const ready = async (channel = TEAM, limit = 9) =>
    (await readyNotices(bench.store.db, channel, { now: bench.now, limit })).map(({ id }) => id)
  const putOff = (id: string, dueAt: number, attempts = 0) =>
    putOffNotice(bench.store.db, { id, attempts }, { dueAt, reason: 'it answered 500' })

  test('are sent in the order of their ticket, the first of each alone', async () => {
    await note('a1', 'issue:1')
    await note('a2', 'issue:1')
    await note('a1', 'issue:1')
    bench.now += 1
    await note('b1', 'issue:2')
    await note('c1', 'issue:1', { channel: ONCALL })
    expect(await ready()).toEqual(['a1', 'b1'])
    expect(await ready(ONCALL)).toEqual(['c1'])
    await putOff('a1', bench.now + 5_000)
    expect(await ready()).toEqual(['b1'])
    await forgetNotice(bench.store.db, 'b1')
    expect(await nextNoticeAt(bench.store.db, TEAM)).toBe(bench.now + 5_000)
    await retryNotices(bench.store.db, TEAM, bench.now)
    expect(await ready()).toEqual(['a1'])
    await forgetNotice(bench.store.db, 'a1')
    expect(await ready()).toEqual(['a2'])
    expect(await channelsWithNotices(bench.store.db)).toHaveLength(2)
    expect(await repositoriesWaiting(bench.store.db, TEAM)).toEqual([1])
  })

  test('are dropped when their day is over, told for a while, and say nothing any more', async () => {
    await note('a1', 'issue:1')
    const begunAt = bench.now
    await putOff('a1', bench.now + 5_000)
    bench.now += 10_000
    await note('a2', 'issue:1')
    const dropped = await dropNotices(
      bench.store.db,
      TEAM,
      { before: begunAt },
      { now: bench.now, reason: 'too late' },
    )
    expect(dropped).toEqual([1])
    expect(await ready()).toEqual(['a2'])
    expect(await channelTroubles(bench.store.db)).toEqual([
      {
        ...TEAM,
        waiting: 0,
        dropped: 1,
        waitsBecause: null,
        droppedBecause: 'not delivered within 24 hours (it answered 500)',
        isEnded: false,
      },
    ])
    expect(await countNotices(bench.store.db)).toEqual({ waiting: 1, failing: 0, dropped: 1 })
    expect(await oldestNotices(bench.store.db, TEAM)).toEqual({ notedAt: bench.now, droppedAt: bench.now })
    await note('a1', 'issue:1')
    expect(await countNotices(bench.store.db)).toMatchObject({ waiting: 1 })
    await forgetDropped(bench.store.db, TEAM, bench.now)
    expect(await channelTroubles(bench.store.db)).toEqual([])
  })

  test('that only a private payment led to are no trouble in public', async () => {
    await note('a1', 'issue:1', { isShown: false })
    await putOff('a1', bench.now)
    expect(await channelTroubles(bench.store.db, { repositoryId: 1, isShown: true })).toEqual([])
    expect(await channelTroubles(bench.store.db, { repositoryId: 1 })).toMatchObject([{ waiting: 1 }])
    await note('a2', 'issue:1')
    const shown = await channelTroubles(bench.store.db, { repositoryId: 1, isShown: true })
    expect(shown).toMatchObject([{ waiting: 1, waitsBecause: 'it answered 500' }])
    expect(await channelTroubles(bench.store.db, { repositoryId: 2 })).toEqual([])
  })

  test('go to a channel of which a pause, its end and its address are known', async () => {
    const { db } = bench.store
    expect(await channelState(db, TEAM)).toEqual({ address: null, heldUntil: null, endedAt: null })
    await noteChannel(db, TEAM, { address: 'a', heldUntil: null, endedAt: null })
    await noteChannel(db, TEAM, { heldUntil: 7 })
    await noteChannel(db, TEAM, { endedAt: 8 })
    expect(await channelState(db, TEAM)).toEqual({ address: 'a', heldUntil: 7, endedAt: 8 })
    await noteChannel(db, TEAM, { heldUntil: null, endedAt: null })
    expect(await channelState(db, TEAM)).toEqual({ address: 'a', heldUntil: null, endedAt: null })
  })
})
