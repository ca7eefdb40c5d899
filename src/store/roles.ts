// The register of who may answer for a repository, and since when: roles are told at fold time, for any moment.
import type { Db } from './open.ts'
import type { MaintainerTable } from './tables.ts'

export interface Member {
  actorId: number
  login: string
  /** GitHub's word: triage, write, maintain, admin. */
  role: string
}

/** A member's role from `fromAt` until `untilAt` (exclusive; null: still). Who was there at the first reading: from 0. */
export interface MemberInterval extends Member {
  fromAt: number
  untilAt: number | null
}

/** Every interval of a repository, the oldest first. */
export async function membersOf(db: Db, repositoryId: number): Promise<MemberInterval[]> {
  const rows = await db
    .selectFrom('maintainer')
    .selectAll()
    .where('repository_id', '=', repositoryId)
    .orderBy('from_at')
    .orderBy('actor_id')
    .execute()
  return rows.map(toInterval)
}

/** When the register was read, ms; null where it never was, or was dropped by an event. */
export async function membersReadAt(db: Db, repositoryId: number): Promise<number | null> {
  const row = await db
    .selectFrom('maintainer_read')
    .select('read_at')
    .where('repository_id', '=', repositoryId)
    .executeTakeFirst()
  return row?.read_at ?? null
}

/**
 * Stores the whole register as read at `readAt`: who is gone ends there, who is new begins there; at the first reading
 * ever everybody counts as having been there always. Call it in a transaction.
 */
export async function saveMembers(
  db: Db,
  repositoryId: number,
  members: Member[],
  readAt: number,
): Promise<void> {
  const first = !(await everRead(db, repositoryId))
  const current = (await membersOf(db, repositoryId)).filter((interval) => interval.untilAt === null)
  const unchanged = (interval: MemberInterval) =>
    members.some(({ actorId, role }) => actorId === interval.actorId && role === interval.role)
  const ended = current.filter((interval) => !unchanged(interval)).map(({ actorId }) => actorId)
  if (ended.length > 0) await endIntervals(db, repositoryId, ended, readAt)
  const kept = new Set(current.filter(unchanged).map(({ actorId }) => actorId))
  for (const member of members) {
    if (!kept.has(member.actorId)) await beginInterval(db, repositoryId, member, first ? 0 : readAt)
  }
  await db
    .insertInto('maintainer_read')
    .values({ repository_id: repositoryId, read_at: readAt })
    .onConflict((conflict) => conflict.column('repository_id').doUpdateSet({ read_at: readAt }))
    .execute()
}

/** Somebody's rights changed: the registers of these repositories are to be read again. Intervals stay. */
export async function dropMembers(db: Db, repositoryIds: number[]): Promise<void> {
  if (repositoryIds.length === 0) return
  await db
    .updateTable('maintainer_read')
    .set({ read_at: null })
    .where('repository_id', 'in', repositoryIds)
    .execute()
}

async function everRead(db: Db, repositoryId: number): Promise<boolean> {
  const row = await db
    .selectFrom('maintainer_read')
    .select('repository_id')
    .where('repository_id', '=', repositoryId)
    .executeTakeFirst()
  return row !== undefined
}

async function endIntervals(
  db: Db,
  repositoryId: number,
  actorIds: number[],
  untilAt: number,
): Promise<void> {
  await db
    .updateTable('maintainer')
    .set({ until_at: untilAt })
    .where('repository_id', '=', repositoryId)
    .where('actor_id', 'in', actorIds)
    .where('until_at', 'is', null)
    .execute()
}

async function beginInterval(db: Db, repositoryId: number, member: Member, fromAt: number): Promise<void> {
  const columns = { login: member.login, role: member.role, until_at: null }
  await db
    .insertInto('maintainer')
    .values({ repository_id: repositoryId, actor_id: member.actorId, from_at: fromAt, ...columns })
    .onConflict((conflict) => conflict.columns(['repository_id', 'actor_id', 'from_at']).doUpdateSet(columns))
    .execute()
}

function toInterval(row: MaintainerTable): MemberInterval {
  return {
    actorId: row.actor_id,
    login: row.login,
    role: row.role,
    fromAt: row.from_at,
    untilAt: row.until_at,
  }
}
