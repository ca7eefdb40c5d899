// Deliveries as they came in: stored once under their GUID, kept until they are taken in.
import { sql } from 'kysely'
import { keyOf, type Line } from '../domain/line.ts'
import { wake } from './agenda.ts'
import { insertRows } from './insert-rows.ts'
import { plainText } from './json.ts'
import type { Db, Store } from './open.ts'

export interface NewDelivery {
  guid: string
  event: string
  action: string | null
  installationId: number | null
  repositoryId: number | null
  /** The agenda line that will take it in. */
  line: Line
  mayBeEcho?: boolean
  body: Buffer
  receivedAt: number
}

export type Recorded = 'stored' | 'duplicate'

/** A delivery that waits to be taken in. */
export interface PendingDelivery {
  seq: number
  guid: string
  event: string
  action: string | null
  installationId: number | null
  repositoryId: number | null
  body: Buffer
  receivedAt: number
}

/** Stores one delivery and makes its line due, in one transaction; a GUID seen before changes nothing. */
export async function recordDelivery(store: Store, delivery: NewDelivery): Promise<Recorded> {
  const [recorded] = await recordDeliveries(store, [delivery])
  return recorded!
}

/** Stores several deliveries in one transaction; answers in the order given. */
export async function recordDeliveries(store: Store, deliveries: NewDelivery[]): Promise<Recorded[]> {
  return store.transaction(async (tx) => {
    const once = 'on conflict (guid) do nothing returning guid'
    const rows = await insertRows<{ guid: string }>(tx, 'delivery', deliveries.map(newRow), once)
    const fresh = new Set(rows.map((row) => row.guid))
    const answers = deliveries.map((delivery) => (fresh.delete(delivery.guid) ? 'stored' : 'duplicate'))
    const at = store.now()
    const wakes = deliveries.flatMap(
      ({ line, installationId, repositoryId, mayBeEcho: isEcho = false }, i) =>
        answers[i] === 'stored' ? [{ line, installationId, repositoryId, isEcho, at }] : [],
    )
    await wake(tx, wakes)
    return answers
  })
}

/** The deliveries of one agenda line that wait to be taken in, in the order they were received. */
export async function pendingDeliveries(db: Db, subjectKey: string, limit = 100): Promise<PendingDelivery[]> {
  const rows = await db
    .selectFrom('delivery')
    .selectAll()
    .where('subject', '=', subjectKey)
    .where('state', '=', 'new')
    .orderBy('seq')
    .limit(limit)
    .execute()
  return rows.map((row) => ({
    seq: row.seq,
    guid: row.guid,
    event: row.event,
    action: row.action,
    installationId: row.installation_id,
    repositoryId: row.repository_id,
    body: row.body ?? Buffer.alloc(0),
    receivedAt: row.received_at,
  }))
}

/** Marks a delivery as taken in and drops its body. Call it in the transaction that keeps what it told. */
export async function finishDelivery(db: Db, seq: number, now: number): Promise<void> {
  await db
    .updateTable('delivery')
    .set({ state: 'done', body: null, done_at: now })
    .where('seq', '=', seq)
    .where('state', '=', 'new')
    .execute()
}

/** Sets a delivery aside that cannot be understood. `reason` and `body` are redacted by the caller. */
export async function setAside(
  db: Db,
  seq: number,
  aside: { reason: string; body: Buffer | null; now: number },
): Promise<void> {
  await db
    .updateTable('delivery')
    .set({ state: 'set_aside', reason: plainText(aside.reason), body: aside.body, done_at: aside.now })
    .where('seq', '=', seq)
    .execute()
}

const DAY_MS = 86_400_000

/** Drops bodies set aside for 7 days, and GUIDs after 30 days (GitHub redelivers for 3). */
export async function purgeDeliveries(db: Db, now: number): Promise<void> {
  await db
    .updateTable('delivery')
    .set({ body: null })
    .where('state', '=', 'set_aside')
    .where('body', 'is not', null)
    .where('received_at', '<', now - 7 * DAY_MS)
    .execute()
  await db
    .deleteFrom('delivery')
    .where('state', '!=', 'new')
    .where('received_at', '<', now - 30 * DAY_MS)
    .execute()
}

export type DeliveryCounts = Record<'new' | 'done' | 'set_aside', number>

/** How many deliveries are in each state. */
export async function countDeliveries(db: Db): Promise<DeliveryCounts> {
  const rows = await db
    .selectFrom('delivery')
    .select(['state', sql<number>`count(*)`.as('count')])
    .groupBy('state')
    .execute()
  const counts: DeliveryCounts = { new: 0, done: 0, set_aside: 0 }
  for (const row of rows) counts[row.state] = Number(row.count)
  return counts
}

/**
 * Whether anything of a repository was delivered since a moment (ms). What Firstline does on tickets, its desk among
 * them, comes back to it as deliveries that tell of nobody else: those do not count.
 */
export async function hadEventSince(
  db: Db,
  repositoryId: number,
  { sinceAt, butBy }: { sinceAt: number; butBy: string },
): Promise<boolean> {
  const row = await db
    .selectFrom('delivery')
    .select('seq')
    .where('received_at', '>=', sinceAt)
    .where('repository_id', '=', repositoryId)
    .where((eb) =>
      eb.or([
        eb('state', '!=', 'done'),
        eb('event', 'not in', TICKET_EVENTS),
        eb.exists(
          eb
            .selectFrom('entry')
            .select('entry.at')
            .whereRef('entry.ticket_id', '=', 'delivery.subject')
            .where('entry.at', '>=', sinceAt)
            .where('entry.actor_login', '!=', butBy),
        ),
      ]),
    )
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

const TICKET_EVENTS = ['issues', 'issue_comment', 'discussion', 'discussion_comment']

function newRow(delivery: NewDelivery) {
  return {
    guid: delivery.guid,
    event: plainText(delivery.event, 100),
    action: delivery.action === null ? null : plainText(delivery.action, 100),
    installation_id: delivery.installationId,
    repository_id: delivery.repositoryId,
    subject: keyOf(delivery.line),
    body: delivery.body,
    received_at: delivery.receivedAt,
    state: 'new' as const,
    reason: null,
    done_at: null,
  }
}
