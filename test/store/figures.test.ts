// Rows of kept figures: they come and go with tickets, and whatever is written there has them made anew.
import { expect, test } from 'vitest'
import {
  dropFigures,
  figuresOfRequesters,
  type KeptFigures,
  keepFigures,
  keptFigures,
  someKept,
  staleFigures,
} from '../../src/store/figures.ts'
import { appendEntries, changeEntries } from '../../src/store/ledger.ts'
import { NO_REACTIONS, saveRated, saveReactions } from '../../src/store/reactions.ts'
import { noteTicket, upsertTicket } from '../../src/store/tickets.ts'
import { entry, OPENED_AT, ticket } from './builders.ts'
import { type Bench, describeOnEachEngine } from './engines.ts'

const ID = ticket().id
const REPOSITORY = ticket().repositoryId
const ALL = { fromAt: 0, toAt: OPENED_AT + 1_000_000 }
const NOW = OPENED_AT + 5_000

async function rows({ store }: Bench, span = ALL): Promise<KeptFigures<string>[]> {
  const all: KeptFigures<string>[] = []
  for await (const some of keptFigures<string>(store.db, REPOSITORY, span)) all.push(...some)
  return all
}

async function keep(bench: Bench, override: Partial<KeptFigures<string>> = {}): Promise<void> {
  const changes = (await rows(bench)).find(({ ticketId }) => ticketId === ID)!.changes
  const told = { version: 9, paid: 3, toldAt: NOW, validUntil: null, told: 'figures' }
  await keepFigures(bench.store.db, [{ ticketId: ID, changes, ...told, ...override }])
}

const versions = async (bench: Bench) => (await rows(bench)).map(({ version }) => version)
const stale = async ({ store }: Bench, now = NOW, version = 9) => {
  const found = await staleFigures(store.db, REPOSITORY, { version, now, limit: 10 })
  return found.map(({ ticketId }) => ticketId)
}

describeOnEachEngine('kept figures', (bench) => {
  test('a ticket has a row from its beginning, with nothing kept', async () => {
    await upsertTicket(bench.store.db, ticket())
    expect(await rows(bench)).toEqual([
      {
        ticketId: ID,
        requesterId: ticket().requester.id,
        changes: 0,
        version: null,
        paid: 0,
        toldAt: 0,
        validUntil: null,
        told: null,
      },
    ])
    expect(await stale(bench)).toEqual([ID])
    await keep(bench)
    expect(await rows(bench)).toMatchObject([{ version: 9, paid: 3, toldAt: NOW, told: 'figures' }])
    expect(await stale(bench)).toEqual([])
    expect(await someKept(bench.store.db, 5)).toEqual([{ ticketId: ID, repositoryId: REPOSITORY }])
  })

  test('rows go with their tickets', async () => {
    await upsertTicket(bench.store.db, ticket())
    await bench.store.db.deleteFrom('ticket').execute()
    expect(await rows(bench)).toEqual([])
  })

  test('they are told in the order of opening, in chunks without a gap', async () => {
    const { db } = bench.store
    const opened = Array.from({ length: 1_203 }, (_, i) => ({
      id: `issue:${i + 1}`,
      at: OPENED_AT + (i % 400),
    }))
    for (const { id, at } of opened) await upsertTicket(db, ticket({ id, openedAt: at, number: at }))
    const told = (await rows(bench)).map(({ ticketId }) => ticketId)
    expect(new Set(told).size).toBe(1_203)
    const at = (id: string) => opened[Number(id.split(':')[1]) - 1]!.at
    expect(told.map(at)).toEqual(told.map(at).sort((a, b) => a - b))
    const some = await rows(bench, { fromAt: OPENED_AT + 1, toAt: OPENED_AT + 3 })
    expect(some.map(({ ticketId }) => at(ticketId) - OPENED_AT)).toEqual([1, 1, 1, 1, 2, 2, 2, 2])
  })

  test.each<[string, () => Promise<unknown>]>([
    ['an entry', () => appendEntries(bench.store.db, [entry()])],
    ['an entry that is taken out', () => changeEntries(bench.store.db, ID, { drop: ['comment:1'], add: [] })],
    [
      'an entry of which the author is forgotten',
      () => bench.store.db.updateTable('entry').set({ actor_id: null }).execute(),
    ],
    ['what GitHub shows of it', () => upsertTicket(bench.store.db, ticket({ open: false }))],
    ['a reaction', () => saveReactions(bench.store.db, ID, { ...NO_REACTIONS, helpful: true })],
    [
      'a rating by a reaction',
      () => saveRated(bench.store.db, { ticketId: ID, request: '1' }, { score: 5, at: NOW }),
    ],
    ['all of the repository', () => dropFigures(bench.store.db, REPOSITORY)],
  ])('%s has them made anew', async (_, change) => {
    await upsertTicket(bench.store.db, ticket())
    await appendEntries(bench.store.db, [entry({ sourceKey: 'comment:1' })])
    await keep(bench)
    expect(await versions(bench)).toEqual([9])
    await change()
    expect(await versions(bench)).toEqual([null])
  })

  test('what changes nothing leaves them', async () => {
    const { db } = bench.store
    await upsertTicket(db, ticket())
    await appendEntries(db, [entry()])
    await keep(bench)
    await upsertTicket(db, ticket())
    await appendEntries(db, [entry()])
    await noteTicket(db, ID, { readAt: NOW })
    await upsertTicket(db, ticket({ id: 'issue:2', number: 2 }))
    await appendEntries(db, [entry({ ticketId: 'issue:2' })])
    expect(new Set(await versions(bench))).toEqual(new Set([9, null]))
  })

  test('what was made of a ledger that has changed meanwhile is not kept', async () => {
    await upsertTicket(bench.store.db, ticket())
    const [before] = await rows(bench)
    await appendEntries(bench.store.db, [entry()])
    await keep(bench, { changes: before!.changes })
    expect(await versions(bench)).toEqual([null])
  })

  test('those of another version, and those whose time is over, are found', async () => {
    await upsertTicket(bench.store.db, ticket())
    await keep(bench, { validUntil: NOW + 10 })
    expect(await stale(bench, NOW, 8)).toEqual([ID])
    expect(await stale(bench, NOW, 10)).toEqual([ID])
    expect(await stale(bench, NOW + 9)).toEqual([])
    expect(await stale(bench, NOW + 10)).toEqual([ID])
  })

  test('a ticket that goes to another repository, or has another requester, takes its row along', async () => {
    const { db } = bench.store
    await upsertTicket(db, ticket())
    const asker = { id: 4_000, login: 'else', type: 'User' } as const
    await upsertTicket(db, ticket({ repositoryId: 5, requester: asker, openedAt: 7 }))
    expect(await rows(bench)).toEqual([])
    const found = await figuresOfRequesters(db, 5, [4_000, 4_001])
    expect(found).toEqual([{ ticket_id: ID, changes: 1, requester_id: 4_000, paid: null }])
  })
})
