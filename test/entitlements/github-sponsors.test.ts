// Sponsorships in bulk and by feed, against a server that speaks GitHub's GraphQL.
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { scopeHealth } from '../../src/entitlements/health.ts'
import { entitlementProblems } from '../../src/entitlements/problems.ts'
import { credentials, DAY, HOUR, repository, SPONSORS, settings, T0 } from './build.ts'
import { type Desk, openDesk } from './desk.ts'
import { type Sponsor, type SponsorsServer, sponsorsServer } from './stand-ins.ts'

const SCOPE = 'github_sponsors:acme'
const wanted = settings({ githubSponsors: SPONSORS })
const ada: Sponsor = { id: 7, login: 'ada', cents: 5000, createdAt: T0 - 10 * DAY }

let server: SponsorsServer
let desk: Desk

beforeEach(async () => {
  server = await sponsorsServer()
  desk = await openDesk({ sponsors: server })
})
afterEach(async () => {
  await desk.close()
  await server.close()
})

function many(count: number): Sponsor[] {
  return Array.from({ length: count }, (_, i) => ({ ...ada, id: 1000 + i, login: `s${i}` }))
}

describe('a bulk read', () => {
  test('gives each sponsor the highest tier that the amount reaches', async () => {
    server.sponsors = [
      ada,
      { ...ada, id: 8, login: 'bob', cents: 60_000 },
      { ...ada, id: 9, login: 'cy', cents: 99 },
    ]
    expect(await desk.configure(wanted)).toEqual([SCOPE])
    await desk.syncAll(SCOPE)
    expect(await desk.tiersOf(7, wanted)).toEqual(['pro -10–'])
    expect(await desk.tiersOf(8, wanted)).toEqual(['enterprise -10–'])
    expect(await desk.tiersOf(9, wanted)).toEqual([])
    expect(desk.woken.sort()).toEqual([7, 8, 9])
  })

  test('wakes nobody when nothing has changed', async () => {
    server.sponsors = [ada]
    await desk.configure(wanted)
    await desk.syncAll(SCOPE)
    desk.woken = []
    desk.now += HOUR
    await desk.syncAll(SCOPE)
    expect(desk.woken).toEqual([])
  })

  test('that a kill interrupts goes on from its page', async () => {
    server.sponsors = many(350)
    await desk.configure(wanted)
    server.faults = [null, null, { status: 502 }]
    await expect(desk.sync(SCOPE)).rejects.toThrow('502')
    expect(server.calls).toHaveLength(3)
    await desk.syncAll(SCOPE)
    expect(server.calls).toHaveLength(5)
    expect(await desk.tiersOf(1349, wanted)).toEqual(['pro -10–'])
  })

  test('that is killed before tickets were woken wakes them when it goes on', async () => {
    server.sponsors = many(150)
    await desk.configure(wanted)
    desk.wakeFaults = [new Error('killed')]
    await expect(desk.sync(SCOPE)).rejects.toThrow('killed')
    await desk.syncAll(SCOPE)
    expect(new Set(desk.woken).size).toBe(150)
  })

  test('that is killed after it ended somebody wakes that ticket when it goes on', async () => {
    server.sponsors = [ada]
    await desk.configure(wanted)
    await desk.syncAll(SCOPE)
    desk.woken = []
    server.sponsors = []
    desk.now += DAY
    desk.wakeFaults = [new Error('killed')]
    await expect(desk.sync(SCOPE)).rejects.toThrow('killed')
    await desk.syncAll(SCOPE)
    expect(desk.woken).toEqual([7])
    expect(await desk.tiersOf(7, wanted)).toEqual(['pro -10–1'])
  })

  test('whose line has gone to another worker stops at once', async () => {
    server.sponsors = many(350)
    await desk.configure(wanted)
    const leases = [true, false]
    await desk.sync(SCOPE, { extend: async () => leases.shift() ?? true })
    expect(server.calls).toHaveLength(1)
    await desk.syncAll(SCOPE)
    expect(server.calls).toHaveLength(4)
  })

  test('that fails ends nobody, and says what is wrong', async () => {
    server.sponsors = many(250)
    await desk.configure(wanted)
    await desk.syncAll(SCOPE)
    server.sponsors = []
    desk.now += HOUR
    server.faults = [{ status: 401 }]
    await expect(desk.sync(SCOPE)).rejects.toThrow('SPONSORS_TOKEN has expired or was revoked')
    expect(await desk.tiersOf(1001, wanted)).toEqual(['pro -10–'])
    desk.now += 2 * DAY
    expect(await scopeHealth(desk.store, desk.now)).toMatchObject([{ status: 'stale', attempts: 1 }])
  })

  test('names the scope that the token lacks', async () => {
    await desk.configure(wanted)
    const body = JSON.stringify({ errors: [{ type: 'INSUFFICIENT_SCOPES', message: 'Your token has not…' }] })
    server.faults = [{ status: 200, body, headers: { 'x-oauth-scopes': 'read:user' } }]
    await expect(desk.sync(SCOPE)).rejects.toThrow('add read:org')
  })

  test('ends whom it does not list, and wakes their tickets', async () => {
    server.sponsors = [ada, { ...ada, id: 8, login: 'bob' }]
    await desk.configure(wanted)
    await desk.syncAll(SCOPE)
    desk.woken = []
    server.sponsors = [ada]
    desk.now += 2 * DAY
    await desk.syncAll(SCOPE)
    expect(await desk.tiersOf(8, wanted)).toEqual(['pro -10–2'])
    expect(desk.woken).toEqual([8])
  })

  test('that ended somebody long ago is remembered when the read itself is forgotten', async () => {
    server.sponsors = [ada, { ...ada, id: 8, login: 'bob' }]
    await desk.configure(wanted)
    await desk.syncAll(SCOPE)
    server.sponsors = [ada]
    for (let day = 1; day <= 30; day += 3) {
      desk.now = T0 + day * DAY
      await desk.syncAll(SCOPE)
    }
    expect(await desk.tiersOf(8, wanted)).toEqual(['pro -10–1'])
  })

  test('of an account whose login was given to somebody else changes nothing', async () => {
    server.sponsors = [ada]
    await desk.configure(wanted)
    await desk.syncAll(SCOPE)
    server.accountId = 999
    server.sponsors = [{ ...ada, id: 8, login: 'mallory' }]
    await expect(desk.sync(SCOPE)).rejects.toThrow('belongs to another account')
    expect(await desk.tiersOf(7, wanted)).toEqual(['pro -10–'])
    expect(await desk.tiersOf(8, wanted)).toEqual([])
  })

  test('with an amount that makes no sense counts it as unknown, and says so', async () => {
    server.sponsors = [{ ...ada, cents: -5 }]
    await desk.configure(wanted)
    await desk.syncAll(SCOPE)
    expect(await desk.tiersOf(7, wanted)).toEqual(['sponsor -10–'])
    const asked = { repository: repository(), settings: wanted, credentials: credentials() }
    expect(await entitlementProblems(desk.store, asked, desk.now)).toEqual([
      { level: 'warning', message: expect.stringContaining('S_7 makes no sense') },
    ])
  })

  test('with a token of somebody else says so, and does not end private sponsors', async () => {
    server.sponsors = [{ ...ada, private: true }]
    await desk.configure(wanted)
    await desk.syncAll(SCOPE)
    server.own = false
    desk.now += HOUR
    await desk.syncAll(SCOPE)
    expect(await desk.tiersOf(7, wanted)).toEqual(['pro -10–'])
    const [health] = await scopeHealth(desk.store, desk.now)
    expect(health?.problems).toMatchObject([
      { message: expect.stringContaining('not of "acme" or an owner') },
    ])
  })

  test.each([
    ['a page of a proxy', { status: 200, body: '<html>' }, 'a form that is not known'],
    ['a limit', { status: 403, headers: { 'retry-after': '60' } }, 'limits or refuses'],
    [
      'a limit in a 200',
      { status: 200, body: '{"errors":[{"type":"RATE_LIMITED","message":"API rate limit"}]}' },
      'refused',
    ],
  ])('answered with %s says so', async (_, fault, message) => {
    await desk.configure(wanted)
    server.faults = [fault]
    await expect(desk.sync(SCOPE)).rejects.toThrow(message)
  })

  test('that reaches nobody says so', async () => {
    await desk.configure(wanted)
    await server.close()
    await expect(desk.sync(SCOPE)).rejects.toThrow('GitHub could not be reached')
    server = await sponsorsServer()
  })

  test('of an unknown account is told, not taken for an empty list', async () => {
    await desk.configure(wanted)
    server.accountId = null
    await expect(desk.sync(SCOPE)).rejects.toThrow('GitHub knows no account "acme"')
  })
})

describe('the feed of a long list', () => {
  beforeEach(async () => {
    server.sponsors = [...many(600), ada]
    await desk.configure(wanted)
    await desk.syncAll(SCOPE)
    server.calls.length = 0
    desk.woken = []
  })

  test('tells changes between bulk reads in one call', async () => {
    const upgraded = { ...ada, cents: 60_000 }
    server.activities = [{ id: 'A_1', action: 'TIER_CHANGE', at: T0 + HOUR, sponsor: upgraded }]
    desk.now = T0 + 2 * HOUR
    await desk.sync(SCOPE)
    expect(server.calls).toEqual(['SponsorsActivities'])
    expect(await desk.tiersOf(7, wanted)).toEqual(['pro -10–0.04', 'enterprise 0.04–'])
    expect(desk.woken).toEqual([7])
  })

  test('gives way to a bulk read after six hours', async () => {
    desk.now = T0 + 6 * HOUR
    await desk.syncAll(SCOPE)
    expect(new Set(server.calls)).toEqual(new Set(['Sponsorships']))
  })
})
