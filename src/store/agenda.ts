// The agenda: one line for everything that may need doing, and the next moment at which it may.
import { type ExpressionBuilder, sql } from 'kysely'
import { keyOf, type Line, type LineKind } from '../domain/line.ts'
import { insertRows } from './insert-rows.ts'
import type { Db, Store } from './open.ts'
import type { AgendaTable, Tables } from './tables.ts'

/** Lower goes first. */
export const PRIORITY = { alarm: 0, paid: 10, normal: 20, background: 30 } as const

/** Something made a line due. */
export interface Wake {
  line: Line
  /** ms; now, or a later moment. A line keeps the earlier one. */
  at: number
  /** Of a line that does not say so itself. */
  installationId?: number | null
  repositoryId?: number | null
  /** It may be of our own doing: it is to be taken in, and the next look stays unless something follows. */
  isEcho?: boolean
  /** A better priority raises the line's; default `PRIORITY.normal`. */
  priority?: number
}

export interface AgendaLine {
  key: string
  installationId: number | null
  repositoryId: number | null
  dueAt: number | null
  priority: number
  /** Failures since it last went well. */
  attempts: number
  /** The version of rules and settings it was last finished under. */
  rulesVersion: string | null
  lastError: string | null
}

/** The right to work on one line. Whoever finishes, fails, extends or begins an effect shows it. */
export interface Claim {
  key: string
  token: string
  /** What `wakes` was when it was claimed: if it has grown since, the line is due again. */
  wakes: number
  /** The same for what may be of our own doing. */
  echoes: number | null
  until: number
}

export interface ClaimedLine extends AgendaLine {
  claim: Claim
}

/** Makes lines due, or due earlier. Never touches a claim or a lease. Call it in the transaction that caused it. */
export async function wake(db: Db, wakes: Wake | Wake[]): Promise<void> {
  const lines = mergeByKey(Array.isArray(wakes) ? wakes : [wakes])
  if (lines.length === 0) return
  await insertRows(db, 'agenda', lines.map(newLine), WAKE_AGAIN)
}

/** The same for a line in hand that would otherwise be given back unlooked at: it is no new wake-up. */
export async function wantLook(db: Db, key: string, at: number): Promise<void> {
  const due_at = sql<number>`case when due_at < ${at} then due_at else ${at} end`
  await db.updateTable('agenda').set({ due_at }).where('key', '=', key).execute()
}

const WAKE_AGAIN = `on conflict (key) do update set
  due_at = case when excluded.due_at is null or agenda.due_at < excluded.due_at then agenda.due_at
    else excluded.due_at end,
  echoes = case when excluded.echoes is null then agenda.echoes
    else coalesce(agenda.echoes, 0) + excluded.echoes end,
  wakes = agenda.wakes + excluded.wakes,
  priority = case when agenda.priority < excluded.priority then agenda.priority else excluded.priority end,
  installation_id = coalesce(excluded.installation_id, agenda.installation_id),
  repository_id = coalesce(excluded.repository_id, agenda.repository_id)`

/**
 * Claims up to `limit` due lines, best priority first, then the longest due; passes over installations on hold.
 * `token` must never have been used before. What a line is about is read afterwards, in another statement. Where nothing
 * is due, nothing is written.
 */
export async function claim(
  store: Store,
  options: { token: string; limit: number; leaseMs: number },
): Promise<ClaimedLine[]> {
  const now = store.now()
  const rows = await store.db
    .with('due', (db) => {
      const due = dueLines(db, now).orderBy('priority').orderBy('due_at').orderBy('key').limit(options.limit)
      return store.engine === 'postgres' ? due.forUpdate().skipLocked() : due
    })
    .updateTable('agenda')
    .set({ claimed_by: options.token, claimed_until: now + options.leaseMs })
    .where('key', 'in', (eb) => eb.selectFrom('due').select('due.key'))
    .returningAll()
    .execute()
  return rows.map(toClaimedLine).sort(byTurn)
}

