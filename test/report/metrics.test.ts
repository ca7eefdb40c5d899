import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { LINKS } from '../../src/domain/answer.ts'
import { idleClock } from '../../src/plan/clocks/clock-run.ts'
import { type Clock, ticketClocks } from '../../src/plan/clocks/clocks.ts'
import { type TicketFigures, ticketFigures } from '../../src/report/figures.ts'
import { kaplanMeierQuantile } from '../../src/report/kaplan-meier.ts'
import { computeMetrics, metricsBounds } from '../../src/report/metrics.ts'
import { Metrics } from '../../src/report/metrics-schema.ts'
import { percentile } from '../../src/report/percentile.ts'
import { answersSentence } from '../../src/words/tables.ts'
import { comment, entry, MONDAY, maintainer, promised, robot, story } from '../plan/ledger-builder.ts'
import { answered, DAY, figures, firstResponse, HOUR, NOW, owedBy } from './figures-builder.ts'

function metricsOf(tickets: TicketFigures[]): Metrics {
  const window = { fromAt: NOW - 90 * DAY, toAt: NOW, now: NOW }
  return computeMetrics({ repository: 'acme/tool', ...window, tickets, tiers: ['enterprise', 'pro'] })
}

describe('Kaplan–Meier quantiles', () => {
  const of = (...observations: Array<[number, boolean]>) =>
    observations.map(([durationMs, happened]) => ({ durationMs, happened }))

  it('agree with a textbook example', () => {
    // Survival: 6 → 0.857 (three of 21), 7 → 0.807, 10 → 0.753, 13 → 0.690, 16 → 0.627, 22 → 0.538, 23 → 0.448.
    const remission = of(
      [6, true],
      [6, true],
      [6, true],
      [6, false],
      [7, true],
      [9, false],
      [10, true],
      [10, false],
      [11, false],
      [13, true],
      [16, true],
      [17, false],
      [19, false],
      [20, false],
      [22, true],
      [23, true],
      [25, false],
      [32, false],
      [32, false],
      [34, false],
      [35, false],
    )
    expect(kaplanMeierQuantile(remission, 0.5)).toBe(23)
    expect(kaplanMeierQuantile(remission, 0.25)).toBe(13)
    expect(kaplanMeierQuantile(remission, 0.9)).toBeNull()
  })

  it('reach 0.9 where arithmetic does, whatever binary fractions say', () => {
    for (const size of [10, 20, 30, 70, 100, 1000]) {
      const all = Array.from({ length: size }, (_, index) => ({ durationMs: index + 1, happened: true }))
      expect(kaplanMeierQuantile(all, 0.9)).toBe(0.9 * size)
      expect(kaplanMeierQuantile(all, 0.5)).toBe(0.5 * size)
    }
  })

  it('are null with too few answers or none at all', () => {
    expect(kaplanMeierQuantile([], 0.5)).toBeNull()
    expect(kaplanMeierQuantile(of([1, false], [2, false]), 0.5)).toBeNull()
    expect(kaplanMeierQuantile(of([1, true], [2, false], [3, false]), 0.5)).toBeNull()
    expect(kaplanMeierQuantile(of([1, true], [1, false]), 0.5)).toBe(1)
  })

  it('are never lower for somebody who still waits', () => {
    const observation = fc.record({ durationMs: fc.integer({ min: 0, max: 50 }), happened: fc.boolean() })
    fc.assert(
      fc.property(fc.array(observation), fc.integer({ min: 51, max: 99 }), (list, durationMs) => {
        const before = kaplanMeierQuantile(list, 0.5) ?? Infinity
        const after = kaplanMeierQuantile([...list, { durationMs, happened: false }], 0.5) ?? Infinity
        expect(after).toBeGreaterThanOrEqual(before)
      }),
    )
  })
})

describe('plain percentiles', () => {
  it('interpolate between neighbours', () => {
    expect(percentile([], 0.5)).toBeNull()
    expect(percentile([7], 0.9)).toBe(7)
    expect(percentile([4, 1, 3, 2], 0.5)).toBe(2.5)
    expect(percentile([1, 2, 3, 4, 5, 6, 7, 8, 9, 10], 0.9)).toBeCloseTo(9.1, 12)
  })
})

