// Runs the same tests on SQLite and on a real PostgreSQL, each on empty tables and with a clock that tests set.
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, beforeEach, describe, inject } from 'vitest'
import type { Store } from '../../src/store/open.ts'
import { openStore } from '../../src/store/open-store.ts'

export type Engine = 'sqlite' | 'postgres'

/** What a test of one engine works with; the store is fresh for every test. */
export interface Bench {
  engine: Engine
  readonly store: Store
  /** ms; the store's only clock. */
  now: number
}

const START = Date.UTC(2026, 0, 15, 9)

/** `describe` for each engine. */
export function describeOnEachEngine(name: string, suite: (bench: Bench) => void): void {
  for (const engine of ['sqlite', 'postgres'] as const) {
    describe(`${name} on ${engine}`, () => suite(useBench(engine)))
  }
}

function useBench(engine: Engine): Bench {
  let store: Store
  let database: Database | undefined
  let tables: string[] = []
  const bench: Bench = {
    engine,
    now: START,
    get store() {
      return store
    },
  }
  const open = () =>
    openStore({ databaseUrl: database?.url, dataDir: ':memory:', role: 'server', clock: () => bench.now })
  beforeAll(async () => {
    if (engine === 'sqlite') return
    database = await createDatabase()
    store = await open()
    tables = (await store.db.introspection.getTables()).map(({ name }) => name)
  })
  beforeEach(async () => {
    bench.now = START
    if (engine === 'sqlite') store = await open()
    else await emptyTables(store, tables)
  })
  afterEach(async () => {
    if (engine === 'sqlite') await store.close()
  })
  afterAll(async () => {
    if (engine === 'sqlite') return
    await store.close()
    await database?.drop()
  })
  return bench
}

export interface Database {
  url: string
  drop(): Promise<void>
}

/** An empty database on the run's PostgreSQL. */
export async function createDatabase(): Promise<Database> {
  const server = inject('databaseUrl')
  const name = `firstline_test_${randomBytes(6).toString('hex')}`
  await onServer(server, `create database ${name}`)
  const url = new URL(server)
  url.pathname = `/${name}`
  return { url: url.href, drop: () => onServer(server, `drop database ${name} with (force)`) }
}

/** A folder for SQLite's files, and how to remove it. */
export function createDataDir(): { path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), 'firstline-store-'))
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) }
}

async function onServer(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 })
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}

/** Deleting few rows is faster than truncating, and one round trip is enough. */
async function emptyTables(store: Store, tables: string[]): Promise<void> {
  const deletes = tables.map((table) => `delete from "${table}";`).join(' ')
  await sql.raw(`do $$ begin ${deletes} end $$`).execute(store.db)
}
