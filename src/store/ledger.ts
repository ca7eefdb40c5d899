// The ledger: everything that happened to tickets.
import { type Entry, type EntryData, type EntryKind, entryOrder, type TicketId } from '../domain/ticket.ts'
import { fromJson, plainText, toJson } from './json.ts'
import type { Db } from './open.ts'
import type { EntryTable } from './tables.ts'

const CHUNK = 500
/** The entry of a deletion that nobody told: GitHub no longer had the ticket. */
export const FOUND_GONE_KEY = 'deleted:found'

/** Appends entries; those whose source key is known change nothing. Returns how many were new. */
export async function appendEntries(db: Db, entries: Entry[]): Promise<number> {
  let added = 0
  for (let from = 0; from < entries.length; from += CHUNK) {
    const rows = await db
      .insertInto('entry')
      .values(entries.slice(from, from + CHUNK).map(toRow))
      .onConflict((conflict) => conflict.columns(['ticket_id', 'source_key']).doNothing())
      .returning('source_key')
      .execute()
    added += rows.length
  }
  return added
}

/** A ticket's ledger in the order in which it is folded. */
export async function entriesOf(db: Db, ticketId: TicketId): Promise<Entry[]> {
  const rows = await db.selectFrom('entry').selectAll().where('ticket_id', '=', ticketId).execute()
  return rows.map(toEntry).sort(entryOrder)
}

/** The ledgers of many tickets; each in the order in which it is folded, an empty one for a ticket without any. */
export async function entriesOfAll(db: Db, ticketIds: TicketId[]): Promise<Map<TicketId, Entry[]>> {
  const ledgers = new Map<TicketId, Entry[]>(ticketIds.map((id) => [id, []]))
  for (let from = 0; from < ticketIds.length; from += CHUNK) {
    const ids = ticketIds.slice(from, from + CHUNK)
    const rows = await db.selectFrom('entry').selectAll().where('ticket_id', 'in', ids).execute()
    for (const row of rows) ledgers.get(row.ticket_id)!.push(toEntry(row))
  }
  for (const entries of ledgers.values()) entries.sort(entryOrder)
  return ledgers
}

/** Takes entries out of a ticket's ledger and puts others in, as a reading of GitHub found. Call it in a transaction. */
export async function changeEntries(
  db: Db,
  ticketId: TicketId,
  { drop, add }: { drop: string[]; add: Entry[] },
): Promise<void> {
  for (let from = 0; from < drop.length; from += CHUNK) {
    await db
      .deleteFrom('entry')
      .where('ticket_id', '=', ticketId)
      .where(
        'source_key',
        'in',
        drop.slice(from, from + CHUNK).map((key) => plainText(key)),
      )
      .execute()
  }
  await appendEntries(db, add)
}

/** Whether labels went on or off a ticket more than once in `[fromAt, untilAt)`. */
export async function labelsWithin(
  db: Db,
  ticketId: TicketId,
  { fromAt, untilAt }: { fromAt: number; untilAt: number },
): Promise<boolean> {
  const rows = await db
    .selectFrom('entry')
    .select('source_key')
    .where('ticket_id', '=', ticketId)
    .where('kind', 'in', ['labeled', 'unlabeled'])
    .where('at', '>=', fromAt)
    .where('at', '<', untilAt)
    .limit(2)
    .execute()
  return rows.length > 1
}

/** Tickets of a repository whose ledger tells of a label by one of these names, in any case. */
export async function ticketsNaming(
  db: Db,
  repositoryId: number,
  labels: readonly string[],
): Promise<Set<TicketId>> {
  const rows = await db
    .selectFrom('entry')
    .innerJoin('ticket', 'ticket.id', 'entry.ticket_id')
    .select(['entry.ticket_id', 'entry.data'])
    .where('ticket.repository_id', '=', repositoryId)
    .where('entry.kind', 'in', ['labeled', 'unlabeled'])
    .execute()
  const names = new Set(labels.map((label) => label.toLowerCase()))
  const naming = rows.filter(({ data }) => names.has(fromJson<EntryData>(data).label?.toLowerCase() ?? ''))
  return new Set(naming.map(({ ticket_id }) => ticket_id))
}

function toRow(entry: Entry): EntryTable {
  return {
    ticket_id: entry.ticketId,
    source_key: plainText(entry.sourceKey),
    kind: entry.kind,
    at: entry.at,
    actor_id: entry.actor.id,
    actor_type: entry.actor.type,
    actor_login: plainText(entry.actor.login, 200),
    data: toJson(entry.data),
  }
}

function toEntry(row: EntryTable): Entry {
  return {
    ticketId: row.ticket_id,
    sourceKey: row.source_key,
    kind: row.kind as EntryKind,
    at: row.at,
    actor: { id: row.actor_id, login: row.actor_login, type: row.actor_type as Entry['actor']['type'] },
    data: fromJson(row.data),
  }
}
