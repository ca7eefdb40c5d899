// A database with the rows of an older version, brought up to date as a server that starts on it would.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Kysely, sql } from 'kysely'
import { Migrator } from 'kysely/migration'
import { MIGRATIONS } from '../../src/store/migrate.ts'
import type { Store } from '../../src/store/open.ts'
import { openStore } from '../../src/store/open-store.ts'
import { postgresDialect, postgresPool } from '../../src/store/postgres.ts'
import { openSqliteFile } from '../../src/store/sqlite.ts'
import { createDatabase, createDataDir, type Engine } from './engines.ts'

export interface OldDatabase {
  store: Store
  close(): Promise<void>
}

/** A moment after the last one in the rows, ms. */
export const AFTER = Date.UTC(2026, 10, 17)

type Value = string | number | null

/** The rows of a table as `fixtures/before-008.sql` has them. */
export function oldRows(table: string): Array<Record<string, Value>> {
  const insert = new RegExp(`^insert into "${table}" \\((.*?)\\) values \\((.*)\\);$`)
  return linesOf('before-008').flatMap((line) => {
    const [, names = '', values = ''] = insert.exec(line) ?? []
    if (names === '') return []
    const columns = names.split(', ').map((name) => name.slice(1, -1))
    const literals = values.match(/'(?:[^']|'')*'|[^', ]+/g) ?? []
    const read = (place: number) => readLiteral(literals[place] ?? 'null')
    return [Object.fromEntries(columns.map((column, place) => [column, read(place)]))]
  })
}

function readLiteral(literal: string): Value {
  if (literal === 'null') return null
  return literal.startsWith("'") ? literal.slice(1, -1).replaceAll("''", "'") : Number(literal)
}

function linesOf(fixture: string): string[] {
  const text = readFileSync(new URL(`./fixtures/${fixture}.sql`, import.meta.url), 'utf8')
  return text.split('\n').filter((line) => line.startsWith('insert'))
}

/** Opens the rows of the `fixtures` of these names under all migrations. */
export async function openBefore008(engine: Engine, fixtures = ['before-008']): Promise<OldDatabase> {
  const { options, remove } = await placeFor(engine)
  const { databaseUrl, dataDir } = options
  const old = new Kysely<unknown>({
    dialect: databaseUrl
      ? postgresDialect(postgresPool(databaseUrl))
      : openSqliteFile(join(dataDir ?? '', 'firstline.db'), { create: true }).dialect,
  })
  await new Migrator({ db: old, provider: { getMigrations: async () => MIGRATIONS } }).migrateTo(
    '005-refusals',
  )
  for (const statement of fixtures.flatMap(linesOf)) {
    const adapted = statement.replace(') values (', ') overriding system value values (')
    await sql.raw(engine === 'postgres' ? adapted : statement).execute(old)
  }
  await old.destroy()
  const store = await openStore({ ...options, role: 'server', clock: () => AFTER })
  const close = async () => {
    await store.close()
    await remove()
  }
  return { store, close }
}

interface Place {
  options: { databaseUrl?: string; dataDir?: string }
  remove: () => void | Promise<void>
}

async function placeFor(engine: Engine): Promise<Place> {
  if (engine === 'sqlite') {
    const { path: dataDir, remove } = createDataDir()
    return { options: { dataDir }, remove }
  }
  const { url: databaseUrl, drop: remove } = await createDatabase()
  return { options: { databaseUrl }, remove }
}
