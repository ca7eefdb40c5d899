// Stores deliveries that come in together in one flushed commit, and answers each only once it is on disk.
import { setImmediate as nextTurn } from 'node:timers/promises'
import { type NewDelivery, type Recorded, recordDeliveries, recordDelivery } from './deliveries.ts'
import type { Store } from './open.ts'

export interface Recorder {
  /** Resolves when the delivery is durable. */
  record(delivery: NewDelivery): Promise<Recorded>
}

const MOST_AT_ONCE = 100
const LONGEST_WAIT_MS = 5
const QUIET_MS = 0.25

interface Waiting {
  delivery: NewDelivery
  resolve: (recorded: Recorded) => void
  reject: (error: unknown) => void
}

/**
 * A recorder with one commit under way at a time; whatever comes in meanwhile goes into the next, up to `most`
 * deliveries (default 100). While deliveries keep coming, a commit is put off by about as long as the last one took, so
 * that a slow disk gets fewer and larger commits instead of a queue. With `most: 1` each delivery has its own commit.
 */
export function createRecorder(store: Store, options: { most?: number } = {}): Recorder {
  const { most = MOST_AT_ONCE } = options
  let waiting: Waiting[] = []
  let busy = false
  let commitMs = 0

  async function run(): Promise<void> {
    while (waiting.length > 0) {
      await moreToCome(Math.min(commitMs, LONGEST_WAIT_MS))
      const startedAt = performance.now()
      const batch = waiting.slice(0, most)
      waiting = waiting.slice(most)
      await commit(store, batch)
      commitMs = performance.now() - startedAt
    }
    busy = false
  }

  /** Lets requests come in, at most `longestMs`, until none has come for a moment. */
  async function moreToCome(longestMs: number): Promise<void> {
    const startedAt = performance.now()
    let seen = 0
    let quietSince = startedAt
    for (let now = startedAt; now - startedAt < longestMs && waiting.length < most; now = performance.now()) {
      if (waiting.length > seen) quietSince = now
      else if (now - quietSince > QUIET_MS) return
      seen = waiting.length
      await nextTurn()
    }
  }

  return {
    record: (delivery) =>
      new Promise((resolve, reject) => {
        waiting.push({ delivery, resolve, reject })
        if (busy) return
        busy = true
        // After this turn of the event loop: requests that arrived together are then all waiting.
        setImmediate(() => void run())
      }),
  }
}

/** Commits a batch. If it fails, each is tried alone, so that one cannot fail its neighbours. */
async function commit(store: Store, batch: Waiting[]): Promise<void> {
  try {
    const answers = await recordDeliveries(
      store,
      batch.map((one) => one.delivery),
    )
    for (const [i, one] of batch.entries()) one.resolve(answers[i]!)
  } catch (error) {
    if (batch.length === 1) {
      batch[0]!.reject(error)
      return
    }
    for (const one of batch) await recordDelivery(store, one.delivery).then(one.resolve, one.reject)
  }
}
