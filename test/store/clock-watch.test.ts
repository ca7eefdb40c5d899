// A clock that was ahead and is put right: what it had put off is not believed, while running and after a restart.
import { expect, test } from 'vitest'
import { claim, wake } from '../../src/store/agenda.ts'
import { dropLateWaits, holdInstallation, lineOf } from '../../src/store/agenda-upkeep.ts'
import { recentMove, watchClock } from '../../src/store/clock-watch.ts'
import { beginEffects, findEffect } from '../../src/store/effects.ts'
import { fail } from '../../src/store/give-back.ts'
import { NOT_OURS, OURS } from '../../src/store/move-moments.ts'
import { createPacing } from '../../src/store/pacing.ts'
import { noteRepository, repositoryState } from '../../src/store/repository-reading.ts'
import { describeOnEachEngine } from './engines.ts'

const HOUR = 3_600_000
const log = { warn() {} }

describeOnEachEngine('a clock that goes back', (bench) => {
  const take = async (key: string) => {
    await wake(bench.store.db, { line: { kind: 'ticket', ticketId: key }, at: bench.now, installationId: 1 })
    const [line] = await claim(bench.store, { token: `${key} ${bench.now}`, limit: 1, leaseMs: 60_000 })
    return line!
  }
  const watch = () => watchClock(bench.store, { log, given: true })

  test('while running, what waits keeps its distance: retries, holds, doubts, notes', async () => {
    const { look } = await watch()
    await fail(bench.store, await take('issue:1'), new Error('no'), {
      random: () => 0,
      retryAt: bench.now + 60_000,
    })
    const line = await take('issue:2')
    const about = { repositoryId: 1, ticketId: 'issue:2', place: 'ticket', kind: 'label_on', what: 'a label' }
    const once = { again: 'safe', timeoutMs: 1 } as const
    await beginEffects(bench.store, line.claim, [{ key: 'issue:2|on', ...about }], once)
    await holdInstallation(bench.store.db, 2, bench.now + 30_000)
    await noteRepository(bench.store.db, 1, { refreshedAt: bench.now, labelNamesMoved: 5 })
    await look()

    bench.now -= 3 * HOUR
    await look()

    expect((await lineOf(bench.store.db, 'issue:1'))?.dueAt).toBe(bench.now + 60_000)
    expect((await findEffect(bench.store.db, 'issue:2|on'))?.attemptedAt).toBe(bench.now)
    const hold = await bench.store.db.selectFrom('hold').selectAll().executeTakeFirst()
    expect(hold?.not_before).toBe(bench.now + 30_000)
    const { refreshedAt, labelNamesMoved } = await repositoryState(bench.store.db, 1)
    expect({ refreshedAt, labelNamesMoved }).toEqual({ refreshedAt: bench.now, labelNamesMoved: 5 })
    expect(await recentMove(bench.store)).toMatchObject({ at: bench.now, byMs: 3 * HOUR })
  })

  test('after a restart, the last that is known to have happened shows it', async () => {
    const before = await watch()
    await wake(bench.store.db, { line: { kind: 'ticket', ticketId: 'issue:1' }, at: bench.now + 60_000 })
    await before.look()
    bench.now -= 3 * HOUR
    const moves: number[] = []
    await watchClock(bench.store, { log, given: true, onMove: ({ byMs }) => moves.push(byMs) })
    expect(moves).toEqual([3 * HOUR])
    expect((await lineOf(bench.store.db, 'issue:1'))?.dueAt).toBe(bench.now + 60_000)
  })

  test('a step that clocks make to stay in time changes nothing', async () => {
    const { look } = await watch()
    await wake(bench.store.db, { line: { kind: 'ticket', ticketId: 'issue:1' }, at: bench.now + 60_000 })
    const dueAt = bench.now + 60_000
    bench.now -= 2_000
    await look()
    expect((await lineOf(bench.store.db, 'issue:1'))?.dueAt).toBe(dueAt)
    expect(await recentMove(bench.store)).toBeNull()
  })

  test('a clock that goes forward and back again leaves the waits as they were', async () => {
    const { look } = await watch()
    await wake(bench.store.db, { line: { kind: 'ticket', ticketId: 'issue:1' }, at: bench.now + 8 * HOUR })
    const dueAt = bench.now + 8 * HOUR
    bench.now += 3 * HOUR
    await look()
    bench.now -= 3 * HOUR
    await look()
    expect((await lineOf(bench.store.db, 'issue:1'))?.dueAt).toBeLessThanOrEqual(dueAt)
  })

  test('two notes of one key that would fall together do not stop the rest', async () => {
    const { look } = await watch()
    const at = (moment: number) => ({ scope: 'users', at: moment, view: 'full' as const })
    await bench.store.db
      .insertInto('entitlement_read')
      .values([at(bench.now), at(bench.now - HOUR)])
      .execute()
    await wake(bench.store.db, { line: { kind: 'ticket', ticketId: 'issue:1' }, at: bench.now + 60_000 })
    bench.now -= HOUR
    await look()
    expect((await lineOf(bench.store.db, 'issue:1'))?.dueAt).toBe(bench.now + 60_000)
  })

  test('a turn to write that lies hours ahead is given at once, and the hour of content is kept', async () => {
    const pacing = createPacing(bench.store)
    for (let n = 0; n < 350; n++) {
      bench.now += 1_000
      await pacing.take(1, 'content', 'alarm', bench.now)
    }
    bench.now -= 3 * HOUR
    expect(await pacing.take(1, 'write', 'answer', bench.now)).toBe(bench.now)
    expect(await pacing.take(1, 'content', 'answer', bench.now)).toBeGreaterThan(bench.now + HOUR / 2)
    expect(await pacing.take(1, 'content', 'answer', bench.now)).toBeLessThan(bench.now + HOUR)
  })

  test('waits beyond what their kind allows are pulled back without a sign of a move', async () => {
    const { db } = bench.store
    const far = bench.now + 3 * HOUR
    await wake(db, [
      { line: { kind: 'app' }, at: far },
      { line: { kind: 'installation', installationId: 1 }, at: far },
      { line: { kind: 'repository', repositoryId: 1 }, at: far },
      { line: { kind: 'ticket', ticketId: 'issue:1' }, at: far },
    ])
    await holdInstallation(db, 1, far)
    await dropLateWaits(db, bench.now)
    for (const key of ['app', 'installation:1', 'repository:1']) {
      expect((await lineOf(db, key))?.dueAt).toBe(bench.now)
    }
    expect((await lineOf(db, 'issue:1'))?.dueAt).toBe(far)
    expect(await db.selectFrom('hold').selectAll().execute()).toEqual([])
  })
})

describeOnEachEngine('every column that keeps a moment', (bench) => {
  const MOMENT = /(^|_)at$|^not_before$|_until$|_since$/

  test('is known as ours, which moves with the clock, or as not ours', async () => {
    const tables = await bench.store.db.introspection.getTables()
    const found = tables
      .filter(({ name }) => !name.startsWith('kysely_'))
      .flatMap(({ name, columns }) => columns.map((column) => `${name}.${column.name}`))
    const known = [OURS, NOT_OURS].flatMap((all) =>
      Object.entries(all).flatMap(([table, columns]) => columns.map((column) => `${table}.${column}`)),
    )
    expect(found.filter((column) => MOMENT.test(column.split('.')[1] ?? '')).sort()).toEqual(
      [...new Set(known)].sort(),
    )
  })
})
