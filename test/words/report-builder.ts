// Facts of reports for tests: every call says only what matters.
import type { Counted } from '../../src/report/metrics.ts'
import type { ReportFacts } from '../../src/words/report-facts.ts'

/** As anybody may read it, of no month. */
export function aReport(counted: Counted, override: Partial<ReportFacts> = {}): ReportFacts {
  const nothing = { month: null, before: null, gaps: [], customers: null, economics: null }
  return { ...counted, ...nothing, zone: 'UTC', ...override }
}
