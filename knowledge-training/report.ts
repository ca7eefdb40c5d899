// Says how well the fitted matcher does, group by group, for docs/matching.md.
import type { Bars, Outcome } from './bars.ts'

/** `first/first three, precision at coverage` in percent at the bar for 0.95: as fitted, and as checked. */
export function* reportOf(fitted: Outcome[], checked: Outcome[], bars: Bars): Generator<string> {
  const groups = Map.groupBy(checked, ({ group }) => group)
  for (const [group, outcomes] of groups) {
    const bar = (bars[outcomes[0]!.family] ?? bars.other!).find(([precision]) => precision === 0.95)![1]
    const own = fitted.filter((one) => one.group === group)
    yield `${group} (${outcomes.length}, bar ${bar}): fitted ${figures(own, bar)}; checked ${figures(outcomes, bar)}`
  }
}

function figures(outcomes: Outcome[], bar: number): string {
  const answerable = outcomes.filter((one) => one.answerable)
  const answered = outcomes.filter(({ confidence }) => confidence >= bar)
  const right = answered.filter(({ place }) => place === 0).length
  if (answerable.length === 0) return `${answered.length} answered`
  const at = (most: number) =>
    percent(answerable.filter(({ place }) => place >= 0 && place < most).length, answerable.length)
  return `${at(1)}/${at(3)}, ${percent(right, answered.length)} at ${percent(right, answerable.length)}`
}

function percent(part: number, whole: number): string {
  return whole === 0 ? '–' : ((100 * part) / whole).toFixed(1)
}
