// Check runs that pushes want and that are still to be written.
import { z } from 'zod'
import type { CheckSubject } from '../domain/check-run.ts'
import { readJson, toJson } from './json.ts'
import type { Db } from './open.ts'

const Paths = z.array(z.string())

export async function addWantedChecks(
  db: Db,
  repositoryId: number,
  subjects: readonly CheckSubject[],
): Promise<void> {
  for (const subject of subjects) {
    const about = subject.checked === 'settings' ? { near: toJson(subject.near) } : { path: subject.path }
    const { checked, sha } = subject
    await db
      .insertInto('wanted_check')
      .values({ repository_id: repositoryId, checked, sha, ...about })
      .execute()
  }
}

/** The one that has waited longest. */
export async function nextWantedCheck(
  db: Db,
  repositoryId: number,
): Promise<{ seq: number; subject: CheckSubject } | null> {
  const row = await db
    .selectFrom('wanted_check')
    .selectAll()
    .where('repository_id', '=', repositoryId)
    .orderBy('seq')
    .limit(1)
    .executeTakeFirst()
  if (!row) return null
  const { seq, checked, sha, path } = row
  const subject: CheckSubject =
    checked === 'settings'
      ? { checked, sha, near: readJson(Paths, row.near) ?? [] }
      : { checked, sha, path: path ?? '' }
  return { seq, subject }
}

export async function dropWantedCheck(db: Db, seq: number): Promise<void> {
  await db.deleteFrom('wanted_check').where('seq', '=', seq).execute()
}
