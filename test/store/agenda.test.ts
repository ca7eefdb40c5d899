// The agenda loses no wake-up, gives a line to one worker at a time, and lets no failure block its neighbours.
import { describe, expect, test } from 'vitest'
import { type ClaimedLine, claim, extend, PRIORITY, wake, wantLook } from '../../src/store/agenda.ts'
import {
  agendaStats,
  failingLines,
  holdInstallation,
  lineOf,
  releaseInstallation,
  retryLine,
  voidClaims,
  wakeStale,
} from '../../src/store/agenda-upkeep.ts'
import { backoffMs } from '../../src/store/backoff.ts'
import { fail, finish, putBack } from '../../src/store/give-back.ts'
import type { Db } from '../../src/store/open.ts'
import { upsertTicket } from '../../src/store/tickets.ts'
import { ticket } from './builders.ts'
import { describeOnEachEngine } from './engines.ts'

const random = () => 0

describeOnEachEngine('the agenda', (bench) => {
  let tokens = 0
  const wakeNow = (key: string, more: object = {}) =>
    wake(bench.store.db, { line: { kind: 'ticket', ticketId: key }, at: bench.now, ...more })
  const take = (limit = 10, leaseMs = 60_000) =>
    claim(bench.store, { token: `token-${++tokens}`, limit, leaseMs })
  const takeKeys = async () => (await take()).map(({ key }) => key)
  const takeOne = async (): Promise<ClaimedLine> => (await take(1))[0]!

  test('a line is claimed once, and again only when its lease has run out', async () => {
    await wakeNow('issue:1')
    expect(await takeKeys()).toEqual(['issue:1'])
    expect(await takeKeys()).toEqual([])
    bench.now += 59_999
    expect(await takeKeys()).toEqual([])
    bench.now += 1
    expect(await takeKeys()).toEqual(['issue:1'])
  })

  test('a line is not due before its time, and the earlier of two moments counts', async () => {
    await wakeNow('issue:1', { at: bench.now + 5_000 })
    await wakeNow('issue:1', { at: bench.now + 9_000 })
    expect(await takeKeys()).toEqual([])
    bench.now += 5_000
    expect(await takeKeys()).toEqual(['issue:1'])
  })

  test('what else is noted as a line is given back is noted by whoever has it, or by nobody', async () => {
    const note = (until: number) => (db: Db) => holdInstallation(db, 7, until)
    const held = async () =>
      (await bench.store.db.selectFrom('hold').select('not_before').execute()).map((row) => row.not_before)
    await wakeNow('issue:1')
    const slow = await takeOne()
    bench.now += 60_000
    const next = await takeOne()
    expect(await finish(bench.store, slow.claim, { nextAt: null, note: note(1) })).toBe(false)
    expect(await held()).toEqual([])
    const failing = finish(bench.store, next.claim, {
      nextAt: null,
      note: async (db) => {
        await note(2)(db)
        throw new Error('no')
      },
    })
    await expect(failing).rejects.toThrow('no')
    expect(await held()).toEqual([])
    expect(await finish(bench.store, next.claim, { nextAt: null, note: note(3) })).toBe(true)
    expect(await held()).toEqual([3])
  })

  test('the best priority goes first, then the longest due', async () => {
    await wakeNow('unpaid-late')
    await wakeNow('unpaid-early', { at: bench.now - 10_000 })
    await wakeNow('history', { at: bench.now - 50_000, priority: PRIORITY.background })
    await wakeNow('paid', { priority: PRIORITY.paid })
    expect(await takeKeys()).toEqual(['paid', 'unpaid-early', 'unpaid-late', 'history'])
  })

  test('whose a line is is kept, and its best priority', async () => {
    await wakeNow('issue:1', { installationId: 11, repositoryId: 22 })
    await wakeNow('issue:1', { priority: PRIORITY.paid })
    expect(await takeOne()).toMatchObject({
      installationId: 11,
      repositoryId: 22,
      priority: PRIORITY.paid,
      dueAt: bench.now,
      claim: { wakes: 2 },
    })
  })

  test('a wake-up that comes while a line is worked on is not lost', async () => {
    await wakeNow('issue:1')
    const line = await takeOne()
    await wakeNow('issue:1')
    expect(await takeKeys()).toEqual([])
    expect(await finish(bench.store, line.claim, { nextAt: bench.now + 3_600_000 })).toBe(true)
    expect(await takeKeys()).toEqual(['issue:1'])
  })

  test('a wake-up committed beside the claim is either seen by it or makes the line due again', async () => {
    const turns = 60
    let seen = 0
    const wakes = (async () => {
      for (let i = 0; i < turns; i++) await wakeNow('issue:1')
    })()
    const work = async () => {
      const line = await takeOne()
      if (!line) return false
      seen = Math.max(seen, line.claim.wakes)
      await finish(bench.store, line.claim, { nextAt: null })
      return true
    }
    for (let i = 0; i < turns; i++) await work()
    await wakes
    while (await work()) {}
    expect(seen).toBe(turns)
  })

  test('what may be of our own doing makes a line due, and leaves its next look as it was', async () => {
    const nextAt = bench.now + 3_600_000
    await wakeNow('issue:1', { at: nextAt })
    await wakeNow('issue:1', { isEcho: true })
    const line = await takeOne()
    expect(line).toMatchObject({ key: 'issue:1', dueAt: nextAt, claim: { wakes: 1 } })
    expect(await putBack(bench.store, line.claim)).toBe(true)
    expect(await takeKeys()).toEqual([])
    bench.now = nextAt
    expect(await takeKeys()).toEqual(['issue:1'])
  })

  test.each(['finished', 'put back'])(
    'what may be of our own doing and comes, even at once, while a line is worked on makes it due again when it is %s',
    async (how) => {
      const nextAt = bench.now + 3_600_000
      const giveBack = (line: ClaimedLine) =>
        how === 'finished' ? finish(bench.store, line.claim, { nextAt }) : putBack(bench.store, line.claim)
      await wakeNow('issue:1', { at: nextAt })
      await wakeNow('issue:1', { isEcho: true })
      const first = await takeOne()
      await wakeNow('issue:1', { isEcho: true })
      await giveBack(first)
      const second = await takeOne()
      expect(second).toMatchObject({ key: 'issue:1', dueAt: nextAt })
      await giveBack(second)
      expect(await takeKeys()).toEqual([])
    },
  )

  test('a look that turns out to be wanted is not lost with the turn that found it', async () => {
    await wakeNow('issue:1', { at: bench.now + 3_600_000 })
    await wakeNow('issue:1', { isEcho: true })
    const line = await takeOne()
    await wantLook(bench.store.db, line.key, bench.now)
    bench.now += 60_000
    expect(await takeOne()).toMatchObject({ key: 'issue:1', dueAt: bench.now - 60_000 })
  })

  test('what may be of our own doing does not hurry a line that failed, and keeps why it did', async () => {
    await wakeNow('issue:1')
    await wakeNow('issue:1', { isEcho: true })
    await fail(bench.store, await takeOne(), new Error('no'), { random })
    expect(await takeKeys()).toEqual([])
    await wakeNow('issue:1', { isEcho: true })
    await putBack(bench.store, (await takeOne()).claim)
    expect(await failingLines(bench.store.db)).toMatchObject([
      { key: 'issue:1', attempts: 1, lastError: 'no', dueAt: bench.now + 1_000 },
    ])
  })

  test('a finished line waits for its next moment, or for a wake-up', async () => {
    await wakeNow('issue:1')
    await finish(bench.store, (await takeOne()).claim, {
      nextAt: bench.now + 1_000,
      priority: PRIORITY.paid,
      rulesVersion: 'v2',
    })
    expect(await lineOf(bench.store.db, 'issue:1')).toMatchObject({
      dueAt: bench.now + 1_000,
      priority: PRIORITY.paid,
      rulesVersion: 'v2',
    })
    bench.now += 1_000
    await finish(bench.store, (await takeOne()).claim, { nextAt: null })
    bench.now += 1_000_000
    expect(await takeKeys()).toEqual([])
    await wakeNow('issue:1')
    expect(await takeKeys()).toEqual(['issue:1'])
  })

  test('a worker whose lease ran out can neither finish, fail nor extend what another now holds', async () => {
    await wakeNow('issue:1')
    const stale = (await take(1, 1_000))[0]!
    bench.now += 1_000
    const holder = await takeOne()
    expect(await finish(bench.store, stale.claim, { nextAt: null })).toBe(false)
    expect(await fail(bench.store, stale, new Error('late'), { random })).toBe(false)
    expect(await extend(bench.store, stale.claim, 60_000)).toBe(false)
    expect(await lineOf(bench.store.db, 'issue:1')).toMatchObject({ attempts: 0, lastError: null })
    expect(await finish(bench.store, holder.claim, { nextAt: null })).toBe(true)
  })

  test('a lease that is extended holds longer', async () => {
    await wakeNow('issue:1')
    const line = (await take(1, 1_000))[0]!
    bench.now += 900
    expect(await extend(bench.store, line.claim, 1_000)).toBe(true)
    expect(line.claim.until).toBe(bench.now + 1_000)
    bench.now += 900
    expect(await takeKeys()).toEqual([])
  })

  test('a failing line backs off, keeps its error, and blocks no other', async () => {
    await wakeNow('bad')
    await wakeNow('good')
    const bad = (await take()).find(({ key }) => key === 'bad')!
    await fail(bench.store, bad, new Error('no such\u0000 thing'), { random })
    expect(await failingLines(bench.store.db)).toMatchObject([
      { key: 'bad', attempts: 1, lastError: 'no such\uFFFD thing', dueAt: bench.now + 1_000 },
    ])
    bench.now += 1_000
    const again = await takeOne()
    expect(again).toMatchObject({ key: 'bad', attempts: 1 })
    await fail(bench.store, again, new Error('still'), { random })
    expect(await lineOf(bench.store.db, 'bad')).toMatchObject({ attempts: 2, dueAt: bench.now + 2_000 })
    bench.now += 2_000
    await finish(bench.store, (await takeOne()).claim, { nextAt: null })
    expect(await failingLines(bench.store.db)).toEqual([])
  })

  test('a line told when to come back comes back then, and has not failed', async () => {
    await wakeNow('issue:1')
    await fail(bench.store, await takeOne(), new Error('limit'), { random, retryAt: bench.now + 90_000 })
    expect(await lineOf(bench.store.db, 'issue:1')).toMatchObject({ attempts: 0, dueAt: bench.now + 90_000 })
  })

  test('a new delivery makes a failing line due at once, and so does a person', async () => {
    await wakeNow('issue:1')
    await fail(bench.store, await takeOne(), new Error('x'), { random })
    await wakeNow('issue:1')
    await fail(bench.store, await takeOne(), new Error('x'), { random })
    expect(await retryLine(bench.store.db, 'issue:1', bench.now)).toBe(true)
    expect(await takeOne()).toMatchObject({ attempts: 0 })
    expect(await retryLine(bench.store.db, 'issue:2', bench.now)).toBe(false)
  })

  test('an installation on hold is passed over, the others are not', async () => {
    await wakeNow('held', { installationId: 1 })
    await wakeNow('free', { installationId: 2 })
    await wakeNow('none')
    await holdInstallation(bench.store.db, 1, bench.now + 5_000)
    await holdInstallation(bench.store.db, 1, bench.now + 2_000)
    expect(await takeKeys()).toEqual(['free', 'none'])
    bench.now += 4_999
    expect(await takeKeys()).toEqual([])
    bench.now += 1
    expect(await takeKeys()).toEqual(['held'])
  })

  test('a hold can be released', async () => {
    await wakeNow('held', { installationId: 1 })
    await holdInstallation(bench.store.db, 1, bench.now + 5_000)
    await releaseInstallation(bench.store.db, 1)
    expect(await takeKeys()).toEqual(['held'])
  })

  test('void claims are claimed again at once, and their old holders refused', async () => {
    await wakeNow('issue:1')
    const dead = await takeOne()
    await voidClaims(bench.store.db)
    expect(await finish(bench.store, dead.claim, { nextAt: null })).toBe(false)
    expect(await takeKeys()).toEqual(['issue:1'])
  })

  test('open tickets decided under other settings become due, spread over time', async () => {
    for (const [i, key] of ['issue:1', 'issue:2', 'issue:3', 'issue:4', 'issue:5'].entries()) {
      await upsertTicket(bench.store.db, ticket({ id: key, number: i, open: key !== 'issue:4' }))
      await wakeNow(key, { repositoryId: key === 'issue:5' ? 99 : 22 })
    }
    for (const line of await take()) {
      const rulesVersion = line.key === 'issue:3' ? 'new' : 'old'
      await finish(bench.store, line.claim, { nextAt: null, rulesVersion })
    }
    const stale = { rulesVersion: 'new', repositoryId: 22, now: bench.now, overMs: 60_000 }
    expect(await wakeStale(bench.store.db, stale)).toBe(2)
    const dueAt = async (key: string) => (await lineOf(bench.store.db, key))!.dueAt
    expect(await dueAt('issue:1')).toBe(bench.now)
    expect(await dueAt('issue:2')).toBe(bench.now + 30_000)
    for (const key of ['issue:3', 'issue:4', 'issue:5']) expect(await dueAt(key)).toBeNull()
  })

  test('settings that change while a ticket is decided have it decided again', async () => {
    await upsertTicket(bench.store.db, ticket({ id: 'issue:1' }))
    await wakeNow('issue:1')
    const line = await takeOne()
    await wakeStale(bench.store.db, { rulesVersion: 'new', now: bench.now, overMs: 60_000 })
    await finish(bench.store, line.claim, { nextAt: null, rulesVersion: 'old' })
    expect(await takeKeys()).toEqual(['issue:1'])
  })

  test('its state can be told in figures', async () => {
    expect(await agendaStats(bench.store.db, bench.now)).toEqual({
      due: 0,
      claimed: 0,
      failing: 0,
      oldestDueMs: 0,
    })
    await wakeNow('claimed', { priority: PRIORITY.alarm })
    await takeOne()
    await wakeNow('failed', { priority: PRIORITY.alarm })
    await fail(bench.store, await takeOne(), new Error('x'), { random })
    await wakeNow('due', { at: bench.now - 4_000 })
    await wakeNow('later', { at: bench.now + 4_000 })
    expect(await agendaStats(bench.store.db, bench.now)).toEqual({
      due: 1,
      claimed: 1,
      failing: 1,
      oldestDueMs: 4_000,
    })
  })

  test('workers that claim side by side never get the same line', async () => {
    await wake(
      bench.store.db,
      Array.from({ length: 200 }, (_, i) => ({
        line: { kind: 'ticket' as const, ticketId: `issue:${i}` },
        at: bench.now,
      })),
    )
    const claimed = await Promise.all(Array.from({ length: 25 }, () => take(8)))
    const keys = claimed.flat().map(({ key }) => key)
    expect(new Set(keys).size).toBe(keys.length)
    while (keys.length < 200) {
      const more = await takeKeys()
      expect(more.length).toBeGreaterThan(0)
      keys.push(...more)
    }
    expect(new Set(keys).size).toBe(200)
  })
})

describe('the backoff', () => {
  test('doubles up to an hour, half of it left to chance', () => {
    expect([1, 2, 3, 11, 12, 500].map((attempts) => backoffMs(attempts, 1))).toEqual([
      2_000, 4_000, 8_000, 2_048_000, 3_600_000, 3_600_000,
    ])
    expect(backoffMs(12, 0)).toBe(1_800_000)
  })
})
