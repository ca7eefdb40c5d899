// The repositories that installations cover, as GitHub last told.
import type { Repository } from '../domain/repository.ts'
import type { Db } from './open.ts'
import type { RepositoryTable } from './tables.ts'

/**
 * Stores a repository as GitHub showed it. `installedAt` is kept from the first time ever, whatever was uninstalled
 * and installed again since: tickets opened before that are old ones.
 */
export async function saveRepository(db: Db, repository: Repository): Promise<void> {
  const columns = {
    node_id: repository.nodeId,
    owner_id: repository.ownerId,
    owner: repository.owner,
    owner_type: repository.ownerType,
    name: repository.name,
    private: flag(repository.private),
    archived: flag(repository.archived),
    has_issues: flag(repository.hasIssues),
    has_discussions: flag(repository.hasDiscussions),
    default_branch: repository.defaultBranch,
    installation_id: repository.installationId,
    selected: flag(repository.selected),
    removed_at: null,
  }
  await db
    .insertInto('repository')
    .values({ id: repository.id, installed_at: repository.installedAt, ...columns })
    .onConflict((conflict) => conflict.column('id').doUpdateSet(columns))
    .execute()
}

/** An installation no longer covers these repositories; one that another installation has taken over stays. */
export async function removeRepositories(
  db: Db,
  installationId: number,
  ids: number[],
  now: number,
): Promise<void> {
  if (ids.length === 0) return
  await db
    .updateTable('repository')
    .set({ removed_at: now })
    .where('id', 'in', ids)
    .where('installation_id', '=', installationId)
    .where('removed_at', 'is', null)
    .execute()
}

export async function findRepository(db: Db, id: number): Promise<Repository | null> {
  const row = await covered(db).where('id', '=', id).executeTakeFirst()
  return row ? toRepository(row) : null
}

/** A repository that can be read and written now: covered, and by an installation that is not suspended. */
export async function findServed(db: Db, id: number): Promise<Repository | null> {
  const row = await covered(db)
    .where('id', '=', id)
    .where('installation_id', 'not in', (eb) =>
      eb.selectFrom('installation').select('installation.id').where('suspended_at', 'is not', null),
    )
    .executeTakeFirst()
  return row ? toRepository(row) : null
}

/** How a repository was last known, also one that is no longer covered (`removed`). */
export async function lastKnown(
  db: Db,
  id: number,
): Promise<{ repository: Repository; removed: boolean } | null> {
  const row = await db.selectFrom('repository').selectAll().where('id', '=', id).executeTakeFirst()
  return row ? { repository: toRepository(row), removed: row.removed_at !== null } : null
}

/** By `owner` and `name`, in any case, as people write them. */
export async function findRepositoryByName(db: Db, owner: string, name: string): Promise<Repository | null> {
  const row = await covered(db)
    .where((eb) => eb(eb.fn('lower', ['owner']), '=', owner.toLowerCase()))
    .where((eb) => eb(eb.fn('lower', ['name']), '=', name.toLowerCase()))
    .executeTakeFirst()
  return row ? toRepository(row) : null
}

/** Every repository that is covered, or those of one installation. */
export async function repositories(db: Db, installationId?: number): Promise<Repository[]> {
  const query = covered(db).orderBy('id')
  const rows = await (installationId === undefined
    ? query
    : query.where('installation_id', '=', installationId)
  ).execute()
  return rows.map(toRepository)
}

function covered(db: Db) {
  return db.selectFrom('repository').selectAll().where('removed_at', 'is', null)
}

/** A row as the rest of the program sees it. */
export function toRepository(row: RepositoryTable): Repository {
  return {
    id: row.id,
    nodeId: row.node_id,
    ownerId: row.owner_id,
    owner: row.owner,
    ownerType: row.owner_type === 'Organization' ? 'Organization' : 'User',
    name: row.name,
    private: row.private === 1,
    archived: row.archived === 1,
    hasIssues: row.has_issues === 1,
    hasDiscussions: row.has_discussions === 1,
    defaultBranch: row.default_branch,
    installationId: row.installation_id,
    selected: row.selected === 1,
    installedAt: row.installed_at,
  }
}

function flag(value: boolean): number {
  return value ? 1 : 0
}
