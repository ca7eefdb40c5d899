// Threads that GitHub could not tell in time, until one of their readings goes well.
import type { TicketKind } from '../domain/ticket.ts'
import type { UnreadThreadTable } from './history-tables.ts'
import type { Db } from './open.ts'

export interface Unread {
  kind: TicketKind
  number: number
  /** When that was last tried, ms. */
  notedAt: number
}

export async function noteUnread(
  db: Db,
  repositoryId: number,
  threads: ReadonlyArray<Pick<Unread, 'kind' | 'number'>>,
  now: number,
): Promise<void> {
  if (threads.length === 0) return
  const rows = threads.map(({ kind, number }) => {
    return { repository_id: repositoryId, kind, number, noted_at: now }
  })
  await db
    .insertInto('unread_thread')
    .values(rows)
    .onConflict((conflict) =>
      conflict.columns(['repository_id', 'kind', 'number']).doUpdateSet({ noted_at: now }),
    )
    .execute()
}

/** These were read, or are gone. */
export async function forgetUnread(
  db: Db,
  repositoryId: number,
  kind: TicketKind,
  numbers: readonly number[],
): Promise<void> {
  if (numbers.length === 0) return
  await db
    .deleteFrom('unread_thread')
    .where('repository_id', '=', repositoryId)
    .where('kind', '=', kind)
    .where('number', 'in', numbers)
    .execute()
}

export async function unreadThreads(db: Db, repositoryId: number): Promise<Unread[]> {
  return (await allUnread(db)).get(repositoryId) ?? []
}

/** Those of every repository, by id: there are few. */
export async function allUnread(db: Db): Promise<Map<number, Unread[]>> {
  const rows = await db.selectFrom('unread_thread').selectAll().orderBy('number').execute()
  const byId = Map.groupBy(rows, ({ repository_id: id }) => id)
  const toUnread = ({ kind, number, noted_at: notedAt }: UnreadThreadTable) => ({ kind, number, notedAt })
  return new Map([...byId].map(([id, own]) => [id, own.map(toUnread)]))
}
