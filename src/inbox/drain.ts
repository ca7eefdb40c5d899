// Taking in what was delivered to one line: in the order received, each delivery once, with all that it changes.
import { setImmediate } from 'node:timers/promises'
import { keyOf, type LineKind, type LineOf } from '../domain/line.ts'
import { wantLook } from '../store/agenda.ts'
import { finishDelivery, type PendingDelivery, pendingDeliveries, setAside } from '../store/deliveries.ts'
import { isUnkeepable } from '../store/json.ts'
import { inside, type Store } from '../store/open.ts'
import type { EventFor } from './events/all-events.ts'
import { parseDelivery } from './parse-delivery.ts'
import { redactPayload } from './redact-payload.ts'
import { Uncovered, waitForCover } from './uncovered.ts'

export interface DrainDeps {
  store: Store
  log: { warn(fields: object, message: string): void }
}

/** Whether the line has to be looked at for it. */
export type Follows = 'a look' | 'nothing'

/**
 * What one event changes. `store` is in the transaction that finishes the delivery: use no other, and do nothing but
 * query.
 *
 * @throws Uncovered where it is about a repository that is not known: the delivery waits, or is set aside
 */
export type Apply<K extends LineKind> = (
  store: Store,
  event: EventFor<K>,
  delivery: Taken,
) => Promise<Follows>

export type Taken = Pick<PendingDelivery, 'guid' | 'receivedAt'>

const AT_ONCE = 100

export interface Drained {
  /** How many were taken in or set aside. */
  count: number
  follows: Follows
}

/** `lookIsDue`: the line is looked at in any case. @throws RetryLater where a delivery has to wait */
export async function drain<K extends LineKind>(
  deps: DrainDeps,
  line: LineOf<K>,
  apply: Apply<K>,
  { lookIsDue }: { lookIsDue: boolean } = { lookIsDue: true },
): Promise<Drained> {
  const drained: Drained = { count: 0, follows: lookIsDue ? 'a look' : 'nothing' }
  for (;;) {
    const pending = await pendingDeliveries(deps.store.db, keyOf(line), AT_ONCE)
    for (const delivery of pending) {
      if ((await take(deps, line, delivery, apply, lookIsDue)) === 'a look') drained.follows = 'a look'
      // A flood of long texts must not keep requests waiting.
      await setImmediate()
    }
    drained.count += pending.length
    // What comes in from now on makes the line due again.
    if (pending.length < AT_ONCE) return drained
  }
}

async function take<K extends LineKind>(
  deps: DrainDeps,
  line: LineOf<K>,
  delivery: PendingDelivery,
  apply: Apply<K>,
  lookIsDue: boolean,
): Promise<Follows> {
  const { store } = deps
  const read = parseDelivery(line.kind as K, delivery.event, delivery.body)
  if ('unreadable' in read) return putAside(deps, delivery, read.unreadable)
  try {
    return await store.transaction(async (tx) => {
      const follows = await apply(inside(store, tx), read.event, delivery)
      // Should this turn end here, the next one knows.
      if (follows === 'a look' && !lookIsDue) await wantLook(tx, keyOf(line), store.now())
      await finishDelivery(tx, delivery.seq, store.now())
      return follows
    })
  } catch (error) {
    if (isUnkeepable(error)) return putAside(deps, delivery, 'it tells what no database keeps')
    if (!(error instanceof Uncovered)) throw error
    await waitForCover(store, delivery, error.repositoryId)
    return putAside(deps, delivery, 'the repository is not covered by any installation')
  }
}

/** With its secrets taken out. */
async function putAside(deps: DrainDeps, delivery: PendingDelivery, reason: string): Promise<Follows> {
  const body = redactPayload(delivery.body)
  await setAside(deps.store.db, delivery.seq, { reason, body, now: deps.store.now() })
  deps.log.warn({ delivery: delivery.guid, event: delivery.event, reason }, 'delivery set aside')
  return 'nothing'
}
