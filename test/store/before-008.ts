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
  const rows = fixtures.map((name) =>
    readFileSync(new URL(`./fixtures/${name}.sql`, import.meta.url), 'utf8').split('\n'),
  )
  for (const statement of rows.flat().filter((line) => line.startsWith('insert'))) {
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
