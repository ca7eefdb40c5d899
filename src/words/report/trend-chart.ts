// Weeks of first responses as a Mermaid chart that reads on a phone, with the same numbers in a table.

import type { TrendWeek } from '../../report/trend.ts'
import { humanDay, humanDuration, unbroken, wholeDuration } from '../durations.ts'
import { duration, folded, markdownTable, promiseKept } from '../tables.ts'
import { AT_LEAST, MEASURED, type MermaidBar, mermaidBars } from './mermaid-bars.ts'

/** Null where nothing was opened. Weeks without tickets tell nothing of response times and are left out. */
export function trendSection(trend: readonly TrendWeek[], zone: string): string | null {
  const weeks = trend.filter((week) => week.opened > 0)
  if (weeks.length === 0) return null
  const withPromises = weeks.some(({ met, missed }) => met + missed > 0)
  const rows = weeks.toReversed().map((week) => {
    const median = duration(week.medianSeconds, week.moreThanSeconds)
    const cells = [unbroken(humanDay(week.fromAt, zone)), median]
    if (withPromises) cells.push(promiseKept(week))
    return [...cells, `${week.opened}`]
  })
  const head = ['Week from', 'Median', ...(withPromises ? ['Promises kept'] : []), 'Opened']
  const table = folded('The same in numbers', markdownTable(head, rows))
  return [`### The last ${trend.length} weeks`, chart(weeks, zone), table].join('\n\n')
}

/** One row for each week, newest first; what is only known to be more than its bar says so, and has its own colour. */
function chart(weeks: readonly TrendWeek[], zone: string): string {
  const bars = weeks.toReversed().map((week): MermaidBar => {
    const isMeasured = week.medianSeconds !== null
    const seconds = week.medianSeconds ?? week.moreThanSeconds ?? 0
    const time = isMeasured ? humanDuration(seconds) : `more than ${wholeDuration(seconds)}`
    const hours = Math.round(seconds / 360) / 10
    return {
      name: `${humanDay(week.fromAt, zone)}: ${time}`,
      value: hours,
      color: isMeasured ? MEASURED : AT_LEAST,
    }
  })
  return mermaidBars('Median time to first response, by week', bars)
}
