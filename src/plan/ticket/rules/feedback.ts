// A low rating and, after an answer or links, a 👎, `/unhelpful` or a further comment of the requester ask for a human,
// until one has spoken.
import type { Facts } from '../../../domain/facts.ts'
import type { StoryComment } from '../../../domain/story.ts'
import type { Rating } from '../../../domain/triage.ts'
import { saysHelpful } from '../commands/helpful.ts'
import { saysUnhelpful } from '../commands/unhelpful.ts'
import { NEEDS_HUMAN } from '../labels/labels.ts'
import type { Contribution } from '../plan.ts'
import { CLOSE_WITH_COMMENT_MS } from '../ratings/rating-times.ts'
import { unmetLowRating } from '../ratings/ratings.ts'
import { isOn, putOn, takeOff } from '../wants.ts'
import { areRefused } from './links.ts'
import { answerOf, lastingLabel } from './shared.ts'

export function feedback(facts: Facts): Contribution {
  const low = unmetLowRating(facts)
  const cause = low ? ratedLow(low) : afterAnswer(facts)
  if (cause === 'as it is') return {}
  if (cause === null) return answerOf(facts) || wasRatedLow(facts) ? calledOff(facts) : {}
  if (cause.sinceAt > facts.now) return { lookAgainAt: cause.sinceAt }
  return { wants: [putOn(facts, cause.key, NEEDS_HUMAN, { why: `a human is needed: ${cause.text}` })] }
}

/** Why a human is needed, from when on, and under which name that is done. */
interface Cause {
  key: string
  sinceAt: number
  text: string
}

const RATED_LOW = 'needs-human:rating:'

function ratedLow({ score, at }: Rating): Cause {
  return { key: `${RATED_LOW}${Math.floor(at / 1000)}`, sinceAt: at, text: `it was rated ${score} of 5` }
}

function wasRatedLow({ written }: Facts): boolean {
  return [...written].some((name) => name.startsWith(RATED_LOW))
}

/** `as it is`: of an answer that was taken back nothing more follows. */
function afterAnswer(facts: Facts): Cause | 'as it is' | null {
  const answer = answerOf(facts)
  if (!answer) return null
  const spoken = facts.story.comments.filter((one) => one.writtenAt >= answer.writtenAt && !one.onlyCommands)
  const human = spoken.some((one) => one.role === 'maintainer')
  if (human || !facts.onGitHub.open) return null
  return !answer.stands || areRefused(facts, answer) ? 'as it is' : causeOf(facts, answer, spoken)
}

/** The newest word on the answer: a command counts over reactions. */
export function lastVerdict(facts: Facts, sinceAt: number): 'helpful' | 'unhelpful' | null {
  const call = facts.commands.findLast((one) => one.at >= sinceAt && (saysHelpful(one) || saysUnhelpful(one)))
  if (call) return saysHelpful(call) ? 'helpful' : 'unhelpful'
  if (facts.feedback.unhelpful) return 'unhelpful'
  return facts.feedback.helpful ? 'helpful' : null
}

/** Each time the ticket is reopened it may be said once more. */
function causeOf(
  facts: Facts,
  answer: { id: number; writtenAt: number },
  spoken: StoryComment[],
): Cause | null {
  const answeredAt = answer.writtenAt
  const reopenedAt = facts.story.closes.findLast((span) => span.untilAt !== null)?.untilAt ?? null
  const turn = reopenedAt !== null && reopenedAt >= answeredAt ? `:${reopenedAt}` : ''
  if (lastVerdict(facts, answeredAt) === 'unhelpful') {
    return {
      key: `needs-human:unhelpful:${answer.id}${turn}`,
      sinceAt: answeredAt,
      text: 'the answer did not help',
    }
  }
  const saidHelpfulAt = facts.commands.findLast(saysHelpful)?.at ?? 0
  const fromAt = Math.max(
    saidHelpfulAt + 1,
    turn === '' ? answeredAt : (reopenedAt ?? 0) - CLOSE_WITH_COMMENT_MS,
  )
  const further = spoken.find((one) => one.role === 'requester' && one.writtenAt >= fromAt)
  if (!further) return null
  const sinceAt = further.writtenAt + CLOSE_WITH_COMMENT_MS
  return { key: `needs-human:comment:${further.id}`, sinceAt, text: 'the requester wrote again' }
}

/** Only what Firstline put on itself: a maintainer's own label is theirs. */
function calledOff(facts: Facts): Contribution {
  const span = isOn(facts, NEEDS_HUMAN.name) ? lastingLabel(facts, NEEDS_HUMAN.name) : null
  if (span?.role !== 'self') return {}
  const why = 'no human is needed any more'
  return { wants: [takeOff(facts, `needs-human:off:${span.fromAt}`, NEEDS_HUMAN.name, { why })] }
}
