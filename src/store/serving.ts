// Which repositories are named by the settings of others, and whether others are still to be read for the first time.
import { sql } from 'kysely'
import type { Fact } from '../domain/fact.ts'
import { fromJson } from './json.ts'
import type { Db } from './open.ts'

/** Notes that the settings of `repositoryId` name these (`owner/name`), and none of those that they named before. */
export async function saveServed(db: Db, repositoryId: number, names: string[]): Promise<void> {
  const wanted = [...new Set(names.map((name) => name.toLowerCase()))]
  const before = db.deleteFrom('serving').where('repository_id', '=', repositoryId)
  await (wanted.length === 0 ? before : before.where('name', 'not in', wanted)).execute()
  if (wanted.length === 0) return
  await db
    .insertInto('serving')
    .values(wanted.map((name) => ({ repository_id: repositoryId, name })))
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** Whether another repository that is covered names this one (`owner/name`). */
export async function isServing(db: Db, repositoryId: number, name: string): Promise<boolean> {
  const row = await db
    .selectFrom('serving')
    .innerJoin('repository', 'repository.id', 'serving.repository_id')
    .select('repository.id')
    .where('repository.removed_at', 'is', null)
    .where('serving.name', '=', name.toLowerCase())
    .where('repository.id', '!=', repositoryId)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

/** Whether a list of customers of the same owner names this one (`owner/name`) as somebody's room. */
export async function isRoom(db: Db, name: string): Promise<boolean> {
  const [owner = ''] = name.split('/')
  const row = await db
    .selectFrom('entitlement_observation')
    .select('key')
    .where('scope', 'like', `customers:${owner.toLowerCase()}/%`)
    .where(sql<boolean>`lower(cast(fact as text)) like ${`%"room":%"${name.toLowerCase()}"%`}`)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

/** Every room (`owner/name`) that a list of customers of this owner names, or has named. */
export async function roomsOf(db: Db, owner: string): Promise<string[]> {
  const rows = await db
    .selectFrom('entitlement_observation')
    .select('fact')
    .where('scope', 'like', `customers:${owner.toLowerCase()}/%`)
    .where(sql<boolean>`cast(fact as text) like ${'%"room":%'}`)
    .execute()
  return [...new Set(rows.flatMap(({ fact }) => (fact ? fromJson<Fact>(fact).room : undefined) ?? []))]
}

/** Repositories whose settings name this one (`owner/name`). */
export async function servedBy(db: Db, name: string): Promise<number[]> {
  const rows = await db
    .selectFrom('serving')
    .select('repository_id')
    .where('name', '=', name.toLowerCase())
    .execute()
  return rows.map((row) => row.repository_id)
}

/** Whether the installation covers a repository that was neither read yet nor failed to be. */
export async function hasUnread(db: Db, installationId: number): Promise<boolean> {
  const row = await db
    .selectFrom('repository')
    .leftJoin('repository_reading', 'repository_reading.repository_id', 'repository.id')
    .select('repository.id')
    .where('installation_id', '=', installationId)
    .where('removed_at', 'is', null)
    .where('repository_reading.version', 'is', null)
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
