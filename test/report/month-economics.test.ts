// What the tickets of a month come to: satisfaction, cost and efficiency, from what they tell.
import { describe, expect, test } from 'vitest'
import type { Settings } from '../../src/domain/settings.ts'
import { inOneGo } from '../../src/domain/steps.ts'
import { idleClock } from '../../src/plan/clocks/clock-run.ts'
import type { TicketFigures } from '../../src/report/figures.ts'
import { countMetrics } from '../../src/report/metrics.ts'
import { monthEconomics } from '../../src/report/month-economics.ts'
import type { SupportFigures } from '../../src/report/support.ts'
import { answered, DAY, figures, firstResponse, NOW } from './figures-builder.ts'

const economics: NonNullable<Settings['economics']> = {
  currency: 'EUR',
  hourlyCost: 60,
  monthly: { infrastructure: 50 },
  weights: { satisfaction: [0.5, 0.3, 0.2], efficiency: [0.6, 0.3, 0.1] },
}

function supportOf(tickets: TicketFigures[]): SupportFigures {
  const span = { fromAt: NOW - 90 * DAY, toAt: NOW }
  const counting = countMetrics({ repository: 'acme/tool', ...span, now: NOW, tiers: ['pro'] })
  for (const ticket of tickets) counting.add(ticket)
  return inOneGo(counting.told()).support.all!
}

const closed = (outcome: 'resolved' | 'not_planned', more: Partial<TicketFigures> = {}) =>
  figures({ open: false, resolution: { ...idleClock('resolution'), outcome }, ...more })

test('the worked examples come out', () => {
  const support = supportOf([])
  const told = { ...support, supportQuality: 0.9, solutionEffectiveness: 0.8, needFulfilment: 0.7 }
  expect(monthEconomics(told, economics, 1).satisfaction).toBe(0.83)
  const busy = { ...support, supportQuality: 0.85, solutionEffectiveness: 0.8, needFulfilment: 0.75 }
  const month = { ...busy, resolved: 80, total: 100, meanResponseDays: 2 }
  expect(monthEconomics(month, null, 1)).toEqual({ satisfaction: 0.815, efficiency: 0.7115, cost: null })
})

describe('satisfaction', () => {
  test('rests on the mean rating, 1 being nothing and 5 being all', () => {
    expect(supportOf([figures({ ratings: [5, 3] }), figures({ ratings: [4] })])).toMatchObject({
      supportQuality: 0.75,
      csat: 2 / 3,
    })
  })

  test('rests on rated answers and closes that helped and were not reopened', () => {
    const answer = { slug: 'install', isLinks: false, helpful: true, unhelpful: false, solved: null }
    const tickets = [
      figures({ answer }),
      figures({ answer: { ...answer, helpful: false, unhelpful: true } }),
      figures({ answer: { ...answer, helpful: false } }),
      closed('resolved'),
      closed('resolved', { reopened: 1 }),
      closed('not_planned'),
    ]
    expect(supportOf(tickets).solutionEffectiveness).toBe(3 / 5)
  })

  test('rests on the share of closed tickets that were closed as completed', () => {
    const tickets = [closed('resolved'), closed('not_planned'), figures()]
    expect(supportOf(tickets).needFulfilment).toBe(0.5)
  })

  test('counts a discussion that is answered and open as done with', () => {
    expect(supportOf([closed('resolved', { open: true })]).needFulfilment).toBe(1)
  })

  test('is not known where nothing was rated or closed', () => {
    expect(monthEconomics(supportOf([figures()]), economics, 1).satisfaction).toBeNull()
  })
})

describe('efficiency', () => {
  test('takes the mean of what was answered, by the wall clock', () => {
    const tickets = [answered(24), answered(72), figures({ firstResponse: firstResponse('running', 900) })]
    expect(supportOf(tickets).meanResponseDays).toBe(2)
    // 0.6 · 0/3 + 0.3 · 1/2, without satisfaction.
    expect(monthEconomics(supportOf(tickets), economics, 1).efficiency).toBeCloseTo(0.15 / 0.9, 9)
  })

  test('is not known without a ticket', () => {
    expect(monthEconomics(supportOf([]), economics, 1).efficiency).toBeNull()
  })
})

test('cost is hours times what one costs, and what each month costs', () => {
  const support = supportOf([figures({ minutes: 90 }), figures({ minutes: 45, tier: 'pro' })])
  expect(monthEconomics(support, economics, 1).cost).toEqual({
    currency: 'EUR',
    total: 185,
    items: [
      { name: 'hours', quantity: 2.25, unitCost: 60 },
      { name: 'infrastructure', quantity: 1, unitCost: 50 },
    ],
  })
  expect(monthEconomics(support, economics, 3).cost?.total).toBe(285)
})

test('needs are counted', () => {
  const { needs } = supportOf([figures(), figures({ need: 'training' }), figures()])
  expect(needs).toEqual({ 'technical-support': 2, training: 1, consulting: 0 })
})
