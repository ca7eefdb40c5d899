// Weeks of first responses as a Mermaid chart that reads on a phone, with the same numbers in a table.
import { humanDay, unbroken } from './durations.ts'
import { duration, folded, markdownTable, promiseKept } from './tables.ts'
import type { TrendWeek } from './trend.ts'

/** Seen on white and on black. GitHub draws in the theme of the reader: nothing else of it is touched. */
const MEASURED = '#2f81f7'
const AT_LEAST = '#bf8700'
const WIDTH = 460
const ROW_HEIGHT = 26
const AROUND_ROWS = 110

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
  const open = weeks.some((week) => week.medianSeconds === null)
  return [
    `### The last ${trend.length} weeks`,
    chart(weeks, zone),
    open ? 'In weeks marked ≥ too many tickets still wait: their median is more than the bar shows.' : null,
    folded('The same in numbers', markdownTable(head, rows)),
  ]
    .filter((part) => part !== null)
    .join('\n\n')
}

/** One row for each week, so that dates stand beside their bars; what is only known to be more has its own colour. */
function chart(weeks: readonly TrendWeek[], zone: string): string {
  const seconds = weeks.map((week) => week.medianSeconds ?? week.moreThanSeconds ?? 0)
  const longest = Math.max(...seconds)
  const [unit, size] =
    longest >= 3 * 86_400 ? ['days', 86_400] : longest >= 2 * 3600 ? ['hours', 3600] : ['minutes', 60]
  const values = seconds.map((value) => Math.round((value / size) * 10) / 10)
  const isMeasured = (index: number) => weeks[index]!.medianSeconds !== null
  const names = weeks.map((week, i) => `"${isMeasured(i) ? '' : '≥ '}${humanDay(week.fromAt, zone)}"`)
  const height = weeks.length * ROW_HEIGHT + AROUND_ROWS
  const look = {
    xyChart: { width: WIDTH, height, titleFontSize: 16 },
    themeVariables: { xyChart: { plotColorPalette: `${MEASURED}, ${AT_LEAST}` } },
  }
  return [
    '```mermaid',
    `%%{init: ${JSON.stringify(look)}}%%`,
    'xychart-beta horizontal',
    `    title "Median time to first response, in ${unit}"`,
    `    x-axis [${names.join(', ')}]`,
    `    y-axis 0 --> ${Math.max(1, Math.ceil(Math.max(...values)))}`,
    `    bar [${values.map((value, i) => (isMeasured(i) ? value : 0)).join(', ')}]`,
    `    bar [${values.map((value, i) => (isMeasured(i) ? 0 : value)).join(', ')}]`,
    '```',
  ].join('\n')
}
