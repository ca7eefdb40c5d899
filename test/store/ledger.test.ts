// The ledger: duplicates and disorder change nothing, and a reading takes out and puts in what it found.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Entry } from '../../src/domain/ticket.ts'
import {
  appendEntries,
  changeEntries,
  entriesOf,
  entriesOfAll,
  FOUND_GONE_KEY,
  ticketsNaming,
} from '../../src/store/ledger.ts'
import { ancestorsOf, linkTickets } from '../../src/store/ticket-links.ts'
import {
  findTicket,
  findTicketById,
  mergeTicket,
  openTicketsOfRequesters,
  ticketsOf,
  upsertTicket,
} from '../../src/store/tickets.ts'
import { entry, OPENED_AT, ticket } from './builders.ts'
import { describeOnEachEngine } from './engines.ts'

const TICKET = 'issue:3641000001'

function labeled(label: string, second: number, kind: 'labeled' | 'unlabeled' = 'labeled'): Entry {
  const at = OPENED_AT + second * 1_000
  return entry({ kind, sourceKey: `${kind}:${label}:88:${at / 1_000}`, at, data: { label } })
}

const story: Entry[] = [
  entry({ sourceKey: 'opened', kind: 'opened', at: OPENED_AT, data: {} }),
  entry(),
  labeled('bug', 61),
  labeled('bug', 90, 'unlabeled'),
  entry({
    sourceKey: 'comment:6',
    at: OPENED_AT + 90_000,
    data: { commentId: 6, body: 'nul \u0000 \ud800 ok' },
  }),
  entry({ sourceKey: 'closed::88:1', kind: 'closed', at: OPENED_AT + 90_000, data: { reason: 'completed' } }),
]

