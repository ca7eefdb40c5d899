// The last decision about each ticket: why, when to look again, and what the desk and a preview show of it.
import { fromJson, toJson } from './json.ts'
import type { Db } from './open.ts'
import type { DecisionTable } from './tables.ts'

/** `snapshot` feeds `/why`, `queue` the queue comment, `preview` what preview mode would have done: JSON or null. */
export interface StoredDecision {
  ticketId: string
  repositoryId: number
  decidedAt: number
  nextLookAt: number | null
  rulesVersion: string | null
  reasons: unknown
  snapshot: unknown
  queue: unknown
  preview: unknown
}

/** Keeps a decision in the place of the one before. */
export async function saveDecision(db: Db, decision: StoredDecision): Promise<void> {
  const columns = {
    repository_id: decision.repositoryId,
    decided_at: decision.decidedAt,
    next_look_at: decision.nextLookAt,
    rules_version: decision.rulesVersion,
    reasons: toJson(decision.reasons),
    snapshot: toNullable(decision.snapshot),
    queue: toNullable(decision.queue),
    preview: toNullable(decision.preview),
  }
  await db
    .insertInto('decision')
    .values({ ticket_id: decision.ticketId, ...columns })
    .onConflict((conflict) => conflict.column('ticket_id').doUpdateSet(columns))
    .execute()
}

export async function decisionOf(db: Db, ticketId: string): Promise<StoredDecision | null> {
  const row = await db.selectFrom('decision').selectAll().where('ticket_id', '=', ticketId).executeTakeFirst()
  return row ? toDecision(row) : null
}

const CHUNK = 500

/** The decisions of many tickets, in no order. */
export async function decisionsOf(db: Db, ticketIds: readonly string[]): Promise<StoredDecision[]> {
  const found: StoredDecision[] = []
  for (let from = 0; from < ticketIds.length; from += CHUNK) {
    const ids = ticketIds.slice(from, from + CHUNK)
    const rows = await db.selectFrom('decision').selectAll().where('ticket_id', 'in', ids).execute()
    found.push(...rows.map(toDecision))
  }
  return found
}

/** The decisions of a repository that have something for the queue or the preview. */
export async function deskDecisions(db: Db, repositoryId: number): Promise<StoredDecision[]> {
  const rows = await db
    .selectFrom('decision')
    .selectAll()
    .where('repository_id', '=', repositoryId)
    .where((eb) => eb.or([eb('queue', 'is not', null), eb('preview', 'is not', null)]))
    .orderBy('ticket_id')
    .execute()
  return rows.map(toDecision)
}

function toDecision(row: DecisionTable): StoredDecision {
  return {
    ticketId: row.ticket_id,
    repositoryId: row.repository_id,
    decidedAt: row.decided_at,
    nextLookAt: row.next_look_at,
    rulesVersion: row.rules_version,
    reasons: fromJson(row.reasons),
    snapshot: fromNullable(row.snapshot),
    queue: fromNullable(row.queue),
    preview: fromNullable(row.preview),
  }
}

function toNullable(value: unknown): string | null {
  return value === null || value === undefined ? null : toJson(value)
}

function fromNullable(text: string | null): unknown {
  return text === null ? null : fromJson(text)
}
