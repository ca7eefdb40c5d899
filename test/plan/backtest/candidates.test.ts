import { describe, expect, test } from 'vitest'
import {
  type Candidate,
  gridOf,
  longestWaitMs,
  officeOf,
  promisesOf,
} from '../../../src/plan/backtest/candidates.ts'
import { recommendedOf } from '../../../src/plan/backtest/recommend.ts'
import type { PromiseShare } from '../../../src/report/preview.ts'
import { defaultSettings, parseSettings } from '../../../src/settings/parse.ts'
import { HOUR } from '../ledger-builder.ts'

const BERLIN = { zone: 'Europe/Berlin', from: '09:00', to: '17:00', share: 0.9, comments: 100 }

const told = ({ tier, clock, target, calendar }: Omit<Candidate, 'hours'>) =>
  [tier, clock, `${target.amount}${target.unit}`, calendar].filter((word) => word !== null).join(' ')

describe('the promises of the settings', () => {
  test('are each target of each tier, then those of everybody', () => {
    const { settings } = parseSettings(
      `tiers:
  gold: { promise: { first_response: 4h, next_response: 8h, resolution: 5d, calendar: business } }
  silver: {}
community: { promise: { first_response: 2d } }
calendars: { business: { time_zone: Europe/Berlin, hours: { mon-fri: ["09:00-17:00"] } } }
`,
      { file: 'firstline.yml', owner: 'acme' },
    )
    expect(promisesOf(settings!).map(told)).toEqual([
      'gold first_response 4h business',
      'gold next_response 8h business',
      'gold resolution 5d business',
      'community first_response 2d always',
    ])
  })

  test('are none where nothing is promised', () => {
    expect(promisesOf(defaultSettings('acme'))).toEqual([])
  })
})

describe('the grid', () => {
  test('has the promise first under which nobody waits longer', () => {
    expect(gridOf(BERLIN).map((one) => [told(one), longestWaitMs(one.hours, one.target) / HOUR])).toEqual([
      ['first_response 4h always', 4],
      ['first_response 8h always', 8],
      ['first_response 1d always', 24],
      ['first_response 2d always', 48],
      ['first_response 4h office', 68],
      ['first_response 1d office', 72],
      ['first_response 8h office', 72],
      ['first_response 2d office', 96],
    ])
  })

  test('is of half hours too', () => {
    expect(
      longestWaitMs(officeOf({ ...BERLIN, zone: 'Asia/Kolkata' }), { amount: 4, unit: 'h' }) / HOUR,
    ).toBe(68)
  })

  test('is around the clock alone where the hours are not known', () => {
    expect(gridOf(null).map(({ calendar }) => calendar)).toEqual(['always', 'always', 'always', 'always'])
  })
})

describe('what is recommended', () => {
  const shares = (...counts: Array<[met: number, missed: number]>): PromiseShare[] =>
    gridOf(BERLIN)
      .slice(0, counts.length)
      .map((one, i) => {
        const [met, missed] = counts[i]!
        return { ...one, hours: '', met, missed, share: met + missed === 0 ? null : met / (met + missed) }
      })

  test('is the tightest that was kept in 95 %', () => {
    expect(told(recommendedOf(shares([10, 90], [94, 6], [95, 5], [100, 0]))!)).toBe(
      'first_response 1d always',
    )
    expect(told(recommendedOf(shares([19, 1]))!)).toBe('first_response 4h always')
  })

  test('is nothing where none was kept so well, or fewer than 20 were judged', () => {
    expect(recommendedOf(shares([94, 6], [50, 50]))).toBeNull()
    expect(recommendedOf(shares([19, 0], [0, 0]))).toBeNull()
    expect(recommendedOf([])).toBeNull()
  })
})