describeOnEachEngine('the ledger', (bench) => {
  test('entries come back as they went in, in the order in which they are folded', async () => {
    expect(await appendEntries(bench.store.db, story.toReversed())).toBe(story.length)
    const read = await entriesOf(bench.store.db, TICKET)
    expect(read.map(({ sourceKey }) => sourceKey)).toEqual([
      'opened',
      'comment:5000000001',
      labeled('bug', 61).sourceKey,
      'comment:6',
      labeled('bug', 90, 'unlabeled').sourceKey,
      'closed::88:1',
    ])
    expect(new Set(read)).toEqual(new Set(story))
  })

  test('entries in any order, any number of times, make the same ledger', async () => {
    await appendEntries(bench.store.db, story)
    const expected = await entriesOf(bench.store.db, TICKET)
    const batches = fc.array(fc.subarray(story, { minLength: 1 }), { minLength: 1, maxLength: 6 })
    let run = 0
    await fc.assert(
      fc.asyncProperty(batches, async (parts) => {
        const ticketId = `issue:run-${++run}`
        const copy = (entries: Entry[]) => entries.map((one) => ({ ...one, ticketId }))
        let added = 0
        for (const part of parts) added += await appendEntries(bench.store.db, copy([...part, ...part]))
        added += await appendEntries(bench.store.db, copy(story))
        expect(added).toBe(story.length)
        expect(await entriesOf(bench.store.db, ticketId)).toEqual(copy(expected))
      }),
      { numRuns: 15 },
    )
  })

  test('two tickets may know the same transition key', async () => {
    const other = { ...labeled('bug', 61), ticketId: 'issue:2' }
    expect(await appendEntries(bench.store.db, [labeled('bug', 61), other])).toBe(2)
    const ledgers = await entriesOfAll(bench.store.db, [TICKET, 'issue:2', 'issue:none'])
    expect([...ledgers.entries()].map(([id, entries]) => [id, entries.length])).toEqual([
      [TICKET, 1],
      ['issue:2', 1],
      ['issue:none', 0],
    ])
  })

  test('tickets are found by a label that their ledger names, on or off, in any case', async () => {
    await upsertTicket(bench.store.db, ticket())
    await appendEntries(bench.store.db, story)
    const { repositoryId } = ticket()
    expect(await ticketsNaming(bench.store.db, repositoryId, ['BUG', 'other'])).toEqual(new Set([TICKET]))
    expect(await ticketsNaming(bench.store.db, repositoryId, ['bugs'])).toEqual(new Set())
    expect(await ticketsNaming(bench.store.db, repositoryId + 1, ['bug'])).toEqual(new Set())
  })

  test('a ghost has no id', async () => {
    const ghost = { id: null, login: 'ghost', type: 'User' as const }
    await appendEntries(bench.store.db, [entry({ actor: ghost })])
    expect((await entriesOf(bench.store.db, TICKET))[0]!.actor).toEqual(ghost)
  })

  test('entries are taken out and put in, whatever is done twice', async () => {
    await appendEntries(bench.store.db, story)
    const change = { drop: [labeled('bug', 61).sourceKey, 'nothing'], add: [labeled('bug', 62)] }
    for (let i = 0; i < 2; i++) {
      await bench.store.transaction((tx) => changeEntries(tx, TICKET, change))
    }
    const keys = (await entriesOf(bench.store.db, TICKET)).map(({ sourceKey }) => sourceKey)
    expect(keys).toEqual([
      'opened',
      'comment:5000000001',
      labeled('bug', 62).sourceKey,
      'comment:6',
      labeled('bug', 90, 'unlabeled').sourceKey,
      'closed::88:1',
    ])
  })

  test('a ticket that was found to be gone, and is there, was never gone', async () => {
    const { db } = bench.store
    await upsertTicket(db, ticket())
    await upsertTicket(db, ticket({ gone: 'deleted' }))
    await appendEntries(db, [entry({ kind: 'deleted', sourceKey: FOUND_GONE_KEY, data: { found: true } })])
    expect((await upsertTicket(db, ticket())).gone).toBe('deleted')
    expect((await upsertTicket(db, ticket(), { isThere: true })).gone).toBeNull()
    expect(await entriesOf(db, TICKET)).toEqual([])
  })

  test('an older payload never overwrites a newer one', async () => {
    const newer = ticket({ title: 'Second title', updatedAt: OPENED_AT + 5_000, labels: ['bug'] })
    await upsertTicket(bench.store.db, newer)
    expect(await upsertTicket(bench.store.db, ticket({ title: 'First title' }))).toEqual(newer)
    expect(await findTicketById(bench.store.db, TICKET)).toEqual(newer)
  })

  test('a ticket comes back as it went in', async () => {
    const odd = ticket({
      body: 'nul \u0000, half \ud83d, 安装',
      requester: { id: null, login: 'ghost', type: 'User' },
    })
    await upsertTicket(bench.store.db, odd)
    expect(await findTicket(bench.store.db, { repositoryId: 22, number: 1 })).toEqual(odd)
    expect(await findTicket(bench.store.db, { repositoryId: 22, kind: 'discussion', number: 1 })).toBeNull()
    expect(await findTicketById(bench.store.db, 'issue:none')).toBeNull()
  })

  test('a converted issue steps back behind the discussion of the same number', async () => {
    const gone = ticket({ gone: 'converted' })
    const discussion = ticket({ id: 'discussion:5', kind: 'discussion' })
    await upsertTicket(bench.store.db, gone)
    expect(await findTicket(bench.store.db, { repositoryId: 22, number: 1 })).toEqual(gone)
    await upsertTicket(bench.store.db, discussion)
    expect(await findTicket(bench.store.db, { repositoryId: 22, number: 1 })).toEqual(discussion)
  })

  test('tickets of a repository are found by state and by opening', async () => {
    const all = [
      ticket({ id: 'issue:1', openedAt: 1_000 }),
      ticket({ id: 'issue:2', openedAt: 2_000, open: false }),
      ticket({ id: 'issue:3', openedAt: 3_000, gone: 'deleted' }),
      ticket({ id: 'issue:4', openedAt: 4_000, repositoryId: 23 }),
      ticket({ id: 'issue:5', openedAt: 5_000, requester: { id: 78, login: 'other', type: 'User' } }),
    ]
    for (const one of all) await upsertTicket(bench.store.db, one)
    const ids = async (filter?: object) => (await ticketsOf(bench.store.db, 22, filter)).map(({ id }) => id)
    expect(await ids()).toEqual(['issue:1', 'issue:2', 'issue:5'])
    expect(await ids({ open: true })).toEqual(['issue:1', 'issue:5'])
    expect(await ids({ open: false })).toEqual(['issue:2'])
    expect(await ids({ openedFrom: 2_000, openedTo: 5_000 })).toEqual(['issue:2'])
    expect(await ids({ gone: true })).toEqual(['issue:1', 'issue:2', 'issue:3', 'issue:5'])
    const ofRequester = await openTicketsOfRequesters(bench.store.db, [77])
    expect(ofRequester.map(({ id }) => id)).toEqual(['issue:1', 'issue:4'])
  })

  test('a transferred ticket is followed back to what it was, and a loop ends', async () => {
    await linkTickets(bench.store.db, 'issue:1', 'issue:2')
    await linkTickets(bench.store.db, 'issue:2', 'issue:3')
    expect(await ancestorsOf(bench.store.db, 'issue:3')).toEqual(['issue:2', 'issue:1'])
    expect(await ancestorsOf(bench.store.db, 'issue:1')).toEqual([])
    await linkTickets(bench.store.db, 'issue:3', 'issue:1')
    expect(await ancestorsOf(bench.store.db, 'issue:3')).toEqual(['issue:2', 'issue:1'])
  })
})

test('how a ticket was first seen, where it came from and that it is gone are kept', () => {
  const known = ticket({ firstSeen: 'history', origin: 'transferred', gone: 'deleted' })
  const next = ticket({ updatedAt: OPENED_AT + 1_000, title: 'New' })
  expect(mergeTicket(known, next)).toMatchObject({
    title: 'New',
    firstSeen: 'history',
    origin: 'transferred',
    gone: 'deleted',
  })
  expect(mergeTicket(next, known)).toMatchObject({
    title: 'New',
    firstSeen: 'live',
    origin: 'transferred',
    gone: 'deleted',
  })
})
