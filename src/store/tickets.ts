// Tickets as GitHub last showed them, and what is noted of each here.
import type { Ticket, TicketId, TicketKind } from '../domain/ticket.ts'
import { fromJson, toJson } from './json.ts'
import { changeEntries, FOUND_GONE_KEY } from './ledger.ts'
import type { Db } from './open.ts'

/** So many requesters or tickets in one statement. */
const CHUNK = 500

/**
 * Stores a ticket as a payload showed it. An older payload never overwrites a newer one; how the ticket was first
 * seen, where it came from and that it is gone are kept; one that `isThere` after all was not deleted. `stored`: what
 * is stored, where that was just read. Returns the ticket as it now stands. Call it in a transaction.
 */
export async function upsertTicket(
  db: Db,
  ticket: Ticket,
  { isThere = false, stored }: { isThere?: boolean; stored?: Ticket | null } = {},
): Promise<Ticket> {
  const before = stored === undefined ? await findTicketById(db, ticket.id) : stored
  const revived = isThere && before?.gone === 'deleted'
  if (revived) await changeEntries(db, ticket.id, { drop: [FOUND_GONE_KEY], add: [] })
  const known = revived ? { ...before, gone: null } : before
  const merged = known ? mergeTicket(known, ticket) : ticket
  const columns = {
    kind: merged.kind,
    repository_id: merged.repositoryId,
    number: merged.number,
    requester_id: merged.requester.id,
    opened_at: merged.openedAt,
    updated_at: merged.updatedAt,
    open: merged.open ? 1 : 0,
    gone: merged.gone,
    data: toJson(merged),
    // Another text may hold another error.
    ...(known && (known.title !== merged.title || known.body !== merged.body) ? { signed_as: null } : {}),
  }
  await db
    .insertInto('ticket')
    .values({ id: merged.id, ...columns })
    .onConflict((conflict) => conflict.column('id').doUpdateSet(columns))
    .execute()
  return merged
}

/** What stays of `known` when `next` is seen. */
export function mergeTicket(known: Ticket, next: Ticket): Ticket {
  const [newest, older] = next.updatedAt >= known.updatedAt ? [next, known] : [known, next]
  return {
    ...newest,
    ...(newest.issueType === undefined && older.issueType !== undefined
      ? { issueType: older.issueType }
      : {}),
    // Who opened it stays who opened it, also when the account is deleted: what was promised to them is kept.
    requester: newest.requester.id === null ? older.requester : newest.requester,
    firstSeen: known.firstSeen,
    origin: known.origin === 'opened' ? next.origin : known.origin,
    gone: known.gone ?? next.gone,
  }
}

export async function findTicketById(db: Db, id: TicketId): Promise<Ticket | null> {
  return (await knownTicket(db, id))?.ticket ?? null
}

/** A ticket with what is noted of it here, ms; null: never. */
export interface KnownTicket {
  ticket: Ticket
  /** When its thread was last read on GitHub. */
  readAt: number | null
  /** When its requester wrote what the knowledge base had no answer to. */
  askedAt: number | null
}

export async function knownTicket(db: Db, id: TicketId): Promise<KnownTicket | null> {
  const row = await db
    .selectFrom('ticket')
    .select(['data', 'read_at', 'asked_at'])
    .where('id', '=', id)
    .executeTakeFirst()
  return row ? { ticket: fromJson<Ticket>(row.data), readAt: row.read_at, askedAt: row.asked_at } : null
}

/** Writes these notes and leaves the others. */
export async function noteTicket(
  db: Db,
  id: TicketId,
  { readAt, askedAt }: Partial<Omit<KnownTicket, 'ticket'>>,
): Promise<void> {
  await db.updateTable('ticket').set({ read_at: readAt, asked_at: askedAt }).where('id', '=', id).execute()
}

/** The ticket `#number` of a repository; one that is still there before one that is gone. */
export async function findTicket(
  db: Db,
  where: { repositoryId: number; kind?: TicketKind; number: number },
): Promise<Ticket | null> {
  let query = db
    .selectFrom('ticket')
    .select(['data', 'gone'])
    .where('repository_id', '=', where.repositoryId)
    .where('number', '=', where.number)
  if (where.kind) query = query.where('kind', '=', where.kind)
  const rows = await query.execute()
  const row = rows.find(({ gone }) => gone === null) ?? rows[0]
  return row ? fromJson<Ticket>(row.data) : null
}

