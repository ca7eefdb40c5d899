// Links that may help are taken back where a maintainer says that they do not: by a 👎 or by `/unhelpful`.
import type { Facts } from '../../../domain/facts.ts'
import { withPartText } from '../../../domain/marker.ts'
import type { What } from '../../../domain/want.ts'
import { takenBackMessage } from '../../../words/answer-words.ts'
import { linksTakenBackMessage } from '../../../words/pointer-words.ts'
import { saysHelpful } from '../commands/helpful.ts'
import { saysUnhelpful } from '../commands/unhelpful.ts'
import type { Contribution } from '../plan.ts'
import { once } from '../wants.ts'
import { type Answer, answerOf } from './shared.ts'

export function links(facts: Facts): Contribution {
  const last = answerOf(facts)
  if (!last?.stands || !areRefused(facts, last)) return {}
  const why = 'a maintainer says that the links do not help'
  return { wants: [once(facts, `links-back:${last.id}`, takeBack(facts, last), { why })] }
}

/** Whether these are links that a maintainer does not want; their command counts over their thumb. */
export function areRefused({ commands, feedback }: Facts, { isLinks, writtenAt }: Answer): boolean {
  if (!isLinks) return false
  const word = commands.findLast(
    (call) =>
      call.role === 'maintainer' && call.at >= writtenAt && (saysHelpful(call) || saysUnhelpful(call)),
  )
  return word ? saysUnhelpful(word) : (feedback.refusedAt ?? null) !== null
}

/** One line stays of an answer or of links; the marker stays with it, so that nothing is written again. */
export function takeBack({ knowledge }: Facts, { isLinks, ...answer }: Answer): What {
  const said = isLinks ? linksTakenBackMessage : takenBackMessage
  const body = withPartText(answer.body, answer.marker, said(knowledge.reader()))
  return { do: 'edit_comment', commentId: answer.id, nodeId: answer.nodeId, body }
}
