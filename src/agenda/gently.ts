// Runs a long computation in slices, so that requests are answered in between.
import { setImmediate } from 'node:timers/promises'
import type { Steps } from '../domain/steps.ts'

/** Long enough that pausing costs nothing, short enough that nobody waits. */
const SLICE_MS = 15

export async function gently<T>(steps: Steps<T>): Promise<T> {
  let since = performance.now()
  for (;;) {
    const { done, value } = steps.next()
    if (done) return value
    if (performance.now() - since < SLICE_MS) continue
    await setImmediate()
    since = performance.now()
  }
}

/** To be awaited between pieces of work that take little each: lets others go first when a slice is over. */
export function breather(): () => Promise<void> {
  let since = performance.now()
  return async () => {
    if (performance.now() - since < SLICE_MS) return
    await setImmediate()
    since = performance.now()
  }
}

let turns: Promise<void> = Promise.resolve()

/** Resolves for one caller at a time, with whatever else waits in between: before what keeps the thread for a moment. */
export function ownTurn(): Promise<void> {
  turns = turns.then(() => setImmediate())
  return turns
}

/** Does one thing after another, none of which takes long, in slices. */
export async function mapGently<T, R>(items: readonly T[], make: (item: T) => R): Promise<R[]> {
  return gently(each(items, make))
}

function* each<T, R>(items: readonly T[], make: (item: T) => R): Steps<R[]> {
  const made: R[] = []
  for (const item of items) {
    made.push(make(item))
    yield
  }
  return made
}