describe('the metrics object', () => {
  it('has exactly the documented shape, tiers first, also without tickets', () => {
    const metrics = metricsOf([])
    expect(Metrics.parse(metrics)).toEqual(metrics)
    expect(Object.keys(metrics)).toEqual(['version', 'repository', 'generated_at', 'from', 'to', 'tiers'])
    expect(Object.keys(metrics.tiers)).toEqual(['enterprise', 'pro', 'community', 'all'])
    expect(metrics).toMatchObject({
      version: 1,
      repository: 'acme/tool',
      generated_at: '2026-11-22T14:00:00Z',
    })
    expect(JSON.stringify(metrics.tiers.all)).toBe(
      '{"opened":0,"open":0,"first_response":{"responded":0,"waiting":0,"closed_unanswered":0,"median_seconds":null,"p90_seconds":null,"responded_median_seconds":null,"responded_p90_seconds":null,"calendar_median_seconds":null,"met":0,"missed":0},"next_response":{"responded":0,"waiting":0,"median_seconds":null,"p90_seconds":null,"met":0,"missed":0},"resolution":{"resolved":0,"not_planned":0,"duplicate":0,"median_seconds":null,"p90_seconds":null,"met":0,"missed":0},"answers":{"posted":0,"suggested":0,"helpful":0,"unhelpful":0,"solved_confirmed":0,"solved_assumed":0},"csat":{"ratings":0,"satisfied":0}}',
    )
  })

  it('counts the unanswered in its percentiles, and gives the plain figures beside them', () => {
    const { all } = metricsOf([
      answered(1),
      answered(3),
      figures({ firstResponse: firstResponse('running', 5) }),
      figures({ open: false, firstResponse: firstResponse('closed_unanswered', 2) }),
    ]).tiers
    expect(all).toMatchObject({ opened: 4, open: 3 })
    expect(all!.first_response).toMatchObject({
      responded: 2,
      waiting: 1,
      closed_unanswered: 1,
      // 1/4 at 1 h; of the two still watched at 3 h one was answered: 1 − 3/4 · 1/2 = 0.625
      median_seconds: 3 * 3600,
      p90_seconds: null,
      responded_median_seconds: 2 * 3600,
      responded_p90_seconds: 2.8 * 3600,
    })
  })

  it('counts tickets opened in the window, its beginning included and its end not', () => {
    const opened = [NOW - 90 * DAY - 1, NOW - 90 * DAY, NOW - 1, NOW].map((openedAt) => figures({ openedAt }))
    expect(metricsOf(opened).tiers.all!.opened).toBe(2)
  })

  it('counts a ticket under its tier at opening; a tier that is no more keeps its figures under its name', () => {
    const { tiers } = metricsOf([figures({ tier: 'pro' }), figures(), figures({ tier: 'gold' })])
    expect(Object.entries(tiers).map(([tier, { opened }]) => `${tier} ${opened}`)).toEqual([
      'enterprise 0',
      'pro 1',
      'gold 1',
      'community 1',
      'all 3',
    ])
  })

  it('counts every wait for a next response, and resolutions apart from what was not planned', () => {
    const next = (outcome: 'responded' | 'running', hours: number, missed = false) => ({
      ...idleClock('next_response'),
      outcome,
      wallMs: hours * HOUR,
      met: outcome === 'responded' && !missed,
      missed,
    })
    const ended = (outcome: 'resolved' | 'not_planned' | 'duplicate', days: number) => ({
      ...idleClock('resolution'),
      outcome,
      wallMs: days * DAY,
    })
    const { all } = metricsOf([
      figures({
        nextResponses: [next('responded', 2), next('responded', 4, true)],
        resolution: ended('resolved', 2),
      }),
      figures({ nextResponses: [next('running', 9, true)], resolution: ended('not_planned', 1) }),
      figures({ resolution: ended('duplicate', 1) }),
    ]).tiers
    expect(all!.next_response).toMatchObject({
      responded: 2,
      waiting: 1,
      median_seconds: 4 * 3600,
      met: 1,
      missed: 2,
    })
    expect(all!.resolution).toMatchObject({
      resolved: 1,
      not_planned: 1,
      duplicate: 1,
      median_seconds: 2 * 86_400,
    })
  })

  it('counts answers and ratings', () => {
    const answer = {
      slug: 'a',
      isLinks: false,
      helpful: true,
      unhelpful: false,
      solved: 'confirmed' as const,
    }
    const { all } = metricsOf([
      figures({ answer, ratings: [5, 3] }),
      figures({ answer: { ...answer, helpful: false, solved: 'assumed' }, ratings: [4] }),
      figures({ answer: { ...answer, helpful: false, unhelpful: true, solved: null } }),
    ]).tiers
    expect(all!.answers).toEqual({
      posted: 3,
      suggested: 0,
      helpful: 1,
      unhelpful: 1,
      solved_confirmed: 1,
      solved_assumed: 1,
    })
    expect(all!.csat).toEqual({ ratings: 3, satisfied: 2 })
  })

  it('counts links beside answers, and what was thought of either', () => {
    const links = { slug: LINKS, isLinks: true, helpful: false, unhelpful: false, solved: null }
    const { all } = metricsOf([
      figures({ answer: links }),
      figures({ answer: { ...links, helpful: true, solved: 'confirmed' } }),
      figures({ answer: { ...links, slug: 'install', isLinks: false, unhelpful: true } }),
      figures({}),
    ]).tiers
    expect(all!.answers).toEqual({
      posted: 1,
      suggested: 2,
      helpful: 1,
      unhelpful: 1,
      solved_confirmed: 1,
      solved_assumed: 0,
    })
    expect(answersSentence(all!)).toBe(
      'The knowledge base answered 1 ticket and offered links on 2 tickets (1 helped, 1 did not). 1 was solved by it alone.',
    )
  })

  it('counts a promise under the tier whose deadline held, with what was taken back and corrected', () => {
    const kept = (tier: string | null, more: Partial<Clock> = {}) =>
      answered(1, {
        firstResponse: firstResponse('responded', 1, { met: true, holds: owedBy(tier), ...more }),
      })
    const tickets = [kept('pro'), kept('enterprise', { takenBack: ['pro'] }), kept(null)]
    const window = { fromAt: NOW - 90 * DAY, toAt: NOW, now: NOW }
    const corrected = [{ clock: 'resolution' as const, tier: 'pro' }]
    const input = { repository: 'acme/tool', ...window, tickets, tiers: ['enterprise', 'pro'], corrected }
    const { tiers } = computeMetrics(input)
    expect(tiers.enterprise).toMatchObject({ opened: 0, first_response: { met: 1, missed: 0 } })
    expect(tiers.pro!.first_response).toMatchObject({ met: 1, missed: 0, taken_back: 1 })
    expect(tiers.pro!.resolution).toMatchObject({ met: 0, missed: 0, corrected: 1 })
    expect(tiers.community).toMatchObject({ opened: 3, first_response: { met: 1 } })
    expect(tiers.community!.first_response).not.toHaveProperty('taken_back')
    expect(tiers.all).toMatchObject({
      first_response: { met: 3, taken_back: 1 },
      resolution: { corrected: 1 },
    })
  })

  it('knows the least that a figure can be', () => {
    const window = { fromAt: NOW - 90 * DAY, toAt: NOW, now: NOW }
    const tickets = [answered(1), figures({ firstResponse: firstResponse('running', 5) })]
    const bounds = metricsBounds({ repository: 'acme/tool', ...window, tickets, tiers: ['pro'] })
    expect(bounds.all).toEqual({ firstResponse: 5 * 3600, nextResponse: null, resolution: 10 * 86_400 })
    expect(bounds.pro).toEqual({ firstResponse: null, nextResponse: null, resolution: null })
  })
})

