// History that is being read: each kind of threads is a part, and how far it has come is kept after every page.
import type { Insertable, Selectable } from 'kysely'
import type { HistoryProgress } from '../domain/history.ts'
import type { TicketKind } from '../domain/ticket.ts'
import type { HistoryPartTable } from './history-tables.ts'
import type { Db } from './open.ts'

/** `catch_up`: what happened unseen until `begunAt`. `backfill`: more of the past, asked for by hand. */
export type HistoryPurpose = HistoryPartTable['purpose']

/** Threads of one kind to read: those updated since a moment, newest first, or all that are open. Times are ms. */
export interface HistoryPart {
  repositoryId: number
  purpose: HistoryPurpose
  kind: TicketKind
  openOnly: boolean
  /** `look`: few, after one look at the repository; all others take their time, and tell of it. */
  askedBy: HistoryProgress['askedBy']
  /** Null: all. */
  sinceAt: number | null
  /** What happened since is not in it for certain. */
  begunAt: number
  /** Where the next page begins; null: at the newest. */
  after: string | null
  /** How many are asked for; null: as many as a page has. */
  size: number | null
  read: number
  /** As GitHub counts them; null: nothing was read yet. */
  total: number | null
  /** Half of GitHub's budget was used: it goes on then. */
  waitsUntil: number | null
  finishedAt: number | null
}

/** What a reading is begun with. */
export interface NewReading {
  repositoryId: number
  purpose: HistoryPurpose
  askedBy: HistoryPart['askedBy']
  sinceAt: number | null
  begunAt: number
  /** One that was read already is finished. */
  parts: ReadonlyArray<
    Pick<HistoryPart, 'kind' | 'openOnly' | 'after'> & Partial<Pick<HistoryPart, 'finishedAt'>>
  >
}

/** Begins a reading, in the place of the last one for that purpose. Call it in a transaction, and wake its line. */
export async function beginReading(db: Db, { parts, ...reading }: NewReading): Promise<void> {
  await db
    .deleteFrom('history_part')
    .where('repository_id', '=', reading.repositoryId)
    .where('purpose', '=', reading.purpose)
    .execute()
  if (parts.length === 0) return
  const begun = { size: null, read: 0, total: null, waitsUntil: null, finishedAt: null }
  await db
    .insertInto('history_part')
    .values(parts.map((part) => toRow({ ...reading, ...begun, ...part })))
    .execute()
}

/** Writes how far a part has come; one that was begun anew meanwhile stays as it is. */
export async function savePart(db: Db, part: HistoryPart): Promise<void> {
  await db
    .updateTable('history_part')
    .set(toRow(part))
    .where('repository_id', '=', part.repositoryId)
    .where('purpose', '=', part.purpose)
    .where('kind', '=', part.kind)
    .where('open_only', '=', Number(part.openOnly))
    .where('begun_at', '=', part.begunAt)
    .execute()
}

/** The parts that are not read to their end, in the order in which they are read. */
export async function partsLeft(db: Db, repositoryId: number): Promise<HistoryPart[]> {
  return (await partsOf(db, repositoryId)).filter(({ finishedAt }) => finishedAt === null)
}

/** Catching up goes first, issues before discussions, and what was updated before what is open. */
export async function partsOf(db: Db, repositoryId: number): Promise<HistoryPart[]> {
  return (await inOrder(db).where('repository_id', '=', repositoryId).execute()).map(toPart)
}

function inOrder(db: Db) {
  return db
    .selectFrom('history_part')
    .selectAll()
    .orderBy('purpose', 'desc')
    .orderBy('open_only')
    .orderBy('kind', 'desc')
}

/**
 * The reading of history that is under way, but for short looks; null: none is. Whether a repository was ever read says
 * `repositoryState(…).caughtUpAt`.
 */
export async function historyProgress(db: Db, repositoryId: number): Promise<HistoryProgress | null> {
  return underWay(await partsOf(db, repositoryId))
}

/** The same of every repository that is being read, by id. */
export async function historiesUnderWay(db: Db): Promise<Map<number, HistoryProgress>> {
  const unfinished = db.selectFrom('history_part').select('repository_id').where('finished_at', 'is', null)
  const parts = (await inOrder(db).where('repository_id', 'in', unfinished).execute()).map(toPart)
  const found = new Map<number, HistoryProgress>()
  for (const [id, own] of Map.groupBy(parts, ({ repositoryId }) => repositoryId)) {
    const progress = underWay(own)
    if (progress) found.set(id, progress)
  }
  return found
}

function underWay(parts: readonly HistoryPart[]): HistoryProgress | null {
  const first = parts.find(({ finishedAt, askedBy }) => finishedAt === null && askedBy !== 'look')
  return first ? progressOf(parts, first.purpose) : null
}

/** The last reading for a purpose, under way or finished; null: none was. */
export function progressOf(parts: readonly HistoryPart[], purpose: HistoryPurpose): HistoryProgress | null {
  const own = parts.filter((part) => part.purpose === purpose)
  const [first] = own
  if (!first) return null
  const waits = own.flatMap(({ waitsUntil }) => waitsUntil ?? [])
  const ends = own.flatMap(({ finishedAt }) => finishedAt ?? [])
  return {
    askedBy: first.askedBy,
    sinceAt: first.sinceAt,
    begunAt: first.begunAt,
    kinds: own.map(({ kind, openOnly, read, total, finishedAt }) => ({
      kind,
      openOnly,
      // What is updated while it is read may be read twice.
      read: Math.min(read, total ?? read),
      total,
      finished: finishedAt !== null,
    })),
    waitsUntil: waits.length > 0 ? Math.max(...waits) : null,
    finishedAt: ends.length === own.length ? Math.max(...ends) : null,
  }
}

function toRow(part: HistoryPart): Insertable<HistoryPartTable> {
  return {
    repository_id: part.repositoryId,
    purpose: part.purpose,
    kind: part.kind,
    open_only: Number(part.openOnly),
    asked_by: part.askedBy,
    since_at: part.sinceAt,
    begun_at: part.begunAt,
    after_cursor: part.after,
    page_size: part.size,
    read_count: part.read,
    total_count: part.total,
    waits_until: part.waitsUntil,
    finished_at: part.finishedAt,
  }
}

function toPart(row: Selectable<HistoryPartTable>): HistoryPart {
  return {
    repositoryId: row.repository_id,
    purpose: row.purpose,
    kind: row.kind,
    openOnly: row.open_only === 1,
    askedBy: row.asked_by,
    sinceAt: row.since_at,
    begunAt: row.begun_at,
    after: row.after_cursor,
    size: row.page_size,
    read: row.read_count,
    total: row.total_count,
    waitsUntil: row.waits_until,
    finishedAt: row.finished_at,
  }
}
