// Statements by name on PostgreSQL: planned once, and planned anew when another process has changed the tables.
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Store } from '../../src/store/open.ts'
import { openStore } from '../../src/store/open-store.ts'
import { createNames } from '../../src/store/prepared.ts'
import { createDatabase, type Database } from './engines.ts'

let database: Database
let store: Store

beforeAll(async () => {
  database = await createDatabase()
  store = await openStore({ databaseUrl: database.url, role: 'server' })
})

afterAll(async () => {
  await store.close()
  await database.drop()
})

const holds = (db: Store['db']) =>
  db.selectFrom('hold').selectAll().where('installation_id', '>', 0).orderBy('installation_id').execute()

test('a statement is named from its second use on, and what is seen once never is', async () => {
  const names = createNames()

  expect(names.of('select 1')).toBeNull()
  expect(names.of('select 1')).toBe('s0_0')
  expect(names.of('select 1')).toBe('s0_0')
  expect(names.of(`select ${'?, '.repeat(2_000)}`)).toBeNull()
  expect(names.of(`select ${'?, '.repeat(2_000)}`)).toBeNull()

  names.forget()
  names.of('select 1')
  expect(names.of('select 1')).toBe('s1_0')
})

test('no more than a few hundred statements are named', async () => {
  const names = createNames()
  const texts = Array.from({ length: 5_000 }, (_, i) => `select ${i}`)
  for (const text of texts) names.of(text)

  expect(texts.filter((text) => names.of(text) !== null)).toHaveLength(300)
})

test('a server keeps what was asked twice prepared', async () => {
  const kept = await store.transaction(async (tx) => {
    for (let i = 0; i < 3; i++) await holds(tx)
    const rows = await sql<{ statement: string }>`select statement from pg_prepared_statements`.execute(tx)
    return rows.rows.map(({ statement }) => statement)
  })

  expect(kept).toContainEqual(expect.stringContaining('from "hold"'))
})

test('when another process adds a column, a transaction is run again with the new plan', async () => {
  const other = await openStore({ databaseUrl: database.url, role: 'server' })
  try {
    for (let i = 0; i < 3; i++) await store.transaction(holds)
    await sql`alter table hold add column for_a_test bigint`.execute(other.db)

    expect(await store.transaction(holds)).toEqual([])
    expect(await holds(store.db)).toEqual([])
  } finally {
    await other.close()
  }
})
