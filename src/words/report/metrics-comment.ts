// The metrics comment: for people first, with the same figures for scripts in its hidden marker.

import type { Metrics } from '../../report/metrics-schema.ts'
import { humanDay, humanInstant } from '../durations.ts'
import type { MetricsFacts } from './metrics-facts.ts'
import { METRICS_SECTIONS } from './metrics-sections.ts'

/** The whole comment. The same facts give the same text. */
export function metricsComment(facts: MetricsFacts): string {
  const { metrics, zone } = facts
  const sections = METRICS_SECTIONS.map((section) => section(facts)).filter((text) => text !== null)
  return [...sections, `<sub>${span(metrics, zone)}</sub>`, metricsMarker(metrics)].join('\n\n')
}

/** The hidden marker with the figures: no `>` and no `--` inside, so that nothing ends it early. */
export function metricsMarker(metrics: Metrics): string {
  const json = JSON.stringify(metrics)
    .replace(/>/g, '\\u003e')
    .replace(/</g, '\\u003c')
    .replace(/--/g, '-\\u002d')
  return `<!-- firstline:metrics ${json} -->`
}

/**
 * What a metrics comment tells: all but the time of generation and the window, which move on with every look. Where
 * that is the same there is nothing to edit.
 */
export function toldByMetrics(comment: string): string {
  return comment.replace(/"(generated_at|from|to)":"[^"]*"/g, '').replace(/^<sub>Tickets opened .*$/m, '')
}

function span({ from, to, generated_at }: Metrics, zone: string): string {
  const [opened, until, now] = [from, to, generated_at].map((text) => Date.parse(text)) as [
    number,
    number,
    number,
  ]
  return `Tickets opened from ${humanDay(opened, zone)} to ${humanDay(until, zone)}, as of ${humanInstant(now, zone)}.`
}
