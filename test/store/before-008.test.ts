// A database that an older version has made is brought up to date, and nothing of it is lost.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { auditEntries } from '../../src/store/audit.ts'
import { ticketsOf } from '../../src/store/ledger.ts'
import { repositories } from '../../src/store/repositories.ts'
import { type OldDatabase, openBefore008 } from './before-008.ts'

const WIDGET = 735000001

describe.each(['sqlite', 'postgres'] as const)('a database of an older version on %s', (engine) => {
  let old: OldDatabase
  beforeAll(async () => {
    old = await openBefore008(engine)
  })
  afterAll(() => old.close())

  test('is as it was where nothing has changed since', async () => {
    const { db } = old.store
    expect((await repositories(db)).map((one) => one.name)).toEqual([
      'widget',
      'desk',
      'shelf',
      'lab',
      'plain',
    ])
    expect((await ticketsOf(db, WIDGET)).map((one) => one.title)).toContain('The window stays white')
    expect(await auditEntries(db, WIDGET)).toHaveLength(1)
  })
})
