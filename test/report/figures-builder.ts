// Builds the figures of tickets for tests: every helper says only what matters.

import type { Clock, ClockOutcome, Owed } from '../../src/domain/clock.ts'
import { idleClock } from '../../src/plan/clocks/clock-run.ts'
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

/** What was kept or missed was promised by the tier of the ticket. */
export function figures(override: Partial<TicketFigures> = {}): TicketFigures {
  const told = someFigures(override)
  const under = (clock: Clock): Clock => ({ ...clock, holds: clock.holds ?? owedBy(told.tier) })
  return {
    ...told,
    firstResponse: under(told.firstResponse),
    nextResponses: told.nextResponses.map(under),
    resolution: under(told.resolution),
  }
}

/** A promise of four hours. */
export function owedBy(tier: string | null): Owed {
  return {
    origin: tier === null ? 'community' : 'payment',
    tier,
    fromAt: NOW,
    endsAt: null,
    target: { amount: 4, unit: 'h' },
    targetMs: 4 * HOUR,
    calendar: 'always',
    time: { calendar: 'always', absences: [] },
    warnAt: 0.75,
    dueAt: null,
    warnsAt: null,
  }
}

function someFigures(override: Partial<TicketFigures>): TicketFigures {
  return {
    number: 1,
    openedAt: NOW - 10 * DAY,
    open: true,
    tier: null,
    firstResponse: firstResponse('running', 240),
    nextResponses: [],
    resolution: { ...idleClock('resolution'), outcome: 'running', wallMs: 10 * DAY },
    answer: null,
    ratings: [],
    minutes: 0,
    need: 'technical-support',
    needSaid: null,
    reopened: 0,
    ...override,
  }
}

export function answered(hours: number, override: Partial<TicketFigures> = {}): TicketFigures {
  return figures({ firstResponse: firstResponse('responded', hours), ...override })
}
