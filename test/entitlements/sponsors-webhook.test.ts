// Sponsorships by webhook, of organisations, without a token and in a stranger's settings, against a server that speaks GitHub's GraphQL.
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { applySponsorship } from '../../src/entitlements/pushes.ts'
import { DAY, HOUR, repository, SPONSORS, settings, T0 } from './build.ts'
import { type Desk, openDesk, user } from './desk.ts'
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

function webhook(action: string, change: Record<string, unknown> = {}, cents = 5000) {
  return {
    action,
    sponsorship: {
      node_id: 'S_7',
      created_at: new Date(T0 - 10 * DAY).toISOString(),
      privacy_level: 'public',
      sponsor: { id: 7, login: 'ada', type: 'User' },
      sponsorable: { id: 10, login: 'Acme', type: 'Organization' },
      tier: { monthly_price_in_cents: cents, monthly_price_in_dollars: cents / 100, is_one_time: false },
    },
    sender: { id: 7, login: 'ada' },
    ...change,
  }
}

describe('without a token of the sponsored account', () => {
  beforeEach(async () => {
    await desk.close()
    desk = await openDesk({ sponsors: server, token: null })
    server.own = false
  })

  test('public sponsors have the lowest tier that asks for an amount, private ones are not seen', async () => {
    server.sponsors = [
      { ...ada, cents: 60_000 },
      { ...ada, id: 8, login: 'bob', private: true },
    ]
    await desk.configure(wanted)
    await desk.syncAll(SCOPE)
    expect(await desk.tiersOf(7, wanted)).toEqual(['sponsor -10–'])
    expect(await desk.tiersOf(8, wanted)).toEqual([])
  })

  test('an amount known from a webhook stays known', async () => {
    server.sponsors = [{ ...ada }]
    await desk.configure(wanted)
    await applySponsorship(desk.store, webhook('created'), T0)
    desk.now = T0 + HOUR
    await desk.syncAll(SCOPE)
    expect(await desk.tiersOf(7, wanted)).toEqual(['pro -10–'])
  })

  test('a private sponsor known from a webhook is not ended by a list that hides private sponsors', async () => {
    await desk.configure(wanted)
    const hidden = webhook('created')
    hidden.sponsorship.privacy_level = 'private'
    await applySponsorship(desk.store, hidden, T0)
    desk.now = T0 + HOUR
    await desk.syncAll(SCOPE)
    expect(await desk.tiersOf(7, wanted)).toEqual(['pro -10–'])
  })
})

describe('a webhook', () => {
  test('counts at once, and has the scope confirmed', async () => {
    await desk.configure(wanted)
    const { accountIds } = await applySponsorship(desk.store, webhook('created'), T0)
    expect(accountIds).toEqual([7])
    expect(await desk.tiersOf(7, wanted)).toEqual(['pro -10–'])
    const line = await desk.store.db.selectFrom('agenda').select(['key', 'due_at']).executeTakeFirst()
    expect(line).toEqual({ key: `entitlements:${SCOPE}`, due_at: T0 + 60_000 })
  })

  test('repeated changes nothing', async () => {
    await applySponsorship(desk.store, webhook('created'), T0)
    expect(await applySponsorship(desk.store, webhook('created'), T0)).toEqual({ accountIds: [] })
  })

  test('announces a downgrade, which counts from its date', async () => {
    await applySponsorship(desk.store, webhook('created', {}, 50_000), T0)
    const change = { changes: { tier: { from: { monthly_price_in_cents: 50_000 } } } }
    const announced = webhook(
      'pending_tier_change',
      { ...change, effective_date: new Date(T0 + 9 * DAY).toISOString() },
      500,
    )
    await applySponsorship(desk.store, announced, T0 + DAY)
    expect(await desk.tiersOf(7, wanted)).toEqual(['enterprise -10–9', 'sponsor 9–'])
  })

  test('announces a cancellation, which counts from its date', async () => {
    await applySponsorship(desk.store, webhook('created'), T0)
    const effective = { effective_date: new Date(T0 + 9 * DAY).toISOString() }
    await applySponsorship(desk.store, webhook('pending_cancellation', effective), T0 + DAY)
    expect(await desk.tiersOf(7, wanted)).toEqual(['pro -10–9'])
    await applySponsorship(desk.store, webhook('cancelled'), T0 + 9 * DAY + HOUR)
    expect(await desk.tiersOf(7, wanted)).toEqual(['pro -10–9'])
  })

  test('that hides the sponsor proves nothing', async () => {
    const hidden = webhook('created')
    const payload = { ...hidden, sponsorship: { ...hidden.sponsorship, sponsor: null } }
    expect(await applySponsorship(desk.store, payload, T0)).toEqual({ accountIds: [] })
  })

  test('with an amount that makes no sense is a sponsor of an unknown amount', async () => {
    await applySponsorship(desk.store, webhook('created', {}, -5), T0)
    expect(await desk.tiersOf(7, wanted)).toEqual(['sponsor -10–'])
  })
})

describe('one payment', () => {
  test('counts for as long as the settings say', async () => {
    server.sponsors = [{ ...ada, oneTime: true, createdAt: T0 }]
    await desk.configure(wanted)
    await desk.syncAll(SCOPE)
    expect(await desk.tiersOf(7, wanted)).toEqual(['pro 0–31'])
    server.sponsors = []
    desk.now = T0 + 5 * DAY
    await desk.syncAll(SCOPE)
    expect(await desk.tiersOf(7, wanted)).toEqual(['pro 0–31'])
  })
})

describe('an organisation that sponsors', () => {
  const org: Sponsor = { ...ada, id: 50, login: 'bigcorp', type: 'Organization' }

  test('covers its public members, and nobody else', async () => {
    server.sponsors = [org]
    desk.publicMembers.set('bigcorp', [user(7, 'ada')])
    desk.members.set('bigcorp', [user(7, 'ada'), user(8, 'bob')])
    desk.installations.set(50, 500)
    await desk.configure(wanted)
    await desk.syncAll(SCOPE)
    await desk.syncAll('members:50')
    expect(await desk.tiersOf(7, wanted)).toEqual(['pro -10–'])
    expect(await desk.tiersOf(8, wanted)).toEqual([])
  })

  test('that stops wakes the tickets of its members', async () => {
    server.sponsors = [org]
    desk.publicMembers.set('bigcorp', [user(7, 'ada')])
    await desk.configure(wanted)
    await desk.syncAll(SCOPE)
    await desk.syncAll('members:50')
    desk.woken = []
    server.sponsors = []
    desk.now += DAY
    await desk.syncAll(SCOPE)
    expect(desk.woken.sort()).toEqual([50, 7])
    expect(await desk.tiersOf(7, wanted)).toEqual(['pro -10–1'])
  })
})

describe("a stranger's installation", () => {
  const stranger = repository({ id: 2, owner: 'mallory', ownerId: 66, installationId: 200 })

  test('that names this account in its settings learns nothing', async () => {
    server.sponsors = [ada]
    await desk.configure(wanted)
    await desk.syncAll(SCOPE)
    expect(await desk.configure(wanted, stranger)).toEqual([])
    expect(await desk.tiersOf(7, wanted, stranger)).toEqual([])
    expect(await desk.tiersOf(7, wanted)).toEqual(['pro -10–'])
  })
})
