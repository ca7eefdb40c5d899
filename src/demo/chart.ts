// A Mermaid bar chart, drawn in block characters.

const LEVELS = [' ', '▁', '▂', '▃', '▄', '▅', '▆', '▇', '█']
const ROWS = 3
const BAR = 4

export interface DrawnChart {
  title: string
  /** Rows of block characters, top first. */
  bars: string[]
  /** First and last name of the axis. */
  axis: string
}

/** Null for other kinds of chart, and where there is no room. */
export function drawChart(source: string, width: number): DrawnChart | null {
  const title = /title "(.*)"/.exec(source)?.[1]
  const names = list(/x-axis \[(.*)\]/.exec(source)?.[1]).map((name) => name.replace(/^"|(:.*)?"$/g, ''))
  const sets = [...source.matchAll(/bar \[(.*)\]/g)].map(([, set]) => list(set).map(Number))
  // One row of bars: what one set leaves out is in another.
  const values = (sets[0] ?? []).map((_, index) => Math.max(0, ...sets.map((set) => set[index] ?? 0)))
  if (/xychart-beta horizontal/.test(source)) for (const row of [names, values]) row.reverse()
  if (!title || values.length === 0 || values.length * (BAR + 1) > width) return null
  const most = Math.max(...values, Number.MIN_VALUE)
  const rows = Array.from({ length: ROWS }, (_, row) =>
    values.map((value) => LEVELS[levelOf(value / most, ROWS - 1 - row)]!.repeat(BAR)).join(' '),
  )
  const span = values.length * (BAR + 1) - 1
  const [first = '', last = ''] = [names[0], names.at(-1)]
  const axis = `${first}${' '.repeat(Math.max(1, span - first.length - last.length))}${last}`
  return { title, bars: rows.map((row) => row.trimEnd()), axis }
}

/** How much of one row of characters a bar fills, in eighths. The smallest value above zero is seen. */
function levelOf(share: number, rowFromBelow: number): number {
  const eighths = Math.max(share > 0 ? 1 : 0, Math.round(share * ROWS * 8)) - rowFromBelow * 8
  return Math.max(0, Math.min(8, eighths))
}

function list(text: string | undefined): string[] {
  return text ? text.split(',').map((part) => part.trim()) : []
}
