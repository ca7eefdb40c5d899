// Whether a ticket is a question of a customer that nothing of ours has answered: the gaps of the knowledge base.
import type { Facts } from '../../domain/facts.ts'
import { IGNORE } from './labels/labels.ts'
import { isLeftOut } from './left-out.ts'
import { needOf } from './needs/need-of.ts'
import { lastVerdict } from './rules/feedback.ts'
import { answerOf, answerSaid, isUnderWatch, opensAsCustomer } from './rules/shared.ts'
import { isOn } from './wants.ts'

export function isUnanswered(facts: Facts): boolean {
  const { ticket } = facts
  if (isLeftOut(ticket, facts.settings)) return false
  if (!opensAsCustomer(facts) || ticket.origin !== 'opened' || facts.onGitHub.gone) return false
  if (!isUnderWatch(facts, ticket.openedAt) || isAnswered(facts)) return false
  // No article runs a course.
  return needOf(facts).kind === 'technical-support' && !isOn(facts, IGNORE)
}

/** Links are no answer, unless somebody says that they helped. */
function isAnswered(facts: Facts): boolean {
  const last = answerOf(facts)
  return last?.isLinks ? lastVerdict(facts, last.writtenAt) === 'helpful' : answerSaid(facts)
}
