// Who spoke when: the responses of maintainers, and each time the requester asked again.

import type { Span, StoryComment, TicketStory } from '../../domain/story.ts'
import { spanAround } from './clock-spans.ts'

export interface Response {
  /** When it was written, or commanded by `/answer`. */
  saidAt: number
  /** The comment that holds it: of two in one second, the one with the lower id came first. */
  commentId: number
  /** When it counts; null while the ticket stands closed: nobody was due then. */
  countsAt: number | null
}

/** Every response of a maintainer, in order. What was said while the ticket was closed counts at the close. */
export function responsesOf({ comments }: TicketStory, done: readonly Span[]): Response[] {
  return comments
    .flatMap((comment) => {
      const saidAt = respondedAt(comment)
      return saidAt === null ? [] : [{ saidAt, commentId: comment.id }]
    })
    .sort((a, b) => a.saidAt - b.saidAt || a.commentId - b.commentId)
    .map(({ saidAt, commentId }) => {
      const closed = spanAround(done, saidAt)
      const countsAt = closed ? (closed.untilAt === null ? null : closed.fromAt) : saidAt
      return { saidAt, commentId, countsAt }
    })
}

/** When the comment is a maintainer's response: its writing, or the `/answer` in it that was obeyed. */
function respondedAt(comment: StoryComment): number | null {
  if (comment.role !== 'maintainer') return null
  return comment.onlyCommands ? comment.answeredAt : comment.writtenAt
}

export interface Exchange {
  askedAt: number
  reply: Response | null
}

/** Each time the requester asked again after the first response, with the maintainer's next one. */
export function exchangesAfter(
  first: Response,
  { comments }: TicketStory,
  responses: readonly Response[],
): Exchange[] {
  const questions = comments
    .filter((comment) => comment.role === 'requester' && !comment.onlyCommands)
    .map(({ id, writtenAt }) => ({ askedAt: writtenAt, commentId: id }))
  const turns = [...questions, ...responses].sort(
    (a, b) => timeOf(a) - timeOf(b) || a.commentId - b.commentId,
  )
  const found: Exchange[] = []
  for (const turn of turns.slice(turns.indexOf(first) + 1)) {
    const last = found.at(-1)
    const waiting = last !== undefined && last.reply === null
    if ('askedAt' in turn) {
      if (!waiting) found.push({ askedAt: turn.askedAt, reply: null })
    } else if (waiting) last.reply = turn
  }
  return found
}

function timeOf(turn: { askedAt: number } | Response): number {
  return 'askedAt' in turn ? turn.askedAt : turn.saidAt
}
