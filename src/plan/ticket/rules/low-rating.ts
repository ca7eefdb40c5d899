// A low rating opens the ticket again and calls whom the tier names, once a ticket.
import type { Facts } from '../../../domain/facts.ts'
import { lowRatingMessage } from '../../../words/ticket/messages.ts'
import { standingAt } from '../../clocks/standing.ts'
import type { Contribution } from '../plan.ts'
import { isLow, ratingsOf, unmetLowRating } from '../ratings/ratings.ts'
import { once, say } from '../wants.ts'
import { notifyOf } from './shared.ts'

export function lowRating(facts: Facts): Contribution {
  const rating = unmetLowRating(facts)
  if (!rating || ratingsOf(facts).find(isLow)?.at !== rating.at || isOpenAndAnswered(facts)) return {}
  const { open } = facts.onGitHub
  const why = `rated ${rating.score} of 5`
  const notify = notifyOf(facts, standingAt(facts.standings, rating.at).tier)
  const text = lowRatingMessage(rating.score, notify)
  const marker = { kind: 'escalation', key: 'low_rating' } as const
  const alarm = say(facts, marker, text, { rank: 3, urgency: 'alarm', why })
  return { wants: open ? [alarm] : [alarm, once(facts, 'reopen:low_rating', { do: 'reopen' }, { why })] }
}

/** Nothing is closed there, and the marked answer is not Firstline's to take away. */
function isOpenAndAnswered({ ticket, onGitHub, story }: Facts): boolean {
  return ticket.kind === 'discussion' && onGitHub.open && story.answered
}
