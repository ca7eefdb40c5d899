// PostgreSQL: a pool with timeouts, integers as numbers, and a failure to connect told without the password.
import { type Dialect, PostgresDialect } from 'kysely'
import pg from 'pg'
import { UserError } from '../domain/problem.ts'
import { createNames, runByName } from './prepared.ts'

const CONNECT_TIMEOUT_MS = 5_000
const STATEMENT_TIMEOUT_MS = 30_000
const POOL_SIZE = 10
const INT8 = 20

/** A pool for `databaseUrl`. Ids and times are far below 2^53, so `int8` is read as a number. */
export function postgresPool(databaseUrl: string): pg.Pool {
  const pool = new pg.Pool({
    connectionString: databaseUrl,
    max: POOL_SIZE,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    statement_timeout: STATEMENT_TIMEOUT_MS,
    query_timeout: STATEMENT_TIMEOUT_MS + 5_000,
    idle_in_transaction_session_timeout: STATEMENT_TIMEOUT_MS,
    application_name: 'firstline',
    keepAlive: true,
    types: { getTypeParser: (oid, format) => (oid === INT8 ? Number : pg.types.getTypeParser(oid, format)) },
  })
  // A connection that the server closes is replaced at the next query; without a listener it ends the process. In the
  // middle of a transaction the next query of the transaction tells it.
  pool.on('error', () => {})
  const names = createNames()
  pool.on('connect', (client) => {
    client.on('error', () => {})
    runByName(client, names)
  })
  return pool
}

export function postgresDialect(pool: pg.Pool): Dialect {
  return new PostgresDialect({ pool })
}

/** Asks the database for its time, ms. @throws UserError when it cannot be reached, naming DATABASE_URL. */
export async function reach(pool: pg.Pool, databaseUrl: string): Promise<number> {
  try {
    return await databaseTime(pool)
  } catch (cause) {
    throw new UserError(
      `DATABASE_URL (${hidePassword(databaseUrl)}) cannot be reached: ${reasonOf(cause)}. Check that the server ` +
        'runs and that host, port, user, password and database are right; without DATABASE_URL, SQLite is used.',
      { cause },
    )
  }
}

/** The database's clock, ms since 1970. */
export async function databaseTime(pool: pg.Pool): Promise<number> {
  const { rows } = await pool.query<{ now: number }>(
    'select (extract(epoch from clock_timestamp()) * 1000)::int8 as now',
  )
  return rows[0]!.now
}

/** `postgres://user:…@host/db`: everything but the password. */
export function hidePassword(databaseUrl: string): string {
  try {
    const url = new URL(databaseUrl)
    if (!/^postgres(ql)?:$/.test(url.protocol)) return 'not a PostgreSQL URL'
    if (url.password) url.password = '…'
    if (url.searchParams.has('password')) url.searchParams.set('password', '…')
    return decodeURI(url.href)
  } catch {
    return 'not a PostgreSQL URL'
  }
}

function reasonOf(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(reasonOf).join('; ')
  if (!(error instanceof Error)) return String(error)
  return error.message || ('code' in error ? String(error.code) : error.name)
}
