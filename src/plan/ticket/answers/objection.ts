// Whether people said that an answer did not help, who, and when. Pure.
import type { Facts } from '../../../domain/facts.ts'
import { saysHelpful } from '../commands/helpful.ts'
import { saysUnhelpful } from '../commands/unhelpful.ts'
import { answerOf } from '../rules/shared.ts'

export interface Objection {
  /** Of the article that was posted, as its marker writes it. */
  slug: string
  by: 'maintainer' | 'requester'
  /** When it was said, ms. */
  at: number
}

/** To the last answer, taken back or not; a maintainer's goes before the requester's. Each may take their word back. */
export function objectionTo(facts: Pick<Facts, 'story' | 'commands' | 'feedback'>): Objection | null {
  const answer = answerOf(facts)
  if (!answer) return null
  const { refusedAt, unhelpfulAt } = facts.feedback
  const said = { maintainer: refusedAt ?? null, requester: unhelpfulAt ?? null }
  for (const by of ['maintainer', 'requester'] as const) {
    const isTheirs =
      by === 'maintainer' ? (role: string) => role === by : (role: string) => role !== 'maintainer'
    const call = facts.commands.findLast(
      (one) => one.at >= answer.writtenAt && isTheirs(one.role) && (saysHelpful(one) || saysUnhelpful(one)),
    )
    const at = call ? (saysUnhelpful(call) ? call.at : null) : said[by]
    if (at !== null) return { slug: answer.slug, by, at }
  }
  return null
}
