// An answer that a maintainer asks for, by command or label: posted at any time, in place of what stands.

import type { ArticleChoice, Facts } from '../../../domain/facts.ts'
import { withoutPart } from '../../../domain/marker.ts'
import type { Want, What } from '../../../domain/want.ts'
import { retract } from '../commands/retract.ts'
import { once } from '../wants.ts'
import { sayAnswer } from './answer.ts'
import { labelFirings } from './label-firings.ts'
import { type Answer, answerSaid, answersOf, isAbout, isUnderWatch } from './shared.ts'

/**
 * The new comment, and the older answers and links gone: a new one, for an edit tells nobody and would inherit the 👍 and 👎.
 * Null where just this article stands already.
 * @param asked what asked for it, which is answered once
 */
export function answerAnew(
  facts: Facts,
  article: ArticleChoice,
  asked: { key: string; at: number; why: string },
): Want[] | null {
  const answers = answersOf(facts)
  const last = answers.at(-1)
  const isThere = last?.stands && isAbout(last, article.slug)
  // It was posted for this very asking; what went before may still stand.
  if (isThere && last.writtenAt >= asked.at) return clear(facts, answers.slice(0, -1), asked)
  if (isThere || (!last && answerSaid(facts))) return null
  if (isOutdated(facts, asked.at)) return []
  const wish = { why: asked.why, ...(last ? { asked: asked.key } : {}) }
  return [sayAnswer(facts, article, wish), ...clear(facts, answers, asked)]
}

/** A maintainer has asked for another answer since, or taken it back: also where nobody remembers what was done. */
function isOutdated(facts: Facts, askedAt: number): boolean {
  const isAfter = (at: number) => at > askedAt && isUnderWatch(facts, at)
  // A mistake asks for nothing.
  const isKnown = (slug: string | null) => slug === null || facts.knowledge.article(slug) !== null
  if (facts.story.answerCalls.some(({ at, slug }) => isAfter(at) && isKnown(slug))) return true
  if (facts.commands.some(({ name, allowed, at }) => allowed && name === retract.name && isAfter(at)))
    return true
  return labelFirings(facts).some(
    ({ rule, span }) => rule.answer !== null && span.untilAt === null && isAfter(span.fromAt),
  )
}

/** Of a comment that says something else too, only the answer goes. */
function clear(facts: Facts, answers: readonly Answer[], { why }: { why: string }): Want[] {
  return answers
    .filter(({ stands }) => stands)
    .map(({ id: commentId, nodeId, body: before, marker }) => {
      const body = withoutPart(before, marker)
      const comment = { commentId, nodeId }
      const what: What =
        body === '' ? { do: 'delete_comment', ...comment } : { do: 'edit_comment', body, ...comment }
      return once(facts, `replace:${commentId}`, what, { why })
    })
}
