// The report on the command line: as Markdown, JSON or CSV.
import { type CsvValue, csvLine } from './csv.ts'
import type { ReportFacts } from './facts.ts'
import { hoursOf, reportJson } from './json.ts'
import { reportText } from './text.ts'

export const REPORT_FORMATS = ['md', 'json', 'csv'] as const
export type ReportFormat = (typeof REPORT_FORMATS)[number]

/** The report in one format, ending in a newline. */
export function formatReport(facts: ReportFacts, format: ReportFormat): string {
  switch (format) {
    case 'json':
      return `${JSON.stringify(reportJson(facts), null, 2)}\n`
    case 'csv':
      return csvReport(facts)
    case 'md':
      return `${reportText(facts)}\n`
    default:
      return format satisfies never
  }
}

/** A row for each tier; the names of nested figures are joined by `_`. Empty cells are figures that are not known. */
function csvReport(facts: ReportFacts): string {
  const rows = Object.entries(facts.metrics.tiers).map(
    ([tier, figures]): Record<string, CsvValue> => ({ tier, ...flat(figures), ...insideOf(facts, tier) }),
  )
  // `all` has every figure that one of the tiers has.
  const head = Object.keys(rows.at(-1)!)
  const lines = [head, ...rows.map((row) => head.map((name) => row[name] ?? null))]
  return `${lines.map(csvLine).join('\n')}\n`
}

/** Hours and needs of a tier; satisfaction, efficiency and cost are of all of them together. */
function insideOf({ support, economics }: ReportFacts, tier: string): Record<string, CsvValue> {
  const its = support[tier]
  if (!economics || !its) return {}
  const { satisfaction, efficiency, cost } = economics
  const own = { hours: hoursOf(its.minutes), ...flat(its.needs, 'need_') }
  if (tier !== 'all') return own
  return { ...own, satisfaction, efficiency, cost: cost?.total ?? null, currency: cost?.currency ?? null }
}

function flat(figures: object, prefix = ''): Record<string, number | null> {
  const cells: Record<string, number | null> = {}
  for (const [key, value] of Object.entries(figures)) {
    if (typeof value === 'object' && value !== null) Object.assign(cells, flat(value, `${prefix}${key}_`))
    else cells[prefix + key.replaceAll('-', '_')] = value
  }
  return cells
}
