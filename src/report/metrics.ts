// Computes the metrics object from the figures of tickets.

import type { Clock } from '../decide/clock-types.ts'
import type { TicketFigures } from './figures.ts'
import { kaplanMeierQuantile, longestObserved, type Observation } from './kaplan-meier.ts'
import type { Metrics, TierMetrics } from './metrics-schema.ts'
import { percentile } from './percentile.ts'

export interface MetricsInput {
  /** `owner/name`. */
  repository: string
  /** Tickets opened in [fromAt, toAt) are counted, as of `now`. */
  fromAt: number
  toAt: number
  now: number
  tickets: readonly TicketFigures[]
  /** Names of the tiers, in the order of the settings. */
  tiers: readonly string[]
}

/** The metrics object of the contract. Tickets of a tier that the settings no longer name count as community. */
export function computeMetrics(input: MetricsInput): Metrics {
  const { repository, fromAt, toAt, now } = input
  const tiers: Record<string, TierMetrics> = {}
  for (const [name, tickets] of ticketsByTier(input)) tiers[name] = tierMetrics(tickets)
  const times = { generated_at: isoSeconds(now), from: isoSeconds(fromAt), to: isoSeconds(toAt) }
  return { version: 1, repository, ...times, tiers }
}

/** The least that a figure can be where the estimate never got there (`null`), in seconds; null without tickets. */
export interface Bounds {
  firstResponse: number | null
  nextResponse: number | null
  resolution: number | null
}

/** Bounds by tier, for "more than X". */
export function metricsBounds(input: MetricsInput): Record<string, Bounds> {
  const bounds: Record<string, Bounds> = {}
  for (const [name, tickets] of ticketsByTier(input)) {
    const longest = (clocks: Clock[]) => toSeconds(longestObserved(clocks.map(byWall)))
    bounds[name] = {
      firstResponse: longest(tickets.map((ticket) => ticket.firstResponse)),
      nextResponse: longest(tickets.flatMap((ticket) => ticket.nextResponses)),
      resolution: longest(tickets.map((ticket) => ticket.resolution)),
    }
  }
  return bounds
}

function ticketsByTier({ fromAt, toAt, tickets, tiers }: MetricsInput): Map<string, TicketFigures[]> {
  const groups = new Map<string, TicketFigures[]>([...tiers, 'community', 'all'].map((name) => [name, []]))
  for (const ticket of tickets) {
    if (ticket.openedAt < fromAt || ticket.openedAt >= toAt) continue
    const tier = ticket.tier !== null && tiers.includes(ticket.tier) ? ticket.tier : 'community'
    groups.get(tier)!.push(ticket)
    groups.get('all')!.push(ticket)
  }
  return groups
}

function tierMetrics(tickets: readonly TicketFigures[]): TierMetrics {
  return {
    opened: tickets.length,
    open: tickets.filter((ticket) => ticket.open).length,
    first_response: firstResponse(tickets.map((ticket) => ticket.firstResponse)),
    next_response: nextResponse(tickets.flatMap((ticket) => ticket.nextResponses)),
    resolution: resolution(tickets.map((ticket) => ticket.resolution)),
    answers: answers(tickets),
    csat: csat(tickets.flatMap((ticket) => ticket.ratings)),
  }
}

function firstResponse(clocks: readonly Clock[]): TierMetrics['first_response'] {
  const responded = clocks.filter((clock) => clock.outcome === 'responded')
  const times = responded.map((clock) => clock.wallMs)
  const inCalendar = clocks.map((clock) => ({ ...byWall(clock), durationMs: clock.calendarMs }))
  return {
    responded: responded.length,
    waiting: countOf(clocks, 'running'),
    closed_unanswered: countOf(clocks, 'closed_unanswered'),
    ...estimates(clocks),
    responded_median_seconds: toSeconds(percentile(times, 0.5)),
    responded_p90_seconds: toSeconds(percentile(times, 0.9)),
    calendar_median_seconds: toSeconds(kaplanMeierQuantile(inCalendar, 0.5)),
    ...kept(clocks),
  }
}

function nextResponse(clocks: readonly Clock[]): TierMetrics['next_response'] {
  const counts = { responded: countOf(clocks, 'responded'), waiting: countOf(clocks, 'running') }
  return { ...counts, ...estimates(clocks), ...kept(clocks) }
}

function resolution(clocks: readonly Clock[]): TierMetrics['resolution'] {
  const counts = { resolved: countOf(clocks, 'resolved'), not_planned: countOf(clocks, 'not_planned') }
  return { ...counts, ...estimates(clocks), ...kept(clocks) }
}

function answers(tickets: readonly TicketFigures[]): TierMetrics['answers'] {
  const posted = tickets.flatMap((ticket) => ticket.answer ?? [])
  return {
    posted: posted.length,
    helpful: posted.filter((answer) => answer.helpful).length,
    unhelpful: posted.filter((answer) => answer.unhelpful).length,
    solved_confirmed: posted.filter((answer) => answer.solved === 'confirmed').length,
    solved_assumed: posted.filter((answer) => answer.solved === 'assumed').length,
  }
}

function csat(ratings: readonly number[]): TierMetrics['csat'] {
  return { ratings: ratings.length, satisfied: ratings.filter((rating) => rating >= 4).length }
}

/** What still runs is watched until now, what ended otherwise until its end. */
function byWall(clock: Clock): Observation {
  return { durationMs: clock.wallMs, happened: clock.outcome === 'responded' || clock.outcome === 'resolved' }
}

function estimates(clocks: readonly Clock[]) {
  const observations = clocks.map(byWall)
  return {
    median_seconds: toSeconds(kaplanMeierQuantile(observations, 0.5)),
    p90_seconds: toSeconds(kaplanMeierQuantile(observations, 0.9)),
  }
}

function kept(clocks: readonly Clock[]) {
  return {
    met: clocks.filter((clock) => clock.met).length,
    missed: clocks.filter((clock) => clock.missed).length,
  }
}

function countOf(clocks: readonly Clock[], outcome: Clock['outcome']): number {
  return clocks.filter((clock) => clock.outcome === outcome).length
}

function toSeconds(ms: number | null): number | null {
  return ms === null ? null : Math.round(ms) / 1000
}

function isoSeconds(at: number): string {
  return `${new Date(at).toISOString().slice(0, 19)}Z`
}
