// When a ticket may be rated: after a request, and after a resolution that nobody asked about. Pure.
import type { Facts } from '../../../domain/facts.ts'
import type { OwnComment, Span } from '../../../domain/story.ts'
import { opensAsCustomer } from '../rules/shared.ts'
import { settingsAt } from '../rules/unasked.ts'
import { resolutionsOf } from './resolutions.ts'

const DAY_MS = 86_400_000
/**
 * "Close with comment" and "reopen with comment" are two events each: `/rate 5` in the comment is meant for the close,
 * and a thank-you that closes calls nobody.
 */
export const CLOSE_WITH_COMMENT_MS = 3_000

/** A comment of ours that asks for a rating. */
export interface RatingRequest {
  /** Of its marker: `1`, `2`. */
  key: string
  comment: OwnComment
}

export interface RatingTime extends Span {
  untilAt: number
  /** Null: nobody asked. */
  request: RatingRequest | null
}

export function ratingRequests({ story }: Pick<Facts, 'story'>): RatingRequest[] {
  return story.own.flatMap((comment) =>
    comment.markers.filter(({ kind }) => kind === 'rating').map(({ key }) => ({ key, comment })),
  )
}

/** In the order in which they began. Tickets of maintainers and bots have none. */
export function ratingTimes(facts: Pick<Facts, 'story' | 'history' | 'settings'>): RatingTime[] {
  if (!opensAsCustomer(facts)) return []
  const asked = ratingRequests(facts).map((request): RatingTime => {
    const { writtenAt: fromAt } = request.comment
    return { fromAt, untilAt: fromAt + lengthAt(facts, fromAt), request }
  })
  const unasked = resolutionsOf(facts.story)
    .filter(({ fromAt }) => settingsAt(facts, fromAt).feedback.ask !== 'off')
    .map(({ fromAt, untilAt }): RatingTime => {
      const lastAt = fromAt + lengthAt(facts, fromAt)
      const endAt = Math.min(untilAt ?? lastAt, lastAt)
      return { fromAt: fromAt - CLOSE_WITH_COMMENT_MS, untilAt: endAt, request: null }
    })
  return [...unasked, ...asked].sort((a, b) => a.fromAt - b.fromAt)
}

/** The time in which something was said, a request's before any other; null where it came too early or too late. */
export function ratingTimeAt(times: readonly RatingTime[], at: number): RatingTime | null {
  const around = times.filter(({ fromAt, untilAt }) => fromAt <= at && at <= untilAt)
  return around.findLast(({ request }) => request !== null) ?? around.at(-1) ?? null
}

/** What was said of ratings at a moment holds for what began then. */
function lengthAt(facts: Pick<Facts, 'history' | 'settings'>, at: number): number {
  return settingsAt(facts, at).feedback.days * DAY_MS
}
