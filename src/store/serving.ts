// Which repositories are named by the settings of others, and whether others are still to be read for the first time.
import { sql } from 'kysely'
import { deleteMeta, metaOf, writeMeta } from './meta.ts'
import type { Db } from './open.ts'

/** Notes that the settings of `repositoryId` name these (`owner/name`), and none of those that they named before. */
export async function saveServed(db: Db, repositoryId: number, names: string[], now: number): Promise<void> {
  const scope = `serves:${repositoryId}`
  const before = Object.keys(await metaOf(db, scope))
  const wanted = new Set(names.map((name) => name.toLowerCase()))
  for (const name of before) if (!wanted.has(name)) await deleteMeta(db, scope, name)
  for (const name of wanted) if (!before.includes(name)) await writeMeta(db, scope, name, true, now)
}

/** Whether another repository that is covered names this one (`owner/name`). */
export async function isServing(db: Db, repositoryId: number, name: string): Promise<boolean> {
  const row = await db
    .selectFrom('meta')
    .innerJoin('repository', (join) =>
      join.on(sql<boolean>`meta.scope = 'serves:' || repository.id`).on('repository.removed_at', 'is', null),
    )
    .select('repository.id')
    .where('meta.key', '=', name.toLowerCase())
    .where('repository.id', '!=', repositoryId)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

/** Whether the installation covers a repository that was neither read yet nor failed to be. */
export async function hasUnread(db: Db, installationId: number): Promise<boolean> {
  const row = await db
    .selectFrom('repository')
    .select('repository.id')
    .where('installation_id', '=', installationId)
    .where('removed_at', 'is', null)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('meta')
            .select('meta.key')
            .where(sql<boolean>`meta.scope = 'repository:' || repository.id`)
            .where('meta.key', '=', 'reading'),
        ),
      ),
    )
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('agenda')
            .select('agenda.key')
            .where(sql<boolean>`agenda.key = 'repository:' || repository.id`)
            .where('agenda.attempts', '>', 0),
        ),
      ),
    )
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}
