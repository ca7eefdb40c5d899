// Small facts by scope and key: desk issue ids, cursors, when something was last seen.
import { fromJson, toJson } from './json.ts'
import type { Db } from './open.ts'

/** Reads a value, or null. `scope` is `server`, `repository:ID`, `installation:ID`, …; the caller knows the shape. */
export async function readMeta<T>(db: Db, scope: string, key: string): Promise<T | null> {
  const row = await db
    .selectFrom('meta')
    .select('value')
    .where('scope', '=', scope)
    .where('key', '=', key)
    .executeTakeFirst()
  return row ? fromJson<T>(row.value) : null
}

/** Writes a value over the one before. */
export async function writeMeta(
  db: Db,
  scope: string,
  key: string,
  value: unknown,
  now: number,
): Promise<void> {
  const columns = { value: toJson(value), updated_at: now }
  await db
    .insertInto('meta')
    .values({ scope, key, ...columns })
    .onConflict((conflict) => conflict.columns(['scope', 'key']).doUpdateSet(columns))
    .execute()
}

export async function deleteMeta(db: Db, scope: string, key: string): Promise<void> {
  await db.deleteFrom('meta').where('scope', '=', scope).where('key', '=', key).execute()
}

/** Every key and value of one scope. */
export async function metaOf(db: Db, scope: string): Promise<Record<string, unknown>> {
  const rows = await db.selectFrom('meta').select(['key', 'value']).where('scope', '=', scope).execute()
  return Object.fromEntries(rows.map(({ key, value }) => [key, fromJson(value)]))
}
