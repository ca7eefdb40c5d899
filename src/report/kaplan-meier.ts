// How long it takes until something happens, estimated without forgetting those to whom it has not happened yet.

/** One observation: how long it lasted, and whether it ended with the event or was only watched for so long. */
export interface Observation {
  durationMs: number
  happened: boolean
}

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
export function kaplanMeierQuantile(observations: readonly Observation[], share: number): number | null {
  for (const step of stepsOf(observations)) if (step.share >= share - ROUNDING) return step.durationMs
  return null
}

/** The estimate as a curve, in steps that are told apart at a glance: each is a hundredth more, but for the last one. */
export function kaplanMeierCurve(observations: readonly Observation[]): CurveStep[] {
  const shown: CurveStep[] = []
  let last: CurveStep | null = null
  for (const step of stepsOf(observations)) {
    last = step
    if (step.share - (shown.at(-1)?.share ?? 0) >= 0.01 - ROUNDING) shown.push(step)
  }
  return last === null || shown.at(-1) === last ? shown : [...shown, last]
}

function* stepsOf(observations: readonly Observation[]): Generator<CurveStep> {
  const sorted = observations.toSorted((a, b) => a.durationMs - b.durationMs)
  let surviving = 1
  let index = 0
  while (index < sorted.length) {
    const { durationMs } = sorted[index]!
    const atRisk = sorted.length - index
    let happened = 0
    for (; index < sorted.length && sorted[index]!.durationMs === durationMs; index += 1) {
      if (sorted[index]!.happened) happened += 1
    }
    surviving *= 1 - happened / atRisk
    if (happened > 0) yield { durationMs, share: 1 - surviving }
  }
}

/** The longest duration observed: where a quantile is null, it is more than this. Null without observations. */
export function longestObserved(observations: readonly Observation[]): number | null {
  return observations.length === 0 ? null : Math.max(...observations.map(({ durationMs }) => durationMs))
}
