// Whose reactions to look at now, and when to look again: soon after a comment, then at growing intervals. Pure.
import type { FollowedComment } from '../store/followed-comments.ts'

/** What decides when to look. */
export type Polled = Pick<FollowedComment, 'nodeId' | 'postedAt' | 'untilAt' | 'readAt'>

export interface Poll<T> {
  /** To be read now; a whole number of calls where there are enough comments. */
  ask: T[]
  /** Read for the last time with this poll. */
  over: T[]
  /** The next moment at which one of them is due, if none of them is read now; null without any. */
  nextAt: number | null
}

/** Nobody has tried an answer sooner. */
export const FIRST_LOOK_MS = 15_000
const HOUR_MS = 3_600_000
/** What somebody thinks while they try it is noticed while they still look: asking takes a few seconds more. */
const FIRST_HOUR_MS = 100_000
const FIRST_DAY_MS = 25 * 60_000
export const LONGEST_WAIT_MS = 12 * HOUR_MS - 60_000
/** For so long a thumb on an answer counts. */
export const FOLLOWED_MS = 30 * 24 * HOUR_MS
/** GitHub's GraphQL costs the same for one comment and for fifty. */
const COMMENTS_A_CALL = 50

/** Comments that are due, filled up to whole calls with those that would be due next. */
export function choosePoll<T extends Polled>(comments: readonly T[], now: number): Poll<T> {
  const waiting = comments
    .map((comment) => ({ comment, dueAt: dueAt(comment) }))
    .sort((a, b) => a.dueAt - b.dueAt || (a.comment.nodeId < b.comment.nodeId ? -1 : 1))
  const due = waiting.filter((one) => one.dueAt <= now).length
  const asked = waiting.slice(0, Math.ceil(due / COMMENTS_A_CALL) * COMMENTS_A_CALL)
  const ask = asked.map((one) => one.comment)
  return {
    ask,
    over: ask.filter(({ untilAt }) => now >= untilAt),
    nextAt: waiting[0]?.dueAt ?? null,
  }
}

/** The wait grows with the age of the comment at its last reading; the last reading is when its time is over. */
function dueAt({ postedAt, untilAt, readAt }: Polled): number {
  const age = (readAt ?? postedAt) - postedAt
  const longest = age < HOUR_MS ? FIRST_HOUR_MS : age < 24 * HOUR_MS ? FIRST_DAY_MS : LONGEST_WAIT_MS
  const waitMs = Math.min(longest, Math.max(FIRST_LOOK_MS, age))
  return Math.min((readAt ?? postedAt) + waitMs, untilAt)
}
