// Computes the metrics object from the figures of tickets.

import type { ClockKind, ClockOutcome } from '../domain/clock.ts'
import { inOneGo, type Steps } from '../domain/steps.ts'
import { type Durations, type SortedDurations, sortedDurations } from './durations.ts'
import type { CountedTicket } from './figures.ts'
import { kaplanMeierQuantile, longestObserved } from './kaplan-meier.ts'
import type { Metrics, TierMetrics } from './metrics-schema.ts'
import { percentile } from './percentile.ts'
import { type SupportFigures, supportOf } from './support.ts'
import { countTicket, noTally, type Tally, type TierTally } from './tally.ts'

/** What is told of which tickets. */
export interface MetricsHead {
  /** `owner/name`. */
  repository: string
  /** Tickets opened in [fromAt, toAt) are counted, as of `now`. */
  fromAt: number
  toAt: number
  now: number
  /** Names of the tiers, in the order of the settings. */
  tiers: readonly string[]
}

export interface MetricsInput extends MetricsHead {
  tickets: readonly CountedTicket[]
  /** Promises whose being kept or missed was corrected on purpose afterwards. */
  corrected?: readonly Correction[]
}

export interface Correction {
  clock: ClockKind
  /** Whose promise it is; null for community. */
  tier: string | null
}

/** The least that a figure can be where the estimate never got there (`null`), in seconds; null without tickets. */
export interface Bounds {
  firstResponse: number | null
  nextResponse: number | null
  resolution: number | null
}

export interface Counted {
  metrics: Metrics
  /** By tier, for "more than X". */
  bounds: Record<string, Bounds>
  /** By tier, for private places. */
  support: Record<string, SupportFigures>
}

/** The metrics object that scripts read in the comment. A tier that the settings no longer name keeps its figures under its name. */
export function computeMetrics(input: MetricsInput): Metrics {
  return countAll(input).metrics
}

/** Bounds by tier, for "more than X". */
export function metricsBounds(input: MetricsInput): Record<string, Bounds> {
  return countAll(input).bounds
}

/** All that is counted of tickets that are at hand. */
export function countAll(input: MetricsInput): Counted {
  const counting = countMetrics(input)
  for (const ticket of input.tickets) counting.add(ticket)
  for (const correction of input.corrected ?? []) counting.correct(correction)
  return inOneGo(counting.told())
}

/** The same for tickets that come one by one, however many. */
export interface MetricsCount {
  add(ticket: CountedTicket): void
  correct(correction: Correction): void
  /** In steps: medians of many take long. */
  told(): Steps<Counted>
}

export function countMetrics(head: MetricsHead): MetricsCount {
  const tally = noTally(head.tiers)
  const corrected: Correction[] = []
  return {
    add: (ticket) => {
      if (ticket.openedAt >= head.fromAt && ticket.openedAt < head.toAt) countTicket(tally, ticket)
    },
    correct: (correction) => corrected.push(correction),
    told: () => toldOf(head, tally, corrected),
  }
}

function* toldOf(head: MetricsHead, tally: Tally, corrected: readonly Correction[]): Steps<Counted> {
  const { repository, fromAt, toAt, now } = head
  const former = [...tally.keys()].filter((name) => name !== 'community' && !head.tiers.includes(name)).sort()
  const groups = [...head.tiers, ...former, 'community'].map((name) => ({
    name,
    tallies: [tally.get(name)!],
    corrected: corrected.filter(({ tier }) => (tier ?? 'community') === name),
  }))
  const tiers: Record<string, TierMetrics> = {}
  const bounds: Record<string, Bounds> = {}
  const support: Record<string, SupportFigures> = {}
  for (const group of [...groups, { name: 'all', tallies: [...tally.values()], corrected }]) {
    const estimates = yield* estimatesOf(group.tallies)
    tiers[group.name] = tierMetrics(group.tallies, estimates, group.corrected)
    support[group.name] = supportOf(group.tallies)
    bounds[group.name] = {
      firstResponse: estimates.first_response.longest,
      nextResponse: estimates.next_response.longest,
      resolution: estimates.resolution.longest,
    }
  }
  const times = { generated_at: isoSeconds(now), from: isoSeconds(fromAt), to: isoSeconds(toAt) }
  return { metrics: { version: 1, repository, ...times, tiers }, bounds, support }
}

type Told = Pick<TierMetrics['resolution'], 'median_seconds' | 'p90_seconds'>
type Answered = Pick<
  TierMetrics['first_response'],
  'responded_median_seconds' | 'responded_p90_seconds' | 'calendar_median_seconds'
