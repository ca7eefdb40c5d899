// The comment of the desk with the response times. Its marker goes on with the figures, so the kind alone tells it.
import { metricsComment, toldByMetrics } from '../../words/report/metrics-comment.ts'
import type { DeskComment } from './desk-facts.ts'

export const metrics: DeskComment = {
  kind: 'metrics',
  mark: 'metrics',
  text: (facts) => metricsComment(facts.metrics),
  tells: toldByMetrics,
}
