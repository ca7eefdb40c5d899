// When Firstline was running, so that nobody is told that it was not unless that is so.

/** One process at work: from its start until it was last seen, ms. */
export interface RunTime {
  fromAt: number
  seenAt: number
}

/** Every process notes that it is at work this often. */
export const NOTED_EVERY_MS = 10_000

/** Whether no process was at work at `at`, though one had been before. What was before the first start is not known. */
export function wasDown(runs: readonly RunTime[], at: number): boolean {
  return (
    runs.some(({ fromAt }) => fromAt <= at) &&
    !runs.some(({ fromAt, seenAt }) => fromAt <= at && at <= seenAt)
  )
}
