// The bar of one repository: where its answers were right less often than was asked for, it answers only what is surer.
import type { GivenAnswer, OwnBar } from '../domain/learned.ts'

const LEAST_JUDGED = 20
/** What was wrong longer ago has been mended since, or asks for an article. */
export const JUDGED_WITHIN_MS = 180 * 86_400_000

/**
 * Null where too few were judged, or enough of them were right. Else the least confidence from which on the answers that
 * were given kept the precision; above all of them where none did.
 */
export function ownBar(precision: number, answers: readonly GivenAnswer[]): OwnBar | null {
  const judged = answers.filter(({ wasRight }) => wasRight !== null)
  const right = judged.filter(({ wasRight }) => wasRight).length
  if (judged.length < LEAST_JUDGED || keeps(right, judged.length, precision)) return null
  const sinceAt = Math.min(...judged.map(({ givenAt }) => givenAt))
  return { precision, atLeast: leastKeeping(precision, judged), judged: judged.length, right, sinceAt }
}

function keeps(right: number, all: number, precision: number): boolean {
  return right / all >= precision - 1e-9
}

function leastKeeping(precision: number, judged: readonly GivenAnswer[]): number {
  const surest = judged.toSorted((a, b) => b.confidence - a.confidence)
  let least = 1
  let right = 0
  for (const [at, { confidence, wasRight }] of surest.entries()) {
    if (wasRight) right++
    // Those that are as sure are given or not given together.
    if (surest[at + 1]?.confidence === confidence) continue
    if (keeps(right, at + 1, precision)) least = confidence
  }
  return least
}
