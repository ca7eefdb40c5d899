// Links that may help are taken back where a maintainer says that they do not: by a 👎 or by `/unhelpful`.
import type { Facts } from '../../../domain/facts.ts'
import { withPartText } from '../../../domain/marker.ts'
import type { What } from '../../../domain/want.ts'
import { takenBackMessage } from '../../../words/ticket/answer-words.ts'
import { linksTakenBackMessage } from '../../../words/ticket/pointer-words.ts'
import { objectionTo } from '../answers/objection.ts'
import type { Contribution } from '../plan.ts'
import { once } from '../wants.ts'
import { type Answer, answerOf } from './shared.ts'

export function links(facts: Facts): Contribution {
  const last = answerOf(facts)
  if (!last?.stands || !areRefused(facts, last)) return {}
  const why = 'a maintainer says that the links do not help'
  return { wants: [once(facts, `links-back:${last.id}`, takeBack(facts, last), { why })] }
}

/** Whether what was said last are links that a maintainer does not want. */
export function areRefused(facts: Facts, { isLinks }: Answer): boolean {
  return isLinks && objectionTo(facts)?.by === 'maintainer'
}

/** One line stays of an answer or of links; the marker stays with it, so that nothing is written again. */
export function takeBack({ knowledge }: Facts, { isLinks, ...answer }: Answer): What {
  const said = isLinks ? linksTakenBackMessage : takenBackMessage
  const body = withPartText(answer.body, answer.marker, said(knowledge.reader()))
  return { do: 'edit_comment', commentId: answer.id, nodeId: answer.nodeId, body }
}
