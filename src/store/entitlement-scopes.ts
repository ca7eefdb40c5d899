// How each scope of who pays fares: the bulk read under way, the last success, the last error.
import type { Fact, Observation } from '../domain/fact.ts'
import type { SourceProblem } from '../domain/need.ts'
import type { EntitlementScopeTable } from './entitlement-tables.ts'
import { addBulkFacts, insertObservations } from './entitlements.ts'
import { fromJson, plainText, toJson } from './json.ts'
import type { Store } from './open.ts'

/** A bulk read that is under way and can be taken up where it stopped. */
export interface BulkProgress {
  startedAt: number
  cursor: string | null
  pages: number
  view: 'full' | 'public'
  problems: SourceProblem[]
  /** Accounts that changed with the last saved page and whose tickets may not have been woken yet. */
  toWake: number[]
  /** Everything is read and recorded; only waking is left. */
  finished: boolean
}

/** One scope as it stands. Times are ms since 1970 UTC. */
export interface ScopeState {
  scope: string
  source: string
  progress: BulkProgress | null
  bulkAt: number | null
  /** Pages of the last complete bulk read. */
  bulkPages: number
  bulkWanted: boolean
  feedAt: number | null
  lastOkAt: number | null
  lastError: string | null
  failingSince: number | null
  attempts: number
  problems: SourceProblem[]
  subjectId: number | null
}

const READS_KEPT_MS = 7 * 86_400_000

export async function scopeState(store: Store, scope: string): Promise<ScopeState | null> {
  const row = await store.db
    .selectFrom('entitlement_scope')
    .selectAll()
    .where('scope', '=', scope)
    .executeTakeFirst()
  return row ? toState(row) : null
}

/** Scopes that some repository needs. */
export async function scopeStates(store: Store): Promise<ScopeState[]> {
  const rows = await store.db
    .selectFrom('entitlement_scope')
    .selectAll()
    .where('scope', 'in', (eb) => eb.selectFrom('entitlement_need').select('scope'))
    .orderBy('scope')
    .execute()
  return rows.map(toState)
}

/** Scopes that one repository needs, those of members included. */
export async function statesNeededBy(store: Store, repositoryId: number): Promise<ScopeState[]> {
  const rows = await store.db
    .selectFrom('entitlement_scope')
    .selectAll()
    .where('scope', 'in', (eb) =>
      eb.selectFrom('entitlement_need').select('scope').where('repository_id', '=', repositoryId),
    )
    .execute()
  return rows.map(toState)
}

/** Has every needed scope read whole next time. Returns them. */
export async function wantAllBulk(store: Store): Promise<string[]> {
  await store.db.updateTable('entitlement_scope').set({ bulk_wanted: 1 }).execute()
  return (await scopeStates(store)).map((state) => state.scope)
}

/** Saves a page and where the next one begins in one transaction, so that a killed read goes on from there. */
export async function savePage(
  store: Store,
  state: ScopeState,
  page: { facts: Fact[]; progress: BulkProgress; subjectId: number | null },
): Promise<BulkProgress> {
  return store.transaction(async (tx) => {
    const db = tx
    const toWake = await addBulkFacts(db, state.scope, page.facts, page.progress.startedAt, state.bulkAt)
    const progress = { ...page.progress, toWake }
    await db
      .updateTable('entitlement_scope')
      .set({ progress: toJson(progress), subject_id: page.subjectId })
      .where('scope', '=', state.scope)
      .execute()
    return progress
  })
}

/** Records that a bulk read saw everything there is, and what it ended. Only this may end what was not seen. */
export async function finishBulk(
  store: Store,
  scope: string,
  done: { progress: BulkProgress; ended: Observation[] },
  now: number,
): Promise<void> {
  const { progress, ended } = done
  await store.transaction(async (db) => {
    await insertObservations(db, ended)
    await db
      .insertInto('entitlement_read')
      .values({ scope, at: progress.startedAt, view: progress.view })
      .onConflict((conflict) => conflict.doNothing())
      .execute()
    await db
      .updateTable('entitlement_scope')
      .set({
        ...succeeded(now),
        progress: toJson({ ...progress, finished: true }),
        bulk_at: progress.startedAt,
        bulk_pages: progress.pages,
        bulk_wanted: 0,
        feed_at: progress.startedAt,
        problems: toJson(progress.problems),
      })
      .where('scope', '=', scope)
      .execute()
    await db
      .deleteFrom('entitlement_read')
      .where('scope', '=', scope)
      .where('at', '<', progress.startedAt - READS_KEPT_MS)
      .execute()
  })
}

export async function finishFeed(store: Store, scope: string, feedAt: number, now: number): Promise<void> {
  await update(store, scope, { ...succeeded(now), feed_at: feedAt })
}

/** Keeps the error of a failed attempt, and the read that was under way. Returns how many failed in a row. */
export async function recordFailure(
  store: Store,
  state: ScopeState,
  failure: { message: string; problems: SourceProblem[] },
  now: number,
): Promise<number> {
  const attempts = state.attempts + 1
  await update(store, state.scope, {
    attempts,
    last_error: plainText(failure.message, 500),
    ...(failure.problems.length > 0 ? { problems: toJson(failure.problems) } : {}),
    failing_since: state.failingSince ?? now,
  })
  return attempts
}

/** Forgets a bulk read that is over, or whose place in the list is too old to go on from. */
export async function dropProgress(store: Store, scope: string): Promise<void> {
  await update(store, scope, { progress: null })
}

async function update(store: Store, scope: string, change: Partial<EntitlementScopeTable>): Promise<void> {
  const db = store.db
  await db.updateTable('entitlement_scope').set(change).where('scope', '=', scope).execute()
}

function succeeded(now: number): Partial<EntitlementScopeTable> {
  return { last_ok_at: now, last_error: null, failing_since: null, attempts: 0 }
}

function toState(row: EntitlementScopeTable): ScopeState {
  return {
    scope: row.scope,
    source: row.source,
    progress: row.progress === null ? null : fromJson<BulkProgress | null>(row.progress),
    bulkAt: row.bulk_at,
    bulkPages: row.bulk_pages,
    bulkWanted: row.bulk_wanted === 1,
    feedAt: row.feed_at,
    lastOkAt: row.last_ok_at,
    lastError: row.last_error,
    failingSince: row.failing_since,
    attempts: row.attempts,
    problems: fromJson<SourceProblem[]>(row.problems),
    subjectId: row.subject_id,
  }
}
