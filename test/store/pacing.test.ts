// Pacing: a second between writes, 450 pieces of content an hour, and room kept for alarms.
import { expect, test } from 'vitest'
import type { Budget } from '../../src/domain/pace.ts'
import { HORIZON_MS } from '../../src/domain/pace.ts'
import type { Urgency } from '../../src/domain/want.ts'
import { createPacing } from '../../src/store/pacing.ts'
import { describeOnEachEngine } from './engines.ts'

const HOUR = 3_600_000

describeOnEachEngine('pacing', (bench) => {
  const take = (budget: Budget, urgency: Urgency = 'alarm', installationId = 1) =>
    createPacing(bench.store).take(installationId, budget, urgency, bench.now)

  /** Waits for each slot like a patient writer, and returns when it wrote. */
  async function write(budget: Budget, urgency: Urgency): Promise<number> {
    for (;;) {
      const at = await take(budget, urgency)
      const reserved = at - bench.now <= HORIZON_MS[urgency]
      bench.now = Math.max(bench.now, at)
      if (reserved) return at
    }
  }

  test('the first write after a pause goes at once, the next a second later', async () => {
    expect(await take('write')).toBe(bench.now)
    expect(await take('content')).toBe(bench.now + 1_000)
    expect(await take('write')).toBe(bench.now + 2_000)
    bench.now += 10_000
    expect(await take('write')).toBe(bench.now)
  })

  test('installations do not wait for each other', async () => {
    expect(await take('write', 'alarm', 1)).toBe(bench.now)
    expect(await take('write', 'alarm', 2)).toBe(bench.now)
  })

  test('what is too far ahead is told but not reserved, answers first', async () => {
    await take('write')
    await take('write')
    expect(await take('write', 'answer')).toBe(bench.now + 2_000)
    expect(await take('write', 'label')).toBe(bench.now + 2_000)
    expect(await take('write', 'alarm')).toBe(bench.now + 2_000)
    expect(await take('write', 'alarm')).toBe(bench.now + 3_000)
    expect(await take('write', 'alarm')).toBe(bench.now + 3_000)
  })

  test('hundreds that are sent away come back one after another, alarms within ten seconds', async () => {
    const pacing = createPacing(bench.store)
    const ask = (urgency: Urgency) => pacing.take(1, 'write', urgency, bench.now)
    for (let i = 0; i < 3; i++) await ask('alarm')
    const labels = await Promise.all(Array.from({ length: 300 }, () => ask('label')))
    const alarms = await Promise.all(Array.from({ length: 300 }, () => ask('alarm')))
    for (const [turns, within] of [
      [labels, 60_000],
      [alarms, 10_000],
    ] as const) {
      const counts = Map.groupBy(turns, (at) => Math.floor(at / 1_000))
      expect(Math.max(...[...counts.values()].map((some) => some.length))).toBeLessThanOrEqual(
        Math.ceil((300 / within) * 1_000) + 8,
      )
      expect(Math.min(...turns)).toBe(bench.now + 3_000)
      expect(Math.max(...turns)).toBeLessThanOrEqual(bench.now + 3_000 + within)
    }
  })

  test('an alarm finds a turn whatever labels have reserved', async () => {
    const pacing = createPacing(bench.store)
    for (let second = 0; second < 20; second++) {
      for (let i = 0; i < 10; i++) await pacing.take(1, 'write', 'label', bench.now)
      const at = await pacing.take(1, 'write', 'alarm', bench.now)
      expect(at - bench.now).toBeLessThanOrEqual(HORIZON_MS.alarm)
      bench.now += 2_000
    }
  })

  test('processes that write by turns, or at once, see what the other one took', async () => {
    const [one, other] = [createPacing(bench.store), createPacing(bench.store)]
    const ask = (pacing: typeof one) => pacing.take(1, 'content', 'alarm', bench.now)
    const given: number[] = []
    for (let round = 0; round < 4; round++) {
      for (const pacing of [one, one, other]) given.push(await ask(pacing))
      bench.now += 3_000
    }
    given.push(...(await Promise.all([one, other, one].map(ask))))
    given.sort((a, b) => a - b)
    expect(given).toEqual(given.map((_, i) => given[0]! + i * 1_000))
  })

  test('writers side by side all get a slot of their own', async () => {
    const slots = await Promise.all(Array.from({ length: 3 }, () => take('write')))
    expect(slots.sort()).toEqual([bench.now, bench.now + 1_000, bench.now + 2_000])
  })

  test('350 pieces of content an hour, 450 for alarms, whatever the hour', async () => {
    const times: number[] = []
    const startedAt = bench.now
    for (let i = 0; i < 350; i++) times.push(await write('content', 'answer'))
    expect(times.at(-1)).toBe(startedAt + 349_000)
    expect(await take('content', 'answer')).toBe(startedAt + HOUR)
    expect(await take('content', 'label')).toBe(startedAt + HOUR)
    expect(await take('write', 'label')).toBe(startedAt + 350_000)
    for (let i = 0; i < 100; i++) times.push(await write('content', 'alarm'))
    expect(times.at(-1)).toBe(startedAt + 450_000)
    times.push(await write('content', 'alarm'))
    expect(times.at(-1)).toBe(startedAt + HOUR)
    for (let i = 450; i < times.length; i++) expect(times[i]! - times[i - 450]!).toBeGreaterThanOrEqual(HOUR)
  })
})