/** Those that are known, in no order. */
export async function ticketsById(db: Db, ids: readonly TicketId[]): Promise<Ticket[]> {
  const tickets: Ticket[] = []
  for (let from = 0; from < ids.length; from += CHUNK) {
    const rows = await db
      .selectFrom('ticket')
      .select('data')
      .where('id', 'in', ids.slice(from, from + CHUNK))
      .execute()
    tickets.push(...rows.map((row) => fromJson<Ticket>(row.data)))
  }
  return tickets
}

export interface TicketFilter {
  open?: boolean
  /** Opened in [from, to), ms. */
  openedFrom?: number
  openedTo?: number
  /** Also those that were transferred, deleted or converted. */
  gone?: boolean
  /** So many of them at most. */
  newest?: number
}

/** The tickets of a repository, oldest first. */
export async function ticketsOf(db: Db, repositoryId: number, filter: TicketFilter = {}): Promise<Ticket[]> {
  let query = db.selectFrom('ticket').select('data').where('repository_id', '=', repositoryId)
  if (filter.open !== undefined) query = query.where('open', '=', filter.open ? 1 : 0)
  if (filter.openedFrom !== undefined) query = query.where('opened_at', '>=', filter.openedFrom)
  if (filter.openedTo !== undefined) query = query.where('opened_at', '<', filter.openedTo)
  if (!filter.gone) query = query.where('gone', 'is', null)
  if (filter.newest !== undefined) query = query.limit(filter.newest)
  const rows = await query.orderBy('opened_at', 'desc').orderBy('id', 'desc').execute()
  return rows.reverse().map((row) => fromJson<Ticket>(row.data))
}

/** When the first ticket of a repository was opened, ms; null: there is none. */
export async function oldestOpening(db: Db, repositoryId: number): Promise<number | null> {
  const row = await db
    .selectFrom('ticket')
    .select((eb) => eb.fn.min('opened_at').as('at'))
    .where('repository_id', '=', repositoryId)
    .executeTakeFirstOrThrow()
  return row.at === null ? null : Number(row.at)
}

/** How many of a repository are open, of one kind or of both. */
export async function countOpen(db: Db, repositoryId: number, kind?: TicketKind): Promise<number> {
  let query = db.selectFrom('ticket').select((eb) => eb.fn.countAll<number>().as('count'))
  if (kind) query = query.where('kind', '=', kind)
  const row = await query
    .where('repository_id', '=', repositoryId)
    .where('open', '=', 1)
    .where('gone', 'is', null)
    .executeTakeFirstOrThrow()
  return Number(row.count)
}

/** The open tickets of a repository whose threads were not read at `at` (ms) or since. */
export async function openUnreadSince(db: Db, repositoryId: number, at: number): Promise<Ticket[]> {
  const rows = await db
    .selectFrom('ticket')
    .select('data')
    .where('repository_id', '=', repositoryId)
    .where('open', '=', 1)
    .where('gone', 'is', null)
    .where((eb) => eb.or([eb('read_at', 'is', null), eb('read_at', '<', at)]))
    .orderBy('opened_at')
    .execute()
  return rows.map((row) => fromJson<Ticket>(row.data))
}

/** The open tickets of these requesters, wherever they are: their tier may have changed. */
export async function openTicketsOfRequesters(db: Db, requesterIds: readonly number[]): Promise<Ticket[]> {
  const tickets: Ticket[] = []
  for (let from = 0; from < requesterIds.length; from += CHUNK) {
    const rows = await db
      .selectFrom('ticket')
      .select('data')
      .where('requester_id', 'in', requesterIds.slice(from, from + CHUNK))
      .where('open', '=', 1)
      .where('gone', 'is', null)
      .orderBy('opened_at')
      .execute()
    tickets.push(...rows.map((row) => fromJson<Ticket>(row.data)))
  }
  return tickets
}

/** Tickets of a repository that one of these opened before `openedTo` (ms), gone ones too, in no order. */
export async function ticketsOfRequesters(
  db: Db,
  repositoryId: number,
  requesterIds: readonly number[],
  openedTo: number,
): Promise<Ticket[]> {
  const tickets: Ticket[] = []
  for (let from = 0; from < requesterIds.length; from += CHUNK) {
    const rows = await db
      .selectFrom('ticket')
      .select('data')
      .where('repository_id', '=', repositoryId)
      .where('requester_id', 'in', requesterIds.slice(from, from + CHUNK))
      .where('opened_at', '<', openedTo)
      .execute()
    tickets.push(...rows.map((row) => fromJson<Ticket>(row.data)))
  }
  return tickets
}
