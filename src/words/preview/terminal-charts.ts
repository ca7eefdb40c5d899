// The pictures of a preview, drawn in characters.

import { plainLine } from '../plain-text.ts'
import { barOf } from '../terminal/chart.ts'
import type { Style } from '../terminal/style.ts'
import { padText, textWidth } from '../terminal/text-width.ts'
import { type Bar, type BarChart, type ColumnChart, type HeatChart, WEEKDAYS } from './blocks.ts'

const LONGEST_BAR = 40
const SHORTEST_BAR = 8
const LINE = '┊'
const MARKED = '▸ '

/** The title, and a line for each bar; names that leave no room stand above theirs. */
export function barLines(chart: BarChart, width: number, style: Style): string[] {
  const { title, bars, most, line, markedAs } = chart
  const sign = (bar: Bar) => (markedAs === null ? '' : bar.tone === 'marked' ? MARKED : '  ')
  const names = bars.map((bar) => sign(bar) + plainLine(bar.name, 80))
  const tolds = bars.map(({ told }) => plainLine(told, 80))
  const isAbove = widest(names) > width * 0.55
  const nameWidth = isAbove ? 0 : widest(names) + 2
  const longest = Math.max(SHORTEST_BAR, Math.min(LONGEST_BAR, width - nameWidth - widest(tolds) - 2))
  const mark = line === null ? null : { column: Math.floor((line.value / most) * longest), value: line.value }
  const legend = [
    ...(line === null ? [] : [`${LINE} ${line.name}`]),
    ...(markedAs === null ? [] : [MARKED + markedAs]),
  ]
  return [
    [style.bold(plainLine(title)), ...legend.map(style.dim)].join('  '),
    ...bars.flatMap((bar, index) => {
      const told = tolds[index] ?? ''
      const said = bar.tone === 'marked' ? style.good(told) : bar.tone === 'unsure' ? style.dim(told) : told
      const drawn = `${drawnBar(bar, most, { longest, mark, style })}  ${said}`.trimEnd()
      const fitting = padText(names[index] ?? '', isAbove ? width : nameWidth)
      const padded = isAbove ? fitting.trimEnd() : fitting
      const name = bar.tone === 'marked' ? style.good(padded) : padded
      return isAbove ? [name, drawn] : [name + drawn]
    }),
  ]
}

interface Drawing {
  longest: number
  /** Bars that do not reach the value end before it. */
  mark: { column: number; value: number } | null
  style: Style
}

function drawnBar({ value, tone }: Bar, most: number, { longest, mark, style }: Drawing): string {
  const drawn = value === null ? '' : barOf(Math.min(1, value / most), longest)
  const isShort = mark !== null && (value ?? 0) < mark.value
  const bar = (tone === 'unsure' ? '░'.repeat(drawn.length) : drawn).slice(0, isShort ? mark.column : longest)
  const rest = ' '.repeat(longest - bar.length)
  const at = isShort ? mark.column - bar.length : -1
  const after = at < 0 ? rest : rest.slice(0, at) + style.dim(LINE) + rest.slice(at + 1)
  const paint = tone === 'marked' ? style.good : tone === 'unsure' ? style.dim : style.accent
  return (bar === '' ? '' : paint(bar)) + after
}

const HEIGHTS = '▁▂▃▄▅▆▇█'

/** One line of columns, their axis, and how much the highest is. */
export function columnLines(
  { title, columns, mostTold }: ColumnChart,
  width: number,
  style: Style,
): string[] {
  const wide = columns.length * 2 <= width ? 2 : 1
  const most = Math.max(Number.MIN_VALUE, ...columns.map(({ value }) => value ?? 0))
  const drawn = columns.map(({ value }) => {
    if (value === null) return style.dim('·'.padEnd(wide))
    const height = Math.round((value / most) * (HEIGHTS.length - 1))
    return style.accent((HEIGHTS[height] ?? '').repeat(wide))
  })
  const axis = columns.map(({ axis: name }, index) => ({ name, at: index * wide }))
  return [
    style.bold(plainLine(title)),
    `${drawn.join('')}  ${style.dim(`highest: ${mostTold}`)}`,
    style.dim(axisLine(axis)),
  ]
}

const SHADES = '░▒▓█'

/** Side by side where there is room. */
export function heatLines(charts: readonly HeatChart[], width: number, style: Style): string[] {
  const cell = [2, 1].find((wide) => charts.length * (GRID_NAME + 24 * wide) + BETWEEN <= width)
  if (cell !== undefined) return beside(charts.map((chart) => grid(chart, cell, style)))
  const alone = GRID_NAME + 48 <= width ? 2 : 1
  return charts.flatMap((chart, index) => [
    ...(index === 0 ? [] : ['']),
    ...grid(chart, alone, style).map(({ shown }) => shown),
  ])
}

const GRID_NAME = 4
const BETWEEN = 4

interface GridLine {
  shown: string
  /** Without colours. */
  width: number
}

function grid({ title, days }: HeatChart, cell: number, style: Style): GridLine[] {
  const most = Math.max(0, ...days.flat())
  const head = plainLine(title)
  const width = GRID_NAME + 24 * cell
  const rows = days.map((hours, day) => {
    const cells = hours.map((count) => {
      if (count === 0) return style.dim('·'.padEnd(cell))
      return style.accent((SHADES[Math.ceil((count / most) * SHADES.length) - 1] ?? '').repeat(cell))
    })
    return { shown: (WEEKDAYS[day] ?? '').padEnd(GRID_NAME) + cells.join(''), width }
  })
  const axis = axisLine([0, 6, 12, 18].map((hour) => ({ name: `${hour}`, at: GRID_NAME + hour * cell })))
  const scale = `${axis.padEnd(GRID_NAME + 20 * cell)} ${SHADES.at(-1)} ${most}`
  return [
    { shown: style.bold(head), width: textWidth(head) },
    ...rows,
    { shown: style.dim(scale), width: scale.length },
  ]
}

function beside(grids: readonly GridLine[][]): string[] {
  const widths = grids.map((lines) => Math.max(...lines.map(({ width }) => width)))
  return (grids[0] ?? []).map((_, row) =>
    grids
      .map((lines, column) => {
        const { shown, width } = lines[row] ?? { shown: '', width: 0 }
        return shown + ' '.repeat((widths[column] ?? 0) - width)
      })
      .join(' '.repeat(BETWEEN))
      .trimEnd(),
  )
}

function axisLine(names: ReadonlyArray<{ name: string; at: number }>): string {
  return names.reduce((line, { name, at }) => (name === '' ? line : line.padEnd(at) + name), '')
}

function widest(texts: readonly string[]): number {
  return Math.max(0, ...texts.map(textWidth))
}
