// Runs one clock over its spans of activity and the promises made for it: time used, deadline, and the moment of a breach.

import type { OpenTime } from '../../domain/calendar.ts'
import type { Clock, ClockKind, ClockOutcome, Grant, Owed } from '../../domain/clock.ts'
import type { Span } from '../../domain/story.ts'
import { countedBetween, countedUntil } from './open-time.ts'

export interface ClockRun {
  kind: ClockKind
  outcome: ClockOutcome
  startedAt: number
  askedAt: number | null
  respondedAt: number | null
  stoppedAt: number | null
  /** When the clock ran, in order; the last one has no end if it runs now. */
  active: readonly Span[]
  grants: readonly Grant[]
  /** The hours in which calendar time is told. */
  calendar: OpenTime
  /** Names of tiers, the highest first: of two deadlines in one instant the higher tier's is missed. */
  ranks: readonly string[]
  now: number
}

/**
 * The clock at `now`. Each promise is counted by itself from its beginning; the earliest deadline holds, and one that
 * was missed stays missed.
 */
export function runClock(run: ClockRun): Clock {
  const { kind, outcome, active, stoppedAt, now } = run
  const promises = run.grants.filter(({ fromAt }) => fromAt <= now).map((grant) => owed(grant, run))
  const missed = earliest(
    promises.filter((one) => isMissed(one, run)),
    run.ranks,
  )
  const standing = promises.filter(({ endsAt }) => endsAt === null)
  const holds = missed ?? earliest(standing, run.ranks)
  const runs = outcome === 'running'
  const warnsAt = runs ? least(standing.map((one) => one.warnsAt)) : null
  const countedMs = holds ? counted(since(active, holds.fromAt), holds.time, now) : 0
  return {
    kind,
    outcome,
    startedAt: run.startedAt,
    askedAt: run.askedAt,
    respondedAt: run.respondedAt,
    stoppedAt,
    wallMs: counted(active, { calendar: 'always', absences: [] }, now),
    calendarMs: counted(active, run.calendar, now),
    promises,
    holds,
    countedMs,
    usedShare: holds ? countedMs / holds.targetMs : null,
    deadlineAt: runs && holds ? holds.dueAt : null,
    atRiskAt: warnsAt,
    missedAt: missed?.dueAt ?? null,
    atRisk: warnsAt !== null && warnsAt <= now && !missed,
    met: (outcome === 'responded' || outcome === 'resolved') && holds !== null && !missed,
    missed: missed !== null,
    takenBack: takenBack(promises, run),
  }
}

/** A clock that never started. */
export function idleClock(kind: ClockKind): Clock {
  return {
    kind,
    outcome: 'none',
    startedAt: null,
    askedAt: null,
    respondedAt: null,
    stoppedAt: null,
    wallMs: 0,
    calendarMs: 0,
    promises: [],
    holds: null,
    countedMs: 0,
    usedShare: null,
    deadlineAt: null,
    atRiskAt: null,
    missedAt: null,
    atRisk: false,
    met: false,
    missed: false,
    takenBack: [],
  }
}

function owed(grant: Grant, { active, stoppedAt }: ClockRun): Owed {
  const spans = since(active, grant.fromAt)
  // A clock that stands still is looked at as if it ran on: so it is known which promise would hold.
  if (spans.at(-1)?.untilAt !== null) {
    spans.push({ fromAt: Math.max(grant.fromAt, stoppedAt ?? grant.fromAt), untilAt: null })
  }
  return {
    ...grant,
    dueAt: usedUpAt(spans, grant.time, grant.targetMs),
    warnsAt: usedUpAt(spans, grant.time, grant.targetMs * grant.warnAt),
  }
}

/** A change, an answer or a close in the very moment of the deadline comes first. */
function isMissed({ dueAt, endsAt }: Owed, { stoppedAt, now }: ClockRun): boolean {
  if (dueAt === null || dueAt > now) return false
  return dueAt < (endsAt ?? Number.POSITIVE_INFINITY) && dueAt < (stoppedAt ?? Number.POSITIVE_INFINITY)
}

/** One for each time that a hand took promises back before they were missed. */
function takenBack(promises: readonly Owed[], run: ClockRun): string[] {
  const ends = [...new Set(promises.map(({ endsAt }) => endsAt))].filter((endsAt) => endsAt !== null)
  return ends.flatMap((endsAt) => {
    const together = promises.filter((one) => one.endsAt === endsAt)
    if (together.some((one) => isMissed(one, run))) return []
    return earliest(together, run.ranks)?.tier ?? []
  })
}

/** The promise with the earliest deadline; of two in one instant the higher tier's. */
function earliest(promises: readonly Owed[], ranks: readonly string[]): Owed | null {
  const rank = ({ tier }: Owed) => rankOf(tier, ranks)
  const due = ({ dueAt }: Owed) => dueAt ?? Number.MAX_SAFE_INTEGER
  return promises.toSorted((a, b) => due(a) - due(b) || rank(a) - rank(b))[0] ?? null
}

/** Tiers that are no more come after those that are, the community after all. */
function rankOf(tier: string | null, ranks: readonly string[]): number {
  if (tier === null) return ranks.length + 1
  const rank = ranks.indexOf(tier)
  return rank < 0 ? ranks.length : rank
}

function least(moments: ReadonlyArray<number | null>): number | null {
  const known = moments.filter((at) => at !== null)
  return known.length === 0 ? null : Math.min(...known)
}

/** What is left of spans from a moment on. */
function since(spans: readonly Span[], at: number): Span[] {
  return spans.flatMap(({ fromAt, untilAt }) =>
    untilAt !== null && untilAt <= at ? [] : [{ fromAt: Math.max(fromAt, at), untilAt }],
  )
}

function counted(spans: readonly Span[], time: OpenTime, now: number): number {
  return spans.reduce((total, { fromAt, untilAt }) => {
    return total + countedBetween(time, fromAt, Math.min(untilAt ?? now, now))
  }, 0)
}

/** The first instant at which so much has counted. What is used up when the clock is stopped is not yet used up. */
function usedUpAt(spans: readonly Span[], time: OpenTime, ms: number): number | null {
  let leftMs = ms
  for (const { fromAt, untilAt } of spans) {
    const at = countedUntil(time, fromAt, leftMs)
    if (untilAt === null || (at !== null && at < untilAt)) return at
    leftMs -= countedBetween(time, fromAt, untilAt)
  }
  return null
}
