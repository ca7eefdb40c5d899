// Whoever asked is asked once per resolution how well it was solved, and at most twice on a ticket.
import type { Facts } from '../../../domain/facts.ts'
import { ratingRequestMessage } from '../../../words/ticket/rating-words.ts'
import type { Contribution } from '../plan.ts'
import { CLOSE_WITH_COMMENT_MS, ratingRequests } from '../ratings/rating-times.ts'
import { ratingsOf } from '../ratings/ratings.ts'
import { resolutionsOf } from '../ratings/resolutions.ts'
import { say } from '../wants.ts'
import { settingsAtOpening, whyNeverUnasked } from './unasked.ts'

const MOST_REQUESTS = 2
const DAY_MS = 86_400_000
/** Deliveries and GitHub's timeline may tell of one close a second apart. */
const SAME_MOMENT_MS = 2_000

export function ratingRequest(facts: Facts): Contribution {
  const { ticket, settings, knowledge } = facts
  if (!isAskedFor(facts) || !mayBeAsked(facts)) return {}
  const said = [...facts.written].filter((name) => name.startsWith('rating '))
  const requests = ratingRequests(facts)
  // What is being said, or may have been, is looked for first.
  if (said.length >= MOST_REQUESTS || said.length > requests.length) return {}
  const resolution = resolutionsOf(facts.story).at(-1)
  if (!resolution || resolution.untilAt !== null || resolution.byPersonAt === null) return {}
  const { fromAt, byPersonAt } = resolution
  if (facts.now > byPersonAt + settings.feedback.days * DAY_MS) return {}
  if (requests.some(({ comment }) => comment.writtenAt >= fromAt - SAME_MOMENT_MS)) return {}
  if (ratingsOf(facts).some(({ at }) => at >= fromAt - CLOSE_WITH_COMMENT_MS)) return {}
  const text = ratingRequestMessage(knowledge.reader(), ticket.requester, settings.commands.prefix)
  const marker = { kind: 'rating', key: String(said.length + 1) } as const
  return { wants: [say(facts, marker, text, { rank: 6, why: 'a person resolved it' })] }
}

/** Now, and when the ticket was opened. */
function isAskedFor(facts: Facts): boolean {
  return [facts.settings, settingsAtOpening(facts)].every(({ feedback }) => feedback.ask === 'on_resolution')
}

/** What the ledger calls resolved is so on GitHub too, and whoever asked can still say something. */
function mayBeAsked(facts: Facts): boolean {
  const { ticket, onGitHub, story } = facts
  if (whyNeverUnasked(facts) !== null || onGitHub.locked || ticket.requester.id === null) return false
  return !onGitHub.open || story.answered
}
