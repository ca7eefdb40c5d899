// DATA_DIR: made and kept for its owner only, and held by one server at a time.
import { chmodSync, closeSync, mkdirSync, openSync, readdirSync, statSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import Database from 'better-sqlite3'
import { UserError } from '../domain/problem.ts'

export const DATABASE_FILE = 'firstline.db'
/** The database with its log and index, copies beside it, and the lock. */
const OURS = /^(firstline.*\.db.*|server\.lock.*)$/

/**
 * Creates DATA_DIR and its database file, or closes to others what was there before. What belongs to another user, as
 * on a mounted volume, stays as it is. @throws UserError when it cannot be created
 */
export function prepareDataDir(dataDir: string): void {
  try {
    makeFolder(resolve(dataDir))
    closeToOthers(dataDir, 0o700)
    // SQLite gives its log and index the mode of the file itself.
    closeSync(openSync(join(dataDir, DATABASE_FILE), 'a', 0o600))
    for (const name of readdirSync(dataDir)) if (OURS.test(name)) closeToOthers(join(dataDir, name), 0o600)
  } catch (cause) {
    const why = (cause as NodeJS.ErrnoException).code ?? String(cause)
    throw new UserError(
      `DATA_DIR (${dataDir}) cannot be created or written (${why}). Name a folder that this user may write to, or set ` +
        'DATABASE_URL.',
      { cause },
    )
  }
}

/** Node's own `recursive` never ends where a folder that exists takes no other, as in /proc. */
function makeFolder(path: string): void {
  try {
    mkdirSync(path, { mode: 0o700 })
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'EEXIST' && statSync(path).isDirectory()) return
    if (code !== 'ENOENT' || dirname(path) === path) throw error
    makeFolder(dirname(path))
    mkdirSync(path, { mode: 0o700 })
  }
}

function closeToOthers(path: string, mode: number): void {
  try {
    chmodSync(path, mode)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code !== 'EPERM' && code !== 'ENOENT') throw error
  }
}

/** A folder that another server process holds. */
export class DataDirInUse extends UserError {}

/**
 * Holds DATA_DIR for one server process. The lock is SQLite's own on a file beside the database, so the system
 * releases it however the process ends. Returns the function that releases it.
 *
 * @throws DataDirInUse when another server process holds it.
 */
export function lockDataDir(dataDir: string): () => void {
  const file = join(dataDir, 'server.lock')
  closeSync(openSync(file, 'a', 0o600))
  const lock = new Database(file, { timeout: 0 })
  try {
    lock.pragma('journal_mode = DELETE')
    lock.exec('BEGIN EXCLUSIVE')
  } catch (cause) {
    lock.close()
    if (!(cause instanceof Database.SqliteError) || cause.code !== 'SQLITE_BUSY') throw cause
    throw new DataDirInUse(
      `DATA_DIR (${dataDir}) is in use by another Firstline server. Stop that one, or give this one a DATA_DIR of ` +
        'its own, or set DATABASE_URL to a PostgreSQL database to run several.',
      { cause },
    )
  }
  return () => lock.close()
}
