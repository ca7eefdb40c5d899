// Figures of tickets that are kept beside the ledger. Their rows come and go with tickets, by the database itself.
import { sql } from 'kysely'
import type { TicketId } from '../domain/ticket.ts'
import type { FigureTable } from './figure-tables.ts'
import { fromJson, toJson } from './json.ts'
import type { Db } from './open.ts'

export interface KeptFigures<Told> {
  ticketId: TicketId
  requesterId: number | null
  /** Counts what has happened to the ticket here. */
  changes: number
  /** What they were made under; null: they are to be made anew. */
  version: number | null
  /** What the requester was entitled to then. */
  paid: number
  toldAt: number
  /** Null: for good. */
  validUntil: number | null
  /** Null: they are made each time. */
  told: Told | null
}

const COLUMNS = [
  'ticket_id',
  'opened_at',
  'requester_id',
  'changes',
  'version',
  'paid',
  'told_at',
  'valid_until',
  'told',
] as const
type Row = Pick<FigureTable, (typeof COLUMNS)[number]>

const DROPPED_AT_ONCE = 5_000
/** So many rows at once take a few milliseconds. */
const CHUNK = 200

/** A row for each ticket opened in [fromAt, toAt), oldest first, in chunks. */
export async function* keptFigures<Told>(
  db: Db,
  repositoryId: number,
  { fromAt, toAt }: { fromAt: number; toAt: number },
): AsyncGenerator<KeptFigures<Told>[]> {
  let last: Row | undefined
  for (;;) {
    const rows: Row[] = await db
      .selectFrom('figure')
      .select(COLUMNS)
      .where('repository_id', '=', repositoryId)
      .where('opened_at', '<', toAt)
      .where(({ eb, refTuple, tuple }) =>
        last === undefined
          ? eb('opened_at', '>=', fromAt)
          : eb(refTuple('opened_at', 'ticket_id'), '>', tuple(last.opened_at, last.ticket_id)),
      )
      .orderBy('opened_at')
      .orderBy('ticket_id')
      .limit(CHUNK)
      .execute()
    if (rows.length > 0) yield rows.map((row) => toKept<Told>(row))
    if (rows.length < CHUNK) return
    last = rows.at(-1)
  }
}

/** Tickets whose figures were made under another version, or hold no longer. */
export async function staleFigures(
  db: Db,
  repositoryId: number,
  { version, now, limit }: { version: number; now: number; limit: number },
): Promise<Array<{ ticketId: TicketId; changes: number }>> {
  const of = () =>
    db
      .selectFrom('figure')
      .select(['ticket_id', 'changes'])
      .where('repository_id', '=', repositoryId)
      .limit(limit)
  const queries = [
    of().where('version', 'is', null),
    of().where('version', '<', version),
    of().where('version', '>', version),
    of().where('valid_until', '<=', now),
  ]
  for (const query of queries) {
    const rows = await query.execute()
    if (rows.length > 0) return rows.map((row) => ({ ticketId: row.ticket_id, changes: row.changes }))
  }
  return []
}

/** What is kept of the tickets of these requesters. */
export async function figuresOfRequesters(
  db: Db,
  repositoryId: number,
  requesterIds: readonly number[],
): Promise<Array<Pick<FigureTable, 'ticket_id' | 'changes' | 'requester_id' | 'paid'>>> {
  if (requesterIds.length === 0) return []
  return db
    .selectFrom('ticket')
    .innerJoin('figure', 'figure.ticket_id', 'ticket.id')
    .select(['figure.ticket_id', 'figure.changes', 'figure.requester_id', 'figure.paid'])
    .where('ticket.requester_id', 'in', requesterIds)
    .where('ticket.repository_id', '=', repositoryId)
    .execute()
}

/** Keeps them, but of tickets to which something happened since they had so many `changes`. Call it in a transaction. */
export async function keepFigures<Told>(
  db: Db,
  figures: ReadonlyArray<Omit<KeptFigures<Told>, 'requesterId'>>,
): Promise<void> {
  for (const one of figures.toSorted((a, b) => (a.ticketId < b.ticketId ? -1 : 1))) {
    await db
      .updateTable('figure')
      .set({
        version: one.version,
        paid: one.paid,
        told_at: one.toldAt,
        valid_until: one.validUntil,
        told: one.told === null ? null : toJson(one.told),
      })
      .where('ticket_id', '=', one.ticketId)
      .where('changes', '=', one.changes)
      .execute()
  }
}

/** Some of the tickets of which figures are kept, by chance. */
export async function someKept(
  db: Db,
  limit: number,
): Promise<Array<{ ticketId: TicketId; repositoryId: number }>> {
  const rows = await db
    .selectFrom('figure')
    .select(['ticket_id', 'repository_id'])
    .where('version', 'is not', null)
    .where('told', 'is not', null)
    .orderBy(sql`random()`)
    .limit(limit)
    .execute()
  return rows.map((row) => ({ ticketId: row.ticket_id, repositoryId: row.repository_id }))
}

/** What is kept of these tickets. */
export async function keptOf<Told>(db: Db, ticketIds: readonly TicketId[]): Promise<KeptFigures<Told>[]> {
  const rows = await db.selectFrom('figure').select(COLUMNS).where('ticket_id', 'in', ticketIds).execute()
  return rows.map((row) => toKept<Told>(row))
}

/** What its figures rest on is more than the ticket and its ledger. */
export async function dropFigure(db: Db, ticketId: TicketId): Promise<void> {
  await db
    .updateTable('figure')
    .set(({ eb }) => ({ version: null, changes: eb('changes', '+', 1) }))
    .where('ticket_id', '=', ticketId)
    .execute()
}

/** All figures of a repository are to be made anew. In pieces, so that whoever else writes is let in. */
export async function dropFigures(db: Db, repositoryId: number): Promise<void> {
  for (;;) {
    const some = db
      .selectFrom('figure')
      .select('ticket_id')
      .where('repository_id', '=', repositoryId)
      .where('version', 'is not', null)
      .limit(DROPPED_AT_ONCE)
    const rows = await db
      .updateTable('figure')
      .set({ version: null })
      .where('ticket_id', 'in', some)
      .returning('ticket_id')
      .execute()
    if (rows.length < DROPPED_AT_ONCE) return
  }
}

function toKept<Told>(row: Row): KeptFigures<Told> {
  return {
    ticketId: row.ticket_id,
    requesterId: row.requester_id,
    changes: row.changes,
    version: row.version,
    paid: row.paid ?? 0,
    toldAt: row.told_at ?? 0,
    validUntil: row.valid_until,
    told: row.told === null ? null : fromJson<Told>(row.told),
  }
}
