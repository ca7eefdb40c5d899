// Weeks of first responses as a Mermaid chart that reads on a phone, with the same numbers in a table.

import type { TrendWeek } from '../report/trend.ts'
import { humanDay, humanDuration, unbroken, wholeDuration } from './durations.ts'
import { duration, folded, markdownTable, promiseKept } from './tables.ts'

/** Seen on white and on black. GitHub draws in the theme of the reader: nothing else of it is touched. */
const MEASURED = '#2f81f7'
const AT_LEAST = '#bf8700'
/** Two sets of bars share the rows: what one leaves to the other begins left of the axis. Zero would show. */
const UNSEEN = -1_000
/** As a phone has it: a chart that is made smaller has small letters, and too little room for the names of its rows. */
const WIDTH = 320
const ROW_HEIGHT = 26
const AROUND_ROWS = 60
/** The names of the rows tell the numbers: there is no second axis to be read. */
const LOOK = {
  width: WIDTH,
  titleFontSize: 14,
  plotReservedSpacePercent: 40,
  xAxis: { labelFontSize: 13, showTick: false },
  yAxis: { showLabel: false, showTick: false, showAxisLine: false },
}

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
  const rows = weeks.toReversed().map((week) => {
    const isMeasured = week.medianSeconds !== null
    const seconds = week.medianSeconds ?? week.moreThanSeconds ?? 0
    const time = isMeasured ? humanDuration(seconds) : `more than ${wholeDuration(seconds)}`
    const hours = Math.round(seconds / 360) / 10
    return { name: `"${humanDay(week.fromAt, zone)}: ${time}"`, hours, isMeasured }
  })
  const height = rows.length * ROW_HEIGHT + AROUND_ROWS
  const sets = [false, true].filter((measured) => rows.some(({ isMeasured }) => isMeasured === measured))
  const palette = sets.map((measured) => (measured ? MEASURED : AT_LEAST)).join(', ')
  const look = {
    xyChart: { ...LOOK, height },
    themeVariables: { xyChart: { plotColorPalette: palette } },
  }
  const bars = sets.map((measured) =>
    rows.map(({ hours, isMeasured }) => (isMeasured === measured ? hours : UNSEEN)).join(', '),
  )
  return [
    '```mermaid',
    `%%{init: ${JSON.stringify(look)}}%%`,
    'xychart-beta horizontal',
    '    title "Median time to first response, by week"',
    `    x-axis [${rows.map(({ name }) => name).join(', ')}]`,
    `    y-axis 0 --> ${Math.max(1, ...rows.map(({ hours }) => Math.ceil(hours)))}`,
    ...bars.map((bar) => `    bar [${bar}]`),
    '```',
  ].join('\n')
}
