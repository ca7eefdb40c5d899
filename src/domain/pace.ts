// How far ahead a write may be reserved: those who hand out turns and those who wait for them go by the same bounds.

import type { Urgency } from './want.ts'

/** GitHub's answer to one request is waited for this long. */
export const REQUEST_TIMEOUT_MS = 10_000

/**
 * ms, by urgency. Under pressure answers stand back first, alarms last: labels reach at most a second beyond their
 * bound, so that an alarm always finds a turn within its own.
 */
export const HORIZON_MS: Record<Urgency, number> = {
  alarm: 2_500,
  paid: 2_500,
  label: 1_500,
  answer: 1_000,
  housekeeping: 500,
}

/** Content is what notifies people: comments, issues, discussions. Every content write is also a write. */
export type Budget = 'write' | 'content'

export interface Pacing {
  /**
   * The instant (ms) at which the write may go. If it is at most `HORIZON_MS[urgency]` ahead it is reserved: wait for
   * it and write. If it is further ahead nothing is reserved: come back then, and ask again. Those who are sent away
   * are told different instants, so that hundreds that wait do not all come back for one turn.
   */
  take(installationId: number, budget: Budget, urgency: Urgency, now: number): Promise<number>
}
