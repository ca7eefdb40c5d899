// Taking in what was delivered to one line: in the order received, each delivery once, with all that it changes.
import { setImmediate } from 'node:timers/promises'
import { keyOf, type LineKind, type LineOf } from '../domain/line.ts'
import { finishDelivery, type PendingDelivery, pendingDeliveries, setAside } from '../store/deliveries.ts'
import { inside, type Store } from '../store/open.ts'
import type { EventFor } from './events/all-events.ts'
import { parseDelivery } from './parse-delivery.ts'
import { redactPayload } from './redact-payload.ts'
import { Uncovered, waitForCover } from './uncovered.ts'

export interface DrainDeps {
  store: Store
  log: { warn(fields: object, message: string): void }
}

/**
 * What one event changes. `store` is in the transaction that finishes the delivery: use no other, and do nothing but
 * query.
 *
 * @throws Uncovered where it is about a repository that is not known: the delivery waits, or is set aside
 */
export type Apply<K extends LineKind> = (store: Store, event: EventFor<K>, delivery: Taken) => Promise<void>

export type Taken = Pick<PendingDelivery, 'receivedAt'>

const AT_ONCE = 100

/** Returns how many deliveries were taken in or set aside. @throws RetryLater where one has to wait */
export async function drain<K extends LineKind>(
  deps: DrainDeps,
  line: LineOf<K>,
  apply: Apply<K>,
): Promise<number> {
  for (let count = 0; ; ) {
    const pending = await pendingDeliveries(deps.store.db, keyOf(line), AT_ONCE)
    for (const delivery of pending) {
      await take(deps, line.kind as K, delivery, apply)
      // A flood of long texts must not keep requests waiting.
      await setImmediate()
    }
    count += pending.length
    // What comes in from now on makes the line due again.
    if (pending.length < AT_ONCE) return count
  }
}

async function take<K extends LineKind>(
  deps: DrainDeps,
  kind: K,
  delivery: PendingDelivery,
  apply: Apply<K>,
): Promise<void> {
  const { store } = deps
  const read = parseDelivery(kind, delivery.event, delivery.body)
  if ('unreadable' in read) return putAside(deps, delivery, read.unreadable)
  try {
    await store.transaction(async (tx) => {
      await apply(inside(store, tx), read.event, delivery)
      await finishDelivery(tx, delivery.seq, store.now())
    })
  } catch (error) {
    if (!(error instanceof Uncovered)) throw error
    await waitForCover(store, delivery, error.repositoryId)
    await putAside(deps, delivery, 'the repository is not covered by any installation')
  }
}

/** With its secrets taken out. */
async function putAside(deps: DrainDeps, delivery: PendingDelivery, reason: string): Promise<void> {
  const body = redactPayload(delivery.body)
  await setAside(deps.store.db, delivery.seq, { reason, body, now: deps.store.now() })
  deps.log.warn({ delivery: delivery.guid, event: delivery.event, reason }, 'delivery set aside')
}
