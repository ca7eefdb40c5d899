// Opening: one server per DATA_DIR, commands beside it, and mistakes that say what to do.
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Kysely, sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { UserError } from '../../src/domain/problem.ts'
import { claim, wake } from '../../src/store/agenda.ts'
import { saveBlobs } from '../../src/store/articles.ts'
import { NoDatabaseError } from '../../src/store/migrate.ts'
import type { Store } from '../../src/store/open.ts'
import { openStore } from '../../src/store/open-store.ts'
import { hidePassword } from '../../src/store/postgres.ts'
import { openSqliteFile } from '../../src/store/sqlite.ts'
import type { Tables } from '../../src/store/tables.ts'
import { createDatabase, createDataDir, describeOnEachEngine } from './engines.ts'

const OPENER = join(import.meta.dirname, 'open-and-tell.ts')

describe('DATA_DIR', () => {
  let dataDir: ReturnType<typeof createDataDir>
  const stores: Store[] = []
  const open = async (role: 'server' | 'command', path = join(dataDir.path, 'new')) => {
    const store = await openStore({ dataDir: path, role })
    stores.push(store)
    return store
  }
  beforeEach(() => {
    dataDir = createDataDir()
  })
  afterEach(async () => {
    for (const store of stores.splice(0)) await store.close()
    dataDir.remove()
  })

  test('a new one is created for its owner only', async () => {
    await open('server')
    expect(statSync(join(dataDir.path, 'new')).mode & 0o777).toBe(0o700)
    expect(existsSync(join(dataDir.path, 'new', 'firstline.db'))).toBe(true)
  })

  test('one that was there, and its files, are closed to others', async () => {
    const path = join(dataDir.path, 'old')
    mkdirSync(path)
    const files = ['firstline.db', 'server.lock', 'firstline-backup.db']
    for (const name of files) writeFileSync(join(path, name), '')
    for (const one of [path, ...files.map((name) => join(path, name))]) chmodSync(one, 0o755)
    writeFileSync(join(path, 'notes.txt'), '', { mode: 0o644 })
    await open('server', path)
    const mode = (name: string) => statSync(join(path, name)).mode & 0o777
    expect(mode('')).toBe(0o700)
    for (const name of [...files, 'firstline.db-wal', 'firstline.db-shm'])
      expect([name, mode(name)]).toEqual([name, 0o600])
    expect(mode('notes.txt')).toBe(0o644)
  })

  test('commits are flushed to disk before they are acknowledged', async () => {
    const { db } = await open('server')
    const pragma = async (name: string) => {
      const { rows } = await sql.raw<Record<string, unknown>>(`pragma ${name}`).execute(db)
      return Object.values(rows[0]!)[0]
    }
    expect(await pragma('journal_mode')).toBe('wal')
    expect(await pragma('synchronous')).toBe(2)
    expect(await pragma('foreign_keys')).toBe(1)
  })

  test('a second server is refused and told what to do, a command is not', async () => {
    await open('server')
    await expect(open('server')).rejects.toThrow(UserError)
    await expect(open('server')).rejects.toThrow(
      /DATA_DIR .* is in use by another Firstline server.*DATABASE_URL/,
    )
    const command = await open('command')
    await wake(command.db, { line: { kind: 'ticket', ticketId: 'issue:1' }, at: command.now() })
  })

  test('a server that was killed leaves no lock and no claims behind', async () => {
    const path = join(dataDir.path, 'new')
    const killed = fork(OPENER, [JSON.stringify({ dataDir: path, role: 'server' })])
    await once(killed, 'message')
    const beside = await open('command')
    await wake(beside.db, { line: { kind: 'ticket', ticketId: 'issue:1' }, at: beside.now() })
    expect(await claim(beside, { token: 'dead', limit: 1, leaseMs: 3_600_000 })).toHaveLength(1)
    await expect(open('server')).rejects.toThrow(UserError)
    killed.kill('SIGKILL')
    await once(killed, 'exit')
    const store = await open('server')
    expect(await claim(store, { token: 'alive', limit: 1, leaseMs: 1_000 })).toHaveLength(1)
  })

  test('a folder that cannot be made, and a file that is no database, are told', async () => {
    const file = join(dataDir.path, 'file')
    writeFileSync(file, 'x', { mode: 0o644 })
    // The last is of a system that lets nobody make a folder there, whose own recursion would never end.
    const impossible = [join(file, 'data'), file, '/proc/firstline/data']
    for (const place of impossible) {
      await expect(open('server', place)).rejects.toThrow(/DATA_DIR .* cannot be created/)
    }
    expect(statSync(file).mode & 0o777).toBe(0o644)
    writeFileSync(
      join(dataDir.path, 'firstline.db'),
      'not a database, but long enough to be read as one'.repeat(50),
    )
    await expect(open('command', dataDir.path)).rejects.toThrow(/firstline\.db cannot be opened/)
  })
})

