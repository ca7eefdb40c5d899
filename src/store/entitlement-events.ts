// Events of a payment provider: each counted once, and kept until what it hints at was fetched.
import type { Store } from './open.ts'

const KEPT_MS = 30 * 86_400_000

/** Keeps an event. False: its id was seen before, and nothing is to be done. */
export async function addEvent(
  store: Store,
  event: { id: string; scope: string; subject: string },
  now: number,
): Promise<boolean> {
  const added = await store.db
    .insertInto('entitlement_event')
    .values({ ...event, at: now, done: 0 })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return Number(added.numInsertedOrUpdatedRows ?? 0) > 0
}

/** Whom events hinted at since they were last fetched, with the ids of those events. */
export async function pendingEvents(store: Store, scope: string): Promise<Map<string, string[]>> {
  const rows = await store.db
    .selectFrom('entitlement_event')
    .select(['id', 'subject'])
    .where('scope', '=', scope)
    .where('done', '=', 0)
    .orderBy('at')
    .execute()
  const pending = new Map<string, string[]>()
  for (const { id, subject } of rows) pending.set(subject, [...(pending.get(subject) ?? []), id])
  return pending
}

/** Marks events as dealt with; their ids are kept for a month, longer than any provider repeats them. */
export async function finishEvents(store: Store, ids: string[], now: number): Promise<void> {
  await store.db.updateTable('entitlement_event').set({ done: 1 }).where('id', 'in', ids).execute()
  await store.db
    .deleteFrom('entitlement_event')
    .where('done', '=', 1)
    .where('at', '<', now - KEPT_MS)
    .execute()
}
