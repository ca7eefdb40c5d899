// A Mermaid bar chart that lies on its side, drawn in block characters.
import { padText, textWidth } from './text-width.ts'

const EIGHTHS = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉']
const LONGEST = 30

export interface DrawnChart {
  title: string
  /** One line for each bar, beginning with its name. */
  rows: Array<{ name: string; bar: string }>
}

/** Null for other kinds of chart, and where there is no room. */
export function drawChart(source: string, width: number): DrawnChart | null {
  const title = /title "(.*)"/.exec(source)?.[1]
  if (!title || !/^xychart-beta horizontal$/m.test(source)) return null
  const names = list(/x-axis \[(.*)\]/.exec(source)?.[1]).map((name) => name.replace(/^"|"$/g, ''))
  const sets = [...source.matchAll(/bar \[(.*)\]/g)].map(([, set]) => list(set).map(Number))
  // One row of bars: what one set leaves out is in another.
  const values = names.map((_, index) => Math.max(0, ...sets.map((set) => set[index] ?? 0)))
  const most = Math.max(...values, Number.MIN_VALUE)
  const widest = Math.max(0, ...names.map(textWidth))
  const longest = Math.min(LONGEST, width - widest - 2)
  if (names.length === 0 || longest < 8) return null
  const rows = names.map((name, index) => ({
    name: padText(name, widest),
    bar: barOf(values[index]! / most, longest),
  }))
  return { title, rows }
}

/** A bar of at most `longest` columns for a share from 0 to 1; the smallest above zero is seen. */
export function barOf(share: number, longest: number): string {
  const eighths = Math.max(share > 0 ? 1 : 0, Math.round(share * longest * 8))
  return '█'.repeat(Math.floor(eighths / 8)) + EIGHTHS[eighths % 8]
}

function list(text: string | undefined): string[] {
  return text ? text.split(',').map((part) => part.trim()) : []
}
