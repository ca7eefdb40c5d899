// The clocks of a ticket: first response, next response and resolution, from its story and the promises in force.

import { idleClock, runClock } from './clock-run.ts'
import { doneSpans, joinSpans, spanAround, withoutSpans } from './clock-spans.ts'
import type { Clock, ClockOutcome, PromiseInterval, TicketClocks } from './clock-types.ts'
import type { Span, StoryComment, TicketStory } from './fold-story.ts'

export type * from './clock-types.ts'

export interface ClocksInput {
  story: TicketStory
  promises: readonly PromiseInterval[]
  /** Tickets opened in one of these spans have nothing counted against a promise until its end. */
  away: ReadonlyArray<{ fromAt: number; untilAt: number }>
  now: number
}

/** All clocks at `now`. Tickets opened by a maintainer or a bot have none: every clock says `none`. */
export function ticketClocks(input: ClocksInput): TicketClocks {
  if (input.story.openerRole !== 'requester') {
    const nextResponse = idleClock('next_response')
    const others = { nextResponse, nextResponses: [] }
    return { firstResponse: idleClock('first_response'), ...others, resolution: idleClock('resolution') }
  }
  const firstResponse = firstResponseClock(input)
  const nextResponses = nextResponseClocks(input, firstResponse.respondedAt)
  const nextResponse = nextResponses.at(-1) ?? idleClock('next_response')
  return { firstResponse, nextResponse, nextResponses, resolution: resolutionClock(input) }
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

function firstResponseClock(input: ClocksInput): Clock {
  const { story } = input
  const done = doneSpans(story)
  // While the ticket is closed the clock stands still, so nothing said then can end it.
  const response = story.comments.find(
    (comment) => isResponse(comment) && !spanAround(done, comment.writtenAt),
  )
  const respondedAt = response?.writtenAt ?? null
  const stop =
    respondedAt === null ? standstill(done, []) : { outcome: 'responded' as const, at: respondedAt }
  return runClock({
    ...shared(input),
    kind: 'first_response',
    outcome: stop.outcome,
    startedAt: story.openedAt,
    respondedAt,
    stoppedAt: stop.at,
    active: withoutSpans({ fromAt: story.openedAt, untilAt: respondedAt }, done),
  })
}

function nextResponseClocks(input: ClocksInput, firstRespondedAt: number | null): Clock[] {
  if (firstRespondedAt === null) return []
  const { story } = input
  const done = doneSpans(story)
  const clocks: Clock[] = []
  for (const { askedAt, repliedAt } of exchanges(story.comments, firstRespondedAt)) {
    const repliedTo = repliedAt === null ? undefined : spanAround(done, repliedAt)
    const respondedAt = repliedTo ? null : repliedAt
    const open = withoutSpans({ fromAt: askedAt, untilAt: repliedAt }, done)
    // Said on a closed ticket that was not reopened before somebody replied: nobody was due to answer.
    if (open.length === 0 && respondedAt !== askedAt) continue
    const closed = { outcome: 'closed_unanswered' as const, at: repliedTo?.fromAt ?? null }
    const responded = { outcome: 'responded' as const, at: respondedAt }
    const stop = repliedAt === null ? standstill(done, story.pauses) : repliedTo ? closed : responded
    clocks.push(
      runClock({
        ...shared(input),
        kind: 'next_response',
        outcome: stop.outcome,
        startedAt: open[0]?.fromAt ?? askedAt,
        respondedAt,
        stoppedAt: stop.at,
        active: withoutSpans({ fromAt: askedAt, untilAt: repliedAt }, joinSpans([...done, ...story.pauses])),
      }),
    )
  }
  return clocks
}

function resolutionClock(input: ClocksInput): Clock {
  const { story } = input
  const done = doneSpans(story)
  const stop = standstill(done, story.pauses)
  return runClock({
    ...shared(input),
    kind: 'resolution',
    outcome: stop.outcome === 'closed_unanswered' ? closedAs(story) : stop.outcome,
    startedAt: story.openedAt,
    respondedAt: null,
    stoppedAt: stop.at,
    active: withoutSpans({ fromAt: story.openedAt, untilAt: null }, joinSpans([...done, ...story.pauses])),
  })
}

function shared({ promises, story, away, now }: ClocksInput) {
  const during = away.filter((one) => one.fromAt <= story.openedAt && story.openedAt < one.untilAt)
  const countsFromAt = during.length > 0 ? Math.max(...during.map((one) => one.untilAt)) : null
  return { promises, countsFromAt, now }
}

/** Whether the clock stands still now, and since when. */
function standstill(
  done: readonly Span[],
  pauses: readonly Span[],
): { outcome: 'closed_unanswered' | 'paused' | 'running'; at: number | null } {
  const closed = done.at(-1)
  if (closed?.untilAt === null) return { outcome: 'closed_unanswered', at: closed.fromAt }
  const pause = pauses.at(-1)
  if (pause?.untilAt === null) return { outcome: 'paused', at: pause.fromAt }
  return { outcome: 'running', at: null }
}

function closedAs(story: TicketStory): ClockOutcome {
  if (story.gone) return 'not_planned'
  if (story.answered) return 'resolved'
  const reason = story.closes.at(-1)?.reason
  return reason === 'not_planned' || reason === 'duplicate' || reason === 'outdated'
    ? 'not_planned'
    : 'resolved'
}

function isResponse(comment: StoryComment): boolean {
  return comment.role === 'maintainer' && !comment.onlyCommands
}

/** Each time the requester asked again after the first response, with the maintainer's next comment. */
function exchanges(comments: readonly StoryComment[], firstRespondedAt: number) {
  const found: Array<{ askedAt: number; repliedAt: number | null }> = []
  const first = comments.findIndex((comment) => isResponse(comment) && comment.writtenAt === firstRespondedAt)
  for (const comment of comments.slice(first + 1)) {
    const last = found.at(-1)
    const waiting = last !== undefined && last.repliedAt === null
    if (isResponse(comment) && waiting) last.repliedAt = comment.writtenAt
    if (comment.role === 'requester' && !comment.onlyCommands && !waiting) {
      found.push({ askedAt: comment.writtenAt, repliedAt: null })
    }
  }
  return found
}
