// Which promise a repository could make: the tightest that its past would have kept.
import type { PromiseShare } from '../../report/preview.ts'

/** Of a promise that is recommended, at least this share would have been kept. */
export const KEPT = 0.95

/** Of fewer tickets than this one late answer is more than a twentieth: nothing is recommended. */
export const LEAST_JUDGED = 20

/** The first of the grid, which has the tightest first, that would have been kept; null where none was, or too little is known. */
export function recommendedOf(grid: readonly PromiseShare[]): PromiseShare | null {
  return (
    grid.find(({ met, missed, share }) => share !== null && share >= KEPT && met + missed >= LEAST_JUDGED) ??
    null
  )
}
