// Writes to GitHub, each committed as an intent before it goes out, so that none is ever made twice.
import { sql } from 'kysely'
import type { Refusal, Remedy } from '../domain/refusal.ts'
import type { Claim } from './agenda.ts'
import { fromJson, plainText, toJson } from './json.ts'
import type { Db, Store } from './open.ts'
import type { EffectTable } from './tables.ts'

/** What an effect is about; its key says the same thing every time it is wanted. */
export interface EffectIntent {
  key: string
  repositoryId: number
  ticketId: string | null
  /** `comment`, `label`, `close`, … */
  kind: string
  /** Wanted again though it was done: the same key may go out many times. */
  anew?: boolean
  /** How long the request may take; the lease will outlast it by 5 s. */
  timeoutMs: number
  detail?: unknown
}

/**
 * `go`: send the request now, then finish or abandon this attempt. `done`: it was made, whatever became of it.
 * `refused`: GitHub said no for good, and nothing has changed since.
 * `in_doubt`: a request went out at `attemptedAt` and nobody knows whether it arrived.
 */
export type Begun =
  | { state: 'go'; attempt: number }
  | { state: 'done'; githubId: string | null }
  | { state: 'refused'; refusal: Refusal }
  | { state: 'in_doubt'; attempt: number; attemptedAt: number }

/** The line was claimed by somebody else meanwhile: stop at once, it is in their hands. */
export class ClaimLost extends Error {
  constructor(key: string) {
    super(`The claim on ${key} is no longer held`)
    this.name = 'ClaimLost'
  }
}

export interface Effect {
  key: string
  ticketId: string | null
  kind: string
  state: 'intended' | 'done' | 'failed' | 'refused'
  attempt: number
  attemptedAt: number
  githubId: string | null
  detail: unknown
  finishedAt: number | null
  /** Of one that was refused. */
  refusal: Refusal | null
}

/** A lease outlasts every request under it by this much. */
export const LEASE_MARGIN_MS = 5_000

/**
 * Commits the intent to make a write, if the claim still holds; the lease is made to outlast the request.
 *
 * @throws ClaimLost when another worker has the line.
 */
export async function beginEffect(store: Store, claim: Claim, intent: EffectIntent): Promise<Begun> {
  return store.transaction(async (tx) => {
    const now = store.now()
    await holdLease(tx, claim, now + intent.timeoutMs + LEASE_MARGIN_MS)
    const known = await tx.selectFrom('effect').selectAll().where('key', '=', intent.key).executeTakeFirst()
    if (known?.state === 'done' && !intent.anew) return { state: 'done', githubId: known.github_id }
    if (known?.state === 'refused') return { state: 'refused', refusal: refusalIn(known) }
    if (known?.state === 'intended') {
      return { state: 'in_doubt', attempt: known.attempt, attemptedAt: known.attempted_at }
    }
    const attempt = (known?.attempt ?? 0) + 1
    const row = {
      state: 'intended' as const,
      claim_token: claim.token,
      attempt,
      attempted_at: now,
      repository_id: intent.repositoryId,
      line: claim.key,
    }
    const detail = intent.detail === undefined ? null : toJson(intent.detail)
    await tx
      .insertInto('effect')
      .values({ key: intent.key, ticket_id: intent.ticketId, kind: intent.kind, detail, ...row })
      .onConflict((conflict) => conflict.column('key').doUpdateSet({ ...row, detail, finished_at: null }))
      .execute()
    return { state: 'go', attempt }
  })
}

/** The write was made (or was found to have been made). A finished effect stays as it is. */
export async function finishEffect(store: Store, key: string, githubId: string | null): Promise<void> {
  await store.db
    .updateTable('effect')
    .set({ state: 'done', github_id: githubId, finished_at: store.now() })
    .where('key', '=', key)
    .where('state', '!=', 'done')
    .execute()
}

/**
 * This attempt is known not to have been applied, so that the effect may be begun again. Changes nothing when it was
 * finished, or begun again by somebody else, meanwhile; then returns false.
 */
