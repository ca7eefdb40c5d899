// The metrics comment: for people first, with the same figures for scripts in its hidden marker.

import type { Bounds } from '../report/metrics.ts'
import type { Metrics } from '../report/metrics-schema.ts'
import type { TrendWeek } from '../report/trend.ts'
import { humanDay, humanDuration, humanInstant } from './durations.ts'
import { type Gap, gapSection } from './gap-section.ts'
import { headline } from './headline.ts'
import { safeInline, safeUrl } from './safe-text.ts'
import { answersSentence, firstResponseTable, folded, laterTable, markdownTable } from './tables.ts'
import { trendSection } from './trend-chart.ts'

export interface TopArticle {
  slug: string
  title: string
  /** Null where the reader may not see the file. */
  url: string | null
  posted: number
  helpful: number
  unhelpful: number
}

export interface MetricsCommentInput {
  metrics: Metrics
  bounds: Record<string, Bounds>
  trend: readonly TrendWeek[]
  /** Most used first. */
  articles: readonly TopArticle[]
  /** Largest first. */
  gaps: readonly Gap[]
  /** IANA zone of days and times. */
  zone: string
}

/** The whole comment. The same input gives the same text. */
export function metricsComment(input: MetricsCommentInput): string {
  const { metrics, bounds, zone } = input
  const all = metrics.tiers.all!
  const sections = [
    `## Response times\n\n${headline(metrics, bounds)}`,
    all.opened === 0 ? null : firstResponseTable(metrics, bounds),
    answersSentence(all),
    trendSection(input.trend, zone),
    after(laterTable(metrics, bounds)),
    articleSection(input.articles),
    gapSection(input.gaps),
    explanation(metrics),
    `<sub>${span(metrics, zone)}</sub>`,
    metricsMarker(metrics),
  ]
  return sections.filter((section) => section !== null).join('\n\n')
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
 * Whether two metrics comments tell the same: all but the time of generation and the window, which move on with every
 * look. Then there is nothing to edit.
 */
export function tellsTheSame(one: string, other: string): boolean {
  return withoutTimes(one) === withoutTimes(other)
}

function withoutTimes(comment: string): string {
  return comment
    .replace(/"(generated_at|from|to)":"[^"]*"/g, '')
    .replace(/^<sub>Tickets opened .*$/m, '')
    .replace(/\r\n/g, '\n')
    .trim()
}

function span({ from, to, generated_at }: Metrics, zone: string): string {
  const [opened, until, now] = [from, to, generated_at].map((text) => Date.parse(text)) as [
    number,
    number,
    number,
  ]
  return `Tickets opened from ${humanDay(opened, zone)} to ${humanDay(until, zone)}, as of ${humanInstant(now, zone)}.`
}

function after(table: string | null): string | null {
  return table === null ? null : `### After the first response\n\n${table}`
}

function articleSection(articles: readonly TopArticle[]): string | null {
  if (articles.length === 0) return null
  const rows = articles.slice(0, 5).map(({ title, url, posted, helpful, unhelpful }) => {
    const name = url === null ? safeInline(title, 80) : `[${safeInline(title, 80)}](${safeUrl(url)})`
    return [name, `${posted}`, `${helpful}`, `${unhelpful}`]
  })
  return `### Most used articles\n\n${markdownTable(['Article', 'Answers', 'Helped', 'Did not'], rows)}`
}

function explanation(metrics: Metrics): string {
  const { first_response: first } = metrics.tiers.all!
  const plain =
    first.responded_median_seconds === null
      ? ''
      : ` Over answered tickets alone the median is ${humanDuration(first.responded_median_seconds)} and the 90th percentile ${humanDuration(first.responded_p90_seconds ?? 0)}: comparable with other tools, but blind to whoever still waits.`
  return folded(
    'How these figures are computed',
    [
      '- Times run from opening to the first comment of a maintainer. Bots, automatic answers, other users and comments that hold only commands do not count. Tickets opened by maintainers or bots are left out.',
      `- **First response** (the median) and **90 % within** count the unanswered too (Kaplan–Meier): open tickets as waiting until now, tickets closed without a response as waiting until their close. “More than” means that not enough tickets have been answered to know.${plain}`,
      '- **Promises kept** are those of first response, next response and resolution that were kept, of all that were kept or missed, in the hours of their calendar. An open ticket past its target is missed now, and late stays missed.',
      '- A ticket counts under the tier it had when it was opened.',
    ].join('\n'),
  )
}
