// How far a reading of history has come is kept part by part, and what cannot be told is kept by number.
import { expect, test } from 'vitest'
import {
  beginReading,
  historiesUnderWay,
  historyProgress,
  partsLeft,
  partsOf,
  progressOf,
  savePart,
} from '../../src/store/history-parts.ts'
import { countOpen, openUnreadSince, upsertTicket } from '../../src/store/tickets.ts'
import { allUnread, forgetUnread, noteUnread, unreadThreads } from '../../src/store/unread-threads.ts'
import { anIssue } from '../builders.ts'
import { describeOnEachEngine } from './engines.ts'

const issues = { kind: 'issue', openOnly: false, after: null } as const
const discussions = { kind: 'discussion', openOnly: false, after: null } as const
const openIssues = { kind: 'issue', openOnly: true, after: 'here' } as const

describeOnEachEngine('readings', (bench) => {
  const begin = (
    purpose: 'catch_up' | 'backfill',
    askedBy: 'first_reading' | 'look' | 'command',
    parts = [discussions, openIssues, issues] as Parameters<typeof beginReading>[1]['parts'],
  ) => {
    const reading = { repositoryId: 7, purpose, askedBy, sinceAt: 5, begunAt: bench.now, parts }
    return bench.store.transaction((tx) => beginReading(tx, reading))
  }

  test('catching up goes first, issues before discussions, what was updated before what is open', async () => {
    await begin('backfill', 'command')
    await begin('catch_up', 'look')
    const left = await partsLeft(bench.store.db, 7)
    expect(left.map(({ purpose, kind, openOnly }) => [purpose, kind, openOnly])).toEqual([
      ['catch_up', 'issue', false],
      ['catch_up', 'discussion', false],
      ['catch_up', 'issue', true],
      ['backfill', 'issue', false],
      ['backfill', 'discussion', false],
      ['backfill', 'issue', true],
    ])
    expect(left[2]?.after).toBe('here')
  })

  test('a part that was begun anew meanwhile is not overtaken by the old one', async () => {
    await begin('backfill', 'command')
    const [old] = await partsLeft(bench.store.db, 7)
    bench.now += 1_000
    await begin('backfill', 'command')
    await savePart(bench.store.db, { ...old!, read: 100, after: 'there' })
    const [part] = await partsLeft(bench.store.db, 7)
    expect(part).toMatchObject({ read: 0, after: null, begunAt: bench.now })
    await savePart(bench.store.db, { ...part!, read: 100, after: 'there', size: 25, total: 120 })
    expect((await partsLeft(bench.store.db, 7))[0]).toMatchObject({ read: 100, after: 'there', size: 25 })
  })

  test('how far it is, is told of what takes its time, until the last part is read', async () => {
    const { db } = bench.store
    await begin('catch_up', 'look')
    expect(await historyProgress(db, 7)).toBeNull()
    expect((await historiesUnderWay(db)).size).toBe(0)
    await begin('catch_up', 'first_reading', [issues, discussions])
    const [first, second] = await partsLeft(db, 7)
    // What is updated while it is read may be read twice.
    await savePart(db, { ...first!, read: 130, total: 120, finishedAt: bench.now })
    await savePart(db, { ...second!, read: 5, total: 40, waitsUntil: bench.now + 60_000 })
    const expected = {
      askedBy: 'first_reading',
      kinds: [
        { kind: 'issue', openOnly: false, read: 120, total: 120, finished: true },
        { kind: 'discussion', openOnly: false, read: 5, total: 40, finished: false },
      ],
      waitsUntil: bench.now + 60_000,
      finishedAt: null,
    }
    expect(await historyProgress(db, 7)).toMatchObject(expected)
    expect((await historiesUnderWay(db)).get(7)).toMatchObject(expected)
    await savePart(db, { ...second!, read: 40, total: 40, finishedAt: bench.now + 1 })
    expect(await historyProgress(db, 7)).toBeNull()
    const parts = await partsOf(db, 7)
    expect(progressOf(parts, 'catch_up')).toMatchObject({ finishedAt: bench.now + 1 })
    expect(progressOf(parts, 'backfill')).toBeNull()
  })

  test('threads that cannot be told are noted once, with the time of the last try', async () => {
    const { db } = bench.store
    await noteUnread(db, 7, [{ kind: 'issue', number: 9 }], 1)
    await noteUnread(
      db,
      7,
      [
        { kind: 'issue', number: 9 },
        { kind: 'discussion', number: 4 },
      ],
      2,
    )
    expect(await unreadThreads(db, 7)).toEqual([
      { kind: 'discussion', number: 4, notedAt: 2 },
      { kind: 'issue', number: 9, notedAt: 2 },
    ])
    await forgetUnread(db, 7, 'issue', [4, 9])
    expect([...(await allUnread(db)).keys()]).toEqual([7])
    await forgetUnread(db, 7, 'discussion', [4])
    expect(await unreadThreads(db, 7)).toEqual([])
  })

  test('open tickets that were not read since a moment are found', async () => {
    const { db } = bench.store
    await upsertTicket(db, anIssue(1, { id: 'issue:1', number: 1 }))
    await upsertTicket(db, anIssue(2, { id: 'issue:2', number: 2, open: false }))
    expect(await countOpen(db, 7)).toBe(1)
    expect(await countOpen(db, 7, 'discussion')).toBe(0)
    expect((await openUnreadSince(db, 7, 5)).map(({ id }) => id)).toEqual(['issue:1'])
  })
})
