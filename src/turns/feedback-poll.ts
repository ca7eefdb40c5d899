// Which answers to look at now, and when to look again: soon after an answer, then at growing intervals. Pure.
import type { FollowedAnswer } from '../store/followed-answers.ts'

/** What decides when to look. */
export type Polled = Pick<FollowedAnswer, 'nodeId' | 'postedAt' | 'readAt'>

export interface Poll<T> {
  /** To be read now; a whole number of calls where there are enough answers. */
  ask: T[]
  /** Read for the last time with this poll. */
  over: T[]
  /** The next moment at which one of `answers` is due, if none of them is read now; null without any. */
  nextAt: number | null
  /** How long after an answer a reaction still counts. */
  lastMs: number
}

/** Nobody has tried an answer sooner. */
export const FIRST_LOOK_MS = 15_000
const HOUR_MS = 3_600_000
/** What somebody thinks while they try it is noticed while they still look: asking takes a few seconds more. */
const FIRST_HOUR_MS = 100_000
const FIRST_DAY_MS = 25 * 60_000
export const LONGEST_WAIT_MS = 12 * HOUR_MS - 60_000
/** For so long a thumb counts. */
export const FOLLOWED_MS = 30 * 24 * HOUR_MS
/** GitHub's GraphQL costs the same for one comment and for fifty. */
const ANSWERS_A_CALL = 50

/** Answers that are due, filled up to whole calls with those that would be due next. */
export function choosePoll<T extends Polled>(answers: readonly T[], now: number, lastMs: number): Poll<T> {
  const waiting = answers
    .map((answer) => ({ answer, dueAt: dueAt(answer, lastMs) }))
    .sort((a, b) => a.dueAt - b.dueAt || (a.answer.nodeId < b.answer.nodeId ? -1 : 1))
  const due = waiting.filter((one) => one.dueAt <= now).length
  const asked = waiting.slice(0, Math.ceil(due / ANSWERS_A_CALL) * ANSWERS_A_CALL)
  const ask = asked.map((one) => one.answer)
  return {
    ask,
    over: ask.filter((answer) => now >= answer.postedAt + lastMs),
    nextAt: waiting[0]?.dueAt ?? null,
    lastMs,
  }
}

/** The wait grows with the age of the answer at its last reading; the last reading is when its time is over. */
function dueAt({ postedAt, readAt }: Polled, lastMs: number): number {
  const age = (readAt ?? postedAt) - postedAt
  const longest = age < HOUR_MS ? FIRST_HOUR_MS : age < 24 * HOUR_MS ? FIRST_DAY_MS : LONGEST_WAIT_MS
  const waitMs = Math.min(longest, Math.max(FIRST_LOOK_MS, age))
  return Math.min((readAt ?? postedAt) + waitMs, postedAt + lastMs)
}
