// What a promise would have become is what the report counts where it was promised from the beginning.
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { roleTeller } from '../../src/domain/roles.ts'
import type { Settings } from '../../src/domain/settings.ts'
import { inOneGo } from '../../src/domain/steps.ts'
import type { Actor, Entry, EntryData, EntryKind, Ticket } from '../../src/domain/ticket.ts'
import type { LifeDeps } from '../../src/facts/earlier-lives.ts'
import { figuresOf } from '../../src/facts/figures.ts'
import { pastTickets } from '../../src/facts/past-tickets.ts'
import { promiseBacktest } from '../../src/facts/promise-shares.ts'
import type { ServedRepository } from '../../src/facts/served-repository.ts'
import { gridOf } from '../../src/plan/backtest/candidates.ts'
import { tryPromises } from '../../src/plan/backtest/try-promises.ts'
import { computeMetrics } from '../../src/report/metrics.ts'
import type { PromiseShare } from '../../src/report/preview.ts'
import { parseSettings } from '../../src/settings/parse.ts'
import { appendEntries } from '../../src/store/ledger.ts'
import type { Store } from '../../src/store/open.ts'
import { openStore } from '../../src/store/open-store.ts'
import { upsertTicket } from '../../src/store/tickets.ts'
import { anIssue, aRepository } from '../builders.ts'
import { DAY, HOUR, maintainer, requester, robot } from '../plan/ledger-builder.ts'

const FIRST = Date.UTC(2026, 8, 7)
const BERLIN = { zone: 'Europe/Berlin', from: '09:00', to: '17:00', share: 0.9, comments: 100 }
const HOURS = '{ time_zone: Europe/Berlin, hours: { mon-fri: ["09:00-17:00"] } }'

let store: Store
let repositoryId = 100
beforeAll(async () => {
  store = await openStore({ dataDir: ':memory:', role: 'server' })
})
afterAll(() => store.close())

/** A ticket's past in quarters of an hour since it was opened. */
interface Past {
  opened: number
  by: Actor
  happens: ReadonlyArray<{ after: number; what: string }>
}

const WHAT = [
  'answers',
  'answers',
  'asks',
  'asks',
  'closes',
  'not_planned',
  'reopens',
  'waits',
  'goes on',
  '/tier gold',
]
const quarter = fc.oneof(fc.integer({ min: 0, max: 120 }), fc.integer({ min: 0, max: 2000 }))
const past: fc.Arbitrary<Past> = fc.record({
  opened: fc.integer({ min: 0, max: 24 * 4 * 60 }),
  by: fc.constantFrom(requester, requester, requester, maintainer, robot),
  happens: fc.array(fc.record({ after: quarter, what: fc.constantFrom(...WHAT) }), { maxLength: 7 }),
})
const pasts = fc.array(past, { minLength: 1, maxLength: 12 })
const nowIn = fc.integer({ min: 0, max: 90 * 24 }).map((hours) => FIRST + hours * HOUR)

async function served(tickets: readonly Past[], text: string): Promise<ServedRepository> {
  repositoryId += 1
  for (const [i, { opened, by, happens }] of tickets.entries()) {
    const number = i + 1
    const openedAt = FIRST + opened * 900_000
    const id = `issue:${repositoryId}${String(number).padStart(4, '0')}`
    const entries = happens.map((one, place) => entryOf(id, openedAt + one.after * 900_000, place, one.what))
    const latest = [...entries].sort((a, b) => a.at - b.at)
    const state = latest.findLast(({ kind }) => kind === 'closed' || kind === 'reopened')
    const ticket: Ticket = anIssue(openedAt, {
      id,
      number,
      repositoryId,
      requester: by,
      open: state?.kind !== 'closed',
    })
    await upsertTicket(store.db, ticket)
    await appendEntries(store.db, entries)
  }
  const settings = settingsOf(text)
  const members = [{ actorId: maintainer.id!, fromAt: 0, respondsFromAt: 0, untilAt: null }]
  const people = {
    botLogin: 'firstline[bot]',
    settings: [{ fromAt: 0, bots: [] }],
    maintainers: members,
    backdated: [],
  }
  // What clocks and figures are computed from.
  const context = {
    repository: aRepository({ id: repositoryId }),
    settings,
    history: [{ fromAt: 0, settings, blobSha: null, source: null, text: null, backdatedAt: null }],
    roleOf: roleTeller(people),
    uncorrected: null,
    labelNames: {},
  }
  return context as unknown as ServedRepository
}

let comments = 3_641_000_000
function entryOf(ticketId: string, at: number, place: number, what: string): Entry {
  comments += 1
  const told = (kind: EntryKind, actor: Actor, data: EntryData): Entry => {
    return { ticketId, sourceKey: `${kind}:${place}`, kind, at, actor, data }
  }
  const said = (actor: Actor, body: string) => told('comment', actor, { commentId: comments, body })
  switch (what) {
    case 'answers':
      return said(maintainer, 'Like this.')
    case 'asks':
      return said(requester, 'And now?')
    case 'closes':
      return told('closed', maintainer, { reason: 'completed' })
    case 'not_planned':
      return told('closed', requester, { reason: 'not_planned' })
    case 'reopens':
      return told('reopened', requester, {})
    case 'waits':
      return told('labeled', maintainer, { label: 'waiting: requester' })
    case 'goes on':
      return told('unlabeled', maintainer, { label: 'waiting: requester' })
    default:
      return said(maintainer, what)
  }
}

function settingsOf(text: string): Settings {
  const { settings, problems } = parseSettings(text, { file: 'firstline.yml', owner: 'acme' })
  if (!settings) throw new Error(JSON.stringify(problems))
  return settings
}

