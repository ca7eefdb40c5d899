// Opens the database: SQLite in DATA_DIR, or PostgreSQL with DATABASE_URL.
import { join } from 'node:path'
import { Kysely, type Transaction } from 'kysely'
import { UserError } from '../domain/problem.ts'
import { voidClaims } from './agenda-upkeep.ts'
import { migrate } from './migrate.ts'
import { databaseTime, postgresDialect, postgresPool, reach } from './postgres.ts'
import { createDataDir, lockDataDir, sqliteDialect } from './sqlite.ts'
import type { Tables } from './tables.ts'

/** What a query needs: the database, or a transaction on it. */
export type Db = Kysely<Tables>

/** The open database. On SQLite all queries share one connection: inside `transaction` use only its argument. */
export interface Store {
  db: Db
  engine: 'sqlite' | 'postgres'
  /** ms since 1970: this machine's clock on SQLite, the database's on PostgreSQL, so that processes agree. */
  now(): number
  /**
   * Runs `work` in a transaction (immediate on SQLite). On PostgreSQL a deadlock runs it again, up to three times:
   * `work` must do nothing but query.
   */
  transaction<T>(work: (tx: Transaction<Tables>) => Promise<T>): Promise<T>
  close(): Promise<void>
}

export interface OpenOptions {
  /** `postgres://…`; without it, SQLite. */
  databaseUrl?: string | undefined
  /** Folder of `firstline.db`, or `:memory:`. */
  dataDir?: string | undefined
  /** One server process at a time on SQLite; commands may open beside it. */
  role: 'server' | 'command'
  /** Stands in for both clocks in tests. */
  clock?: () => number
}

const CLOCK_EVERY_MS = 30_000

/** Opens and migrates the database. @throws UserError that names the variable at fault and what to do. */
export async function openStore(options: OpenOptions): Promise<Store> {
  const store = options.databaseUrl ? await openPostgres(options.databaseUrl, options) : openSqlite(options)
  try {
    await migrate(store.db)
    // On SQLite there is one server process, so every claim is that of a dead one.
    if (store.engine === 'sqlite' && options.role === 'server') await voidClaims(store.db)
    return store
  } catch (error) {
    await store.close()
    throw error
  }
}

function openSqlite(options: OpenOptions): Store {
  const dataDir = options.dataDir ?? './data'
  const inMemory = dataDir === ':memory:'
  if (!inMemory) createDataDir(dataDir)
  const unlock = options.role === 'server' && !inMemory ? lockDataDir(dataDir) : () => {}
  const db = openOrUnlock(inMemory ? dataDir : join(dataDir, 'firstline.db'), unlock)
  return {
    db,
    engine: 'sqlite',
    now: options.clock ?? Date.now,
    transaction: (work) => db.transaction().execute(work),
    close: async () => {
      await db.destroy()
      unlock()
    },
  }
}

function openOrUnlock(file: string, unlock: () => void): Db {
  try {
    return new Kysely({ dialect: sqliteDialect(file) })
  } catch (error) {
    unlock()
    throw error
  }
}

async function openPostgres(databaseUrl: string, options: OpenOptions): Promise<Store> {
  if (!/^postgres(ql)?:\/\//.test(databaseUrl)) {
    throw new UserError('DATABASE_URL must look like postgres://user:password@host:5432/database.')
  }
  const pool = postgresPool(databaseUrl)
  try {
    await reach(pool, databaseUrl)
  } catch (error) {
    await pool.end()
    throw error
  }
  const clock = options.clock
    ? { now: options.clock, stop: () => {} }
    : await followClock(() => databaseTime(pool))
  const db: Db = new Kysely({ dialect: postgresDialect(pool) })
  return {
    db,
    engine: 'postgres',
    now: clock.now,
    transaction: (work) => withRetry(() => db.transaction().execute(work)),
    close: async () => {
      clock.stop()
      await db.destroy()
    },
  }
}

/** The database's time without a round trip a question: read every half minute, carried on by a monotonic clock. */
async function followClock(read: () => Promise<number>): Promise<{ now: () => number; stop: () => void }> {
  let offset = 0
  const measure = async () => {
    const before = performance.now()
    const time = await read()
    offset = time - (before + performance.now()) / 2
  }
  await measure()
  // A failed reading keeps the last offset: queries themselves fail loudly while the database is away.
  const timer = setInterval(() => void measure().catch(() => {}), CLOCK_EVERY_MS)
  timer.unref()
  return { now: () => Math.round(performance.now() + offset), stop: () => clearInterval(timer) }
}

const RETRIED = new Set(['40001', '40P01'])

async function withRetry<T>(run: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await run()
    } catch (error) {
      const again = error instanceof Error && 'code' in error && RETRIED.has(String(error.code))
      if (!again || attempt === 3) throw error
    }
  }
}
