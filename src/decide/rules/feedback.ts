// After an answer: a 👎, `/unhelpful` or a further comment of the requester asks for a human.
import type { Facts } from '../facts.ts'
import { NEEDS_HUMAN } from '../labels.ts'
import { type Contribution, sameLabel } from '../plan.ts'
import { answerOf } from './shared.ts'

export function feedback(facts: Facts): Contribution {
  const answer = answerOf(facts)
  if (!answer || answer.deletedAt !== null) return {}
  const spoken = facts.story.comments.filter((one) => one.writtenAt >= answer.writtenAt && !one.onlyCommands)
  const human = spoken.findLast((one) => one.role === 'maintainer')
  const isOn = facts.ticket.labels.some((name) => sameLabel(name, NEEDS_HUMAN.name))
  const further = spoken.find((one) => one.role === 'requester')
  const unhelpful = lastVerdict(facts, answer.writtenAt) === 'unhelpful'
  const cause = unhelpful ? 'unhelpful' : further && !human ? `comment:${further.id}` : null
  if (human && isOn && human.writtenAt > answer.writtenAt) {
    const key = `needs-human:off:${human.id}`
    return facts.did.has(key) ? {} : { deeds: [{ key, do: 'remove_label', name: NEEDS_HUMAN.name }] }
  }
  if (!cause || human || !facts.ticket.open) return {}
  const key = `needs-human:${cause}`
  if (facts.did.has(key)) return {}
  return {
    deeds: [{ key, do: 'add_label', label: NEEDS_HUMAN }],
    reasons: [`a human is needed: ${unhelpful ? 'the answer did not help' : 'the requester wrote again'}`],
  }
}

/** The newest word on the answer: a command counts over reactions. */
export function lastVerdict(facts: Facts, sinceAt: number): 'helpful' | 'unhelpful' | null {
  const call = facts.commands.findLast(
    (one) => one.allowed && one.at >= sinceAt && (one.name === 'helpful' || one.name === 'unhelpful'),
  )
  if (call) return call.name === 'helpful' ? 'helpful' : 'unhelpful'
  if (facts.feedback.unhelpful) return 'unhelpful'
  return facts.feedback.helpful ? 'helpful' : null
}
