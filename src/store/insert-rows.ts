// Inserts of many rows, written out: Kysely compiles a query anew each time, which costs more than running these.
import { CompiledQuery, PostgresAdapter } from 'kysely'
import type { Db } from './open.ts'
import type { Tables } from './tables.ts'

export type Row = Record<string, string | number | Buffer | null>

/**
 * Runs `insert into TABLE (…) values (…), … ENDING` and returns what it returns. All rows have the keys of the first,
 * in its order; `ending` is a fixed text, the same on both engines.
 */
export async function insertRows<Returned>(
  db: Db,
  table: keyof Tables,
  rows: readonly Row[],
  ending: string,
): Promise<Returned[]> {
  const columns = Object.keys(rows[0] ?? {})
  const mark = db.getExecutor().adapter instanceof PostgresAdapter ? (at: number) => `$${at}` : () => '?'
  const groups = rows.map((_, row) => {
    const marks = columns.map((_, column) => mark(row * columns.length + column + 1))
    return `(${marks.join(', ')})`
  })
  const text = `insert into ${table} (${columns.join(', ')}) values ${groups.join(', ')} ${ending}`
  const result = await db.executeQuery<Returned>(
    CompiledQuery.raw(
      text,
      rows.flatMap((row) => Object.values(row)),
    ),
  )
  return result.rows
}
