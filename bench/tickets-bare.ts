// A yardstick for the machine: how many bare statements its SQLite or PostgreSQL does, in the mix of a ticket's turn.
import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import pg from 'pg'

/** One round of statements, the same whatever Firstline needs, so that figures of different days can be compared. */
const MIX = { selects: 24, inserts: 4, updates: 4, transactions: 3 }
const MIX_STATEMENTS = MIX.selects + MIX.inserts + MIX.updates

export interface Bare {
  perSecond: number
  /** Processor time of this process, ms a statement; that of a PostgreSQL server is not in it. */
  cpuMs: number
}

/** As many at once as a worker has lines in hand. */
const CLIENTS = 8
const DURATION_MS = 2_000
const ROWS = 1_000
const VALUE = 'x'.repeat(400)

interface Connection {
  run(sql: string, values?: Array<string | number>): Promise<unknown> | unknown
}

const TABLE = 'create table bare (id text primary key, owner integer, value text)'
const INDEX = 'create index bare_owner on bare (owner)'

/** On a SQLite file with Firstline's settings, in this process. */
export async function bareSqlite(): Promise<Bare> {
  const folder = mkdtempSync(join(tmpdir(), 'firstline-bench-'))
  const database = new Database(join(folder, 'bare.db'))
  for (const setting of ['page_size = 8192', 'journal_mode = WAL', 'synchronous = FULL'])
    database.pragma(setting)
  const prepared = new Map<string, Database.Statement>()
  const connection: Connection = {
    run: (sql, values = []) => {
      const statement = prepared.get(sql) ?? database.prepare(sql)
      prepared.set(sql, statement)
      return statement.reader ? statement.all(...values) : statement.run(...values)
    },
  }
  try {
    await fill(connection)
    return await measure([connection], 'begin immediate')
  } finally {
    database.close()
    rmSync(folder, { recursive: true })
  }
}

/** By a few clients of one process, as `pg` sends them. */
export async function barePostgres(databaseUrl: string): Promise<Bare> {
  const clients = Array.from({ length: CLIENTS }, () => new pg.Client(databaseUrl))
  for (const client of clients) await client.connect()
  // Firstline writes `?` for SQLite and `$1` for PostgreSQL; so do these.
  const connections = clients.map((client) => ({
    run: (sql: string, values: Array<string | number> = []) => {
      let i = 0
      return client.query(
        sql.replaceAll('?', () => `$${++i}`),
        values,
      )
    },
  }))
  try {
    await fill(connections[0]!)
    return await measure(connections, 'begin')
  } finally {
    await clients[0]!.query('drop table bare')
    for (const client of clients) await client.end()
  }
}

async function fill(connection: Connection): Promise<void> {
  await connection.run(TABLE)
  await connection.run(INDEX)
  await connection.run('begin')
  for (let i = 0; i < ROWS; i++) await insert(connection, String(i), i)
  await connection.run('commit')
}

async function measure(connections: Connection[], begin: string): Promise<Bare> {
  const startedAt = performance.now()
  const cpuBefore = process.cpuUsage()
  let rounds = 0
  const runOne = async (connection: Connection, first: number) => {
    for (let i = first; performance.now() - startedAt < DURATION_MS; i += CLIENTS) {
      await round(connection, i, begin)
      rounds++
    }
  }
  await Promise.all(connections.map(runOne))
  const { user, system } = process.cpuUsage(cpuBefore)
  const statements = rounds * MIX_STATEMENTS
  return {
    perSecond: (statements * 1_000) / (performance.now() - startedAt),
    cpuMs: (user + system) / 1_000 / statements,
  }
}

async function round(connection: Connection, i: number, begin: string): Promise<void> {
  for (let n = 0; n < MIX.selects; n++) {
    await connection.run('select * from bare where owner = ?', [(i * MIX.selects + n) % ROWS])
  }
  for (let n = 0; n < MIX.transactions; n++) {
    await connection.run(begin)
    for (let k = n; k < MIX.inserts; k += MIX.transactions) await insert(connection, randomUUID(), ROWS + i)
    for (let k = n; k < MIX.updates; k += MIX.transactions) {
      await connection.run('update bare set value = ? where id = ?', [VALUE + n, String((i * 7 + k) % ROWS)])
    }
    await connection.run('commit')
  }
}

function insert(connection: Connection, id: string, owner: number): unknown {
  return connection.run('insert into bare (id, owner, value) values (?, ?, ?)', [id, owner, VALUE])
}
