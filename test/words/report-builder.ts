// Facts of reports for tests: every call says only what matters.
import type { Counted } from '../../src/report/metrics.ts'
import type { CountedTime, ReportFacts } from '../../src/words/report/facts.ts'

/** As anybody may read it, of no month, unless it is said otherwise. */
export function aReport(counted: Counted | CountedTime, override: Partial<ReportFacts> = {}): ReportFacts {
  const nothing = { month: null, before: null, gaps: [], customers: null, economics: null }
  return { ...nothing, zone: 'UTC', ...counted, ...override }
}
