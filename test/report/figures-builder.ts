// Builds the figures of tickets for tests: every helper says only what matters.

import { idleClock } from '../../src/decide/clock-run.ts'
import type { Clock, ClockOutcome } from '../../src/decide/clock-types.ts'
import type { TicketFigures } from '../../src/report/figures.ts'

export const HOUR = 3_600_000
export const DAY = 24 * HOUR
/** A Sunday, 14:00 UTC. */
export const NOW = Date.UTC(2026, 10, 22, 14)

/** A first response after so many hours on the wall. */
export function firstResponse(outcome: ClockOutcome, hours: number, override: Partial<Clock> = {}): Clock {
  const wallMs = hours * HOUR
  return {
    ...idleClock('first_response'),
    outcome,
    wallMs,
    calendarMs: wallMs,
    countedMs: wallMs,
    ...override,
  }
}

export function figures(override: Partial<TicketFigures> = {}): TicketFigures {
  return {
    openedAt: NOW - 10 * DAY,
    open: true,
    tier: null,
    firstResponse: firstResponse('running', 240),
    nextResponses: [],
    resolution: { ...idleClock('resolution'), outcome: 'running', wallMs: 10 * DAY },
    answer: null,
    ratings: [],
    ...override,
  }
}

export function answered(hours: number, override: Partial<TicketFigures> = {}): TicketFigures {
  return figures({ firstResponse: firstResponse('responded', hours), ...override })
}
