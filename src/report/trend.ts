// Twelve weeks of first responses, by the week in which tickets were opened.
import { DateTime } from 'luxon'
import type { TicketFigures } from './figures.ts'
import { kaplanMeierQuantile, longestObserved } from './kaplan-meier.ts'

/** One week, Monday to Sunday in the zone of the figures. Durations in seconds. */
export interface TrendWeek {
  fromAt: number
  opened: number
  /** Kaplan–Meier; null where it was not reached, or where nothing was opened. */
  medianSeconds: number | null
  /** Where the median is null: it is more than this. Null where nothing was opened. */
  moreThanSeconds: number | null
  /** Promises of all clocks of these tickets. */
  met: number
  missed: number
}

/** The last `weeks` weeks, oldest first; the last one is the week of `now`, as far as it has gone. */
export function weeklyTrend(
  tickets: readonly TicketFigures[],
  now: number,
  zone: string,
  weeks = 12,
): TrendWeek[] {
  const thisWeek = DateTime.fromMillis(now, { zone }).startOf('week')
  return Array.from({ length: weeks }, (_, index) => {
    const from = thisWeek.minus({ weeks: weeks - 1 - index })
    const [fromAt, untilAt] = [from.toMillis(), from.plus({ weeks: 1 }).toMillis()]
    return trendWeek(
      fromAt,
      tickets.filter(({ openedAt }) => openedAt >= fromAt && openedAt < untilAt),
    )
  })
}

function trendWeek(fromAt: number, tickets: readonly TicketFigures[]): TrendWeek {
  const observations = tickets.map(({ firstResponse: { wallMs, outcome } }) => ({
    durationMs: wallMs,
    happened: outcome === 'responded',
  }))
  const medianMs = kaplanMeierQuantile(observations, 0.5)
  const longestMs = longestObserved(observations)
  const clocks = tickets.flatMap((ticket) => [
    ticket.firstResponse,
    ...ticket.nextResponses,
    ticket.resolution,
  ])
  return {
    fromAt,
    opened: tickets.length,
    medianSeconds: medianMs === null ? null : Math.round(medianMs / 1000),
    moreThanSeconds: medianMs !== null || longestMs === null ? null : Math.floor(longestMs / 1000),
    met: clocks.filter((clock) => clock.met).length,
    missed: clocks.filter((clock) => clock.missed).length,
  }
}
