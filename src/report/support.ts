// What support came to, beside the figures that anybody may see: needs, time spent, and what satisfaction rests on.
import { NEED_KINDS, type NeedKind } from '../domain/triage.ts'
import type { TierTally } from './tally.ts'

/** Shares are from 0 to 1; null: without data. */
export interface SupportFigures {
  total: number
  /** Closed as completed, or answered. */
  resolved: number
  needs: Record<NeedKind, number>
  minutes: number
  /** The mean rating, 1 being 0 and 5 being 1. */
  supportQuality: number | null
  /** Of rated answers and of closes as completed: those that helped, and were not reopened. */
  solutionEffectiveness: number | null
  /** Of closed tickets: those closed as completed. */
  needFulfilment: number | null
  /** Of ratings: those of 4 and 5. */
  csat: number | null
  /** Of first responses by the wall clock, over those answered. */
  meanResponseDays: number | null
}

const DAY_MS = 86_400_000

export function supportOf(tallies: readonly TierTally[]): SupportFigures {
  const sum = (count: (tally: TierTally) => number) =>
    tallies.reduce((total, tally) => total + count(tally), 0)
  const resolved = sum(({ resolution }) => resolution.outcomes.resolved ?? 0)
  const reopened = sum(({ support }) => support.reopened)
  const ratings = sum(({ csat }) => csat.ratings)
  const helpful = sum(({ answers }) => answers.helpful)
  const judged = helpful + sum(({ answers }) => answers.unhelpful)
  const responded = sum(({ first_response }) => first_response.outcomes.responded ?? 0)
  const meanRating = ratio(
    sum(({ support }) => support.ratingSum),
    ratings,
  )
  return {
    total: sum(({ opened }) => opened),
    resolved,
    needs: Object.fromEntries(
      NEED_KINDS.map((kind) => [kind, sum(({ support }) => support.needs[kind])]),
    ) as Record<NeedKind, number>,
    minutes: sum(({ support }) => support.minutes),
    supportQuality: meanRating === null ? null : (meanRating - 1) / 4,
    solutionEffectiveness: ratio(helpful + resolved, judged + resolved + reopened),
    needFulfilment: ratio(
      resolved,
      sum(({ support }) => support.closed),
    ),
    csat: ratio(
      sum(({ csat }) => csat.satisfied),
      ratings,
    ),
    meanResponseDays: ratio(sum(({ support }) => support.respondedMs) / DAY_MS, responded),
  }
}

function ratio(part: number, whole: number): number | null {
  return whole === 0 ? null : part / whole
}
