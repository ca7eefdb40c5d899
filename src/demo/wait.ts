// Waiting for what is expected to appear, and not a moment longer.
import { setTimeout as pause } from 'node:timers/promises'

/** What was expected did not appear. */
export class NotSeen extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'NotSeen'
  }
}

const LOOK_EVERY_MS = 20
const LIMIT_MS = 15_000

/** The first value of `look` that is neither null, undefined nor false. @throws NotSeen after 15 s, and when stopped */
export async function waitFor<T>(
  stopped: AbortSignal,
  what: string,
  look: () => T | Promise<T>,
): Promise<Exclude<T, null | undefined | false>> {
  const endAt = performance.now() + LIMIT_MS
  while (performance.now() < endAt && !stopped.aborted) {
    const seen = await look()
    if (seen !== null && seen !== undefined && seen !== false) {
      return seen as Exclude<T, null | undefined | false>
    }
    await pause(LOOK_EVERY_MS)
  }
  const why = stopped.aborted ? 'until the demo was stopped' : `within ${LIMIT_MS / 1000} s`
  throw new NotSeen(`${what} did not appear ${why}`)
}
