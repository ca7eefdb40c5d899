// When a ticket was resolved: closed as completed, or its discussion answered or closed as resolved. Pure.
import type { CloseSpan, Span, TicketStory } from '../../../domain/story.ts'

/** One resolution, until the ticket was open again and without an answer. */
export interface Resolution extends Span {
  /** Since when a person, not a machine, says so; null: nobody does. */
  byPersonAt: number | null
}

/** Closed, but not as completed or resolved. */
const NOT_SOLVED: ReadonlySet<string> = new Set(['not_planned', 'duplicate', 'outdated'])

export function isSolvedBy({ reason }: Pick<CloseSpan, 'reason'>): boolean {
  return !NOT_SOLVED.has(reason ?? '')
}

/** In order. To mark an answer and then to close is one resolution. */
export function resolutionsOf({ closes, answers }: Pick<TicketStory, 'closes' | 'answers'>): Resolution[] {
  const pieces: Resolution[] = [
    ...closes.filter(isSolvedBy).map((one) => pieceOf(one, isPersons(one))),
    ...answers.map((one) => pieceOf(one, true)),
  ]
  const resolutions: Resolution[] = []
  for (const piece of pieces.toSorted((a, b) => a.fromAt - b.fromAt)) {
    if (piece.untilAt !== null && piece.untilAt <= piece.fromAt) continue
    const last = resolutions.at(-1)
    if (!last || (last.untilAt !== null && last.untilAt < piece.fromAt)) resolutions.push(piece)
    else {
      last.untilAt =
        last.untilAt === null || piece.untilAt === null ? null : Math.max(last.untilAt, piece.untilAt)
      last.byPersonAt ??= piece.byPersonAt
    }
  }
  return resolutions
}

function pieceOf({ fromAt, untilAt }: Span, byPerson: boolean): Resolution {
  return { fromAt, untilAt, byPersonAt: byPerson ? fromAt : null }
}

/** Whoever merges a pull request that closes it is a person; who closed a discussion is not always known. */
function isPersons({ role, by }: CloseSpan): boolean {
  return role !== 'self' && role !== 'bot' && by.id !== null
}
