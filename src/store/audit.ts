// What somebody changed on purpose, so that it can be told later who did what and what came of it.
import { randomUUID } from 'node:crypto'
import { fromJson, toJson } from './json.ts'
import type { Db } from './open.ts'

export interface AuditEntry {
  at: number
  /** Null where it concerns no one repository. */
  repositoryId: number | null
  /** Who did it: a login, or `command line`. */
  actor: string
  /** Such as `settings backdate`. */
  action: string
  data: unknown
}

/** The action of a repository's new name. */
export const RENAMED = 'renamed'

export async function addAudit(db: Db, entry: AuditEntry): Promise<void> {
  const { at, repositoryId, actor, action, data } = entry
  await db
    .insertInto('audit')
    .values({ id: randomUUID(), at, repository_id: repositoryId, actor, action, data: toJson(data) })
    .execute()
}

/** The oldest first; of one repository, or of all. */
export async function auditEntries(db: Db, repositoryId?: number): Promise<AuditEntry[]> {
  let query = db.selectFrom('audit').selectAll()
  if (repositoryId !== undefined) query = query.where('repository_id', '=', repositoryId)
  const rows = await query.orderBy('at').orderBy('id').execute()
  return rows.map((row) => {
    const { at, actor, action } = row
    return { at, repositoryId: row.repository_id, actor, action, data: fromJson(row.data) }
  })
}

/** Forgets what one repository's log holds from before `before`, but its names: links under them go on leading there. */
export async function purgeAudit(db: Db, repositoryId: number, before: number): Promise<void> {
  await db
    .deleteFrom('audit')
    .where('repository_id', '=', repositoryId)
    .where('at', '<', before)
    .where('action', '!=', RENAMED)
    .execute()
}
