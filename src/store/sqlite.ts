// SQLite: one file, one connection, immediate transactions, every commit flushed to disk.
import { chmodSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import type { Dialect, SqliteDatabase, SqliteDialectConfig, SqliteStatement } from 'kysely'
import { CompiledQuery, type DatabaseConnection, SqliteAdapter, SqliteDialect, SqliteDriver } from 'kysely'
import { UserError } from '../domain/problem.ts'

const STATEMENTS_KEPT = 500
/** Of a new file. A delivery of 10 KB then touches half as many pages as with SQLite's 4096. */
const PAGE_BYTES = 8192
/** 16 MB: SQLite's 4 MB would be full after a hundred deliveries, and each checkpoint stops all work for a moment. */
const CHECKPOINT_PAGES = 2000
const WAL_ATTEMPTS = 50
const BETWEEN_ATTEMPTS_MS = 50

/**
 * The dialect for one SQLite file. Its transactions begin `immediate`: a deferred one that reads before it writes
 * fails at once with SQLITE_BUSY when another process has written in between.
 *
 * @throws UserError when the file cannot be opened.
 */
export function sqliteDialect(file: string): Dialect {
  return new ImmediateSqliteDialect({ database: withStatements(openFile(file)) })
}

/**
 * Holds DATA_DIR for one server process. The lock is SQLite's own on a file beside the database, so the system
 * releases it however the process ends. Returns the function that releases it.
 *
 * @throws UserError when another server process holds it.
 */
export function lockDataDir(dataDir: string): () => void {
  const lock = new Database(join(dataDir, 'server.lock'), { timeout: 0 })
  try {
    lock.pragma('journal_mode = DELETE')
    lock.exec('BEGIN EXCLUSIVE')
  } catch (cause) {
    lock.close()
    if (!isBusy(cause)) throw cause
    throw new UserError(
      `DATA_DIR (${dataDir}) is in use by another Firstline server. Stop that one, or give this one a DATA_DIR of ` +
        'its own, or set DATABASE_URL to a PostgreSQL database to run several.',
      { cause },
    )
  }
  return () => lock.close()
}

/** Creates DATA_DIR, readable by its owner only. @throws UserError when it cannot be. */
export function createDataDir(dataDir: string): void {
  try {
    if (mkdirSync(dataDir, { recursive: true, mode: 0o700 })) chmodSync(dataDir, 0o700)
  } catch (cause) {
    throw new UserError(
      `DATA_DIR (${dataDir}) cannot be created. Name a folder that this user may write to, or set DATABASE_URL.`,
      { cause },
    )
  }
}

function openFile(file: string): Database.Database {
  let database: Database.Database | undefined
  try {
    database = new Database(file)
    database.pragma('busy_timeout = 5000')
    database.pragma(`page_size = ${PAGE_BYTES}`)
    enterWal(database)
    database.pragma('synchronous = FULL')
    database.pragma(`wal_autocheckpoint = ${CHECKPOINT_PAGES}`)
    // Else what undoes half a statement goes through a temporary file, a third of the cost of storing many rows.
    database.pragma('temp_store = MEMORY')
    database.pragma('foreign_keys = ON')
    return database
  } catch (cause) {
    database?.close()
    throw new UserError(
      `The database ${file} cannot be opened (${message(cause)}). Name a folder in DATA_DIR that this user may ` +
        'write to, or put back a backup.',
      { cause },
    )
  }
}

/** Where several processes make a new file at once, SQLite refuses all but one without waiting: the others ask again. */
function enterWal(database: Database.Database): void {
  for (let attempt = 1; ; attempt++) {
    try {
      database.pragma('journal_mode = WAL')
      return
    } catch (error) {
      if (!isBusy(error) || attempt === WAL_ATTEMPTS) throw error
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, BETWEEN_ATTEMPTS_MS)
    }
  }
}

/** Kysely prepares every query anew; the same text is prepared once here. */
function withStatements(database: Database.Database): SqliteDatabase {
  const statements = new Map<string, SqliteStatement>()
  return {
    close: () => void database.close(),
    prepare(sql) {
      const known = statements.get(sql)
      if (known) return known
      const statement = database.prepare(sql) as SqliteStatement
      if (statements.size >= STATEMENTS_KEPT) statements.clear()
      statements.set(sql, statement)
      return statement
    },
  }
}

class ImmediateSqliteDialect extends SqliteDialect {
  readonly #config: SqliteDialectConfig
  constructor(config: SqliteDialectConfig) {
    super(config)
    this.#config = config
  }
  override createDriver() {
    return new ImmediateSqliteDriver(this.#config)
  }
  override createAdapter() {
    return new TransactionalSqliteAdapter()
  }
}

class ImmediateSqliteDriver extends SqliteDriver {
  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('begin immediate'))
  }
}

/** Lets the migrator use a transaction, so that two processes that start at once do not both migrate. */
class TransactionalSqliteAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true
  }
}

function isBusy(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'SQLITE_BUSY'
}

function message(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