describe('DATABASE_URL', () => {
  test('an unreachable server is told without its password', async () => {
    const opened = openStore({ databaseUrl: 'postgres://user:geheim@127.0.0.1:1/db', role: 'server' })
    const error: unknown = await opened.catch((cause: unknown) => cause)
    expect(error).toBeInstanceOf(UserError)
    expect(String(error)).toMatch(/DATABASE_URL \(postgres:\/\/user:…@127\.0\.0\.1:1\/db\) cannot be reached/)
    expect(String(error)).not.toContain('geheim')
  })

  test('what is no PostgreSQL address is told', async () => {
    await expect(openStore({ databaseUrl: 'mysql://root@db/x', role: 'server' })).rejects.toThrow(
      /DATABASE_URL must look like postgres:/,
    )
    expect(hidePassword('postgres://u@h/d?password=secret')).not.toContain('secret')
    expect(hidePassword('u:secret@h')).not.toContain('secret')
  })
})

describe('processes that start at once', () => {
  test('all find the tables migrated', async () => {
    const database = await createDatabase()
    await expectAllToOpen({ databaseUrl: database.url, role: 'server' })
    await database.drop()
  })

  async function expectAllToOpen(options: object): Promise<void> {
    const children = Array.from({ length: 2 }, () => fork(OPENER, [JSON.stringify(options)]))
    const told = await Promise.all(children.map(async (child) => (await once(child, 'message'))[0]))
    for (const child of children) child.kill('SIGKILL')
    expect(told).toEqual(['open', 'open'])
  }
})

describe('a command', () => {
  test('creates nothing where there is no database', async () => {
    const dataDir = createDataDir()
    const nowhere = join(dataDir.path, 'nowhere')
    await expect(openStore({ dataDir: nowhere, role: 'command' })).rejects.toThrow(NoDatabaseError)
    await expect(openStore({ dataDir: dataDir.path, role: 'command' })).rejects.toThrow(NoDatabaseError)
    expect(readdirSync(dataDir.path)).toEqual([])
    writeFileSync(join(dataDir.path, 'firstline.db'), '')
    await expect(openStore({ dataDir: dataDir.path, role: 'command' })).rejects.toThrow(NoDatabaseError)
    expect(readdirSync(dataDir.path)).toEqual(['firstline.db'])
    dataDir.remove()
  })

  test('creates no tables in an empty PostgreSQL', async () => {
    const database = await createDatabase()
    await expect(openStore({ databaseUrl: database.url, role: 'command' })).rejects.toThrow(NoDatabaseError)
    await expect(openStore({ databaseUrl: database.url, role: 'command' })).rejects.toThrow(NoDatabaseError)
    await database.drop()
  })

  test('leaves the files of a server that has stopped as they are', async () => {
    const dataDir = createDataDir()
    await (await openStore({ dataDir: dataDir.path, role: 'server' })).close()
    const before = readdirSync(dataDir.path)
    await (await openStore({ dataDir: dataDir.path, role: 'command' })).close()
    expect(readdirSync(dataDir.path)).toEqual(before)
    dataDir.remove()
  })
})

describe('a database of another version', () => {
  const openWith = async (change: string) => {
    const dataDir = createDataDir()
    const store = await openStore({ dataDir: dataDir.path, role: 'server' })
    await sql.raw(change).execute(store.db)
    await store.close()
    const tell = (role: 'server' | 'command') =>
      openStore({ dataDir: dataDir.path, role }).then(
        (opened) => opened.close().then(() => 'opened'),
        (error: UserError) => error.message,
      )
    const told = [await tell('command'), await tell('server')]
    dataDir.remove()
    return told
  }

  test('that is newer is refused by both', async () => {
    const told = await openWith("insert into kysely_migration values ('999-later', '2030-01-01')")
    for (const one of told) expect(one).toMatch(/of a newer Firstline \(it has 999-later\)/)
  })

  test('that is older has to be brought up to date by a server first', async () => {
    const [told] = await openWith("delete from kysely_migration where name <> '001-core'")
    expect(told).toMatch(/of an older Firstline: start the server/)
  })
})

