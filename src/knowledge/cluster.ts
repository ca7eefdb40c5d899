// Joins what is alike into groups, whatever the order it comes in: average linkage, in steps.
import type { Steps } from '../domain/steps.ts'

export interface Alike {
  /** How many there are; the work grows with the square. */
  count: number
  /** How alike two of them are, symmetric. */
  between(a: number, b: number): number
  /** Groups whose members on average are less alike stay apart. */
  least: number
  /** Groups that are there already: each is kept whole, two of them are never joined. No place stands in two. */
  seeds: readonly (readonly number[])[]
}

/** Every place from 0 to `count - 1` in exactly one group; a seed's group keeps the seed's place in the list. */
export function* clustering({ count, between, least, seeds }: Alike): Steps<number[][]> {
  const seeded = new Set(seeds.flat())
  const alone = Array.from({ length: count }, (_, place) => place).filter((place) => !seeded.has(place))
  const groups = [...seeds.map((seed) => [...seed]), ...alone.map((place) => [place])]
  const likeness = yield* likenesses(groups, between)
  const living = new Set(groups.keys())
  const nearest = groups.map((_, group) => nearestOf(group, living, likeness, seeds.length))
  for (;;) {
    const one = closest(living, nearest, likeness)
    if (one === null || likeness[one]![nearest[one]!]! < least) break
    const [kept, gone] = [one, nearest[one]!].sort((a, b) => a - b) as [number, number]
    merge(kept, gone, { groups, likeness, living })
    living.delete(gone)
    for (const group of living) {
      const told = nearest[group]
      if (group === kept || told === kept || told === gone)
        nearest[group] = nearestOf(group, living, likeness, seeds.length)
      else if (isBetter(likeness, group, kept, told!) && mayJoin(group, kept, seeds.length))
        nearest[group] = kept
    }
    yield
  }
  return [...living].map((group) => groups[group]!.sort((a, b) => a - b))
}

function* likenesses(groups: readonly number[][], between: Alike['between']): Steps<Float64Array[]> {
  const rows = groups.map(() => new Float64Array(groups.length))
  for (const [a, left] of groups.entries()) {
    for (let b = a + 1; b < groups.length; b++) {
      let sum = 0
      for (const one of left) for (const other of groups[b]!) sum += between(one, other)
      const mean = sum / (left.length * groups[b]!.length)
      rows[a]![b] = mean
      rows[b]![a] = mean
    }
    yield
  }
  return rows
}

/** The mean over all pairs follows from the means of both, so that no pair is looked at again. */
function merge(
  kept: number,
  gone: number,
  { groups, likeness, living }: { groups: number[][]; likeness: Float64Array[]; living: Set<number> },
): void {
  const [stay, join] = [groups[kept]!, groups[gone]!]
  const all = stay.length + join.length
  for (const group of living) {
    const mean = (likeness[kept]![group]! * stay.length + likeness[gone]![group]! * join.length) / all
    likeness[kept]![group] = mean
    likeness[group]![kept] = mean
  }
  stay.push(...join)
}

/** The group with the closest neighbour; null where none has any. */
function closest(
  living: ReadonlySet<number>,
  nearest: readonly (number | null)[],
  likeness: readonly Float64Array[],
): number | null {
  let best: number | null = null
  for (const group of living) {
    const own = nearest[group]
    if (own === null || own === undefined) continue
    if (best === null || likeness[group]![own]! > likeness[best]![nearest[best]!]!) best = group
  }
  return best
}

function nearestOf(
  group: number,
  living: ReadonlySet<number>,
  likeness: readonly Float64Array[],
  seeds: number,
): number | null {
  let best: number | null = null
  for (const other of living) {
    if (other !== group && mayJoin(group, other, seeds) && isBetter(likeness, group, other, best))
      best = other
  }
  return best
}

function mayJoin(a: number, b: number, seeds: number): boolean {
  return a >= seeds || b >= seeds
}

function isBetter(
  likeness: readonly Float64Array[],
  group: number,
  other: number,
  than: number | null,
): boolean {
  return than === null || likeness[group]![other]! > likeness[group]![than]!
}
