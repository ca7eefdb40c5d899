// The log of what was changed on purpose.
import { expect, test } from 'vitest'
import { addAudit, auditEntries, purgeAudit } from '../../src/store/audit.ts'
import { describeOnEachEngine } from './engines.ts'

describeOnEachEngine('the audit log', (bench) => {
  test('is kept by repository, oldest first, until its time is over', async () => {
    const { db } = bench.store
    const entry = {
      repositoryId: 1,
      actor: 'command line',
      action: 'settings backdate',
      data: { note: '\u0000' },
    }
    await addAudit(db, { ...entry, at: 200 })
    await addAudit(db, { ...entry, at: 100 })
    await addAudit(db, { ...entry, at: 50, repositoryId: 2 })
    expect((await auditEntries(db)).map(({ at }) => at)).toEqual([50, 100, 200])
    expect(await auditEntries(db, 2)).toEqual([{ ...entry, at: 50, repositoryId: 2 }])
    await purgeAudit(db, 1, 150)
    expect((await auditEntries(db)).map(({ at }) => at)).toEqual([50, 200])
  })
})
