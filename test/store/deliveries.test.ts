// Deliveries are stored once, wake their line in the same commit, and lose their bodies when they are translated.
import { expect, test } from 'vitest'
import { claim } from '../../src/store/agenda.ts'
import {
  countDeliveries,
  finishDelivery,
  hadEventSince,
  type NewDelivery,
  pendingDeliveries,
  purgeDeliveries,
  recordDelivery,
  setAside,
} from '../../src/store/deliveries.ts'
import { finish } from '../../src/store/give-back.ts'
import { appendEntries } from '../../src/store/ledger.ts'
import { createRecorder } from '../../src/store/recorder.ts'
import { entry } from './builders.ts'
import { describeOnEachEngine } from './engines.ts'

const DAY = 86_400_000

function delivery(override: Partial<NewDelivery> = {}): NewDelivery {
  return {
    guid: 'guid-1',
    event: 'issues',
    action: 'opened',
    installationId: 11,
    repositoryId: 22,
    line: { kind: 'ticket', ticketId: 'issue:3641000001' },
    body: Buffer.from('{"action":"opened"}'),
    receivedAt: Date.UTC(2026, 0, 15, 9),
    ...override,
  }
}

describeOnEachEngine('deliveries', (bench) => {
  test('a delivery is kept byte for byte and makes its line due', async () => {
    const body = Buffer.from([0, 255, 123, 0, 10])
    expect(await recordDelivery(bench.store, delivery({ body }))).toBe('stored')
    const [pending] = await pendingDeliveries(bench.store.db, 'issue:3641000001')
    expect(pending).toMatchObject({ guid: 'guid-1', event: 'issues', installationId: 11, repositoryId: 22 })
    expect(Buffer.compare(pending!.body, body)).toBe(0)
    const [line] = await claim(bench.store, { token: 'a', limit: 1, leaseMs: 1000 })
    expect(line).toMatchObject({ key: 'issue:3641000001', installationId: 11 })
  })

  test('a redelivery changes nothing and wakes nobody', async () => {
    await recordDelivery(bench.store, delivery())
    const [line] = await claim(bench.store, { token: 'a', limit: 1, leaseMs: 1000 })
    await finish(bench.store, line!.claim, { nextAt: null })
    expect(await recordDelivery(bench.store, delivery({ body: Buffer.from('other') }))).toBe('duplicate')
    expect(await claim(bench.store, { token: 'b', limit: 1, leaseMs: 1000 })).toEqual([])
    expect(await countDeliveries(bench.store.db)).toMatchObject({ new: 1, done: 0 })
  })

  test('what Firstline did itself on a ticket is no event of the repository, what anybody else did is', async () => {
    const { db } = bench.store
    const at = Date.UTC(2026, 0, 15, 9)
    const since = { sinceAt: at - 60_000, butBy: 'firstline[bot]' }
    const line = { kind: 'ticket', ticketId: 'issue:1' } as const
    const told = async (guid: string, login: string) => {
      await recordDelivery(bench.store, delivery({ guid, event: 'issue_comment', line }))
      const actor = { id: 1, login, type: 'User' } as const
      await appendEntries(db, [entry({ ticketId: 'issue:1', sourceKey: guid, at, actor })])
      for (const { seq } of await pendingDeliveries(db, 'issue:1')) await finishDelivery(db, seq, at)
    }
    await told('ours', 'firstline[bot]')
    expect(await hadEventSince(db, 22, since)).toBe(false)
    await told('theirs', 'robin')
    expect(await hadEventSince(db, 22, since)).toBe(true)
    expect(await hadEventSince(db, 22, { ...since, sinceAt: at + 1 })).toBe(false)
    expect(await hadEventSince(db, 23, since)).toBe(false)
    await recordDelivery(bench.store, delivery({ guid: 'push', event: 'push', repositoryId: 23 }))
    expect(await hadEventSince(db, 23, since)).toBe(true)
  })

  test('deliveries that come in together are each answered, in one order, duplicates among them', async () => {
    const recorder = createRecorder(bench.store)
    const guids = ['a', 'b', 'a', 'c', 'b', ...Array.from({ length: 250 }, (_, i) => `more-${i}`)]
    const answers = await Promise.all(guids.map((guid) => recorder.record(delivery({ guid }))))
    expect(answers.slice(0, 5)).toEqual(['stored', 'stored', 'duplicate', 'stored', 'duplicate'])
    expect(answers.slice(5).every((answer) => answer === 'stored')).toBe(true)
    const pending = await pendingDeliveries(bench.store.db, 'issue:3641000001', 1000)
    expect(pending.map(({ guid }) => guid)).toEqual(['a', 'b', 'c', ...guids.slice(5)])
  })

  test('a delivery that cannot be stored does not fail its neighbours', async () => {
    const recorder = createRecorder(bench.store)
    const bad = delivery({ guid: 'bad', receivedAt: Number.NaN })
    const answers = await Promise.allSettled([
      recorder.record(delivery({ guid: 'first' })),
      recorder.record(bad),
      recorder.record(delivery({ guid: 'last' })),
    ])
    expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
    const pending = await pendingDeliveries(bench.store.db, 'issue:3641000001')
    expect(pending.map(({ guid }) => guid)).toEqual(['first', 'last'])
  })

  test('a translated delivery is done and its body gone', async () => {
    await recordDelivery(bench.store, delivery())
    const [pending] = await pendingDeliveries(bench.store.db, 'issue:3641000001')
    await finishDelivery(bench.store.db, pending!.seq, bench.now)
    expect(await pendingDeliveries(bench.store.db, 'issue:3641000001')).toEqual([])
    const row = await bench.store.db.selectFrom('delivery').selectAll().executeTakeFirstOrThrow()
    expect(row).toMatchObject({ state: 'done', body: null, done_at: bench.now })
  })

  test('what cannot be understood is set aside with its reason for 7 days, and forgotten after 30', async () => {
    await recordDelivery(bench.store, delivery({ guid: 'odd' }))
    await recordDelivery(bench.store, delivery({ guid: 'done' }))
    await recordDelivery(bench.store, delivery({ guid: 'waits' }))
    const [odd, done] = await pendingDeliveries(bench.store.db, 'issue:3641000001')
    await setAside(bench.store.db, odd!.seq, {
      reason: 'issue.id: expected\u0000 number',
      body: Buffer.from('redacted'),
      now: bench.now,
    })
    await finishDelivery(bench.store.db, done!.seq, bench.now)
    expect(await countDeliveries(bench.store.db)).toEqual({ new: 1, done: 1, set_aside: 1 })

    await purgeDeliveries(bench.store.db, bench.now + 6 * DAY)
    expect(await bodyOf('odd')).toEqual(Buffer.from('redacted'))
    await purgeDeliveries(bench.store.db, bench.now + 8 * DAY)
    expect(await bodyOf('odd')).toBeNull()
    await purgeDeliveries(bench.store.db, bench.now + 31 * DAY)
    expect(await countDeliveries(bench.store.db)).toEqual({ new: 1, done: 0, set_aside: 0 })
  })

  async function bodyOf(guid: string) {
    const row = await bench.store.db
      .selectFrom('delivery')
      .select('body')
      .where('guid', '=', guid)
      .executeTakeFirstOrThrow()
    return row.body
  }
})
