// What a clock shows.

import type { OpenTime } from './calendar.ts'
import type { PromiseDuration } from './settings.ts'

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
  | 'duplicate'

/** A promise with the moments at which this clock uses it up. */
export interface Owed extends Grant {
  /** When the target is used up, or would be if the clock ran on; null where that never comes. */
  dueAt: number | null
  /** The same for the share `warnAt` of it. */
  warnsAt: number | null
}

/** One clock at `now`. Instants in ms UTC, durations in ms. */
export interface Clock {
  kind: ClockKind
  outcome: ClockOutcome
  startedAt: number | null
  /** Next response: when the requester wrote what is to be answered, on a closed ticket before it starts; else null. */
  askedAt: number | null
  /** When the maintainer's response was written; null for every outcome but `responded`. */
  respondedAt: number | null
  /** When the clock ended or stands still since; null while it runs. */
  stoppedAt: number | null
  /** Time on the clock as a wall clock counts it. */
  wallMs: number
  /** The same time in the calendar of the tier at opening. */
  calendarMs: number
  /** Every promise that was made for this clock. */
  promises: readonly Owed[]
  /** The one whose deadline holds, or was missed; null where nothing is owed. */
  holds: Owed | null
  /** Time that counts against the promise that holds. */
  countedMs: number
  /** `countedMs` as a share of its target; null without one. */
  usedShare: number | null
  /** When the promise that holds will be, or was, used up; null when paused, ended or without a promise. */
  deadlineAt: number | null
  /** When the share `warnAt` of a promise is, or was, used; null like `deadlineAt`. */
  atRiskAt: number | null
  /** The moment a promise was broken. Late stays missed. */
  missedAt: number | null
  /** Running, at or past `atRiskAt`, and not missed. */
  atRisk: boolean
  /** Ended in time under a promise. A clock that ended otherwise, or had no promise, is neither met nor missed. */
  met: boolean
  missed: boolean
  /** Tiers whose promise a hand took back while it ran, one for each time. */
  takenBack: readonly string[]
}

export interface TicketClocks {
  firstResponse: Clock
  /** The newest of `nextResponses`, or one that never started. */
  nextResponse: Clock
  /** One for each time the requester waited again, oldest first. */
  nextResponses: Clock[]
  resolution: Clock
}

/** Where a promise comes from. */
export type Origin = 'community' | 'payment' | 'hand'

/** One promise for one clock. Its target and hours are those of the moment at which it began, for good. */
export interface Grant {
  origin: Origin
  /** Today's name of the tier; null for community. */
  tier: string | null
  /** Counted from here. */
  fromAt: number
  /** When a hand took it back; null while it stands. */
  endsAt: number | null
  target: PromiseDuration
  targetMs: number
  /** Name of the calendar, and the time that counts in it. */
  calendar: string
  time: OpenTime
  /** Share of the target used when it is at risk. */
  warnAt: number
}
