// Counts tickets one by one, for each tier: whatever there is of them, only durations are held.

import type { ClockKind, ClockOutcome } from '../domain/clock.ts'
import type { NeedKind } from '../domain/triage.ts'
import { addDuration, type Durations, noDurations } from './durations.ts'
import type { CountedClock, CountedTicket } from './figures.ts'

/** What was counted of one kind of clock. */
export interface ClockTally {
  outcomes: Partial<Record<ClockOutcome, number>>
  /** As the wall counts it; in the calendar of the tier at opening, of first responses alone. */
  wall: Durations
  calendar: Durations
  /** Promises count under the tier whose deadline held, whatever tier their ticket was opened under. */
  met: number
  missed: number
  takenBack: number
}

export interface TierTally extends Record<ClockKind, ClockTally> {
  opened: number
  open: number
  answers: {
    posted: number
    suggested: number
    helpful: number
    unhelpful: number
    solved_confirmed: number
    solved_assumed: number
  }
  csat: { ratings: number; satisfied: number }
  support: {
    minutes: number
    needs: Record<NeedKind, number>
    ratingSum: number
    /** By whomever and however. */
    closed: number
    reopened: number
    /** Of all first responses together. */
    respondedMs: number
  }
}

/** By the names of tiers, and `community`. */
export type Tally = Map<string, TierTally>

/** `tiers`: those that are told whatever is counted. */
export function noTally(tiers: readonly string[]): Tally {
  return new Map([...tiers, 'community'].map((tier) => [tier, emptyTier()]))
}

function emptyTier(): TierTally {
  return {
    opened: 0,
    open: 0,
    first_response: emptyClock(),
    next_response: emptyClock(),
    resolution: emptyClock(),
    answers: { posted: 0, suggested: 0, helpful: 0, unhelpful: 0, solved_confirmed: 0, solved_assumed: 0 },
    csat: { ratings: 0, satisfied: 0 },
    support: {
      minutes: 0,
      needs: { 'technical-support': 0, training: 0, consulting: 0 },
      ratingSum: 0,
      closed: 0,
      reopened: 0,
      respondedMs: 0,
    },
  }
}

function emptyClock(): ClockTally {
  return { outcomes: {}, wall: noDurations(), calendar: noDurations(), met: 0, missed: 0, takenBack: 0 }
}

/** A tier that is no more gets a place of its own. */
export function countTicket(tally: Tally, ticket: CountedTicket): void {
  const { firstResponse, nextResponses, resolution } = ticket
  const tier = placeOf(tally, ticket.tier)
  tier.opened += 1
  if (ticket.open) tier.open += 1
  countClock(tally, tier, firstResponse)
  for (const clock of nextResponses) countClock(tally, tier, clock)
  countClock(tally, tier, resolution)
  countAnswer(tier, ticket.answer)
  tier.csat.ratings += ticket.ratings.length
  tier.csat.satisfied += ticket.ratings.filter((rating) => rating >= 4).length
  countSupport(tier, ticket)
}

function placeOf(tally: Tally, tier: string | null): TierTally {
  const name = tier ?? 'community'
  const known = tally.get(name)
  if (known) return known
  const place = emptyTier()
  tally.set(name, place)
  return place
}

function countClock(tally: Tally, tier: TierTally, clock: CountedClock): void {
  const { kind, outcome, wallMs, calendarMs, met, missed, holds, takenBack } = clock
  const its = tier[kind]
  its.outcomes[outcome] = (its.outcomes[outcome] ?? 0) + 1
  // What still runs is watched until now, what ended otherwise until its end.
  const happened = outcome === 'responded' || outcome === 'resolved'
  addDuration(its.wall, wallMs, happened)
  if (kind === 'first_response') addDuration(its.calendar, calendarMs, happened)
  if (met) placeOf(tally, holds?.tier ?? null)[kind].met += 1
  if (missed) placeOf(tally, holds?.tier ?? null)[kind].missed += 1
  for (const former of takenBack) placeOf(tally, former)[kind].takenBack += 1
}

function countAnswer({ answers }: TierTally, answer: CountedTicket['answer']): void {
  if (!answer) return
  if (answer.isLinks) answers.suggested += 1
  else answers.posted += 1
  if (answer.helpful) answers.helpful += 1
  if (answer.unhelpful) answers.unhelpful += 1
  if (answer.solved === 'confirmed') answers.solved_confirmed += 1
  if (answer.solved === 'assumed') answers.solved_assumed += 1
}

/** A discussion that is answered is done with, and open all the same. */
function countSupport({ support }: TierTally, ticket: CountedTicket): void {
  const { firstResponse, resolution, ratings } = ticket
  support.minutes += ticket.minutes
  support.needs[ticket.need] += 1
  support.reopened += ticket.reopened
  for (const rating of ratings) support.ratingSum += rating
  if (!ticket.open || resolution.outcome === 'resolved') support.closed += 1
  if (firstResponse.outcome === 'responded') support.respondedMs += firstResponse.wallMs
}