describe('what is deleted', () => {
  test('stands in no file any more a moment later', async () => {
    const dataDir = createDataDir()
    const opened = openSqliteFile(join(dataDir.path, 'firstline.db'), { create: true })
    const db = new Kysely<Tables>({ dialect: opened.dialect })
    await sql`create table note (text text)`.execute(db)
    await sql`insert into note values (${'a secret word '.repeat(5_000)})`.execute(db)
    const isThere = () =>
      readdirSync(dataDir.path).some((name) =>
        readFileSync(join(dataDir.path, name)).includes('a secret word'),
      )
    expect(isThere()).toBe(true)
    opened.sweep()
    expect(isThere()).toBe(true)
    await sql`delete from note`.execute(db)
    opened.sweep()
    expect(isThere()).toBe(false)
    await db.destroy()
    dataDir.remove()
  })
})

describe('a disk without room', () => {
  test('is told as what it is, and forgotten when there is room again', async () => {
    const dataDir = createDataDir()
    const store = await openStore({ dataDir: dataDir.path, role: 'server' })
    const limit = (pages: number) => sql.raw(`pragma max_page_count = ${pages}`).execute(store.db)
    const write = () =>
      store.transaction((tx) => saveBlobs(tx, [{ sha: 'large', content: 'x'.repeat(1024 * 1024) }], 0))
    expect(await store.trouble()).toBeNull()
    await limit(1)
    await expect(write()).rejects.toThrow(/database or disk is full/)
    expect(await store.trouble()).toMatch(/^there is no room left on its disk\. Make room: .*disk is full/)
    await limit(1_000_000)
    expect(await store.trouble()).toBeNull()
    await write()
    await store.close()
    dataDir.remove()
  })
})

describe('a damaged database', () => {
  test('is told by the server also where it opens well', async () => {
    const dataDir = createDataDir()
    await (await openStore({ dataDir: dataDir.path, role: 'server' })).close()
    const file = join(dataDir.path, 'firstline.db')
    const bytes = readFileSync(file)
    writeFileSync(file, bytes.fill(0xab, bytes.length - 8192))
    await expect(openStore({ dataDir: dataDir.path, role: 'server' })).rejects.toThrow(
      /the database is damaged\. Stop the server/,
    )
    dataDir.remove()
  })

  test('is told with what to do', async () => {
    const dataDir = createDataDir()
    await (await openStore({ dataDir: dataDir.path, role: 'server' })).close()
    const file = join(dataDir.path, 'firstline.db')
    const bytes = readFileSync(file)
    writeFileSync(file, bytes.fill(0xab, 200))
    for (const role of ['server', 'command'] as const) {
      const error: unknown = await openStore({ dataDir: dataDir.path, role }).catch((cause: unknown) => cause)
      expect(error).toBeInstanceOf(UserError)
      expect(String(error)).toMatch(/the database is damaged\. Stop the server and put back a backup/)
    }
    dataDir.remove()
  })
})

describeOnEachEngine('a store', (bench) => {
  test('takes back a transaction that fails', async () => {
    const failed = bench.store.transaction(async (tx) => {
      await wake(tx, { line: { kind: 'ticket', ticketId: 'issue:1' }, at: bench.now })
      throw new Error('no')
    })
    await expect(failed).rejects.toThrow('no')
    expect(await claim(bench.store, { token: 'a', limit: 1, leaseMs: 1_000 })).toEqual([])
  })

  test('keeps numbers beyond 32 bits as numbers', async () => {
    await wake(bench.store.db, {
      line: { kind: 'ticket', ticketId: 'k' },
      at: bench.now,
      repositoryId: 2 ** 52,
    })
    const [line] = await claim(bench.store, { token: 'a', limit: 1, leaseMs: 1_000 })
    expect(line).toMatchObject({ repositoryId: 2 ** 52, dueAt: bench.now })
  })
})

test('PostgreSQL tells its own time', async () => {
  const database = await createDatabase()
  const store = await openStore({ databaseUrl: database.url, role: 'server' })
  const { rows } = await sql<{
    now: number
  }>`select (extract(epoch from clock_timestamp()) * 1000)::int8 as now`.execute(store.db)
  expect(Math.abs(store.now() - rows[0]!.now)).toBeLessThan(1_000)
  await store.close()
  await database.drop()
})

test('a connection that PostgreSQL closes in the middle of a transaction ends the transaction, not the process', async () => {
  const database = await createDatabase()
  const store = await openStore({ databaseUrl: database.url, role: 'server' })
  const cut = store.transaction(async (tx) => {
    const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(tx)
    await sql`select pg_terminate_backend(${rows[0]!.pid}, 5000)`.execute(store.db)
    await new Promise(setImmediate)
    await wake(tx, { line: { kind: 'ticket', ticketId: 'issue:1' }, at: 1 })
  })
  await expect(cut).rejects.toThrow(/terminat|not queryable/i)
  expect(await claim(store, { token: 'a', limit: 1, leaseMs: 1_000 })).toEqual([])
  await store.close()
  await database.drop()
})
