// The clocks of a ticket: first response, next response and resolution, from its story and what was promised.

import type { OpenTime } from '../../domain/calendar.ts'
import type { Clock, ClockKind, ClockOutcome, TicketClocks } from '../../domain/clock.ts'
import type { Span, TicketStory } from '../../domain/story.ts'
import { idleClock, runClock } from './clock-run.ts'
import { doneSpans, joinSpans, spanAround, withoutSpans } from './clock-spans.ts'
import { type Exchange, exchangesAfter, type Response, responsesOf } from './exchanges.ts'
import { grantsOf, type Promisers } from './grants.ts'
import { openTimeOf, type TermsBook } from './terms.ts'

export type * from '../../domain/clock.ts'

export interface ClocksInput {
  story: TicketStory
  promisers: Promisers
  /** Today's name of the tier at opening; null for community. */
  tierAtOpening: string | null
  now: number
}

/** All clocks at `now`. Tickets opened by a maintainer or a bot have none: every clock says `none`. */
export function ticketClocks(input: ClocksInput): TicketClocks {
  if (input.story.openerRole !== 'requester') return noClocks()
  const { story } = input
  const done = doneSpans(story)
  const responses = responsesOf(story, done)
  const first = responses.find(({ countsAt }) => countsAt !== null) ?? null
  const exchanges = first ? exchangesAfter(first, story, responses) : []
  const nextResponses = exchanges.flatMap((exchange) => nextResponseClock(input, exchange, done))
  return {
    firstResponse: firstResponseClock(input, first, done),
    nextResponse: nextResponses.at(-1) ?? idleClock('next_response'),
    nextResponses,
    resolution: resolutionClock(input, done),
  }
}

/** Of what is no ticket: every clock says `none`. */
export function noClocks(): TicketClocks {
  const nextResponse = idleClock('next_response')
  const others = { nextResponse, nextResponses: [] }
  return { firstResponse: idleClock('first_response'), ...others, resolution: idleClock('resolution') }
}

/** The next instant after `now` at which a clock becomes at risk or missed, or null. */
export function nextMomentAt(clocks: TicketClocks, now: number): number | null {
  const moments = [clocks.firstResponse, clocks.nextResponse, clocks.resolution]
    .flatMap((clock) => [clock.missed ? null : clock.atRiskAt, clock.deadlineAt])
    .filter((at) => at !== null && at > now)
  return moments.length === 0 ? null : Math.min(...(moments as number[]))
}

/** Whether a response of a maintainer is due. */
export function waitsForMaintainer(clocks: TicketClocks): boolean {
  return clocks.firstResponse.outcome === 'running' || clocks.nextResponse.outcome === 'running'
}

/** What became of a clock, and when it ended or stands still since. */
interface Stop {
  outcome: ClockOutcome
  at: number | null
}

function firstResponseClock(input: ClocksInput, first: Response | null, done: readonly Span[]): Clock {
  const stop: Stop = first ? { outcome: 'responded', at: first.countsAt } : standstill(done, [])
  return clockOf(input, 'first_response', input.story.openedAt, stop, done)
}

/** None for what was said on a closed ticket that was not reopened before somebody replied: nobody was due to. */
function nextResponseClock(input: ClocksInput, { askedAt, reply }: Exchange, done: readonly Span[]): Clock[] {
  const closed = reply ? spanAround(done, reply.saidAt) : undefined
  const open = withoutSpans({ fromAt: askedAt, untilAt: reply?.saidAt ?? null }, done)
  if (open.length === 0 && (closed || reply?.saidAt !== askedAt)) return []
  const { pauses } = input.story
  const stop: Stop =
    reply === null
      ? standstill(done, pauses)
      : reply.countsAt === null
        ? { outcome: 'closed_unanswered', at: closed?.fromAt ?? null }
        : { outcome: 'responded', at: reply.countsAt }
  const still = joinSpans([...done, ...pauses])
  return [{ ...clockOf(input, 'next_response', open[0]?.fromAt ?? askedAt, stop, still), askedAt }]
}

function resolutionClock(input: ClocksInput, done: readonly Span[]): Clock {
  const { story } = input
  const stop = standstill(done, story.pauses)
  if (stop.outcome === 'closed_unanswered') stop.outcome = closedAs(story)
  const still = joinSpans([...done, ...story.pauses])
  return clockOf(input, 'resolution', story.openedAt, stop, still)
}

/** Runs from its start until its stop, but for the spans in which it stands still. */
function clockOf(
  { story, promisers, tierAtOpening, now }: ClocksInput,
  kind: ClockKind,
  startedAt: number,
  stop: Stop,
  still: readonly Span[],
): Clock {
  const ended = stop.outcome === 'running' || stop.outcome === 'paused' ? null : stop.at
  return runClock({
    kind,
    outcome: stop.outcome,
    startedAt,
    askedAt: null,
    respondedAt: stop.outcome === 'responded' ? stop.at : null,
    stoppedAt: stop.at,
    active: withoutSpans(
      { fromAt: startedAt, untilAt: stop.outcome === 'responded' ? stop.at : null },
      still,
    ),
    grants: grantsOf(kind, promisers, startedAt, ended),
    calendar: hoursAtOpening(promisers.book, tierAtOpening, story.openedAt),
    ranks: promisers.book.ranksAt(now),
    now,
  })
}

/** The hours of the tier at opening, as the settings had them then. */
export function hoursAtOpening(book: TermsBook, tier: string | null, openedAt: number): OpenTime {
  const at = Math.max(openedAt, book.beginsAt)
  const terms = book.at(at)!
  const promise = (tier === null ? terms.community : book.tierAt(tier, at))?.promise ?? null
  return openTimeOf(terms, promise?.calendar ?? 'always')
}

/** Whether the clock stands still now, and since when. */
function standstill(done: readonly Span[], pauses: readonly Span[]): Stop {
  const closed = done.at(-1)
  if (closed?.untilAt === null) return { outcome: 'closed_unanswered', at: closed.fromAt }
  const pause = pauses.at(-1)
  if (pause?.untilAt === null) return { outcome: 'paused', at: pause.fromAt }
  return { outcome: 'running', at: null }
}

/** By the reason of the close, unless an answer was marked before. What is gone was closed then. */
function closedAs(story: TicketStory): ClockOutcome {
  const close = story.closes.at(-1)?.untilAt === null ? story.closes.at(-1) : undefined
  const answer = story.answers.at(-1)?.untilAt === null ? story.answers.at(-1) : undefined
  if (answer && (!close || answer.fromAt <= close.fromAt)) return 'resolved'
  switch (close?.reason) {
    case 'duplicate':
      return 'duplicate'
    case 'not_planned':
    case 'outdated':
      return 'not_planned'
    default:
      return close ? 'resolved' : 'not_planned'
  }
}
