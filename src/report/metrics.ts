// Computes the metrics object from the figures of tickets.

import type { Clock, ClockKind } from '../domain/clock.ts'
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
  /** Promises whose being kept or missed was corrected on purpose afterwards. */
  corrected?: readonly Correction[]
}

export interface Correction {
  clock: ClockKind
  /** Whose promise it is; null for community. */
  tier: string | null
}

/** The metrics object that scripts read in the comment. A tier that the settings no longer name keeps its figures under its name. */
export function computeMetrics(input: MetricsInput): Metrics {
  const { repository, fromAt, toAt, now } = input
  const tiers: Record<string, TierMetrics> = {}
  const groups = ticketsByTier(input)
  const all = groups.get('all')!
  for (const [name, tickets] of groups) {
    const isIts = (tier: string | null) => name === 'all' || (tier ?? 'community') === name
    tiers[name] = tierMetrics(tickets, promisesOf(all, isIts, input.corrected ?? []))
  }
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
  const counted = tickets.filter(({ openedAt }) => openedAt >= fromAt && openedAt < toAt)
  const named = counted.flatMap((ticket) => [ticket.tier, ...clocksOf(ticket).flatMap(tiersOfClock)])
  const former = [...new Set(named.filter((tier) => tier !== null && !tiers.includes(tier)))].sort()
  const names = [...tiers, ...former, 'community', 'all'] as string[]
  const groups = new Map<string, TicketFigures[]>(names.map((name) => [name, []]))
  for (const ticket of counted) {
    groups.get(ticket.tier ?? 'community')!.push(ticket)
    groups.get('all')!.push(ticket)
  }
  return groups
}

function clocksOf({ firstResponse, nextResponses, resolution }: TicketFigures): Clock[] {
  return [firstResponse, ...nextResponses, resolution]
}

/** Tiers under which something of a clock is counted. */
function tiersOfClock({ met, missed, holds, takenBack }: Clock): Array<string | null> {
  return met || missed ? [holds?.tier ?? null, ...takenBack] : [...takenBack]
}

type Kept = Pick<TierMetrics['first_response'], 'met' | 'missed' | 'taken_back' | 'corrected'>

/** Promises count under the tier whose deadline held, whatever tier their ticket was opened under. */
function promisesOf(
  tickets: readonly TicketFigures[],
  isIts: (tier: string | null) => boolean,
  corrected: readonly Correction[],
): Record<ClockKind, Kept> {
  const keptOn = (kind: ClockKind, clocks: readonly Clock[]): Kept => {
    const its = clocks.filter(({ holds }) => isIts(holds?.tier ?? null))
    const takenBack = clocks.flatMap((clock) => clock.takenBack).filter(isIts).length
    const corrections = corrected.filter(({ clock, tier }) => clock === kind && isIts(tier)).length
    return {
      met: its.filter(({ met }) => met).length,
      missed: its.filter(({ missed }) => missed).length,
      ...(takenBack > 0 ? { taken_back: takenBack } : {}),
      ...(corrections > 0 ? { corrected: corrections } : {}),
    }
  }
  return {
    first_response: keptOn(
      'first_response',
      tickets.map((ticket) => ticket.firstResponse),
    ),
    next_response: keptOn(
      'next_response',
      tickets.flatMap((ticket) => ticket.nextResponses),
    ),
    resolution: keptOn(
      'resolution',
      tickets.map((ticket) => ticket.resolution),
    ),
  }
}

function tierMetrics(tickets: readonly TicketFigures[], kept: Record<ClockKind, Kept>): TierMetrics {
  return {
    opened: tickets.length,
    open: tickets.filter((ticket) => ticket.open).length,
    first_response: {
      ...firstResponse(tickets.map((ticket) => ticket.firstResponse)),
      ...kept.first_response,
    },
    next_response: {
      ...nextResponse(tickets.flatMap((ticket) => ticket.nextResponses)),
      ...kept.next_response,
    },
    resolution: { ...resolution(tickets.map((ticket) => ticket.resolution)), ...kept.resolution },
    answers: answers(tickets),
    csat: csat(tickets.flatMap((ticket) => ticket.ratings)),
  }
}

function firstResponse(clocks: readonly Clock[]): Omit<TierMetrics['first_response'], keyof Kept> {
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
  }
}

function nextResponse(clocks: readonly Clock[]): Omit<TierMetrics['next_response'], keyof Kept> {
  const counts = { responded: countOf(clocks, 'responded'), waiting: countOf(clocks, 'running') }
  return { ...counts, ...estimates(clocks) }
}

function resolution(clocks: readonly Clock[]): Omit<TierMetrics['resolution'], keyof Kept> {
  return {
    resolved: countOf(clocks, 'resolved'),
    not_planned: countOf(clocks, 'not_planned'),
    duplicate: countOf(clocks, 'duplicate'),
    ...estimates(clocks),
  }
}

function answers(tickets: readonly TicketFigures[]): TierMetrics['answers'] {
  const posted = tickets.flatMap((ticket) => ticket.answer ?? [])
  return {
    posted: posted.filter((answer) => !answer.isLinks).length,
    suggested: posted.filter((answer) => answer.isLinks).length,
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

function countOf(clocks: readonly Clock[], outcome: Clock['outcome']): number {
  return clocks.filter((clock) => clock.outcome === outcome).length
}

function toSeconds(ms: number | null): number | null {
  return ms === null ? null : Math.round(ms) / 1000
}

function isoSeconds(at: number): string {
  return `${new Date(at).toISOString().slice(0, 19)}Z`
}
