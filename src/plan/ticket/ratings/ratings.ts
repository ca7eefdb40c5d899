// What the requester thinks of resolutions: by `/rate`, or by a thumb on a request. Pure.
import type { Facts } from '../../../domain/facts.ts'
import type { Rating } from '../../../domain/triage.ts'
import { scoreOf } from '../commands/rate.ts'
import { isUnderWatch, maintainerAnsweredAt } from '../rules/shared.ts'
import { CLOSE_WITH_COMMENT_MS, ratingRequests, ratingTimeAt, ratingTimes } from './rating-times.ts'

export type RatedFacts = Pick<
  Facts,
  'story' | 'commands' | 'earlierCommands' | 'feedback' | 'history' | 'settings' | 'repository'
>

/** The worst two call somebody. */
const LOW = 2

/** The last in the time of each request, and the last that came unasked, in order. */
export function ratingsOf(facts: RatedFacts): Rating[] {
  const times = ratingTimes(facts)
  const requests = new Set(ratingRequests(facts).map(({ key }) => key))
  const said = [
    ...callsOf(facts).flatMap((call) => {
      const [score, time] = [scoreOf(call), ratingTimeAt(times, call.at)]
      if (score === null || !time) return []
      return [{ score, at: call.at, from: 'command', request: time.request?.key ?? null } as const]
    }),
    ...(facts.feedback.rated ?? [])
      .filter(({ request }) => requests.has(request))
      .map(({ score, at, request }) => ({ score, at, from: 'reaction', request }) as const),
  ].sort((a, b) => a.at - b.at)
  const last = new Map(said.map(({ request, ...rating }): [string | null, Rating] => [request, rating]))
  return [...last.values()].sort((a, b) => a.at - b.at)
}

/** The one that figures count: the last on the ticket. */
export function countedRating(facts: RatedFacts): Rating | null {
  return ratingsOf(facts).at(-1) ?? null
}

export function isLow({ score }: Rating): boolean {
  return score <= LOW
}

/**
 * A low rating that counts and that nobody has met yet: no maintainer has answered since, and nothing was closed or marked
 * anew.
 */
export function unmetLowRating(facts: RatedFacts): Rating | null {
  const rating = countedRating(facts)
  if (!rating || !isLow(rating) || maintainerAnsweredAt(facts, rating.at) !== null) return null
  const { closes, answers } = facts.story
  const isAnew = [...closes, ...answers].some(({ fromAt }) => fromAt > rating.at + CLOSE_WITH_COMMENT_MS)
  return isAnew ? null : rating
}

/** What was said before anybody listened was said to nobody. */
function callsOf(facts: RatedFacts): Facts['commands'] {
  return [...facts.earlierCommands, ...facts.commands.filter(({ at }) => isUnderWatch(facts, at))]
}
