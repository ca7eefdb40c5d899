// What became of an answer: did it help, and was the ticket solved by it alone. Pure.
import type { AnswerOutcome } from '../report/figures.ts'
import type { Facts } from './facts.ts'
import { lastVerdict } from './rules/feedback.ts'
import { answerOf } from './rules/shared.ts'

/** Null where no answer stands. */
export function answerOutcome(facts: Facts): AnswerOutcome | null {
  const answer = answerOf(facts)
  if (!answer || answer.deletedAt !== null) return null
  const verdict = lastVerdict(facts, answer.writtenAt)
  const helpful = verdict === 'helpful'
  return {
    slug: answer.slug,
    helpful,
    unhelpful: verdict === 'unhelpful',
    solved: solved(facts, answer, helpful),
  }
}

function solved(
  facts: Facts,
  answer: { id: number; writtenAt: number },
  helpful: boolean,
): AnswerOutcome['solved'] {
  const { story } = facts
  if (story.comments.some((comment) => comment.role === 'maintainer' && !comment.onlyCommands)) return null
  const marked = story.answers.some((span) => span.untilAt === null && span.commentId === answer.id)
  if (helpful || marked) return 'confirmed'
  const close = story.closes.at(-1)
  const byRequester = close?.untilAt === null && close.by.id === facts.ticket.requester.id
  return byRequester && close.fromAt >= answer.writtenAt ? 'assumed' : null
}
