// When reactions are read: soon after an answer, then at growing intervals, in whole calls, and not for ever.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  choosePoll,
  FIRST_LOOK_MS,
  FOLLOWED_MS,
  LONGEST_WAIT_MS,
  type Polled,
} from '../../src/turns/feedback-poll.ts'

const HOUR_MS = 3_600_000
const LAST_MS = FOLLOWED_MS
const answer = (nodeId: string, postedAt = 0, readAt: number | null = null): Polled => ({
  nodeId,
  postedAt,
  untilAt: postedAt + LAST_MS,
  readAt,
})

/** Follows answers as the agenda line does; the moments of all polls, and how many answers each read. */
function follow(answers: Polled[]): Array<{ at: number; read: Polled[] }> {
  const polls: Array<{ at: number; read: Polled[] }> = []
  let left = answers
  for (;;) {
    const now = choosePoll(left, 0).nextAt
    if (now === null) return polls
    const posted = left.filter((one) => one.postedAt <= now)
    const { ask, over } = choosePoll(posted, now)
    polls.push({ at: now, read: ask })
    left = left
      .filter((one) => !over.includes(one))
      .map((one) => (ask.includes(one) ? { ...one, readAt: now } : one))
  }
}

describe('the reading of reactions', () => {
  it('notices a thumb within minutes in the first hour, half an hour on the first day, then half a day', () => {
    const at = follow([answer('a')]).map((poll) => poll.at)
    expect(at.slice(0, 4)).toEqual([15_000, 30_000, 60_000, 120_000])
    const longestWithin = (fromMs: number, untilMs: number) => {
      const seen = at.filter((moment) => moment > fromMs)
      const waits = seen.map(
        (moment, i) => moment - (seen[i - 1] ?? at.findLast((one) => one <= fromMs) ?? 0),
      )
      return Math.max(...waits.filter((wait, i) => seen[i]! - wait < untilMs))
    }
    expect(longestWithin(0, HOUR_MS)).toBeLessThan(2 * 60_000)
    expect(longestWithin(HOUR_MS, 24 * HOUR_MS)).toBeLessThan(HOUR_MS / 2)
    expect(longestWithin(24 * HOUR_MS, LAST_MS)).toBe(LONGEST_WAIT_MS)
    expect(at.at(-1)).toBe(LAST_MS)
    expect(at.length).toBeLessThan(170)
  })

  it('makes no call where nothing is due, and fills one up with what is due next', () => {
    expect(choosePoll([], 0)).toMatchObject({ ask: [], over: [], nextAt: null })
    expect(choosePoll([answer('a')], FIRST_LOOK_MS - 1)).toMatchObject({
      ask: [],
      nextAt: FIRST_LOOK_MS,
    })
    const many = Array.from({ length: 70 }, (_, i) => answer(`n${i}`, i * 1_000))
    const { ask } = choosePoll(many, FIRST_LOOK_MS)
    expect(ask.map((one) => one.nodeId)).toEqual(many.slice(0, 50).map((one) => one.nodeId))
  })

  it('reads every answer early and at its end, and needs no more polls than its answers alone would', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: LAST_MS }), { minLength: 1, maxLength: 60 }),
        (posted) => {
          const answers = posted.map((postedAt, i) => answer(`n${i}`, postedAt))
          const polls = follow(answers)
          for (const { nodeId, postedAt } of answers) {
            const ages = polls
              .filter((poll) => poll.read.some((one) => one.nodeId === nodeId))
              .map((poll) => poll.at - postedAt)
            expect(Math.min(...ages)).toBeLessThanOrEqual(FIRST_LOOK_MS)
            expect(Math.max(...ages)).toBeGreaterThanOrEqual(LAST_MS)
          }
          expect(polls.length).toBeLessThanOrEqual(170 * answers.length)
        },
      ),
      { numRuns: 30 },
    )
  })
})