export async function abandonEffect(store: Store, key: string, attempt: number): Promise<boolean> {
  const row = await store.db
    .updateTable('effect')
    .set({ state: 'failed', finished_at: store.now() })
    .where('key', '=', key)
    .where('state', '=', 'intended')
    .where('attempt', '=', attempt)
    .returning('key')
    .executeTakeFirst()
  return row !== undefined
}

/**
 * GitHub refused this attempt for good. Returns false, changing nothing, when it was finished or begun again by
 * somebody else meanwhile.
 */
export async function refuseEffect(
  store: Store,
  key: string,
  attempt: number,
  { status, reason, remedy }: Refusal,
): Promise<boolean> {
  const row = await store.db
    .updateTable('effect')
    .set({ state: 'refused', finished_at: store.now(), status, reason: plainText(reason), remedy })
    .where('key', '=', key)
    .where('state', '=', 'intended')
    .where('attempt', '=', attempt)
    .returning('key')
    .executeTakeFirst()
  return row !== undefined
}

/** Our own webhook, or a search, showed that the write is on GitHub: it is done, even if the store knew nothing. */
export async function settleEffect(
  store: Store,
  found: { key: string; ticketId: string | null; kind: string; githubId: string | null },
): Promise<void> {
  const now = store.now()
  const done = { state: 'done' as const, github_id: found.githubId, finished_at: now }
  await store.db
    .insertInto('effect')
    .values({
      key: found.key,
      ticket_id: found.ticketId,
      kind: found.kind,
      attempt: 0,
      attempted_at: now,
      ...done,
    })
    .onConflict((conflict) => conflict.column('key').doUpdateSet(done).where('effect.state', '!=', 'done'))
    .execute()
}

/** Everything that was written, or meant to be, on one ticket; oldest first. */
export async function effectsOf(db: Db, ticketId: string): Promise<Effect[]> {
  const rows = await db
    .selectFrom('effect')
    .selectAll()
    .where('ticket_id', '=', ticketId)
    .orderBy('attempted_at')
    .orderBy('key')
    .execute()
  return rows.map(toEffect)
}

/** One effect, or null. */
export async function findEffect(db: Db, key: string): Promise<Effect | null> {
  const row = await db.selectFrom('effect').selectAll().where('key', '=', key).executeTakeFirst()
  return row ? toEffect(row) : null
}

/** How many effects are in doubt since before `before` (ms), for figures. */
export async function countInDoubt(db: Db, before: number): Promise<number> {
  const row = await db
    .selectFrom('effect')
    .select(sql<number>`count(*)`.as('count'))
    .where('state', '=', 'intended')
    .where('attempted_at', '<', before)
    .executeTakeFirstOrThrow()
  return row.count
}

/** Locks our line and lengthens its lease where needed, or throws. */
async function holdLease(tx: Db, claim: Claim, until: number): Promise<void> {
  const row = await tx
    .updateTable('agenda')
    .set({
      claimed_until: sql<number>`case when claimed_until > ${until} then claimed_until else ${until} end`,
    })
    .where('key', '=', claim.key)
    .where('claimed_by', '=', claim.token)
    .returning('claimed_until')
    .executeTakeFirst()
  if (!row) throw new ClaimLost(claim.key)
  claim.until = row.claimed_until!
}

function toEffect(row: EffectTable): Effect {
  return {
    key: row.key,
    ticketId: row.ticket_id,
    kind: row.kind,
    state: row.state,
    attempt: row.attempt,
    attemptedAt: row.attempted_at,
    githubId: row.github_id,
    detail: row.detail === null ? null : fromJson(row.detail),
    finishedAt: row.finished_at,
    refusal: row.state === 'refused' ? refusalIn(row) : null,
  }
}

function refusalIn({ status, reason, remedy }: EffectTable): Refusal {
  return { status: status ?? 0, reason: reason ?? '', remedy: (remedy ?? 'other') as Remedy }
}
