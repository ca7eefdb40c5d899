// The metrics comment: for people first, with the same figures for scripts in its hidden marker.

import { humanDay, humanDuration, humanInstant } from './durations.ts'
import { type Gap, gapSection } from './gap-section.ts'
import type { Bounds } from './metrics.ts'
import type { Metrics } from './metrics-schema.ts'
import { safeInline, safeUrl } from './safe-text.ts'
import {
  answersSentence,
  duration,
  firstResponseTable,
  laterTable,
  markdownTable,
  promiseKept,
} from './tables.ts'
import type { TrendWeek } from './trend.ts'

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
}

/** The whole comment. The same input gives the same text. */
export function metricsComment(input: MetricsCommentInput): string {
  const { metrics, bounds } = input
  const all = metrics.tiers.all!
  const sections = [
    `## Response times\n\n${headline(metrics)}`,
    all.opened === 0 ? 'None were opened in this time.' : firstResponseTable(metrics, bounds),
    answersSentence(all),
    after(laterTable(metrics, bounds)),
    trendSection(input.trend),
    articleSection(input.articles),
    gapSection(input.gaps),
    explanation(metrics),
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
    .replace(/^Tickets opened .*$/m, '')
    .replace(/\r\n/g, '\n')
    .trim()
}

function headline({ from, to, generated_at }: Metrics): string {
  const [opened, until, now] = [from, to, generated_at].map((text) => Date.parse(text)) as [
    number,
    number,
    number,
  ]
  return `Tickets opened from ${humanDay(opened)} to ${humanDay(until)}, as of ${humanInstant(now)}. Times run from opening to the first response of a maintainer.`
}

function after(table: string | null): string | null {
  return table === null ? null : `### After the first response\n\n${table}`
}

function trendSection(trend: readonly TrendWeek[]): string | null {
  if (trend.every((week) => week.opened === 0)) return null
  const rows = trend.map((week) => {
    const median = duration(week.medianSeconds, week.moreThanSeconds)
    return [humanDay(week.fromAt), `${week.opened}`, median, promiseKept(week)]
  })
  const table = markdownTable(['Week from', 'Opened', 'Median', 'Promise kept'], rows)
  return `### The last ${trend.length} weeks\n\n${chart(trend)}\n\n${folded('The same in numbers', table)}`
}

/** Weeks in which half of the tickets still wait are drawn at the least that their median can be. */
function chart(trend: readonly TrendWeek[]): string {
  const seconds = trend.map((week) => week.medianSeconds ?? week.moreThanSeconds ?? 0)
  const longest = Math.max(...seconds)
  const [unit, size] =
    longest >= 3 * 86_400 ? ['days', 86_400] : longest >= 2 * 3600 ? ['hours', 3600] : ['minutes', 60]
  const values = seconds.map((value) => Math.round((value / size) * 10) / 10)
  const top = Math.max(1, Math.ceil(Math.max(...values)))
  const weeks = trend.map((week) => `"${humanDay(week.fromAt)}"`).join(', ')
  return [
    '```mermaid',
    'xychart-beta',
    `    title "Median time to first response, in ${unit}, by week of opening"`,
    `    x-axis [${weeks}]`,
    `    y-axis "${unit}" 0 --> ${top}`,
    `    bar [${values.join(', ')}]`,
    '```',
  ].join('\n')
}

function articleSection(articles: readonly TopArticle[]): string | null {
  if (articles.length === 0) return null
  const rows = articles.slice(0, 5).map(({ title, url, posted, helpful, unhelpful }) => {
    const name = url === null ? safeInline(title, 80) : `[${safeInline(title, 80)}](${safeUrl(url)})`
    return [name, `${posted}`, `${helpful}`, `${unhelpful}`]
  })
  return `### Most used articles\n\n${markdownTable(['Article', 'Answers', '👍', '👎'], rows)}`
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
      '- **First response**: from opening to the first comment of a maintainer. Bots, automatic answers, other users and comments that hold only commands do not count. Tickets opened by maintainers or bots are left out.',
      `- **Median** and **90 % within** count the unanswered too (Kaplan–Meier): open tickets as waiting until now, tickets closed without a response as waiting until their close. “More than” means that not enough tickets have been answered to know.${plain}`,
      '- **Promise kept** counts open hours of the promised calendar. An open ticket past its target is missed now, and late stays missed.',
      '- A ticket counts under the tier it had when it was opened. A week in which too many tickets still wait is drawn at the least that its median can be.',
    ].join('\n'),
  )
}

function folded(summary: string, body: string): string {
  return `<details>\n<summary>${summary}</summary>\n\n${body}\n\n</details>`
}
