// What a deliberate correction of the past makes of kept and missed: two tellings of the same tickets, compared.

import type { ClockKind } from '../domain/clock.ts'
import type { CountedClock, CountedTicket } from './figures.ts'

type Verdict = 'kept' | 'missed'

/** A promise that is told otherwise than before. */
export interface CorrectedPromise {
  number: number
  clock: ClockKind
  /** ms. */
  startedAt: number
  /** Whose promise it is, or was; null for community. */
  tier: string | null
  /** Null: nothing was owed, or it runs. */
  was: Verdict | null
  is: Verdict | null
}

/** Promises on which the tellings differ, by ticket. */
export function correctedPromises(
  before: readonly CountedTicket[],
  after: readonly CountedTicket[],
): CorrectedPromise[] {
  const was = clocksByKey(before)
  const is = clocksByKey(after)
  const corrected: CorrectedPromise[] = []
  for (const key of new Set([...was.keys(), ...is.keys()])) {
    const [old, now] = [was.get(key), is.get(key)]
    const { number, clock } = (now ?? old)!
    const verdicts = { was: verdictOf(old?.clock), is: verdictOf(now?.clock) }
    if (verdicts.was === verdicts.is) continue
    const holds = (verdicts.is ? now?.clock.holds : old?.clock.holds) ?? null
    const startedAt = clock.startedAt ?? 0
    corrected.push({ number, clock: clock.kind, startedAt, tier: holds?.tier ?? null, ...verdicts })
  }
  return corrected.sort((a, b) => a.number - b.number || a.startedAt - b.startedAt)
}

function clocksByKey(
  tickets: readonly CountedTicket[],
): Map<string, { number: number; clock: CountedClock }> {
  const found = new Map<string, { number: number; clock: CountedClock }>()
  for (const { number, firstResponse, nextResponses, resolution } of tickets) {
    found.set(`${number} first`, { number, clock: firstResponse })
    found.set(`${number} resolution`, { number, clock: resolution })
    for (const clock of nextResponses) found.set(`${number} next ${clock.startedAt}`, { number, clock })
  }
  return found
}

function verdictOf(clock: CountedClock | undefined): Verdict | null {
  if (!clock) return null
  return clock.missed ? 'missed' : clock.met ? 'kept' : null
}
