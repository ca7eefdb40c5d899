// Gives claimed lines back: gone well, failed, or with no more than something taken in.
import { sql } from 'kysely'
import type { Claim, ClaimedLine } from './agenda.ts'
import { BACKOFF_CAP_MS, backoffMs } from './backoff.ts'
import { plainText } from './json.ts'
import type { Db, Store } from './open.ts'

const SOONEST_RETRY_MS = 1_000

/** How a line that went well goes on. */
export interface Finish {
  /** ms, or null: nothing until something wakes it. */
  nextAt: number | null
  priority?: number
  rulesVersion?: string
  /** What else is noted in the same transaction, if the claim is still ours. */
  note?(tx: Db): Promise<void>
}

/**
 * Gives a line back: due at `nextAt`, or at once if something woke it meanwhile. Returns false, changing nothing,
 * when the claim is no longer ours.
 */
export async function finish(store: Store, claim: Claim, outcome: Finish): Promise<boolean> {
  const due = sql<
    number | null
  >`case when wakes = ${claim.wakes} then ${outcome.nextAt} else ${store.now()} end`
  const values = {
    due_at: store.engine === 'postgres' ? sql<number | null>`(${due})::bigint` : due,
    ...takenIn(claim),
    attempts: 0,
    last_error: null,
    last_error_at: null,
    ...(outcome.priority === undefined ? {} : { priority: outcome.priority }),
    ...(outcome.rulesVersion === undefined ? {} : { rules_version: outcome.rulesVersion }),
  }
  if (!outcome.note) return release(store.db, claim, values)
  return store.transaction(async (tx) => {
    const isOurs = await release(tx, claim, values)
    if (isOurs) await outcome.note?.(tx)
    return isOurs
  })
}

/** Gives a line back of which things were taken in that nothing follows from: the next look stays. */
export async function putBack(store: Store, claim: Claim): Promise<boolean> {
  return release(store.db, claim, takenIn(claim))
}

/** What came while it was worked on is taken in next. */
function takenIn({ echoes }: Claim) {
  return echoes === null ? {} : { echoes: sql<null>`case when echoes = ${echoes} then null else echoes end` }
}

/**
 * Gives a line back that failed: due after a backoff, or at `retryAt` (which does not count as an attempt), but never
 * at once. Keeps the error's message. `random` in [0, 1) spreads the retries. Returns false when the claim is no
 * longer ours.
 */
export async function fail(
  store: Store,
  line: ClaimedLine,
  error: unknown,
  options: { random: () => number; retryAt?: number | undefined },
): Promise<boolean> {
  const now = store.now()
  const limited = options.retryAt !== undefined
  const attempts = line.attempts + (limited ? 0 : 1)
  const retryAt = options.retryAt ?? now + backoffMs(attempts, options.random())
  return release(store.db, line.claim, {
    due_at: Math.min(now + BACKOFF_CAP_MS, Math.max(now + SOONEST_RETRY_MS, Math.round(retryAt))),
    attempts,
    echoes: null,
    last_error: plainText(error instanceof Error ? error.message : String(error), 500),
    last_error_at: now,
  })
}

async function release(db: Db, claim: Claim, values: Record<string, unknown>): Promise<boolean> {
  const row = await db
    .updateTable('agenda')
    .set({ ...values, claimed_by: null, claimed_until: null })
    .where('key', '=', claim.key)
    .where('claimed_by', '=', claim.token)
    .returning('key')
    .executeTakeFirst()
  return row !== undefined
}
