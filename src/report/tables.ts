// The tables of figures, shared by the metrics comment and the report.

import { humanDuration } from './durations.ts'
import type { Bounds } from './metrics.ts'
import type { Metrics, TierMetrics } from './metrics-schema.ts'
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

/** First responses: a row for each tier, `community`, and all. */
export function firstResponseTable(metrics: Metrics, bounds: Record<string, Bounds>): string {
  const head = ['Tier', 'Opened', 'Open', 'Answered', 'Median', '90 % within', 'Promise kept']
  const rows = Object.entries(metrics.tiers).map(([tier, { opened, open, first_response: first }]) => {
    const least = bounds[tier]?.firstResponse ?? null
    const times = [first.median_seconds, first.p90_seconds].map((seconds) => duration(seconds, least))
    return [tierName(tier), `${opened}`, `${open}`, `${first.responded}`, ...times, promiseKept(first)]
  })
  return markdownTable(head, rows)
}

/** What came after the first response: only the columns and rows that have something to tell; null without any. */
export function laterTable(metrics: Metrics, bounds: Record<string, Bounds>): string | null {
  const { next_response: next, resolution } = metrics.tiers.all!
  const withNext = next.responded + next.waiting + next.missed > 0
  const withResolution = resolution.resolved + resolution.not_planned + resolution.missed > 0
  if (!withNext && !withResolution) return null
  const head = ['Tier']
  if (withNext) head.push('Next response', 'Promise kept')
  if (withResolution) head.push('Resolution', 'Promise kept', 'Resolved', 'Not planned')
  const rows = Object.entries(metrics.tiers).map(([tier, figures]) => {
    const cells = [tierName(tier)]
    if (withNext) cells.push(...nextCells(figures, bounds[tier]?.nextResponse ?? null))
    if (withResolution) cells.push(...resolutionCells(figures, bounds[tier]?.resolution ?? null))
    return cells
  })
  return markdownTable(head, rows)
}

function nextCells({ next_response: next }: TierMetrics, least: number | null): string[] {
  return [duration(next.median_seconds, least), promiseKept(next)]
}

function resolutionCells({ resolution }: TierMetrics, least: number | null): string[] {
  const counts = [`${resolution.resolved}`, `${resolution.not_planned}`]
  return [duration(resolution.median_seconds, least), promiseKept(resolution), ...counts]
}

/** `92 % (11 of 12)`; `–` where no promise was due. */
export function promiseKept({ met, missed }: { met: number; missed: number }): string {
  const due = met + missed
  return due === 0 ? '–' : `${Math.floor((100 * met) / due)} % (${met} of ${due})`
}

/** A figure, or "more than X" where the estimate never got there; `–` where there is nothing to tell. */
export function duration(seconds: number | null, leastSeconds: number | null): string {
  if (seconds !== null) return humanDuration(seconds)
  return leastSeconds === null ? '–' : `more than ${humanDuration(leastSeconds)}`
}

/** One sentence on answers, or null where none was posted. */
export function answersSentence({ answers, csat }: TierMetrics): string | null {
  const parts: string[] = []
  if (answers.posted > 0) {
    const rated = `${answers.helpful} 👍, ${answers.unhelpful} 👎`
    const solved = `solved ${answers.solved_confirmed} for certain and ${answers.solved_assumed} probably`
    parts.push(`The knowledge base answered ${plural(answers.posted, 'ticket')} (${rated}) and ${solved}.`)
  }
  if (csat.ratings > 0) parts.push(`${csat.satisfied} of ${plural(csat.ratings, 'rating')} were 4 or 5.`)
  return parts.length === 0 ? null : parts.join(' ')
}

export function plural(amount: number, one: string): string {
  return `${amount} ${one}${amount === 1 ? '' : 's'}`
}

function tierName(tier: string): string {
  return tier === 'all' ? '**all**' : safeInline(tier, 60)
}
