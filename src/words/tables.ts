// The tables and sentences of figures, shared by the metrics comment and the report.

import type { Bounds } from '../report/metrics.ts'
import type { Metrics, TierMetrics } from '../report/metrics-schema.ts'
import { humanDuration, unbroken } from './durations.ts'
import { safeInline } from './safe-text.ts'

/** A Markdown table; cells are Markdown already. The first column is text; the others are text or numbers. */
export function markdownTable(
  head: readonly string[],
  rows: ReadonlyArray<readonly string[]>,
  others: 'text' | 'numbers' = 'numbers',
): string {
  const rule = head.map((_, index) => (index === 0 || others === 'text' ? '---' : '--:'))
  return [head, rule, ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n')
}

export function folded(summary: string, body: string): string {
  return `<details>\n<summary>${summary}</summary>\n\n${body}\n\n</details>`
}

interface Column {
  head: string
  /** Null where a tier has nothing to tell; a column without any is left out. */
  cell(figures: TierMetrics, bounds: Bounds | undefined): string | null
}

/** The most telling first: on a phone the rest is a swipe away. */
const FIRST_RESPONSES: readonly Column[] = [
  {
    head: 'First response',
    cell: ({ first_response: first }, bounds) => known(first.median_seconds, bounds?.firstResponse),
  },
  { head: 'Promises kept', cell: (figures) => keptCell(promisesOf(figures)) },
  {
    head: '90 % within',
    cell: ({ first_response: first }, bounds) => known(first.p90_seconds, bounds?.firstResponse),
  },
  { head: 'Opened', cell: ({ opened }) => `${opened}` },
  { head: 'Answered', cell: ({ first_response: first }) => `${first.responded}` },
  { head: 'Open', cell: ({ open }) => `${open}` },
]

const LATER: readonly Column[] = [
  {
    head: 'Next response',
    cell: ({ next_response: next }, bounds) => known(next.median_seconds, bounds?.nextResponse),
  },
  {
    head: 'Resolution',
    cell: ({ resolution }, bounds) =>
      resolution.resolved > 0 ? known(resolution.median_seconds, bounds?.resolution) : null,
  },
  { head: 'Resolved', cell: ({ resolution }) => counted(resolution.resolved) },
  { head: 'Not planned', cell: ({ resolution }) => counted(resolution.not_planned) },
  { head: 'Duplicates', cell: ({ resolution }) => counted(resolution.duplicate) },
]

/** First responses and promises: a row for each tier that had tickets, and one for all where there are several. */
export function firstResponseTable(metrics: Metrics, bounds: Record<string, Bounds>): string {
  return tierTable(FIRST_RESPONSES, metrics, bounds) ?? ''
}

/** What came after the first response; null where nothing did. */
export function laterTable(metrics: Metrics, bounds: Record<string, Bounds>): string | null {
  return tierTable(LATER, metrics, bounds)
}

function tierTable(
  columns: readonly Column[],
  metrics: Metrics,
  bounds: Record<string, Bounds>,
): string | null {
  const rows = tiersWithTickets(metrics)
  const used = columns.filter(({ cell }) =>
    rows.some(([tier, figures]) => cell(figures, bounds[tier]) !== null),
  )
  if (used.length === 0) return null
  return markdownTable(
    ['Tier', ...used.map(({ head }) => head)],
    rows.map(([tier, figures]) => [
      tierName(tier),
      ...used.map(({ cell }) => cell(figures, bounds[tier]) ?? '–'),
    ]),
  )
}

/** Tiers with tickets or promises, in the order of the settings; `all` only where it says more than the one row above it. */
export function tiersWithTickets({ tiers }: Metrics): Array<[string, TierMetrics]> {
  const rows = Object.entries(tiers).filter(([, figures]) => {
    const { met, missed } = promisesOf(figures)
    return figures.opened + met + missed > 0
  })
  return rows.length > 2 ? rows : rows.filter(([tier]) => tier !== 'all')
}

/** What was promised on all three clocks. */
export function promisesOf({ first_response, next_response, resolution }: TierMetrics): {
  met: number
  missed: number
} {
  const clocks = [first_response, next_response, resolution]
  return {
    met: clocks.reduce((sum, { met }) => sum + met, 0),
    missed: clocks.reduce((sum, { missed }) => sum + missed, 0),
  }
}

/** `92 % of 12`; `–` where no promise was due. */
export function promiseKept(kept: { met: number; missed: number }): string {
  return keptCell(kept) ?? '–'
}

function keptCell({ met, missed }: { met: number; missed: number }): string | null {
  const due = met + missed
  return due === 0 ? null : unbroken(`${share(met, due)} of ${due}`)
}

/** Never rounded up: all is only said of all. */
export function share(part: number, whole: number): string {
  return `${Math.floor((100 * part) / whole)} %`
}

/** A figure, or "more than X" where the estimate never got there; `–` where there is nothing to tell. */
export function duration(seconds: number | null, leastSeconds: number | null): string {
  return known(seconds, leastSeconds) ?? '–'
}

function known(seconds: number | null, least: number | null | undefined): string | null {
  if (seconds !== null) return unbroken(humanDuration(seconds))
  return least === null || least === undefined
    ? null
    : `${unbroken('more than')} ${unbroken(humanDuration(least))}`
}

function counted(amount: number): string | null {
  return amount === 0 ? null : `${amount}`
}

/** What became of answers, links and ratings, in a sentence or three; null where there were none. */
export function answersSentence({ answers, csat }: TierMetrics): string | null {
  const parts: string[] = []
  const did = [
    ...(answers.posted > 0 ? [`answered ${plural(answers.posted, 'ticket')}`] : []),
    ...(answers.suggested > 0 ? [`offered links on ${plural(answers.suggested, 'ticket')}`] : []),
  ]
  if (did.length > 0) {
    const said = [
      ...(answers.helpful > 0 ? [`${answers.helpful} helped`] : []),
      ...(answers.unhelpful > 0 ? [`${answers.unhelpful} did not`] : []),
    ]
    const judged = said.length === 0 ? '' : ` (${said.join(', ')})`
    parts.push(`The knowledge base ${did.join(' and ')}${judged}.`)
    parts.push(...solvedSentence(answers))
  }
  if (csat.ratings > 0) parts.push(ratingsSentence(csat))
  return parts.length === 0 ? null : parts.join(' ')
}

function ratingsSentence({ ratings, satisfied }: TierMetrics['csat']): string {
  return `${satisfied} of ${plural(ratings, 'rating')} ${satisfied === 1 ? 'was' : 'were'} 4 or 5.`
}

function solvedSentence({
  solved_confirmed: sure,
  solved_assumed: assumed,
}: TierMetrics['answers']): string[] {
  const solved = sure + assumed
  if (solved === 0) return []
  const alone = `${solved} ${solved === 1 ? 'was' : 'were'} solved by it alone`
  if (assumed === 0) return [`${alone}.`]
  const silent = assumed === solved ? 'closed without a word' : `${assumed} of them closed without a word`
  return [`${alone}, ${silent}.`]
}

export function plural(amount: number, one: string, many = `${one}s`): string {
  return `${amount} ${amount === 1 ? one : many}`
}

export function tierName(tier: string): string {
  return tier === 'all' ? '**all**' : safeInline(tier, 60)
}