const deps = () => ({ store, credentials: { allowedAccounts: [], held: [] } }) as unknown as LifeDeps

const CLOCKS = { first_response: 'first_response', next_response: 'next_response', resolution: 'resolution' }

test('what is tried on the past is what the report counts where everybody was promised it', async () => {
  const targets = fc.record({
    first_response: fc.constantFrom('4h', '8h', '1d', '2d', '90m'),
    next_response: fc.constantFrom('4h', '1d', '1w'),
    resolution: fc.constantFrom('2d', '5d'),
    calendar: fc.constantFrom('always', 'business'),
  })
  await fc.assert(
    fc.asyncProperty(pasts, targets, fc.boolean(), nowIn, async (tickets, promise, isAway, now) => {
      const away = isAway ? 'away: [{ from: 2026-09-14, until: 2026-09-21, note: "Away." }]\n' : ''
      const context = await served(
        tickets,
        `calendars: { business: ${HOURS} }\n${away}community: { promise: ${JSON.stringify(promise)} }\n`,
      )
      const { promises: shares } = await promiseBacktest(deps(), context, { now })
      const span = { fromAt: 0, toAt: now + 90 * DAY }
      const figures = await figuresOf(deps(), context, span, now, 'known')
      const { all } = computeMetrics({
        repository: 'acme/widget',
        ...span,
        now,
        tickets: figures,
        tiers: [],
      }).tiers
      for (const { clock, met, missed } of shares) {
        expect({ clock, met, missed }).toEqual({
          clock,
          met: all![CLOCKS[clock] as 'resolution'].met,
          missed: all![CLOCKS[clock] as 'resolution'].missed,
        })
      }
    }),
    { numRuns: 60 },
  )
})

test('of two promises on the same hours, the looser one is never kept less', async () => {
  await fc.assert(
    fc.asyncProperty(pasts, nowIn, async (tickets, now) => {
      const context = await served(tickets, '')
      const candidates = gridOf(BERLIN)
      const past = await pastTickets(deps(), context, { now })
      const kept = inOneGo(tryPromises(past, candidates, context.settings))
      const shares = candidates.map(({ calendar }, i) => ({ calendar, ...kept[i]! }))
      for (const calendar of ['always', 'office']) {
        const grid = shares.filter((one) => one.calendar === calendar)
        for (const [i, looser] of grid.entries()) {
          const tighter = grid[i - 1]
          if (!tighter) continue
          expect(looser.met).toBeGreaterThanOrEqual(tighter.met)
          expect(looser.missed).toBeLessThanOrEqual(tighter.missed)
        }
      }
    }),
    { numRuns: 40 },
  )
})

/** A question at noon, one each day from a Monday; on a Monday an answer comes after so many hours. */
const daily = (hours: ReadonlyArray<number | null>): Past[] =>
  hours.map((after, day) => ({
    opened: day * 96 + 40,
    by: requester,
    happens: after === null ? [] : [{ after: after * 4, what: 'answers' }],
  }))

const shareIn = (shares: readonly PromiseShare[], target: string, calendar: string) =>
  shares.find((one) => `${one.target.amount}${one.target.unit}` === target && one.calendar === calendar)

test('a repository that answers within a day is told so, without settings and without hours', async () => {
  const context = await served(daily(Array.from({ length: 30 }, () => 20)), '')
  const found = await promiseBacktest(deps(), context, { now: FIRST + 60 * DAY })
  expect(found.promises).toEqual([])
  expect(shareIn(found.grid, '8h', 'always')).toMatchObject({ met: 0, missed: 30, share: 0 })
  expect(shareIn(found.grid, '1d', 'always')).toMatchObject({ met: 30, missed: 0, share: 1 })
  expect(found.recommended).toMatchObject({ target: { amount: 1, unit: 'd' }, hours: 'around the clock' })
  expect(found.hours).toMatchObject({ comments: 30 })
})

test('who waits and is not late is not counted, and who is late is', async () => {
  const context = await served(daily([null, null, 1]), '')
  const now = FIRST + 2 * DAY + 12 * HOUR
  const { grid } = await promiseBacktest(deps(), context, { now })
  expect(shareIn(grid, '1d', 'always')).toMatchObject({ met: 1, missed: 2 })
  expect(shareIn(grid, '2d', 'always')).toMatchObject({ met: 1, missed: 1, share: 0.5 })
})

test('of the settings each promise is tried on everybody, whoever it is made to', async () => {
  const context = await served(
    daily([1, 5, 30]),
    `calendars: { business: ${HOURS} }
tiers: { gold: { promise: { first_response: 4h, calendar: business } } }
`,
  )
  const { promises } = await promiseBacktest(deps(), context, { now: FIRST + 9 * DAY })
  expect(promises).toEqual([
    {
      tier: 'gold',
      clock: 'first_response',
      target: { amount: 4, unit: 'h' },
      calendar: 'business',
      hours: 'Mon–Fri 09:00–17:00, Europe/Berlin',
      met: 1,
      missed: 2,
      share: 1 / 3,
    },
  ])
})

test('the newest tickets alone can be asked for, and it is told how far it is', async () => {
  const context = await served(daily([30, 30, 1, 1]), '')
  const told: string[] = []
  const done = (count: number, total: number) => void told.push(`${count} of ${total}`)
  const { grid } = await promiseBacktest(deps(), context, { now: FIRST + 9 * DAY, newest: 2, done })
  expect(shareIn(grid, '4h', 'always')).toMatchObject({ met: 2, missed: 0 })
  expect(told).toEqual(['2 of 2'])
})
