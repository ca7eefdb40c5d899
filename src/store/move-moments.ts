// What a clock that was ahead has left behind: every moment that has not come yet is moved back with the clock.
import { sql } from 'kysely'
import { fromJson, toJson } from './json.ts'
import type { Db } from './open.ts'

/** Tables that keep moments of our own clock. A database may be shared: no other table is touched. */
export const TABLES = [
  'agenda',
  'article_tree',
  'audit',
  'decision',
  'delivery',
  'desk',
  'effect',
  'entitlement_event',
  'entitlement_observation',
  'entitlement_read',
  'entitlement_scope',
  'followed_answer',
  'hold',
  'maintainer',
  'maintainer_read',
  'meta',
  'own_thing',
  'pacing',
  'repository',
  'run_time',
  'settings_check',
  'settings_version',
]
/** These keep times of GitHub alone. */
export const NOT_OURS = ['entry', 'installation', 'ticket']
/** The sources of who pays tell when something takes effect. */
const THEIRS = new Set(['effective_at'])
const MOMENT = /(^|_)at$|^not_before$|^claimed_until$|^failing_since$/
/** Moments are numbers of ms; ids are far smaller. */
const FARTHEST_MS = 3_650 * 86_400_000

export interface ClockMove {
  /** The time now, by the clock that has just been put right. */
  now: number
  /** How far it was ahead, ms. */
  byMs: number
}

/**
 * Moves them all, and returns the columns that could not be moved. `meta` comes last: by it a move that was broken off
 * is noticed again.
 */
export async function moveMomentsBack(db: Db, move: ClockMove): Promise<string[]> {
  const stuck: string[] = []
  for (const { table, column } of await momentsIn(db, (name) => name !== 'meta' && TABLES.includes(name))) {
    if (!(await moveColumn(db, table, column, move))) stuck.push(`${table}.${column}`)
  }
  await moveMeta(db, move)
  return stuck
}

/** Columns that hold moments, in the tables that are wanted. */
export async function momentsIn(
  db: Db,
  wanted: (table: string) => boolean,
): Promise<Array<{ table: string; column: string }>> {
  const tables = await db.introspection.getTables()
  return tables
    .filter(({ name }) => wanted(name))
    .flatMap(({ name: table, columns }) =>
      columns
        .filter(({ name, dataType }) => MOMENT.test(name) && !THEIRS.has(name) && !/text/i.test(dataType))
        .map(({ name: column }) => ({ table, column })),
    )
}

/** False where the moved moment is there already, as part of a key: then the later one stays until it has come. */
async function moveColumn(db: Db, table: string, column: string, { now, byMs }: ClockMove): Promise<boolean> {
  try {
    await sql`update ${sql.table(table)} set ${sql.ref(column)} = ${sql.ref(column)} - ${sql.lit(byMs)}
      where ${sql.ref(column)} > ${sql.lit(now)}`.execute(db)
    return true
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : ''
    if (code.startsWith('SQLITE_CONSTRAINT') || code.startsWith('23')) return false
    throw error
  }
}

async function moveMeta(db: Db, move: ClockMove): Promise<void> {
  const rows = await db.selectFrom('meta').selectAll().where('updated_at', '>', move.now).execute()
  for (const { scope, key, value, updated_at } of rows) {
    await db
      .updateTable('meta')
      .set({ value: toJson(moved(fromJson(value), move)), updated_at: updated_at - move.byMs })
      .where('scope', '=', scope)
      .where('key', '=', key)
      .execute()
  }
}

function moved(value: unknown, move: ClockMove): unknown {
  if (typeof value === 'number') {
    return value > move.now && value < move.now + FARTHEST_MS ? value - move.byMs : value
  }
  if (Array.isArray(value)) return value.map((one) => moved(one, move))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, moved(one, move)]))
}
