// Which promise a repository could make: the tightest that its past would have kept.
import { KEPT, LEAST_JUDGED, type PromiseShare } from '../../report/preview.ts'

/** The first of the grid, which has the tightest first, that would have been kept; null where none was, or too little is known. */
export function recommendedOf(grid: readonly PromiseShare[]): PromiseShare | null {
  return (
    grid.find(({ met, missed, share }) => share !== null && share >= KEPT && met + missed >= LEAST_JUDGED) ??
    null
  )
}