describe('the figures of a ticket', () => {
  const now = MONDAY + 99 * HOUR
  const of = (told: ReturnType<typeof story>) => {
    const clocks = ticketClocks({ story: told, promisers: promised(), tierAtOpening: 'pro', now })
    const untold = {
      answer: null,
      ratings: [],
      minutes: 0,
      need: 'technical-support',
      needSaid: null,
      reopened: 0,
    } as const
    return ticketFigures({ story: told, clocks, tier: 'pro', ...untold, ratings: [] })
  }

  it('are counted for a requester’s ticket', () => {
    const told = story([comment(2, maintainer), entry('closed', 3, maintainer, { reason: 'completed' })], {
      hours: 99,
    })
    expect(of(told)).toMatchObject({
      open: false,
      tier: 'pro',
      firstResponse: { wallMs: 2 * HOUR, met: true },
    })
  })

  it('are not counted for maintainers’ and bots’ tickets', () => {
    expect(of(story([], { hours: 99, ticket: { requester: maintainer } }))).toBeNull()
    expect(of(story([], { hours: 99, ticket: { requester: robot } }))).toBeNull()
  })

  it('count what has gone as closed then, and what it missed as missed', () => {
    const gone = (hours: number) => of(story([entry('deleted', hours, maintainer)], { hours: 99 }))
    expect(gone(1)).toMatchObject({
      open: false,
      firstResponse: { outcome: 'closed_unanswered', missed: false },
    })
    expect(gone(5)).toMatchObject({ firstResponse: { outcome: 'closed_unanswered', missed: true } })
  })
})
