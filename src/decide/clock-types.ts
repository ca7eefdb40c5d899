// What a clock is told and what it shows.

import type { PromiseTargets } from '../domain/settings.ts'
import type { Calendar } from './calendar.ts'

export type ClockKind = 'first_response' | 'next_response' | 'resolution'

/**
 * `none`: never started (nothing to answer yet, or a ticket that has no clocks).
 * `paused`: waits for the requester. `closed_unanswered`: closed without a response, which is not a response.
 */
export type ClockOutcome =
  | 'none'
  | 'running'
  | 'paused'
  | 'responded'
  | 'closed_unanswered'
  | 'resolved'
  | 'not_planned'

/** What was promised from `fromAt` until the next interval begins. Sorted by `fromAt`. */
export interface PromiseInterval {
  fromAt: number
  /** A key of `tiers`, or null for community. */
  tier: string | null
  /** Null: nothing is promised. */
  promise: PromiseTargets | null
  calendar: Calendar
  /** Share of the target, 0 to 1. */
  warnAt: number
}

/** One clock at `now`. Instants in ms UTC, durations in ms. */
export interface Clock {
  kind: ClockKind
  outcome: ClockOutcome
  startedAt: number | null
  /** When the maintainer's response was written; null for every outcome but `responded`. */
  respondedAt: number | null
  /** When the clock ended or stands still since; null while it runs. */
  stoppedAt: number | null
  /** Time on the clock as a wall clock counts it. */
  wallMs: number
  /** The same time in the calendar in force at each moment (`always` where nothing was promised). */
  calendarMs: number
  /** Time that counts against the promise: in its calendar, while something was promised for this clock. */
  countedMs: number
  /** The target in force at `now`, or when the clock ended; null where nothing is promised. */
  targetMs: number | null
  /** `countedMs / targetMs`; null without a target. */
  usedShare: number | null
  /** When the target will be, or was, used up; null when paused, ended or without a promise. */
  deadlineAt: number | null
  /** When the share `warnAt` of the promise in force is, or was, used; null like `deadlineAt`. */
  atRiskAt: number | null
  /** The moment the promise was broken. Late stays missed. */
  missedAt: number | null
  /** Running, at or past `atRiskAt`, and not missed. */
  atRisk: boolean
  /** Ended in time under a promise. A clock that ended otherwise, or had no promise, is neither met nor missed. */
  met: boolean
  missed: boolean
}

export interface TicketClocks {
  firstResponse: Clock
  /** The newest of `nextResponses`, or one that never started. */
  nextResponse: Clock
  /** One for each time the requester waited again, oldest first. */
  nextResponses: Clock[]
  resolution: Clock
}
