// How fast a repository answers today, of whatever kind its tickets are.
import { DateTime } from 'luxon'
import { hoursOfWeek, responseTimesBy } from './by-hour.ts'
import type { TicketFigures } from './figures.ts'
import { kaplanMeierCurve } from './kaplan-meier.ts'
import { computeMetrics, metricsBounds } from './metrics.ts'
import type { Today } from './preview.ts'
import { weeklyTrend } from './trend.ts'

const MOST_WEEKS = 26

export interface TodayInput {
  /** `owner/name`. */
  repository: string
  /** All that were opened since `fromAt`, as of `now` (ms). */
  tickets: readonly TicketFigures[]
  /** When maintainers wrote on others' tickets, ms. */
  comments: readonly number[]
  fromAt: number
  now: number
  /** IANA zone. */
  zone: string
}

export function todayOf({ repository, tickets, comments, fromAt, now, zone }: TodayInput): Today {
  const input = { repository, fromAt, toAt: now + 1, now, tickets, tiers: [] }
  const first = tickets.map(({ firstResponse: { wallMs, outcome } }) => ({
    durationMs: wallMs,
    happened: outcome === 'responded',
  }))
  const opened = tickets.map(({ openedAt }) => openedAt)
  return {
    metrics: computeMetrics(input).tiers.all!,
    bounds: metricsBounds(input).all!,
    curve: kaplanMeierCurve(first),
    weeks: weeklyTrend(tickets, now, zone, Math.min(MOST_WEEKS, weeksBetween(fromAt, now, zone))),
    opened: hoursOfWeek(opened, zone),
    answered: hoursOfWeek(comments, zone),
    ...responseTimesBy(tickets, zone),
  }
}

/** The weeks, from Monday, in which both moments lie, and those between. */
function weeksBetween(fromAt: number, now: number, zone: string): number {
  const [from, to] = [fromAt, now].map((at) => DateTime.fromMillis(at, { zone }).startOf('week'))
  return Math.round(to!.diff(from!, 'weeks').weeks) + 1
}
