// Promises that are tried on the past as a Mermaid chart that reads on a phone, and the same numbers in a table.
import type { PromiseShare } from '../../report/preview.ts'
import { unbroken } from '../durations.ts'
import { safeInline } from '../safe-text.ts'
import { markdownTable } from '../tables.ts'

const KEPT = '#2f81f7'
const RECOMMENDED = '#2da44e'
/** Two sets of bars share the rows: what one leaves to the other begins left of the axis. */
const UNSEEN = -1_000
const ROW_HEIGHT = 26
const AROUND_ROWS = 60
const LOOK = {
  width: 320,
  titleFontSize: 14,
  plotReservedSpacePercent: 40,
  xAxis: { labelFontSize: 13, showTick: false },
  yAxis: { showLabel: false, showTick: false, showAxisLine: false },
}

/** Null where nothing can be said of any. The recommended one is among the grid. */
export function promiseChart(
  grid: readonly PromiseShare[],
  recommended: PromiseShare | null,
): { chart: string; table: string } | null {
  const known = grid.filter((one) => one.share !== null)
  if (known.length === 0) return null
  return { chart: chart(known, recommended), table: table(known, recommended) }
}

/** `8 h, around the clock`; `1 d in office hours`. */
export function promiseName({ target, calendar }: PromiseShare): string {
  return `${target.amount} ${target.unit}${calendar === 'always' ? '' : ', office'}`
}

function chart(known: readonly PromiseShare[], recommended: PromiseShare | null): string {
  const percent = known.map(({ share }) => Math.floor((share ?? 0) * 1_000) / 10)
  const isBest = known.map((one) => one === recommended)
  const rows = known.map((one, at) => `"${promiseName(one)}: ${Math.floor(percent[at] ?? 0)} %"`)
  const sets = [false, true].filter((best) => isBest.includes(best))
  const palette = sets.map((best) => (best ? RECOMMENDED : KEPT)).join(', ')
  const look = {
    xyChart: { ...LOOK, height: known.length * ROW_HEIGHT + AROUND_ROWS },
    themeVariables: { xyChart: { plotColorPalette: palette } },
  }
  const bars = sets.map((best) =>
    percent.map((value, at) => (isBest[at] === best ? value : UNSEEN)).join(', '),
  )
  return [
    '```mermaid',
    `%%{init: ${JSON.stringify(look)}}%%`,
    'xychart-beta horizontal',
    '    title "First answers that would have been in time"',
    `    x-axis [${rows.join(', ')}]`,
    '    y-axis 0 --> 100',
    ...bars.map((bar) => `    bar [${bar}]`),
    '```',
  ].join('\n')
}

function table(known: readonly PromiseShare[], recommended: PromiseShare | null): string {
  const rows = known.map((one) => {
    const { target, calendar, hours, met, missed, share } = one
    const strong = (text: string) => (one === recommended ? `**${text}**` : text)
    return [
      strong(unbroken(`${target.amount} ${target.unit}`)),
      calendar === 'always' ? 'around the clock' : safeInline(hours),
      strong(unbroken(`${Math.floor((share ?? 0) * 100)} %`)),
      unbroken(`${met} of ${met + missed}`),
    ]
  })
  return markdownTable(['First answer within', 'Hours', 'In time', 'Tickets'], rows, 'text')
}
