// Writes to GitHub, each committed as an intent before it goes out, so that none is ever made twice.
import { sql } from 'kysely'
import { type Effect, wasWritten } from '../domain/effect.ts'
import type { Refusal, Remedy } from '../domain/refusal.ts'
import type { TicketId } from '../domain/ticket.ts'
import type { Again } from '../domain/want.ts'
import type { Claim } from './agenda.ts'
import { plainText } from './json.ts'
import type { Db, Store } from './open.ts'
import type { EffectTable } from './tables.ts'

/** What an effect is about; its key says the same thing every time it is wanted. */
export interface EffectIntent {
  key: string
  repositoryId: number
  ticketId: TicketId | null
  place: string
  /** What it does: `say`, `label_on`, … */
  kind: string
  /** The same in words, for people: `the label "support: pro"`. */
  what: string
  marker?: string
  label?: string
  /** JSON of what is needed to plan it anew, where nothing else knows it. */
  detail?: string
}

/** Writes that begin together go out as one request, finish or fail together, and share the number of the attempt. */
export interface Begun {
  attempt: number
  /** Keys: send the request now, then finish, abandon or refuse them. */
  go: string[]
  /** What stands in the way of the others: they were written, may have been, or are refused. */
  known: Effect[]
}

/** The line was claimed by somebody else meanwhile: stop at once, it is in their hands. */
export class ClaimLost extends Error {
  constructor(key: string) {
    super(`The claim on ${key} is no longer held`)
    this.name = 'ClaimLost'
  }
}

/** A lease outlasts every request under it by this much. */
export const LEASE_MARGIN_MS = 5_000

/**
 * Commits the intent to make writes with one request of at most `timeoutMs`, if the claim still holds; the lease is
 * made to outlast the request.
 *
 * @throws ClaimLost when another worker has the line.
 */
export async function beginEffects(
  store: Store,
  claim: Claim,
  intents: readonly EffectIntent[],
  { again, timeoutMs }: { again: Again; timeoutMs: number },
): Promise<Begun> {
  return store.transaction(async (tx) => {
    const now = store.now()
    await holdLease(tx, claim, now + timeoutMs + LEASE_MARGIN_MS)
    const first = await intend(tx, intents, { claim, now, attempt: 1 }, 'new')
    if (first.length === intents.length) return { attempt: 1, go: first, known: [] }
    const rows = (await rowsOf(tx, keysOf(intents))).filter(({ key }) => !first.includes(key))
    const known = rows.map(toEffect).filter((effect) => wasWritten(effect, again) !== 'no')
    const attempt = Math.max(0, ...rows.map((row) => row.attempt)) + 1
    const begun = intents.filter(({ key }) => !known.some((effect) => effect.key === key))
    if (begun.length > 0) await intend(tx, begun, { claim, now, attempt }, 'again')
    return { attempt, go: keysOf(begun), known }
  })
}

/** Returns the keys of those that it noted: of `new` ones, those that were never meant to be written before. */
async function intend(
  tx: Db,
  intents: readonly EffectIntent[],
  { claim, now, attempt }: { claim: Claim; now: number; attempt: number },
  which: 'new' | 'again',
): Promise<string[]> {
  const rows = intents.map((intent) => ({
    key: intent.key,
    ticket_id: intent.ticketId,
    repository_id: intent.repositoryId,
    place: intent.place,
    kind: intent.kind,
    what: plainText(intent.what),
    marker: intent.marker ?? null,
    label: intent.label === undefined ? null : plainText(intent.label),
    detail: intent.detail ?? null,
    state: 'intended' as const,
    claim_token: claim.token,
    line: claim.key,
    attempt,
    attempted_at: now,
    finished_at: null,
  }))
  const columns = Object.keys(rows[0] ?? {}).filter((name) => name !== 'key') as Array<keyof EffectTable>
  const noted = await tx
    .insertInto('effect')
    .values(rows)
    .onConflict((conflict) =>
      which === 'new'
        ? conflict.column('key').doNothing()
        : conflict
            .column('key')
            .doUpdateSet((eb) =>
              Object.fromEntries(columns.map((name) => [name, eb.ref(`excluded.${name}`)])),
            ),
    )
    .returning('key')
    .execute()
  return keysOf(noted)
}

function keysOf(effects: ReadonlyArray<{ key: string }>): string[] {
  return effects.map(({ key }) => key)
}

/** The writes were made (or were found to have been made). What is finished stays as it is. */
export async function finishEffects(
  db: Db,
  keys: readonly string[],
  githubId: string | null,
  now: number,
): Promise<void> {
  await db
    .updateTable('effect')
    .set({ state: 'done', github_id: githubId, finished_at: now })
    .where('key', 'in', keys)
    .where('state', '!=', 'done')
    .execute()
}

/**
 * This attempt is known not to have been applied, so that it may be begun again; with a refusal it is set aside. What
 * was finished, or begun again by somebody else, meanwhile is left as it is. Returns how many were changed.
 */
export async function abandonEffects(
  store: Store,
  keys: readonly string[],
  attempt: number,
  refusal?: Refusal,
): Promise<number> {
  const { status, reason, remedy } = refusal ?? {}
  const refused = refusal ? { status, reason: plainText(reason ?? ''), remedy } : {}
  const rows = await store.db
    .updateTable('effect')
    .set({ state: refusal ? 'refused' : 'failed', finished_at: store.now(), ...refused })
    .where('key', 'in', keys)
    .where('state', '=', 'intended')
    .where('attempt', '=', attempt)
    .returning('key')
    .execute()
  return rows.length
}

/** Everything that was written, or meant to be, on account of one ticket; oldest first. */
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

/** What went out to a place on no ticket's account, and nobody knows whether it arrived. */
export async function doubtsAt(db: Db, repositoryId: number, place: string): Promise<Effect[]> {
  const rows = await db
    .selectFrom('effect')
    .selectAll()
    .where('repository_id', '=', repositoryId)
    .where('place', '=', place)
    .where('state', '=', 'intended')
    .where('ticket_id', 'is', null)
    .where('marker', 'is not', null)
    .orderBy('key')
    .execute()
  return rows.map(toEffect)
}

/** One effect, or null. */
export async function findEffect(db: Db, key: string): Promise<Effect | null> {
  const [row] = await rowsOf(db, [key])
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

function rowsOf(db: Db, keys: readonly string[]): Promise<EffectTable[]> {
  return db.selectFrom('effect').selectAll().where('key', 'in', keys).execute()
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

export function toEffect(row: EffectTable): Effect {
  const { status, reason, remedy } = row
  const refusal = { status: status ?? 0, reason: reason ?? '', remedy: (remedy ?? 'other') as Remedy }
  return {
    key: row.key,
    ticketId: row.ticket_id,
    repositoryId: row.repository_id,
    place: row.place,
    kind: row.kind,
    state: row.state,
    claimToken: row.claim_token,
    attempt: row.attempt,
    attemptedAt: row.attempted_at,
    finishedAt: row.finished_at,
    githubId: row.github_id,
    marker: row.marker,
    label: row.label,
    refusal: row.state === 'refused' ? refusal : null,
  }
}
