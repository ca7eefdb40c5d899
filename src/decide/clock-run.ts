// Runs one clock over its spans of activity and the promises in force: time used, deadline, and the moment of a breach.

import type { PromiseTargets } from '../domain/settings.ts'
import { addOpenMs, type Calendar, openMsBetween, promiseMs } from './calendar.ts'
import type { Clock, ClockKind, ClockOutcome, PromiseInterval } from './clock-types.ts'
import type { Span } from './fold-story.ts'

export interface ClockRun {
  kind: ClockKind
  outcome: ClockOutcome
  startedAt: number
  respondedAt: number | null
  stoppedAt: number | null
  /** When the clock ran, in order; the last one has no end if it runs now. */
  active: readonly Span[]
  promises: readonly PromiseInterval[]
  /** Promises count nothing before this moment (the end of an absence), or null. */
  countsFromAt: number | null
  now: number
}

/**
 * The clock at `now`. A target is compared with all the time counted so far, and is missed at the earliest when it
 * came into force; time without a promise is not counted; a breach is found again by every later run.
 */
export function runClock(run: ClockRun): Clock {
  const { kind, outcome, now } = run
  const pieces = piecesOf(run)
  const counted = pieces.filter((piece) => piece.targetMs !== null && piece.counts)
  const current = promiseIndexAt(run.promises, run.stoppedAt ?? now)
  const targetMs = targetOf(run.promises[current], kind)
  const countedMs = sum(counted, now, (piece) => piece.calendar)
  const breachAt = crossing(counted, () => 1, 0)
  const missed = breachAt !== null && breachAt <= now
  const runs = outcome === 'running'
  const warnAt = runs ? crossing(counted, (index) => run.promises[index]!.warnAt, current) : null
  const ended = outcome === 'responded' || outcome === 'resolved'
  return {
    kind,
    outcome,
    startedAt: run.startedAt,
    respondedAt: run.respondedAt,
    stoppedAt: run.stoppedAt,
    wallMs: sum(pieces, now, () => 'always'),
    calendarMs: sum(pieces, now, (piece) => piece.calendar),
    countedMs,
    targetMs,
    usedShare: targetMs === null ? null : countedMs / targetMs,
    deadlineAt: runs ? breachAt : null,
    atRiskAt: warnAt,
    missedAt: missed ? breachAt : null,
    atRisk: warnAt !== null && warnAt <= now && !missed,
    met: ended && targetMs !== null && !missed,
    missed,
  }
}

/** A clock that never started. */
export function idleClock(kind: ClockKind): Clock {
  return {
    kind,
    outcome: 'none',
    startedAt: null,
    respondedAt: null,
    stoppedAt: null,
    wallMs: 0,
    calendarMs: 0,
    countedMs: 0,
    targetMs: null,
    usedShare: null,
    deadlineAt: null,
    atRiskAt: null,
    missedAt: null,
    atRisk: false,
    met: false,
    missed: false,
  }
}

/** A stretch of activity under one promise. */
interface Piece extends Span {
  promiseIndex: number
  targetMs: number | null
  calendar: Calendar
  counts: boolean
}

function piecesOf({ kind, active, promises, countsFromAt }: ClockRun): Piece[] {
  const cuts = promises.map((promise) => promise.fromAt)
  if (countsFromAt !== null) cuts.push(countsFromAt)
  return active.flatMap((span) =>
    cutSpan(span, cuts).map(({ fromAt, untilAt }) => {
      const promiseIndex = promiseIndexAt(promises, fromAt)
      const promise = promises[promiseIndex]
      const calendar = promise?.promise ? promise.calendar : 'always'
      const counts = countsFromAt === null || fromAt >= countsFromAt
      return { fromAt, untilAt, promiseIndex, targetMs: targetOf(promise, kind), calendar, counts }
    }),
  )
}

function cutSpan(span: Span, cuts: readonly number[]): Span[] {
  const pieces: Span[] = []
  let { fromAt } = span
  for (const cut of cuts.toSorted((a, b) => a - b)) {
    if (cut <= fromAt || (span.untilAt !== null && cut >= span.untilAt)) continue
    pieces.push({ fromAt, untilAt: cut })
    fromAt = cut
  }
  return [...pieces, { fromAt, untilAt: span.untilAt }]
}

/** Index of the promise in force at an instant, -1 before the first. */
function promiseIndexAt(promises: readonly PromiseInterval[], at: number): number {
  return promises.findLastIndex((promise) => promise.fromAt <= at)
}

const TARGETS: Record<ClockKind, 'firstResponse' | 'nextResponse' | 'resolution'> = {
  first_response: 'firstResponse',
  next_response: 'nextResponse',
  resolution: 'resolution',
} satisfies Record<ClockKind, keyof PromiseTargets>

function targetOf(promise: PromiseInterval | undefined, kind: ClockKind): number | null {
  const duration = promise?.promise?.[TARGETS[kind]] ?? null
  return promise && duration ? promiseMs(promise.calendar, duration) : null
}

function sum(pieces: readonly Piece[], now: number, calendarOf: (piece: Piece) => Calendar): number {
  return pieces.reduce((total, piece) => {
    return total + openMsBetween(calendarOf(piece), piece.fromAt, Math.min(piece.untilAt ?? now, now))
  }, 0)
}

/**
 * The first instant at which a share of the target in force is used up, looking at promises from `fromIndex` on, also
 * in the future. Null where the clock stands still before, or where the calendar never gets there.
 */
function crossing(
  counted: readonly Piece[],
  shareOf: (promiseIndex: number) => number,
  fromIndex: number,
): number | null {
  let usedMs = 0
  for (const { fromAt, untilAt, promiseIndex, targetMs, calendar } of counted) {
    const limitMs = targetMs! * shareOf(promiseIndex)
    if (promiseIndex >= fromIndex) {
      // Used up already under an earlier promise: then it is `fromAt`, when this one came into force.
      const at = addOpenMs(calendar, fromAt, limitMs - usedMs)
      if (at !== null && (untilAt === null || at < untilAt)) return at
    }
    if (untilAt === null) return null
    usedMs += openMsBetween(calendar, fromAt, untilAt)
  }
  return null
}
