// Opens the database: SQLite in DATA_DIR, or PostgreSQL with DATABASE_URL.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { Kysely, type LogEvent } from 'kysely'
import { UserError } from '../domain/problem.ts'
import { voidClaims } from './agenda-upkeep.ts'
import { DATABASE_FILE, lockDataDir, prepareDataDir } from './data-dir.ts'
import { checkTables, migrate, NoDatabaseError } from './migrate.ts'
import type { Db, Store } from './open.ts'
import { isOutdated } from './prepared.ts'
import { openSqliteFile } from './sqlite.ts'
import { troubleOf } from './trouble.ts'
import { createTroubles, type Troubles } from './trouble-watch.ts'

export interface OpenOptions {
  /** `postgres://…`; without it, SQLite. */
  databaseUrl?: string | undefined
  /** Folder of `firstline.db`, or `:memory:`. */
  dataDir?: string | undefined
  /**
   * One server process at a time on SQLite; it creates what is missing. Commands open beside it what is there, and
   * create nothing.
   */
  role: 'server' | 'command'
  /** Stands in for both clocks in tests. */
  clock?: () => number
  /** Told of every statement that was run, `begin` and `commit` among them: how many there are is measured. */
  onStatement?: ((sql: string) => void) | undefined
}

const CLOCK_EVERY_MS = 30_000
const SLOW_READING_MS = 1_000
const READINGS = 3

/** How long what was deleted may still stand in the log. */
const SWEEP_EVERY_MS = 2_000

/**
 * Opens the database, for a server with its tables brought up to date. @throws UserError that names the variable at
 * fault and what to do; NoDatabaseError for a command where there is none.
 */
export async function openStore(options: OpenOptions): Promise<Store> {
  const store = options.databaseUrl ? await openPostgres(options.databaseUrl, options) : openSqlite(options)
  try {
    if (options.role === 'server' || options.dataDir === ':memory:') await migrate(store.db)
    else await checkTables(store.db)
    // On SQLite there is one server process, so every claim is that of a dead one.
    if (store.engine === 'sqlite' && options.role === 'server') await voidClaims(store.db)
    return store
  } catch (error) {
    await store.close()
    const trouble = error instanceof UserError ? null : troubleOf(error)
    if (trouble === null) throw error
    throw new UserError(`${nameOf(options)}: ${trouble}`, { cause: error })
  }
}

function nameOf({ databaseUrl, dataDir }: OpenOptions): string {
  return databaseUrl ? 'DATABASE_URL' : `DATA_DIR (${dataDir ?? './data'})`
}

function openSqlite(options: OpenOptions): Store {
  const dataDir = options.dataDir ?? './data'
  const inMemory = dataDir === ':memory:'
  const file = inMemory ? dataDir : join(dataDir, DATABASE_FILE)
  const serving = options.role === 'server' && !inMemory
  if (serving) prepareDataDir(dataDir)
  else if (!inMemory && !existsSync(file)) throw new NoDatabaseError(`There is no database in ${dataDir}`)
  const unlock = serving ? lockDataDir(dataDir) : () => {}
  const now = options.clock ?? Date.now
  const opened = openOrUnlock(file, { create: serving || inMemory }, unlock)
  const troubles = createTroubles()
  const db: Db = new Kysely({ dialect: opened.dialect, log: listener(troubles, options) })
  const timer = serving ? setInterval(() => troubles.watch(opened.sweep), SWEEP_EVERY_MS) : undefined
  timer?.unref()
  return {
    db,
    engine: 'sqlite',
    now,
    askNow: async () => now(),
    transaction: (work) => db.transaction().execute(work),
    trouble: () => troubles.now(db),
    close: async () => {
      clearInterval(timer)
      await db.destroy()
      unlock()
    },
  }
}

function listener(troubles: Troubles, { onStatement }: OpenOptions): (event: LogEvent) => void {
  return (event) => {
    troubles.notice(event)
    if (event.level === 'query') onStatement?.(event.query.sql)
  }
}

function openOrUnlock(file: string, options: { create: boolean }, unlock: () => void) {
  try {
    return openSqliteFile(file, options)
  } catch (error) {
    unlock()
    throw error
  }
}

async function openPostgres(databaseUrl: string, options: OpenOptions): Promise<Store> {
  if (!/^postgres(ql)?:\/\//.test(databaseUrl)) {
    throw new UserError('DATABASE_URL must look like postgres://user:password@host:5432/database.')
  }
  // Its driver is memory that SQLite has no use for.
  const { databaseTime, postgresDialect, postgresPool, reach } = await import('./postgres.ts')
  const pool = postgresPool(databaseUrl)
  try {
    await reach(pool, databaseUrl)
  } catch (error) {
    await pool.end()
    throw error
  }
  const { clock: given } = options
  const clock = given
    ? { now: given, askNow: async () => given(), stop: () => {} }
    : await followClock(() => databaseTime(pool))
  const troubles = createTroubles()
  const db: Db = new Kysely({ dialect: postgresDialect(pool), log: listener(troubles, options) })
  return {
    db,
    engine: 'postgres',
    now: clock.now,
    askNow: clock.askNow,
    transaction: (work) => withRetry(() => db.transaction().execute(work)),
    trouble: () => troubles.now(db),
    close: async () => {
      clock.stop()
      await db.destroy()
    },
  }
}

/** The database's time without a round trip a question: read every half minute, carried on by a monotonic clock. */
async function followClock(
  read: () => Promise<number>,
): Promise<Pick<Store, 'now' | 'askNow'> & { stop(): void }> {
  let offset = 0
  const now = () => Math.round(performance.now() + offset)
  const measure = async () => {
    for (let reading = 1; reading <= READINGS; reading++) {
      const before = performance.now()
      const time = await read()
      const after = performance.now()
      offset = time - (before + after) / 2
      // A reading in the middle of which this process was stopped tells the time from before.
      if (after - before < SLOW_READING_MS) return
    }
  }
  await measure()
  // A failed reading keeps the last offset: queries themselves fail loudly while the database is away.
  const timer = setInterval(() => void measure().catch(() => {}), CLOCK_EVERY_MS)
  timer.unref()
  const askNow = async () => {
    await measure()
    return now()
  }
  return { now, askNow, stop: () => clearInterval(timer) }
}

const RETRIED = new Set(['40001', '40P01'])

async function withRetry<T>(run: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await run()
    } catch (error) {
      const again = error instanceof Error && 'code' in error && RETRIED.has(String(error.code))
      if (!(again || isOutdated(error)) || attempt === 3) throw error
    }
  }
}
