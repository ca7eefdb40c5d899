// A correction in lines that people read.
import { expect, test } from 'vitest'
import { describeChange, describeFigures } from '../../src/words/report/corrections.ts'

test('a promise that is told otherwise', () => {
  const change = { number: 12, clock: 'first_response', tier: 'pro', was: 'missed', is: 'kept' } as const
  expect(describeChange(change)).toBe('#12 first response (pro): missed → kept')
  expect(describeChange({ ...change, clock: 'resolution', tier: null, was: null })).toBe(
    '#12 resolution (community): nothing → kept',
  )
})

test('figures that belong together stand on one line, times as durations', () => {
  expect(
    describeFigures([
      { tier: 'pro', figure: 'opened', was: 1, is: 2 },
      { tier: 'pro', figure: 'first_response.calendar_median_seconds', was: 5400, is: null },
      { tier: 'pro', figure: 'first_response.met', was: 0, is: 1 },
      { tier: 'all', figure: 'resolution.taken_back', was: 1, is: 0 },
    ]),
  ).toEqual([
    'pro: opened 1 → 2',
    'pro, first response: calendar median 1 h 30 min → unknown, met 0 → 1',
    'all, resolution: taken back 1 → 0',
  ])
})
