// How many tickets of a repository are known, without reading them.
import { sql } from 'kysely'
import type { Db } from './open.ts'

/** Those that changed since then (ms), but for issues of our own. */
export async function countTickets(
  db: Db,
  repositoryId: number,
  sinceAt: number,
): Promise<{ issues: number; discussions: number }> {
  const rows = await db
    .selectFrom('ticket')
    .select(['kind', sql<number>`count(*)`.as('count')])
    .where('repository_id', '=', repositoryId)
    .where('updated_at', '>=', sinceAt)
    .where('gone', 'is', null)
    .where('id', 'not in', (eb) =>
      eb
        .selectFrom('own_thing')
        .select(sql<string>`'issue:' || issue_id`.as('id'))
        .where('place_id', '=', repositoryId),
    )
    .groupBy('kind')
    .execute()
  const of = (kind: string) => Number(rows.find((row) => row.kind === kind)?.count ?? 0)
  return { issues: of('issue'), discussions: of('discussion') }
}
