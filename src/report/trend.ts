// Twelve weeks of first responses, by the week in which tickets were opened.
import { DateTime } from 'luxon'
import { addDuration, type Durations, noDurations, sortedDurations } from './durations.ts'
import type { CountedTicket } from './figures.ts'
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
  tickets: readonly CountedTicket[],
  now: number,
  zone: string,
  weeks = 12,
): TrendWeek[] {
  const counting = countWeeks(now, zone, weeks)
  for (const ticket of tickets) counting.add(ticket)
  return counting.told()
}

/** The same for tickets that come one by one, however many. */
export interface TrendCount {
  add(ticket: CountedTicket): void
  told(): TrendWeek[]
}

export function countWeeks(now: number, zone: string, weeks = 12): TrendCount {
  const thisWeek = DateTime.fromMillis(now, { zone }).startOf('week')
  const counts = Array.from({ length: weeks }, (_, index): WeekCount => {
    const from = thisWeek.minus({ weeks: weeks - 1 - index })
    const span = { fromAt: from.toMillis(), untilAt: from.plus({ weeks: 1 }).toMillis() }
    return { ...span, opened: 0, met: 0, missed: 0, durations: noDurations() }
  })
  return {
    add: (ticket) => {
      const { openedAt } = ticket
      const week = counts.findLast(({ fromAt }) => fromAt <= openedAt)
      if (week && openedAt < week.untilAt) countInWeek(week, ticket)
    },
    told: () => counts.map(trendWeek),
  }
}

interface WeekCount extends Pick<TrendWeek, 'fromAt' | 'opened' | 'met' | 'missed'> {
  untilAt: number
  durations: Durations
}

function countInWeek(week: WeekCount, { firstResponse, nextResponses, resolution }: CountedTicket): void {
  week.opened += 1
  addDuration(week.durations, firstResponse.wallMs, firstResponse.outcome === 'responded')
  for (const { met, missed } of [firstResponse, ...nextResponses, resolution]) {
    if (met) week.met += 1
    if (missed) week.missed += 1
  }
}

function trendWeek({ fromAt, opened, met, missed, durations }: WeekCount): TrendWeek {
  const observations = sortedDurations([durations])
  const medianMs = kaplanMeierQuantile(observations, 0.5)
  const longestMs = longestObserved(observations)
  return {
    fromAt,
    opened,
    medianSeconds: medianMs === null ? null : Math.round(medianMs / 1000),
    moreThanSeconds: medianMs !== null || longestMs === null ? null : Math.floor(longestMs / 1000),
    met,
    missed,
  }
}
