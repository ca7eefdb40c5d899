// Stores deliveries that come in together in one flushed commit, and answers each only once it is on disk.
import { type NewDelivery, type Recorded, recordDeliveries, recordDelivery } from './deliveries.ts'
import type { Store } from './open.ts'

export interface Recorder {
  /** Resolves when the delivery is durable. */
  record(delivery: NewDelivery): Promise<Recorded>
}

const BATCH = 100

interface Waiting {
  delivery: NewDelivery
  resolve: (recorded: Recorded) => void
  reject: (error: unknown) => void
}

/** A recorder with one commit under way at a time; whatever comes in meanwhile goes into the next. */
export function createRecorder(store: Store): Recorder {
  let waiting: Waiting[] = []
  let busy = false

  async function run(): Promise<void> {
    while (waiting.length > 0) {
      const batch = waiting.slice(0, BATCH)
      waiting = waiting.slice(BATCH)
      await commit(store, batch)
    }
    busy = false
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
