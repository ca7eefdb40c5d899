// What would have become of promises, had each been made to everybody from the beginning. Pure.
import type { Clock, ClockKind, TicketClocks } from '../../domain/clock.ts'
import type { Absence, PromiseTargets } from '../../domain/settings.ts'
import type { Steps } from '../../domain/steps.ts'
import type { TicketStory } from '../../domain/story.ts'
import type { Terms } from '../../domain/terms.ts'
import type { PromiseShare } from '../../report/preview.ts'
import { ticketClocks } from '../clocks/clocks.ts'
import { TARGETS } from '../clocks/grants.ts'
import { type TermsBook, termsBook } from '../clocks/terms.ts'
import type { Candidate } from './candidates.ts'

/** A ticket of somebody who is no maintainer, and the moment for which its clocks are read. */
export interface PastTicket {
  story: TicketStory
  now: number
}

export type Kept = Pick<PromiseShare, 'met' | 'missed' | 'share'>

/**
 * Of each candidate, in their order, how many clocks would have kept it and missed it; it pauses after each ticket.
 * The clocks are the real ones, run under settings that promise nothing but the candidate: to everybody, from the beginning.
 * `away` are the absences of today's settings, which are a part of every calendar.
 */
export function* tryPromises(
  tickets: readonly PastTicket[],
  candidates: readonly Candidate[],
  { away }: { away: Absence[] },
): Steps<Kept[]> {
  const trials = candidates.map(({ clock, ...candidate }) => ({
    clock,
    book: bookOf({ clock, ...candidate }, away),
    met: 0,
    missed: 0,
  }))
  for (const { story, now } of tickets) {
    for (const trial of trials) {
      const promisers = { book: trial.book, payment: [], hand: [] }
      for (const { met, missed } of clocksOf(
        ticketClocks({ story, promisers, tierAtOpening: null, now }),
        trial.clock,
      )) {
        if (met) trial.met += 1
        if (missed) trial.missed += 1
      }
    }
    yield
  }
  return trials.map(({ met, missed }) => ({ met, missed, share: shareOf(met, missed) }))
}

function shareOf(met: number, missed: number): number | null {
  return met + missed === 0 ? null : met / (met + missed)
}

/** Settings that promise this to everybody, and were in force at every moment. */
function bookOf({ clock, target, calendar, hours }: Candidate, away: Absence[]): TermsBook {
  const nothing: PromiseTargets = { firstResponse: null, nextResponse: null, resolution: null, calendar }
  const settings: Terms = {
    tiers: [],
    community: {
      promise: { ...nothing, [TARGETS[clock]]: target },
      answers: null,
      warnAt: 1,
      notify: [],
      channels: [],
    },
    calendars: hours === 'always' ? {} : { [calendar]: hours },
    away,
    commands: { prefix: '/' },
  }
  return termsBook([{ fromAt: 0, settings }])
}

function clocksOf(clocks: TicketClocks, kind: ClockKind): readonly Clock[] {
  switch (kind) {
    case 'first_response':
      return [clocks.firstResponse]
    case 'next_response':
      return clocks.nextResponses
    case 'resolution':
      return [clocks.resolution]
    default:
      return kind satisfies never
  }
}
