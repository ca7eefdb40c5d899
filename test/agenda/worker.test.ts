// The worker: lines side by side, each strictly in order, failures given back, a stop that drains.
import { expect, test } from 'vitest'
import type { Handler } from '../../src/agenda/run-line.ts'
import { startWorker, type WorkerOptions } from '../../src/agenda/worker.ts'
import { GitHubLimit, OwnPace } from '../../src/domain/retry-later.ts'
import { claim, wake } from '../../src/store/agenda.ts'
import { agendaStats, lineOf } from '../../src/store/agenda-upkeep.ts'
import { ClaimLost } from '../../src/store/effects.ts'
import { describeOnEachEngine } from '../store/engines.ts'

const silent = { debug() {}, info() {}, warn() {}, error() {} }

describeOnEachEngine('the worker', (bench) => {
  const wakeNow = (key: string, more: object = {}) =>
    wake(bench.store.db, { line: { kind: 'ticket', ticketId: key }, at: bench.now, ...more })
  const start = (handler: Handler<'ticket'>, more: Partial<WorkerOptions> = {}) =>
    startWorker({ store: bench.store, handlers: { ticket: handler }, random: () => 0, log: silent, ...more })

  test('lines run side by side, up to the limit, and one line never beside itself', async () => {
    const running = new Map<string, number>()
    let most = 0
    const turns: string[] = []
    const handler: Handler<'ticket'> = async ({ ticketId: key }) => {
      running.set(key, (running.get(key) ?? 0) + 1)
      most = Math.max(most, running.size)
      expect(running.get(key)).toBe(1)
      turns.push(key)
      if (turns.length <= 6) await wakeNow(key)
      await bench.store.db.selectFrom('agenda').select('key').execute()
      running.delete(key)
      return { nextAt: null }
    }
    for (let i = 0; i < 6; i++) await wakeNow(`issue:${i}`)
    const worker = start(handler, { concurrency: 3 })
    await worker.idle()
    expect(turns).toHaveLength(12)
    expect(most).toBe(3)
    expect(await worker.stop()).toBe(true)
  })

  test('a handler says when to look again, and under what rules it decided', async () => {
    await wakeNow('issue:1')
    const worker = start(async () => ({ nextAt: bench.now + 5_000, priority: 10, rulesVersion: 'v3' }))
    await worker.idle()
    await worker.stop()
    const line = await lineOf(bench.store.db, 'issue:1')
    expect(line).toMatchObject({ dueAt: bench.now + 5_000, priority: 10, rulesVersion: 'v3' })
  })

  test('a failing line backs off and the others go on', async () => {
    await wakeNow('issue:bad')
    await wakeNow('issue:good')
    const worker = start(async ({ ticketId: key }) => {
      if (key === 'issue:bad') throw new Error('no')
      return { nextAt: null }
    })
    await worker.idle()
    await worker.stop()
    expect(await lineOf(bench.store.db, 'issue:bad')).toMatchObject({
      attempts: 1,
      lastError: 'no',
      dueAt: bench.now + 1_000,
    })
    expect(await lineOf(bench.store.db, 'issue:good')).toMatchObject({ attempts: 0, dueAt: null })
  })

  test('a kind that nothing handles fails visibly', async () => {
    await wakeNow('', { line: { kind: 'repository', repositoryId: 1 } })
    const worker = start(async () => ({ nextAt: null }))
    await worker.idle()
    await worker.stop()
    expect((await lineOf(bench.store.db, 'repository:1'))?.lastError).toContain('lines such as repository:1')
  })

  test("GitHub's limit holds the whole installation until it ends, our own pace only the line", async () => {
    await wakeNow('issue:limited', { installationId: 1, priority: 0 })
    await wakeNow('issue:neighbour', { installationId: 1 })
    await wakeNow('issue:paced', { installationId: 2, priority: 0 })
    await wakeNow('issue:unpaced', { installationId: 2 })
    const retryAt = bench.now + 60_000
    const done: string[] = []
    const worker = start(
      async ({ ticketId: key }) => {
        if (key === 'issue:limited' && bench.now < retryAt) {
          throw new GitHubLimit('limit', { retryAt })
        }
        if (key === 'issue:paced' && bench.now < retryAt) throw new OwnPace('pace', { retryAt })
        done.push(key)
        return { nextAt: null }
      },
      { concurrency: 1 },
    )
    await worker.idle()
    expect(done).toEqual(['issue:unpaced'])
    expect(await lineOf(bench.store.db, 'issue:paced')).toMatchObject({ attempts: 0, dueAt: retryAt })
    bench.now = retryAt
    await worker.idle()
    expect(done).toContain('issue:limited')
    expect(done).toContain('issue:neighbour')
    await worker.stop()
  })

  test('a line that went to another worker is left to it', async () => {
    await wakeNow('issue:1')
    const worker = start(
      async () => {
        bench.now += 60_000
        await claim(bench.store, { token: 'another', limit: 1, leaseMs: 60_000 })
        throw new ClaimLost('issue:1')
      },
      { leaseMs: 60_000, concurrency: 1 },
    )
    await worker.idle()
    await worker.stop()
    expect(await lineOf(bench.store.db, 'issue:1')).toMatchObject({ attempts: 0, lastError: null })
    expect((await agendaStats(bench.store.db, bench.now)).claimed).toBe(1)
  })

  test('what is rung for while a line is in hand is done next, though it is that very line', async () => {
    const turns: string[] = []
    const entered = Promise.withResolvers<void>()
    const go = Promise.withResolvers<void>()
    const twice = Promise.withResolvers<void>()
    await wakeNow('issue:1')
    // It looks by itself once an hour.
    const worker = start(
      async ({ ticketId }) => {
        turns.push(ticketId)
        if (turns.length === 2) twice.resolve()
        entered.resolve()
        await go.promise
        return { nextAt: null }
      },
      { pollMs: 3_600_000 },
    )
    await entered.promise
    await wakeNow('issue:1')
    worker.wakeUp()
    go.resolve()
    await twice.promise
    expect(turns).toEqual(['issue:1', 'issue:1'])
    await worker.stop()
  })

  test('a backlog is worked off without a ring, whatever the poll', async () => {
    const done: string[] = []
    const all = Promise.withResolvers<void>()
    for (let i = 0; i < 7; i++) await wakeNow(`issue:${i}`)
    const worker = start(
      async ({ ticketId }) => {
        done.push(ticketId)
        if (done.length === 7) all.resolve()
        return { nextAt: null }
      },
      { concurrency: 2, pollMs: 3_600_000 },
    )
    await all.promise
    expect(done.toSorted()).toEqual(Array.from({ length: 7 }, (_, i) => `issue:${i}`))
    await worker.stop()
  })

  test('a stop waits for the line in hand and claims no other', async () => {
    const entered = Promise.withResolvers<void>()
    const release = Promise.withResolvers<void>()
    const worker = start(
      async () => {
        entered.resolve()
        await release.promise
        return { nextAt: null }
      },
      { concurrency: 1 },
    )
    await wakeNow('issue:1')
    worker.wakeUp()
    await entered.promise
    await wakeNow('issue:2')
    const stopped = worker.stop()
    release.resolve()
    expect(await stopped).toBe(true)
    expect(await lineOf(bench.store.db, 'issue:1')).toMatchObject({ dueAt: null })
    expect(await lineOf(bench.store.db, 'issue:2')).toMatchObject({ dueAt: bench.now })
  })

  test('a stop does not wait for ever: what is left is told, and taken up when its lease ends', async () => {
    const entered = Promise.withResolvers<AbortSignal>()
    const release = Promise.withResolvers<void>()
    const worker = start(async (_, { signal }) => {
      entered.resolve(signal)
      await release.promise
      return { nextAt: null }
    })
    await wakeNow('issue:1')
    worker.wakeUp()
    const signal = await entered.promise
    expect(await worker.stop(0)).toBe(false)
    expect(signal.aborted).toBe(true)
    bench.now += 60_000
    expect(await claim(bench.store, { token: 'next', limit: 1, leaseMs: 1_000 })).toHaveLength(1)
    release.resolve()
  })

  test('a handler can lengthen its lease, and learns when it has lost it', async () => {
    await wakeNow('issue:1')
    const held: boolean[] = []
    const worker = start(
      async (_, context) => {
        bench.now += 50_000
        held.push(await context.extend())
        expect(context.claim.until).toBe(bench.now + 60_000)
        bench.now += 60_000
        await claim(bench.store, { token: 'another', limit: 1, leaseMs: 60_000 })
        held.push(await context.extend())
        return { nextAt: null }
      },
      { leaseMs: 60_000, concurrency: 1 },
    )
    await worker.idle()
    await worker.stop()
    expect(held).toEqual([true, false])
  })
})
