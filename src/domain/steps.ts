// Long computations in steps: who needs the result at once runs them through, who serves others lets them in between.

/** A computation that pauses now and then, and returns its result. */
export type Steps<T> = Generator<undefined, T, undefined>

/** Runs all steps at once. */
export function inOneGo<T>(steps: Steps<T>): T {
  for (;;) {
    const { done, value } = steps.next()
    if (done) return value
  }
}
