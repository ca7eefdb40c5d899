// A quarter in the life of a made-up project, to draw its desk from.

import type { Clock } from '../../src/domain/clock.ts'
import type { QueueTicket } from '../../src/domain/decision.ts'
import { idleClock } from '../../src/plan/clocks/clock-run.ts'
import type { TicketFigures } from '../../src/report/figures.ts'
import { computeMetrics, metricsBounds } from '../../src/report/metrics.ts'
import { weeklyTrend } from '../../src/report/trend.ts'
import type { MetricsFacts } from '../../src/words/report/metrics-facts.ts'
import type { QueueInput } from '../../src/words/report/queue-comment.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
const NOW = Date.UTC(2026, 10, 26, 14, 5)
const ZONE = 'Europe/Berlin'
const TIERS = ['enterprise', 'pro', 'sponsor']

/** Days ago, tier, hours until the response (null: none yet), whether the promise was kept. */
const TICKETS: ReadonlyArray<[number, string | null, number | null, boolean?]> = [
  [80, 'pro', 5, true],
  [79, null, 30],
  [72, 'enterprise', 2, true],
  [70, null, 52],
  [66, null, 20],
  [64, 'pro', 9, true],
  [58, null, 44],
  [57, 'enterprise', 3.5, true],
  [51, 'pro', 31, false],
  [50, null, 70],
  [49, 'sponsor', 15],
  [44, null, 26],
  [43, 'pro', 6, true],
  [30, 'enterprise', 1.2, true],
  [29, null, 18],
  [28, null, 33],
  [22, 'pro', 4, true],
  [21, 'sponsor', 28],
  [20, null, 41],
  [15, 'enterprise', 5, false],
  [14, null, 12],
  [9, 'pro', 7, true],
  [8, null, 22],
  [3, null, null],
  [2, 'pro', null],
  [2, null, null],
  [1, 'enterprise', null],
]

function sampleTickets(): TicketFigures[] {
  return TICKETS.map(([daysAgo, tier, hours, kept], index) => {
    const openedAt = NOW - daysAgo * DAY
    const firstResponse: Clock = {
      ...idleClock('first_response'),
      outcome: hours === null ? 'running' : 'responded',
      wallMs: hours === null ? daysAgo * DAY : hours * HOUR,
      calendarMs: hours === null ? daysAgo * DAY : hours * HOUR,
      holds: kept === undefined ? null : ({ tier } as Clock['holds']),
      met: kept === true,
      missed: kept === false,
    }
    const done = hours !== null && index % 3 !== 1
    const resolution: Clock = {
      ...idleClock('resolution'),
      outcome: done ? (index % 7 === 0 ? 'not_planned' : 'resolved') : 'running',
      wallMs: done ? (hours + 40) * HOUR : daysAgo * DAY,
    }
    const answer =
      index % 4 === 1
        ? {
            slug: index % 8 === 1 ? 'install' : 'proxy',
            isLinks: false,
            helpful: index % 8 === 1,
            unhelpful: index === 13,
            solved: index % 8 === 1 ? ('confirmed' as const) : null,
          }
        : null
    return {
      number: 200 + index,
      openedAt,
      open: !done,
      tier,
      firstResponse,
      nextResponses: [],
      resolution,
      answer,
      ratings: [],
      minutes: 0,
      need: 'technical-support' as const,
      needSaid: null,
      reopened: 0,
    }
  })
}

export function sampleMetrics(): MetricsFacts {
  const tickets = sampleTickets()
  const input = {
    repository: 'acme/widget',
    fromAt: NOW - 90 * DAY,
    toAt: NOW,
    now: NOW,
    tickets,
    tiers: TIERS,
  }
  const at = (path: string) => `https://github.com/acme/widget/blob/main/.github/knowledge/${path}`
  return {
    metrics: computeMetrics(input),
    bounds: metricsBounds(input),
    trend: weeklyTrend(tickets, NOW, ZONE),
    articles: [
      {
        slug: 'install',
        title: 'Install fails with EACCES',
        url: at('install.md'),
        posted: 4,
        helpful: 4,
        unhelpful: 0,
      },
      {
        slug: 'proxy',
        title: 'Use widget behind a proxy',
        url: at('proxy.md'),
        posted: 3,
        helpful: 0,
        unhelpful: 1,
      },
    ],
    bar: null,
    needs: {},
    history: null,
    proof: null,
    gaps: [
      {
        question: 'How do I export a chart as SVG?',
        tickets: [211, 225, 230].map((number) => ({
          number,
          url: `https://github.com/acme/widget/issues/${number}`,
        })),
        frontMatter:
          '---\ntitle: Export a chart as SVG\nquestions:\n  - How do I export a chart as SVG?\n---',
      },
    ],
    zone: ZONE,
  }
}

export function sampleQueue(): QueueInput {
  const ticket = (number: number, title: string, override: Partial<QueueTicket>): QueueTicket => ({
    number,
    kind: 'issue',
    title,
    url: `https://github.com/acme/widget/issues/${number}`,
    tier: null,
    waitingSinceAt: NOW - DAY,
    dueAt: null,
    state: null,
    needsHuman: false,
    escalated: false,
    rated: null,
    severity: null,
    drafts: [],
    ...override,
  })
  return {
    tickets: [
      ticket(231, 'Rendering stops after the first thousand rows of the yearly report', {
        tier: 'enterprise',
        dueAt: NOW - 2 * HOUR,
        state: 'missed',
      }),
      ticket(232, 'Licence file is rejected since 4.2', { tier: 'pro', dueAt: NOW + HOUR, state: 'at risk' }),
      ticket(228, 'npm install fails with permission denied', {
        needsHuman: true,
        waitingSinceAt: NOW - 3 * DAY,
      }),
      ticket(233, 'Legend covers the last bar', {
        tier: 'pro',
        dueAt: NOW + 22 * HOUR,
        drafts: [{ slug: 'legend', title: 'Move the legend', isSection: false }],
      }),
      ticket(229, 'Is there a dark theme?', { waitingSinceAt: NOW - 2 * DAY, kind: 'discussion' }),
    ],
    drafts: true,
    commandPrefix: '/',
    zone: ZONE,
  }
}
