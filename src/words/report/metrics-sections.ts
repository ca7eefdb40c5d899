// The sections of the metrics comment, in the order in which they stand. A new one is a file and a line here.

import { historySection } from '../history-progress.ts'
import { answersSentence, firstResponseTable, laterTable } from '../tables.ts'
import { articleSection } from './article-section.ts'
import { figuresExplained } from './figures-explained.ts'
import { gapSection } from './gap-section.ts'
import { headline } from './headline.ts'
import type { MetricsFacts } from './metrics-facts.ts'
import { needsSection } from './needs-section.ts'
import { ownBarSection } from './own-bar-section.ts'
import { proofSection } from './proof-section.ts'
import { trendSection } from './trend-chart.ts'

/** Null where it has nothing to tell. */
export type MetricsSection = (facts: MetricsFacts) => string | null

export const METRICS_SECTIONS: readonly MetricsSection[] = [
  ({ metrics, bounds }) => `## Response times\n\n${headline(metrics, bounds)}`,
  ({ history }) => historySection(history),
  ({ metrics, bounds }) => (metrics.tiers.all!.opened === 0 ? null : firstResponseTable(metrics, bounds)),
  ({ metrics }) => answersSentence(metrics.tiers.all!),
  ({ bar, zone }) => ownBarSection(bar, zone),
  ({ trend, zone }) => trendSection(trend, zone),
  ({ metrics, bounds }) => under('### After the first response', laterTable(metrics, bounds)),
  ({ articles }) => articleSection(articles),
  ({ needs }) => needsSection(needs),
  ({ proof, metrics }) => proofSection(proof, metrics.repository),
  ({ gaps }) => gapSection(gaps),
  ({ metrics }) => figuresExplained(metrics),
]

function under(heading: string, table: string | null): string | null {
  return table === null ? null : `${heading}\n\n${table}`
}
