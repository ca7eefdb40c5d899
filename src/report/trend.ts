// Twelve weeks of first responses, by the week in which tickets were opened.

import type { TicketFigures } from './figures.ts'
import { kaplanMeierQuantile, longestObserved } from './kaplan-meier.ts'

/** One week, Monday to Sunday in UTC. Durations in seconds. */
export interface TrendWeek {
  fromAt: number
  opened: number
  /** Kaplan–Meier; null where it was not reached, or where nothing was opened. */
  medianSeconds: number | null
  /** Where the median is null: it is more than this. Null where nothing was opened. */
  moreThanSeconds: number | null
  met: number
  missed: number
}

const WEEK_MS = 7 * 86_400_000
/** 5 January 1970 was a Monday. */
const FIRST_MONDAY = 4 * 86_400_000

/** The last `weeks` weeks, oldest first; the last one is the week of `now`, as far as it has gone. */
export function weeklyTrend(tickets: readonly TicketFigures[], now: number, weeks = 12): TrendWeek[] {
  const thisWeek = FIRST_MONDAY + Math.floor((now - FIRST_MONDAY) / WEEK_MS) * WEEK_MS
  return Array.from({ length: weeks }, (_, index) => {
    const fromAt = thisWeek - (weeks - 1 - index) * WEEK_MS
    const ofWeek = tickets.filter(({ openedAt }) => openedAt >= fromAt && openedAt < fromAt + WEEK_MS)
    return trendWeek(fromAt, ofWeek)
  })
}

function trendWeek(fromAt: number, tickets: readonly TicketFigures[]): TrendWeek {
  const clocks = tickets.map((ticket) => ticket.firstResponse)
  const observations = clocks.map(({ wallMs, outcome }) => ({
    durationMs: wallMs,
    happened: outcome === 'responded',
  }))
  const medianMs = kaplanMeierQuantile(observations, 0.5)
  const longestMs = longestObserved(observations)
  return {
    fromAt,
    opened: tickets.length,
    medianSeconds: medianMs === null ? null : Math.round(medianMs / 1000),
    moreThanSeconds: medianMs !== null || longestMs === null ? null : Math.floor(longestMs / 1000),
    met: clocks.filter((clock) => clock.met).length,
    missed: clocks.filter((clock) => clock.missed).length,
  }
}
