// Two tellings of the same tickets, figure by figure.
import { expect, test } from 'vitest'
import { figureChanges } from '../../src/report/figure-changes.ts'
import { computeMetrics } from '../../src/report/metrics.ts'
import type { Metrics } from '../../src/report/metrics-schema.ts'

const NOTHING = { repository: 'acme/widget', fromAt: 0, toAt: 10, now: 10, tickets: [], tiers: ['pro'] }

function withFirst(metrics: Metrics, tier: string, figures: object): Metrics {
  const its = metrics.tiers[tier]!
  const first_response = { ...its.first_response, ...figures }
  return { ...metrics, tiers: { ...metrics.tiers, [tier]: { ...its, first_response } } }
}

test('the same figures have no change, whenever they were computed', () => {
  const [a, b] = [computeMetrics(NOTHING), computeMetrics({ ...NOTHING, now: 20, toAt: 20 })]
  expect(figureChanges(a, b)).toEqual([])
})

test('a count that is left out is none, a time that is not known is null', () => {
  const before = computeMetrics(NOTHING)
  const after = withFirst(before, 'pro', { corrected: 2, median_seconds: 60 })
  expect(figureChanges(before, after)).toEqual([
    { tier: 'pro', figure: 'first_response.median_seconds', was: null, is: 60 },
    { tier: 'pro', figure: 'first_response.corrected', was: 0, is: 2 },
  ])
})

test('a tier that only one of them has stands before the sums', () => {
  const before = withFirst(computeMetrics({ ...NOTHING, tiers: ['pro', 'old'] }), 'old', { missed: 1 })
  const after = withFirst(computeMetrics(NOTHING), 'community', { missed: 1 })
  expect(figureChanges(before, after)).toEqual([
    { tier: 'old', figure: 'first_response.missed', was: 1, is: 0 },
    { tier: 'community', figure: 'first_response.missed', was: 0, is: 1 },
  ])
})
