// What was seen of one key, and what was not, in the order in which it counts.
import type { CompleteRead, Fact, Observation } from '../domain/fact.ts'

/** Something seen, or a complete read that did not see it, at one instant. */
export interface Moment {
  at: number
  rank: number
  says: Observation['says'] | 'absent'
  effectiveAt: number | null
  fact: Fact | null
  view: 'full' | 'public'
  learnedAt: number
}

const ORIGIN = { bulk: 0, feed: 10, push: 20 }
const SAYS = { is: 1, will_change: 2, will_end: 3, ended: 4 }

/** All moments in order; at one instant what was pushed outranks a bulk read that started then. */
export function momentsOf(observations: Observation[], reads: CompleteRead[]): Moment[] {
  const moments: Moment[] = []
  const seen = observations.filter((one) => one.origin === 'bulk' && one.says === 'is')
  for (const one of observations) {
    const rank = ORIGIN[one.origin] + SAYS[one.says]
    // That a complete read did not list it is kept as an end when the read itself is forgotten.
    const says = one.origin === 'bulk' && one.says === 'ended' ? 'absent' : one.says
    const { effectiveAt, fact, learnedAt = one.at } = one
    for (const at of instantsOf(one, reads)) {
      moments.push({ at, rank, says, effectiveAt, fact, view: 'full', learnedAt })
    }
  }
  for (const read of reads) {
    if (seen.some((one) => one.at <= read.at && read.at <= one.throughAt)) continue
    const { at, view } = read
    moments.push({ at, rank: 0, says: 'absent', effectiveAt: null, fact: null, view, learnedAt: at })
  }
  return moments.sort((a, b) => a.at - b.at || a.rank - b.rank || compareText(tieKey(a), tieKey(b)))
}

/** A row stands for every complete read between its ends: each saw the same. */
function instantsOf(one: Observation, reads: CompleteRead[]): number[] {
  if (one.throughAt <= one.at) return [one.at]
  const between = reads.map((read) => read.at).filter((at) => at > one.at && at < one.throughAt)
  return [one.at, ...between, one.throughAt]
}

function tieKey(moment: Moment): string {
  return JSON.stringify([moment.effectiveAt, moment.fact])
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