>

interface Estimate {
  told: Told
  /** Seconds; null without any. */
  longest: number | null
}

interface Estimates extends Record<ClockKind, Estimate> {
  answered: Answered
}

/** What is sorted: the only thing that takes long. */
function* estimatesOf(tallies: readonly TierTally[]): Steps<Estimates> {
  const first = yield* sorting(tallies.map(({ first_response }) => first_response.wall))
  const first_response = yield* estimate(first)
  const responded_median_seconds = toSeconds(percentile(first.happened, 0.5))
  yield
  const responded_p90_seconds = toSeconds(percentile(first.happened, 0.9))
  yield
  const inCalendar = yield* sorting(tallies.map((tally) => tally.first_response.calendar))
  const calendar_median_seconds = toSeconds(kaplanMeierQuantile(inCalendar, 0.5))
  yield
  return {
    first_response,
    next_response: yield* estimate(yield* sorting(tallies.map((tally) => tally.next_response.wall))),
    resolution: yield* estimate(yield* sorting(tallies.map((tally) => tally.resolution.wall))),
    answered: { responded_median_seconds, responded_p90_seconds, calendar_median_seconds },
  }
}

function* sorting(parts: readonly Durations[]): Steps<SortedDurations> {
  const sorted = sortedDurations(parts)
  yield
  return sorted
}

function* estimate(durations: SortedDurations): Steps<Estimate> {
  const median_seconds = toSeconds(kaplanMeierQuantile(durations, 0.5))
  yield
  const p90_seconds = toSeconds(kaplanMeierQuantile(durations, 0.9))
  yield
  return { told: { median_seconds, p90_seconds }, longest: toSeconds(longestObserved(durations)) }
}

function tierMetrics(
  tallies: readonly TierTally[],
  estimates: Estimates,
  corrected: readonly Correction[],
): TierMetrics {
  const sum = (count: (tally: TierTally) => number) =>
    tallies.reduce((total, tally) => total + count(tally), 0)
  const countOf = (kind: ClockKind, outcome: ClockOutcome) =>
    sum((tally) => tally[kind].outcomes[outcome] ?? 0)
  const kept = (kind: ClockKind) => keptOf(kind, sum, corrected)
  return {
    opened: sum((tally) => tally.opened),
    open: sum((tally) => tally.open),
    first_response: {
      responded: countOf('first_response', 'responded'),
      waiting: countOf('first_response', 'running'),
      closed_unanswered: countOf('first_response', 'closed_unanswered'),
      ...estimates.first_response.told,
      ...estimates.answered,
      ...kept('first_response'),
    },
    next_response: {
      responded: countOf('next_response', 'responded'),
      waiting: countOf('next_response', 'running'),
      ...estimates.next_response.told,
      ...kept('next_response'),
    },
    resolution: {
      resolved: countOf('resolution', 'resolved'),
      not_planned: countOf('resolution', 'not_planned'),
      duplicate: countOf('resolution', 'duplicate'),
      ...estimates.resolution.told,
      ...kept('resolution'),
    },
    answers: {
      posted: sum(({ answers }) => answers.posted),
      suggested: sum(({ answers }) => answers.suggested),
      helpful: sum(({ answers }) => answers.helpful),
      unhelpful: sum(({ answers }) => answers.unhelpful),
      solved_confirmed: sum(({ answers }) => answers.solved_confirmed),
      solved_assumed: sum(({ answers }) => answers.solved_assumed),
    },
    csat: { ratings: sum(({ csat }) => csat.ratings), satisfied: sum(({ csat }) => csat.satisfied) },
  }
}

type Kept = Pick<TierMetrics['first_response'], 'met' | 'missed' | 'taken_back' | 'corrected'>

function keptOf(
  kind: ClockKind,
  sum: (count: (tally: TierTally) => number) => number,
  corrected: readonly Correction[],
): Kept {
  const takenBack = sum((tally) => tally[kind].takenBack)
  const corrections = corrected.filter(({ clock }) => clock === kind).length
  return {
    met: sum((tally) => tally[kind].met),
    missed: sum((tally) => tally[kind].missed),
    ...(takenBack > 0 ? { taken_back: takenBack } : {}),
    ...(corrections > 0 ? { corrected: corrections } : {}),
  }
}

function toSeconds(ms: number | null): number | null {
  return ms === null ? null : Math.round(ms) / 1000
}

function isoSeconds(at: number): string {
  return `${new Date(at).toISOString().slice(0, 19)}Z`
}
