// How long it takes until something happens, estimated without forgetting those to whom it has not happened yet.
import { addDuration, noDurations, type SortedDurations, sortedDurations } from './durations.ts'

/** One observation: how long it lasted, and whether it ended with the event or was only watched for so long. */
export interface Observation {
  durationMs: number
  happened: boolean
}

/** A few as a list, many as columns. */
export type Observations = readonly Observation[] | SortedDurations

// Products of fractions such as 9/10 · 8/9 · … must reach 0.9 where arithmetic says so.
const ROUNDING = 1e-9

/** The share to which the event has happened `durationMs` after the beginning, from then on. */
export interface CurveStep {
  durationMs: number
  share: number
}

/**
 * The smallest duration at which the Kaplan–Meier estimate of the share that has happened reaches `share` (0 to 1).
 * Null where it never does. An observation that ends unanswered at a duration still counts as at risk there.
 */
export function kaplanMeierQuantile(observations: Observations, share: number): number | null {
  for (const step of stepsOf(sortedOf(observations)))
    if (step.share >= share - ROUNDING) return step.durationMs
  return null
}

/** The estimate as a curve, in steps that are told apart at a glance: each is a hundredth more, but for the last one. */
export function kaplanMeierCurve(observations: Observations): CurveStep[] {
  const shown: CurveStep[] = []
  let last: CurveStep | null = null
  for (const step of stepsOf(sortedOf(observations))) {
    last = step
    if (step.share - (shown.at(-1)?.share ?? 0) >= 0.01 - ROUNDING) shown.push(step)
  }
  return last === null || shown.at(-1) === last ? shown : [...shown, last]
}

function* stepsOf({ happened, watched }: SortedDurations): Generator<CurveStep> {
  let surviving = 1
  let [index, ended] = [0, 0]
  while (index < happened.length) {
    const durationMs = happened[index]!
    while (ended < watched.length && watched[ended]! < durationMs) ended += 1
    const atRisk = happened.length - index + (watched.length - ended)
    const before = index
    while (index < happened.length && happened[index] === durationMs) index += 1
    surviving *= 1 - (index - before) / atRisk
    yield { durationMs, share: 1 - surviving }
  }
}

/** The longest duration observed: where a quantile is null, it is more than this. Null without observations. */
export function longestObserved(observations: Observations): number | null {
  const { happened, watched } = sortedOf(observations)
  const longest = [happened.at(-1), watched.at(-1)].filter((ms) => ms !== undefined)
  return longest.length === 0 ? null : Math.max(...longest)
}

function sortedOf(observations: Observations): SortedDurations {
  if ('happened' in observations) return observations
  const durations = noDurations()
  for (const { durationMs, happened } of observations) addDuration(durations, durationMs, happened)
  return sortedDurations([durations])
}
