// When the desk of a repository was asked for, and what keeps its private one from being written.
import type { Db } from './open.ts'

export interface DeskState {
  /** ms; 0: never. */
  wantedAt: number
  /** Why the private desk is not written, in a sentence. */
  trouble: string | null
}

export async function deskState(db: Db, repositoryId: number): Promise<DeskState> {
  const row = await db
    .selectFrom('desk')
    .selectAll()
    .where('repository_id', '=', repositoryId)
    .executeTakeFirst()
  return { wantedAt: row?.wanted_at ?? 0, trouble: row?.trouble ?? null }
}

/** It is to be written at once, not when its time comes. */
export function noteDeskWanted(db: Db, repositoryId: number, wantedAt: number): Promise<void> {
  return change(db, repositoryId, { wanted_at: wantedAt })
}

export function noteDeskTrouble(db: Db, repositoryId: number, trouble: string | null): Promise<void> {
  return change(db, repositoryId, { trouble })
}

/** What keeps private desks from being written, by repository. */
export async function deskTroubles(db: Db): Promise<Map<number, string>> {
  const rows = await db
    .selectFrom('desk')
    .select(['repository_id', 'trouble'])
    .where('trouble', 'is not', null)
    .execute()
  return new Map(rows.map((row) => [row.repository_id, row.trouble ?? '']))
}

async function change(
  db: Db,
  repositoryId: number,
  columns: { wanted_at?: number; trouble?: string | null },
): Promise<void> {
  await db
    .insertInto('desk')
    .values({ repository_id: repositoryId, wanted_at: 0, trouble: null, ...columns })
    .onConflict((conflict) => conflict.column('repository_id').doUpdateSet(columns))
    .execute()
}
