// What the figures need to know of one ticket.

import type { AnswerOutcome } from '../domain/answer.ts'
import type { Clock, TicketClocks } from '../domain/clock.ts'
import type { TicketStory } from '../domain/story.ts'
import type { NeedKind } from '../domain/triage.ts'

/** Of a clock what reports count. */
export interface CountedClock
  extends Pick<
    Clock,
    'kind' | 'outcome' | 'startedAt' | 'wallMs' | 'calendarMs' | 'met' | 'missed' | 'takenBack'
  > {
  /** Whose promise was kept or missed. */
  holds: { tier: string | null } | null
}

export interface CountedTicket {
  number: number
  openedAt: number
  open: boolean
  /** Tier at opening, whatever it became later; null for community. */
  tier: string | null
  firstResponse: CountedClock
  nextResponses: readonly CountedClock[]
  resolution: CountedClock
  answer: AnswerOutcome | null
  /** Ratings from 1 to 5. */
  ratings: readonly number[]
  /** Told with `/spent`. */
  minutes: number
  need: NeedKind
  /** What Firstline put it under by a label; null: it put no label on, or after a maintainer had. */
  needSaid: NeedKind | null
  /** How often it was closed as completed, or answered, and that did not last. */
  reopened: number
}

/** With all that the clocks show. */
export interface TicketFigures extends CountedTicket {
  firstResponse: Clock
  nextResponses: Clock[]
  resolution: Clock
}

export interface FiguresInput {
  story: TicketStory
  clocks: TicketClocks
  tier: string | null
  answer: AnswerOutcome | null
  ratings: number[]
  minutes: number
  need: NeedKind
  needSaid: NeedKind | null
  reopened: number
}

/**
 * The figures of a ticket, or null for one that is not counted: opened by a maintainer or a bot. One that was deleted
 * or went where nobody follows it counts as closed then.
 */
export function ticketFigures({ story, clocks, ...told }: FiguresInput): TicketFigures | null {
  if (clocks.firstResponse.outcome === 'none') return null
  const { firstResponse, nextResponses, resolution } = clocks
  const { openedAt } = story
  const open = story.open && !story.gone
  return {
    number: story.ticket.number,
    openedAt,
    open,
    firstResponse,
    nextResponses,
    resolution,
    ...told,
  }
}
