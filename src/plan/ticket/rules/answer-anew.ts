// An answer that a maintainer asks for, by command or label: posted at any time, in place of the one that stands.

import type { ArticleChoice, Facts } from '../../../domain/facts.ts'
import { withoutPart } from '../../../domain/marker.ts'
import type { CommentPart, Deed } from '../plan.ts'
import { answerPart } from './answer.ts'
import { labelFirings } from './label-firings.ts'
import { type Answer, answerSaid, answersOf, isUnderWatch } from './shared.ts'

/**
 * The new comment, and the older answers gone: a new one, for an edit tells nobody and would inherit the 👍 and 👎.
 * Null where just this article stands already.
 * @param asked what asked for it, which is answered once
 */
export function answerAnew(
  facts: Facts,
  article: ArticleChoice,
  asked: { key: string; at: number },
): { parts: CommentPart[]; deeds: Deed[] } | null {
  const answers = answersOf(facts)
  const last = answers.at(-1)
  const isThere = last?.stands && last.slug === article.slug
  // It was posted for this very asking; what went before may still stand.
  if (isThere && last.writtenAt >= asked.at) return { parts: [], deeds: clear(answers.slice(0, -1)) }
  if (isThere || (!last && answerSaid(facts))) return null
  if (isOutdated(facts, asked.at)) return { parts: [], deeds: [] }
  const part = answerPart(article)
  return { parts: [last ? { ...part, again: asked.key } : part], deeds: clear(answers) }
}

/** A maintainer has asked for another answer since. */
function isOutdated(facts: Facts, askedAt: number): boolean {
  const isAfter = (at: number) => at > askedAt && isUnderWatch(facts, at)
  const { commands } = facts
  if (commands.some(({ name, allowed, at }) => name === 'answer' && allowed && isAfter(at))) return true
  return labelFirings(facts).some(
    ({ rule, span }) => rule.answer !== null && span.untilAt === null && isAfter(span.fromAt),
  )
}

/** Of a comment that says something else too, only the answer goes. */
function clear(answers: readonly Answer[]): Deed[] {
  return answers
    .filter(({ stands }) => stands)
    .map(({ id, nodeId, body, marker }): Deed => {
      const rest = withoutPart(body, marker)
      const key = `replace:${id}`
      const comment = { key, commentId: id, nodeId }
      return rest === ''
        ? { ...comment, do: 'delete_comment' }
        : { ...comment, do: 'edit_comment', body: rest }
    })
}
