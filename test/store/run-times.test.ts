// The record of when Firstline was running.
import { expect, test } from 'vitest'
import { wasDown } from '../../src/domain/run-times.ts'
import { noteRunning, purgeRunTimes, runTimes } from '../../src/store/run-times.ts'
import { describeOnEachEngine } from './engines.ts'

describeOnEachEngine('run times', (bench) => {
  test('each process keeps one line, which the next beat makes longer, for 90 days', async () => {
    const { db } = bench.store
    await noteRunning(db, 'a', { fromAt: 100, seenAt: 100 })
    await noteRunning(db, 'b', { fromAt: 150, seenAt: 150 })
    await noteRunning(db, 'a', { fromAt: 100, seenAt: 300 })
    expect(await runTimes(db)).toEqual([
      { fromAt: 100, seenAt: 300 },
      { fromAt: 150, seenAt: 150 },
    ])
    await purgeRunTimes(db, 90 * 86_400_000 + 200)
    expect(await runTimes(db)).toEqual([{ fromAt: 100, seenAt: 300 }])
  })
})

test('it was down where no process was at work, but not before it was first started', () => {
  const runs = [
    { fromAt: 100, seenAt: 200 },
    { fromAt: 150, seenAt: 300 },
    { fromAt: 500, seenAt: 600 },
  ]
  expect([50, 100, 250, 300, 301, 499, 500, 601].map((at) => wasDown(runs, at))).toEqual([
    false,
    false,
    false,
    false,
    true,
    true,
    false,
    true,
  ])
  expect(wasDown([], 100)).toBe(false)
})
