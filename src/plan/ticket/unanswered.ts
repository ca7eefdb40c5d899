// Whether a ticket is a question of a customer that Firstline has said nothing to: the gaps of the knowledge base.
import type { Facts } from '../../domain/facts.ts'
import { IGNORE } from './labels.ts'
import { isLeftOut } from './left-out.ts'
import { answerSaid, isUnderWatch, opensAsCustomer } from './rules/shared.ts'
import { isOn } from './wants.ts'

export function isUnanswered(facts: Facts): boolean {
  const { ticket } = facts
  if (isLeftOut(ticket, facts.settings)) return false
  if (!opensAsCustomer(facts) || ticket.origin !== 'opened' || facts.onGitHub.gone) return false
  if (!isUnderWatch(facts, ticket.openedAt) || answerSaid(facts)) return false
  return !isOn(facts, IGNORE)
}
