// How likely people write at each hour of the week, by the lives they lead. What all have in common is the quiet night.

/** So often in an hour, beside the other hours of the same life. */
type Hours = ReadonlyArray<readonly [from: number, to: number, weight: number]>

const NIGHT: Hours = [
  [0, 1, 1],
  [1, 2, 0.4],
  [2, 6, 0.1],
  [6, 7, 0.5],
]

/** Works in an office, and looks in again now and then. */
const OFFICE_DAY: Hours = [
  ...NIGHT,
  [7, 8, 1.5],
  [8, 9, 4],
  [9, 10, 9],
  [10, 17, 10],
  [17, 18, 7],
  [18, 19, 4],
  [19, 23, 2.5],
  [23, 24, 1],
]
const OFFICE_WEEKEND: Hours = [...NIGHT, [7, 9, 0.5], [9, 23, 1], [23, 24, 0.5]]

/** Has another work, and the project in the evening and at the weekend. */
const FREE_DAY: Hours = [...NIGHT, [7, 9, 1], [9, 18, 1.5], [18, 19, 4], [19, 23, 10], [23, 24, 5]]
const FREE_WEEKEND: Hours = [...NIGHT, [7, 9, 1], [9, 10, 3], [10, 23, 6], [23, 24, 3]]

/** Whenever awake. */
const ANY_DAY: Hours = [...NIGHT, [7, 8, 2], [8, 9, 4], [9, 23, 6], [23, 24, 3]]

/** Logarithms of the chance of each hour, `24 × day + hour` from Monday, one list for each life. */
export const LIVES: ReadonlyArray<readonly number[]> = [
  week(OFFICE_DAY, OFFICE_WEEKEND),
  week(FREE_DAY, FREE_WEEKEND),
  week(ANY_DAY, ANY_DAY),
]

function week(workday: Hours, weekend: Hours): number[] {
  const weights = Array.from({ length: 7 }, (_, day) => dayOf(day < 5 ? workday : weekend)).flat()
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  return weights.map((weight) => Math.log(weight / total))
}

function dayOf(hours: Hours): number[] {
  return hours.flatMap(([from, to, weight]) => Array.from({ length: to - from }, () => weight))
}