function byTurn(one: ClaimedLine, other: ClaimedLine): number {
  return (
    one.priority - other.priority ||
    (one.dueAt ?? 0) - (other.dueAt ?? 0) ||
    (one.key < other.key ? -1 : Number(one.key > other.key))
  )
}

/** Makes the lease last `leaseMs` from now. Returns false when the claim is no longer ours. Updates `claim.until`. */
export async function extend(store: Store, claim: Claim, leaseMs: number): Promise<boolean> {
  const until = store.now() + leaseMs
  const row = await store.db
    .updateTable('agenda')
    .set({ claimed_until: until })
    .where('key', '=', claim.key)
    .where('claimed_by', '=', claim.token)
    .returning('key')
    .executeTakeFirst()
  if (row) claim.until = until
  return row !== undefined
}

function dueLines(db: Pick<Db, 'selectFrom'>, now: number) {
  return (
    db
      .selectFrom('agenda')
      .select('key')
      // As the index has it.
      .where(sql<boolean>`(case when echoes is null then due_at else 0 end) <= ${now}`)
      .where((eb) => eb.or([eb('claimed_until', 'is', null), eb('claimed_until', '<=', now)]))
      .where((eb) => eb.not(eb.exists(holdOf(eb, now))))
  )
}

function holdOf(eb: ExpressionBuilder<Tables, 'agenda'>, now: number) {
  return eb
    .selectFrom('hold')
    .select('hold.installation_id')
    .whereRef('hold.installation_id', '=', 'agenda.installation_id')
    .where('hold.not_before', '>', now)
}

type MergedWake = Wake & { key: string; count: number }

/** One statement cannot touch a row twice, and sorted keys keep two of them from locking each other out. */
function mergeByKey(wakes: Wake[]): MergedWake[] {
  const merged = new Map<string, MergedWake>()
  for (const next of wakes) {
    const key = keyOf(next.line)
    const known = merged.get(key)
    merged.set(key, {
      ...next,
      key,
      at: Math.min(next.at, known?.at ?? next.at),
      isEcho: (next.isEcho ?? false) && (known?.isEcho ?? true),
      priority: Math.min(next.priority ?? PRIORITY.normal, known?.priority ?? Number.POSITIVE_INFINITY),
      count: (known?.count ?? 0) + 1,
    })
  }
  return [...merged.values()].sort((a, b) => (a.key < b.key ? -1 : 1))
}

function newLine({ key, line, count, ...given }: MergedWake) {
  return {
    key,
    kind: line.kind,
    ...ownersOf(line, given),
    due_at: given.isEcho ? null : Math.round(given.at),
    echoes: given.isEcho ? count : null,
    priority: given.priority ?? PRIORITY.normal,
    wakes: given.isEcho ? 0 : count,
    attempts: 0,
  }
}

/** Lines of the server itself belong to no installation, so that the limits of none hold them back. */
function ownersOf(line: Line, given: Pick<Wake, 'installationId' | 'repositoryId'>) {
  const { installationId = null, repositoryId = null } = { ...given, ...line }
  const isServers = SERVERS.includes(line.kind)
  return {
    installation_id: isServers ? null : installationId,
    repository_id: isServers ? null : repositoryId,
  }
}

const SERVERS: readonly LineKind[] = ['app', 'sponsorships', 'unreadable', 'channel']

function toClaimedLine(row: AgendaTable): ClaimedLine {
  const { key, wakes, echoes } = row
  const claim = { key, token: row.claimed_by!, wakes, echoes, until: row.claimed_until! }
  return { ...toLine(row), claim }
}

/** A row as the rest of the program sees it. */
export function toLine(row: AgendaTable): AgendaLine {
  return {
    key: row.key,
    installationId: row.installation_id,
    repositoryId: row.repository_id,
    dueAt: row.due_at,
    priority: row.priority,
    attempts: row.attempts,
    rulesVersion: row.rules_version,
    lastError: row.last_error,
  }
}
