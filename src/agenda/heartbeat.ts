// While a process works through the agenda, it notes every few seconds that it does.
import { randomUUID } from 'node:crypto'
import type { Logger } from 'pino'
import { NOTED_EVERY_MS } from '../domain/run-times.ts'
import type { Store } from '../store/open.ts'
import { noteRunning } from '../store/run-times.ts'
import type { Worker } from './worker.ts'

/** The same worker, of which it is noted that it is at work from `fromAt` (ms) until it stops. */
export function withHeartbeat(
  worker: Worker,
  { store, fromAt, log }: { store: Store; fromAt: number; log: Logger },
): Worker {
  const process = randomUUID()
  // A database that is away is told by all who need it; the next beat tells what this one could not.
  const beat = () =>
    noteRunning(store.db, process, { fromAt, seenAt: store.now() }).catch((error: unknown) =>
      log.warn({ err: error }, 'It could not be noted that this process is at work'),
    )
  let last = beat()
  const timer = setInterval(() => {
    last = beat()
  }, NOTED_EVERY_MS)
  timer.unref()
  return {
    ...worker,
    stop: async (ms) => {
      const finished = await worker.stop(ms)
      clearInterval(timer)
      await last
      await beat()
      return finished
    },
  }
}
