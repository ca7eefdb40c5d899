// The report on the command line: the metrics object as Markdown, JSON or CSV.

import type { Bounds } from '../report/metrics.ts'
import type { Metrics } from '../report/metrics-schema.ts'
import { humanInstant } from './durations.ts'
import { headline } from './headline.ts'
import { safeInline } from './safe-text.ts'
import { answersSentence, firstResponseTable, laterTable } from './tables.ts'

export const REPORT_FORMATS = ['md', 'json', 'csv'] as const
export type ReportFormat = (typeof REPORT_FORMATS)[number]

/** The report in one format, ending in a newline; `zone`: of the times that people read. */
export function formatReport(
  metrics: Metrics,
  bounds: Record<string, Bounds>,
  format: ReportFormat,
  zone: string,
): string {
  switch (format) {
    case 'json':
      return `${JSON.stringify(metrics, null, 2)}\n`
    case 'csv':
      return csvReport(metrics)
    case 'md':
      return markdownReport(metrics, bounds, zone)
    default:
      return format satisfies never
  }
}

function markdownReport(metrics: Metrics, bounds: Record<string, Bounds>, zone: string): string {
  const instant = (text: string) => humanInstant(Date.parse(text), zone)
  const { from, to, generated_at: now } = metrics
  const sections = [
    `# ${safeInline(metrics.repository)}`,
    headline(metrics, bounds),
    metrics.tiers.all!.opened === 0 ? null : firstResponseTable(metrics, bounds),
    laterSection(laterTable(metrics, bounds)),
    answersSentence(metrics.tiers.all!),
    `Tickets opened from ${instant(from)} to ${instant(to)}, as of ${instant(now)}.`,
  ]
  return `${sections.filter((section) => section !== null).join('\n\n')}\n`
}

function laterSection(table: string | null): string | null {
  return table === null ? null : `## After the first response\n\n${table}`
}

/** A row for each tier; the names of nested figures are joined by `_`. Empty cells are figures that are not known. */
function csvReport(metrics: Metrics): string {
  const rows: Array<Record<string, string | number | null>> = Object.entries(metrics.tiers).map(
    ([tier, figures]) => {
      return { tier, ...flat(figures) }
    },
  )
  // `all` has every figure that one of the tiers has.
  const head = Object.keys(rows.at(-1)!)
  const lines = [head, ...rows.map((row) => head.map((name) => row[name] ?? null))]
  return `${lines.map((cells) => cells.map(csvCell).join(',')).join('\n')}\n`
}

function flat(figures: object, prefix = ''): Record<string, number | null> {
  const cells: Record<string, number | null> = {}
  for (const [key, value] of Object.entries(figures)) {
    if (typeof value === 'object' && value !== null) Object.assign(cells, flat(value, `${prefix}${key}_`))
    else cells[prefix + key] = value
  }
  return cells
}

/** Quoted where needed; a name that a spreadsheet would take for a formula is made text. */
function csvCell(value: string | number | null): string {
  if (value === null) return ''
  if (typeof value === 'number') return String(value)
  const text = /^[=+\-@\t]/.test(value) ? `'${value}` : value
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
