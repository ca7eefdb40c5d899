// How long it takes until something happens, estimated without forgetting those to whom it has not happened yet.

/** One observation: how long it lasted, and whether it ended with the event or was only watched for so long. */
export interface Observation {
  durationMs: number
  happened: boolean
}

// Products of fractions such as 9/10 · 8/9 · … must reach 0.9 where arithmetic says so.
const ROUNDING = 1e-9

/**
 * The smallest duration at which the Kaplan–Meier estimate of the share that has happened reaches `share` (0 to 1).
 * Null where it never does. An observation that ends unanswered at a duration still counts as at risk there.
 */
export function kaplanMeierQuantile(observations: readonly Observation[], share: number): number | null {
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
    if (happened > 0 && 1 - surviving >= share - ROUNDING) return durationMs
  }
  return null
}

/** The longest duration observed: where a quantile is null, it is more than this. Null without observations. */
export function longestObserved(observations: readonly Observation[]): number | null {
  return observations.length === 0 ? null : Math.max(...observations.map(({ durationMs }) => durationMs))
}
