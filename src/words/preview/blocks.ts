// What the pages of a preview are made of, whatever they are shown as. All text in it is plain, with names as GitHub
// has them: whoever shows it makes it safe.

import type { Preview } from '../../report/preview.ts'

export interface Section {
  title: string
  blocks: readonly Block[]
}

/** In public nobody is named who pays. */
export interface Reader {
  isPublic: boolean
}

/** A section; null where it has nothing to tell. */
export type PreviewSection = (preview: Preview, reader: Reader) => Section | null

export type Block =
  | { kind: 'text'; text: string }
  | { kind: 'list'; items: readonly string[] }
  | { kind: 'table'; table: Table }
  | { kind: 'bars'; chart: BarChart }
  | { kind: 'columns'; chart: ColumnChart }
  | { kind: 'curve'; chart: CurveChart }
  | { kind: 'heat'; charts: readonly HeatChart[] }
  | { kind: 'link'; name: string; url: string }
  | { kind: 'code'; language: string; text: string }
  /** Markdown as it would have been posted. */
  | { kind: 'posted'; markdown: string }
  /** `isLong`: a terminal shows the title only. */
  | { kind: 'fold'; title: string; url: string | null; isLong: boolean; blocks: readonly Block[] }

/** The first column is text, the others are numbers or short words. */
export interface Table {
  head: readonly string[]
  rows: ReadonlyArray<readonly string[]>
}

export interface BarChart {
  title: string
  /** Drawn everywhere; the others are a table where drawing takes much room. */
  isMain: boolean
  bars: readonly Bar[]
  /** What the longest bar stands for, above 0. */
  most: number
  /** A value that is marked on all of them, with its name. */
  line: { value: number; name: string } | null
  /** What it means that a bar is marked; null where none is. */
  markedAs: string | null
  /** The same in numbers. */
  table: Table
}

/** `unsure`: it is more than that. `marked`: this is the one. */
export interface Bar {
  name: string
  /** Null: there is no bar. */
  value: number | null
  told: string
  /** Name and value in some 25 letters. */
  short: string
  tone: 'plain' | 'unsure' | 'marked'
}

/** Many small values side by side. */
export interface ColumnChart {
  title: string
  /** `axis` stands below; '' for most of them. */
  columns: ReadonlyArray<{ axis: string; value: number | null }>
  /** How much the highest is, in words. */
  mostTold: string
  table: Table
}

/** A share over time. */
export interface CurveChart {
  title: string
  steps: ReadonlyArray<{ seconds: number; share: number }>
  /** The curve read at usual times: what is shown where no curve can be drawn. */
  readAt: BarChart
}

/** Seven days from Monday, 24 hours each. */
export interface HeatChart {
  title: string
  days: ReadonlyArray<readonly number[]>
}

export const WEEKDAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'] as const

export function text(words: string): Block {
  return { kind: 'text', text: words }
}
