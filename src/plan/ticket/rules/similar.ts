// Names other tickets with the same error, once, in what is said first on a ticket.
import type { Facts } from '../../../domain/facts.ts'
import { similarMessage } from '../../../words/ticket/similar-words.ts'
import type { Contribution } from '../plan.ts'
import { isFeatureRequest, isFresh, writtenAt } from '../similar-tickets.ts'
import { say } from '../wants.ts'
import { whyNotUnasked } from './unasked.ts'

export function similar(facts: Facts): Contribution {
  const { ticket, onGitHub, now, written } = facts
  if (facts.similar === null || !isFresh(ticket, now)) return {}
  if (whyNotUnasked(facts) !== null || [...written].some((name) => name.startsWith('similar '))) return {}
  if (isFeatureRequest({ ...ticket, labels: onGitHub.labels }) || hasSpokenOfIt(facts)) return {}
  const { digest, tickets } = facts.similar
  const text = similarMessage(tickets, facts.knowledge.reader())
  const numbers = tickets.map(({ number }) => `#${number}`).join(', ')
  return {
    wants: [
      say(facts, { kind: 'similar', key: digest }, text, {
        rank: 2.4,
        why: `the same error stands in ${numbers}`,
      }),
    ],
  }
}

/** To what was said of a text nothing is added later, whatever comes to be known of other tickets. */
function hasSpokenOfIt({ ticket, entries, story }: Facts): boolean {
  const askedAt = writtenAt(ticket, entries)
  return story.own.some((own) => own.lane === undefined && own.writtenAt >= askedAt)
}
