// The private issues of tickets: what is known of each, who could read them, and what stands in their way.
import type { Lane } from '../domain/lane.ts'
import type { TicketId } from '../domain/ticket.ts'
import { entriesOfAll } from './ledger.ts'
import type { Db } from './open.ts'
import { bodyHash, type OwnThing, ownParts, toThing } from './own-things.ts'
import { ticketsById } from './tickets.ts'

const FRESH = { open: true, locked: false, gone: null } as const

/** The lanes of those tickets that have one; one that was deleted counts as `gone`. */
export async function lanesOf(db: Db, ticketIds: readonly TicketId[]): Promise<Map<TicketId, Lane>> {
  const lanes = new Map<TicketId, Lane>()
  if (ticketIds.length === 0) return lanes
  const rows = await db
    .selectFrom('own_thing')
    .selectAll()
    .where('ticket_id', 'in', ticketIds)
    .where('kind', '=', 'lane')
    .where('key', '=', '')
    .orderBy('issue_id')
    .execute()
  const issues = rows.map(toThing)
  if (issues.length === 0) return lanes
  const ids = issues.map(({ issueId }) => `issue:${issueId}`)
  const shown = new Map((await ticketsById(db, ids)).map((ticket) => [ticket.id, ticket]))
  const ledgers = await entriesOfAll(db, ids)
  const readers = await readersOf(db, ticketIds)
  for (const issue of issues) {
    const { ticketId = '', issueId, placeId, number, nodeId, state } = issue
    // Should there ever be two, the first is the one.
    if (lanes.has(ticketId)) continue
    const id = `issue:${issueId}`
    const { open, locked, gone } = shown.get(id) ?? FRESH
    lanes.set(ticketId, {
      issueId,
      placeId,
      number,
      nodeId,
      onGitHub: { open, locked, gone: gone ?? (state === 'lost' ? 'deleted' : null) },
      entries: ledgers.get(id) ?? [],
      readers: readers.get(ticketId) ?? new Map(),
      part: partsIn(await ownParts(db, issueId)),
    })
  }
  return lanes
}

export async function laneOf(db: Db, ticketId: TicketId): Promise<Lane | null> {
  return (await lanesOf(db, [ticketId])).get(ticketId) ?? null
}

function partsIn(things: readonly OwnThing[]): Lane['part'] {
  const parts = new Map(things.map((thing) => [thing.key, thing]))
  return (key) => {
    const thing = parts.get(key)
    if (!thing) return null
    if (thing.state === 'lost') return { state: 'lost' }
    return { state: 'stands', says: (text) => thing.hash === bodyHash(text) }
  }
}

/** Tickets that go on in this repository. */
export async function ticketsInLanesOf(db: Db, placeId: number): Promise<TicketId[]> {
  const rows = await db
    .selectFrom('own_thing')
    .select('ticket_id')
    .where('place_id', '=', placeId)
    .where('kind', '=', 'lane')
    .where('key', '=', '')
    .execute()
  return rows.map((row) => row.ticket_id)
}

async function readersOf(
  db: Db,
  ticketIds: readonly TicketId[],
): Promise<Map<TicketId, Map<number, boolean>>> {
  const rows = await db.selectFrom('lane_reader').selectAll().where('ticket_id', 'in', ticketIds).execute()
  const readers = new Map<TicketId, Map<number, boolean>>()
  for (const row of rows) {
    const ofOne = readers.get(row.ticket_id) ?? new Map<number, boolean>()
    readers.set(row.ticket_id, ofOne.set(row.comment_id, row.readable === 1))
  }
  return readers
}

/** Notes whether the requester could read these comments when GitHub was asked (ms); what was noted first stays. */
export async function noteReaders(
  db: Db,
  ticketId: TicketId,
  { commentIds, readable, askedAt }: { commentIds: readonly number[]; readable: boolean; askedAt: number },
): Promise<void> {
  await db
    .insertInto('lane_reader')
    .values(
      commentIds.map((comment_id) => ({
        comment_id,
        ticket_id: ticketId,
        readable: readable ? 1 : 0,
        asked_at: askedAt,
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

export interface LaneTrouble {
  ticketId: TicketId
  /** The ticket's. */
  repositoryId: number
  trouble: string
  /** Whether it may be told in public: that a private sponsor's ticket goes on in private may not. */
  told: boolean
}

/** Notes why nothing is written in a ticket's lane; null: nothing stands in the way. Returns whether that is new. */
export async function noteLaneTrouble(
  db: Db,
  { ticketId, repositoryId, trouble, told }: Omit<LaneTrouble, 'trouble'> & { trouble: string | null },
  now: number,
): Promise<boolean> {
  const before = await db
    .selectFrom('lane_trouble')
    .select(['trouble', 'told'])
    .where('ticket_id', '=', ticketId)
    .executeTakeFirst()
  if ((before?.trouble ?? null) === trouble && (!before || (before.told === 1) === told)) return false
  if (trouble === null) {
    await db.deleteFrom('lane_trouble').where('ticket_id', '=', ticketId).execute()
    return true
  }
  const columns = { repository_id: repositoryId, trouble, told: told ? 1 : 0, since_at: now } as const
  await db
    .insertInto('lane_trouble')
    .values({ ticket_id: ticketId, ...columns })
    .onConflict((conflict) => conflict.column('ticket_id').doUpdateSet(columns))
    .execute()
  return true
}

/** What stands in the way of lanes: of the tickets of one repository, or of all that are covered. */
export async function laneTroubles(db: Db, repositoryId?: number): Promise<LaneTrouble[]> {
  let query = db
    .selectFrom('lane_trouble')
    .innerJoin('repository', 'repository.id', 'lane_trouble.repository_id')
    .selectAll('lane_trouble')
    .where('repository.removed_at', 'is', null)
    .orderBy('since_at')
    .orderBy('ticket_id')
  if (repositoryId !== undefined) query = query.where('repository_id', '=', repositoryId)
  return (await query.execute()).map((row) => ({
    ticketId: row.ticket_id,
    repositoryId: row.repository_id,
    trouble: row.trouble,
    told: row.told === 1,
  }))
}
