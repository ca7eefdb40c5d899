// The curve of what has happened after how long.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { kaplanMeierCurve, kaplanMeierQuantile } from '../../src/report/kaplan-meier.ts'

const observations = fc.array(
  fc.record({ durationMs: fc.integer({ min: 1, max: 500 }), happened: fc.boolean() }),
)

test('three of four that were answered, one watched for two hours', () => {
  const [answered, watched] = [true, false]
  expect(
    kaplanMeierCurve([
      { durationMs: 1, happened: answered },
      { durationMs: 2, happened: watched },
      { durationMs: 3, happened: answered },
      { durationMs: 3, happened: answered },
    ]),
  ).toEqual([
    { durationMs: 1, share: 0.25 },
    { durationMs: 3, share: 1 },
  ])
  expect(kaplanMeierCurve([{ durationMs: 2, happened: watched }])).toEqual([])
})

test('the curve rises, ends where the estimate ends, and is never a hundredth beside the quantiles', () => {
  fc.assert(
    fc.property(observations, fc.integer({ min: 1, max: 99 }), (all, hundredths) => {
      const curve = kaplanMeierCurve(all)
      expect(curve.length).toBeLessThanOrEqual(101)
      for (const [index, step] of curve.entries()) {
        expect(step.share).toBeGreaterThan(curve[index - 1]?.share ?? 0)
        expect(step.durationMs).toBeGreaterThan(curve[index - 1]?.durationMs ?? 0)
      }
      const share = hundredths / 100
      const quantile = kaplanMeierQuantile(all, share)
      const reached = curve.findLast(({ durationMs }) => durationMs <= (quantile ?? Number.POSITIVE_INFINITY))
      if (quantile !== null) expect(reached?.share ?? 0).toBeGreaterThan(share - 0.011)
      else expect(reached?.share ?? 0).toBeLessThan(share)
    }),
  )
})
