// What became of an answer: did it help, and was the ticket solved by it alone. Pure.

import type { AnswerOutcome } from '../../../domain/answer.ts'
import type { Facts } from '../../../domain/facts.ts'
import { countedRating, isLow } from '../ratings/ratings.ts'
import { isSolvedBy } from '../ratings/resolutions.ts'
import { lastVerdict } from '../rules/feedback.ts'
import { type Answer, answerOf, lastingClose } from '../rules/shared.ts'

/** Null where neither an answer nor links stand. */
export function answerOutcome(facts: Facts): AnswerOutcome | null {
  const answer = answerOf(facts)
  if (!answer?.stands) return null
  const verdict = lastVerdict(facts, answer.writtenAt)
  return {
    slug: answer.slug,
    isLinks: answer.isLinks,
    helpful: verdict === 'helpful',
    unhelpful: verdict === 'unhelpful',
    solved: solved(facts, answer, verdict),
  }
}

function solved(
  facts: Facts,
  answer: Answer,
  verdict: ReturnType<typeof lastVerdict>,
): AnswerOutcome['solved'] {
  const { story } = facts
  if (story.comments.some((comment) => comment.role === 'maintainer' && !comment.onlyCommands)) return null
  const marked = story.answers.find((span) => span.untilAt === null)
  if (verdict === 'helpful' || marked?.commentId === answer.id) return 'confirmed'
  if (verdict === 'unhelpful' || marked || answer.isLinks) return null
  const close = lastingClose(facts)
  const byRequester = close?.by.id === facts.ticket.requester.id
  if (!close || !byRequester || close.fromAt < answer.writtenAt) return null
  const rating = countedRating(facts)
  return isSolvedBy(close) && !(rating && isLow(rating)) ? 'assumed' : null
}
