// SQLite: one file, one connection, immediate transactions, every commit flushed to disk.
import Database from 'better-sqlite3'
import type { Dialect, SqliteDatabase, SqliteStatement } from 'kysely'
import { CompiledQuery, type DatabaseConnection, SqliteAdapter, SqliteDialect, SqliteDriver } from 'kysely'
import { UserError } from '../domain/problem.ts'
import { troubleOf } from './trouble.ts'

const STATEMENTS_KEPT = 500
/** Of a new file. A delivery of 10 KB then touches half as many pages as with SQLite's 4096. */
const PAGE_BYTES = 8192
/** 16 MB: SQLite's 4 MB would be full after a hundred deliveries, and each checkpoint stops all work for a moment. */
const CHECKPOINT_PAGES = 2000
const CHECKED_BYTES = 64 * 1024 * 1024

export interface OpenFile {
  dialect: Dialect
  /** Puts the log into the file and cuts it to nothing, so that what was deleted stands nowhere any more. */
  sweep(): void
}

/**
 * One SQLite file. Its transactions begin `immediate`: a deferred one that reads before it writes fails at once with
 * SQLITE_BUSY when another process has written in between.
 *
 * @throws UserError when the file cannot be opened.
 */
export function openSqliteFile(file: string, options: { create: boolean }): OpenFile {
  const database = openFile(file, options.create)
  let sweptAt = -1
  return {
    dialect: new ImmediateSqliteDialect(database),
    sweep: () => {
      const { changes } = database.prepare('select total_changes() as changes').get() as { changes: number }
      if (changes === sweptAt || database.inTransaction) return
      // Busy while a command reads: then with the next sweep.
      const [{ busy }] = database.pragma('wal_checkpoint(TRUNCATE)') as [{ busy: number }]
      if (busy === 0) sweptAt = changes
    },
  }
}

function openFile(file: string, create: boolean): Database.Database {
  let database: Database.Database | undefined
  try {
    database = new Database(file, { fileMustExist: !create })
    database.pragma('busy_timeout = 5000')
    if (create) {
      database.pragma(`page_size = ${PAGE_BYTES}`)
      database.pragma('journal_mode = WAL')
    }
    database.pragma('synchronous = FULL')
    // What is deleted is overwritten: bodies of deliveries hold what people wrote.
    database.pragma('secure_delete = ON')
    database.pragma(`wal_autocheckpoint = ${CHECKPOINT_PAGES}`)
    // Else what undoes half a statement goes through a temporary file, a third of the cost of storing many rows.
    database.pragma('temp_store = MEMORY')
    database.pragma('foreign_keys = ON')
    if (create) checkPages(database)
    return database
  } catch (cause) {
    database?.close()
    const why =
      troubleOf(cause) ?? `${message(cause)}. Name a folder in DATA_DIR that this user may write to.`
    throw new UserError(`The database ${file} cannot be opened: ${why}`, { cause })
  }
}

/** Damage is better told at the start than on the ticket that meets it; a large file would take too long to read. */
function checkPages(database: Database.Database): void {
  const pages = database.pragma('page_count', { simple: true }) as number
  if (pages * PAGE_BYTES > CHECKED_BYTES) return
  const found = database.pragma('quick_check(1)', { simple: true }) as string
  if (found !== 'ok') throw Object.assign(new Error(found.replace(/\s+/g, ' ')), { code: 'SQLITE_CORRUPT' })
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
  readonly #database: Database.Database
  constructor(database: Database.Database) {
    super({ database: withStatements(database) })
    this.#database = database
  }
  override createDriver() {
    return new ImmediateSqliteDriver(this.#database)
  }
  override createAdapter() {
    return new TransactionalSqliteAdapter()
  }
}

class ImmediateSqliteDriver extends SqliteDriver {
  readonly #database: Database.Database
  constructor(database: Database.Database) {
    super({ database: withStatements(database) })
    this.#database = database
  }
  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('begin immediate'))
  }
  /** A full disk ends the transaction by itself; "cannot rollback" would then hide why. */
  override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    if (this.#database.inTransaction) await super.rollbackTransaction(connection)
  }
}

/** Lets the migrator use a transaction, so that two processes that start at once do not both migrate. */
class TransactionalSqliteAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true
  }
}

function message(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
