// Subscriptions sold through Polar, against a server that speaks its list.
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { listEntitled } from '../../src/entitlements/list.ts'
import { entitlementProblems } from '../../src/entitlements/problems.ts'
import { route } from '../../src/inbox/route.ts'
import { accountOfLogin } from '../../src/store/account-names.ts'
import { countDeliveries, recordDelivery } from '../../src/store/deliveries.ts'
import { appendEntries } from '../../src/store/ledger.ts'
import { upsertTicket } from '../../src/store/tickets.ts'
import { anIssue } from '../builders.ts'
import { credentials, DAY, HOUR, repository, settings, T0 } from './build.ts'
import { type Desk, openDesk, user } from './desk.ts'
import { iso, type PolarServer, polarServer, polarSubscription } from './polar-server.ts'

const wanted = settings({ polar: { products: { prod_pro: 'pro', prod_big: 'enterprise' } } })
const allowed = { allowedAccounts: ['ACME'], held: ['POLAR_TOKEN'] }
const asked = { repository: repository(), settings: wanted, credentials: credentials(allowed) }

let server: PolarServer
let desk: Desk

beforeEach(async () => {
  server = await polarServer()
  desk = await openDesk({ polar: server, credentials: allowed })
  desk.accounts.set('ada', user(7, 'ada'))
  desk.accounts.set('bert', user(8, 'bert'))
  await desk.configure(wanted)
})
afterEach(async () => {
  await desk.close()
  await server.close()
})

const told = async () => (await entitlementProblems(desk.store, asked, desk.now)).map((one) => one.message)

describe('a subscription', () => {
  test.each([
    ['external_id', { external_id: '8', metadata: {} }],
    ['metadata.github_id', { external_id: null, metadata: { github_id: '8' } }],
    ['metadata.github_id as a number', { external_id: null, metadata: { github_id: 8 } }],
    [
      'metadata.github_id before an external_id of the shop',
      { external_id: '7', metadata: { github_id: '8' } },
    ],
  ])('counts for the account that %s names', async (_, customer) => {
    server.subscriptions = [polarSubscription('s1', { customer })]
    await desk.syncAll('polar')
    expect([await desk.tiersOf(8, wanted), await desk.tiersOf(7, wanted)]).toEqual([['pro 0–'], []])
  })

  test.each([
    ['an external_id that is no number', { external_id: 'ada', metadata: {} }],
    ['a login in the metadata', { external_id: null, metadata: { github_login: 'ada' } }],
    ['an external_id with a sign', { external_id: '+7', metadata: {} }],
    ['no name at all', { external_id: null, metadata: {} }],
  ])('of a customer with %s is nobody’s', async (_, customer) => {
    server.subscriptions = [polarSubscription('s1', { customer })]
    await desk.syncAll('polar')
    expect(await desk.tiersOf(7, wanted)).toEqual([])
    expect(await told()).toEqual([])
  })

  test('of an account that GitHub does not tell is shown under the name on its tickets', async () => {
    server.subscriptions = [polarSubscription('s1')]
    desk.unanswered.add(7)
    await desk.syncAll('polar')
    const { db } = desk.store
    const name = async () => (await listEntitled(desk.store, asked, desk.now)).map(({ login }) => login)
    expect([await name(), await accountOfLogin(desk.store, 'ada')]).toEqual([['7'], null])
    const ticket = anIssue(T0, { repositoryId: 1, requester: user(7, 'Ada') })
    await upsertTicket(db, ticket)
    const opened = { ticketId: ticket.id, sourceKey: 'opened', kind: 'opened', at: T0 } as const
    await appendEntries(db, [{ ...opened, actor: ticket.requester, data: {} }])
    expect([await name(), await accountOfLogin(desk.store, 'aDA')]).toEqual([['Ada'], 7])
  })

  test('with an id that is no number, or that GitHub does not know, is told, and the others count', async () => {
    server.subscriptions = [
      polarSubscription('s2', { customer: { metadata: { github_id: 'octocat' } } }),
      polarSubscription('s3', { customer: { external_id: '404404' } }),
      polarSubscription('s1'),
    ]
    await desk.syncAll('polar')
    expect(await told()).toEqual([
      expect.stringContaining('github_id of cus_s2 is no number'),
      expect.stringMatching(/cus_s3 of s3 names the GitHub id 404404.*Correct external_id/),
    ])
    expect(await desk.tiersOf(7, wanted)).toEqual(['pro 0–'])
  })

  test('to a product that settings do not list is told to the maintainers', async () => {
    server.subscriptions = [polarSubscription('s1', { product_id: 'prod_x' })]
    await desk.syncAll('polar')
    expect(await desk.tiersOf(7, wanted)).toEqual([])
    expect(await told()).toEqual([expect.stringContaining('not listed (prod_x)')])
  })

  test.each([
    ['active', {}, ['pro 0–']],
    ['trialing', {}, ['pro 0–']],
    ['active', { cancel_at_period_end: true }, ['pro 0–30']],
    ['active', { cancel_at_period_end: true, ends_at: iso(T0 + 20 * DAY) }, ['pro 0–20']],
    ['past_due', { current_period_start: iso(T0 + 30 * DAY) }, ['pro 0–30']],
    ['unpaid', { current_period_start: iso(T0 + 30 * DAY) }, ['pro 0–30']],
    ['canceled', { ended_at: iso(T0 + 5 * DAY) }, ['pro 0–5']],
    [
      'canceled',
      {
        ended_at: iso(T0 + 51 * DAY),
        past_due_at: iso(T0 + 30 * DAY),
        current_period_start: iso(T0 + 30 * DAY),
      },
      ['pro 0–30'],
    ],
    ['paused', {}, ['pro 0–30']],
    ['incomplete', {}, []],
    ['incomplete_expired', {}, []],
    ['some_day_invented', {}, []],
  ])('that is %s counts until what was paid for ended', async (status, change, tiers) => {
    server.subscriptions = [polarSubscription('s1', { status, ...change })]
    await desk.syncAll('polar')
    expect(await desk.tiersOf(7, wanted)).toEqual(tiers)
  })

  test('that is not paid gets no new time with each new period, and counts without a gap once it is', async () => {
    const read = async (day: number, status: string, startDay: number) => {
      desk.now = T0 + day * DAY
      const current_period_start = iso(T0 + startDay * DAY)
      server.subscriptions = [polarSubscription('s1', { status, current_period_start })]
      await desk.syncAll('polar')
      return desk.tiersOf(7, wanted)
    }
    await read(0, 'active', 0)
    expect(await read(31, 'past_due', 30)).toEqual(['pro 0–30'])
    expect(await read(61, 'past_due', 60)).toEqual(['pro 0–30'])
    expect(await read(62, 'active', 60)).toEqual(['pro 0–'])
  })

  test('that is changed to another product ends one tier and begins the next', async () => {
    server.subscriptions = [polarSubscription('s1')]
    await desk.syncAll('polar')
    desk.now = T0 + 4 * DAY
    server.subscriptions = [polarSubscription('s1', { product_id: 'prod_big' })]
    await desk.syncAll('polar')
    expect(await desk.tiersOf(7, wanted)).toEqual(['pro 0–4', 'enterprise 4–'])
    desk.now = T0 + 6 * DAY
    server.subscriptions = [polarSubscription('s1')]
    await desk.syncAll('polar')
    expect(await desk.tiersOf(7, wanted)).toEqual(['pro 0–4', 'enterprise 4–6', 'pro 6–'])
  })

  test.each([
    [{ amount: 2900, currency: 'usd' }, { amount: 29, currency: 'USD', per: 'month' }, 29],
    [
      { amount: 24050, currency: 'eur', recurring_interval: 'year' },
      { amount: 240.5, currency: 'EUR', per: 'year' },
      null,
    ],
    [
      { amount: 900, currency: 'jpy', recurring_interval_count: 3 },
      { amount: 900, currency: 'JPY', per: '3 months' },
      null,
    ],
  ])('is listed with what it costs: %j', async (change, money, dollars) => {
    server.subscriptions = [polarSubscription('s1', change)]
    await desk.syncAll('polar')
    const [row] = await listEntitled(desk.store, asked, desk.now)
    expect(row).toMatchObject({ login: 'ada', evidence: 'subscription s1 of cus_s1' })
    expect(row?.amount).toEqual({ dollars, per: money.per, prices: ['prod_pro'], money })
  })
})

describe('a bulk read', () => {
  const many = (count: number) =>
    Array.from({ length: count }, (_, i) => polarSubscription(`s${i}`, { customer: { external_id: '7' } }))

  test('reads all pages of all states, the oldest first', async () => {
    server.subscriptions = many(250)
    await desk.syncAll('polar')
    expect(server.calls).toEqual(
      [1, 2, 3].map((page) => `/v1/subscriptions/?sorting=started_at&limit=100&page=${page}`),
    )
  })

  test('goes by customers and the state of each where subscriptions are not listed', async () => {
    server.lists = false
    const customerOf = (i: number) => ({ id: `c${i}`, external_id: String(i % 2 === 0 ? 7 : 8) })
    server.subscriptions = Array.from({ length: 45 }, (_, i) =>
      polarSubscription(`s${i}`, {
        customer: customerOf(i),
        product_id: i % 2 === 0 ? 'prod_pro' : 'prod_big',
      }),
    )
    await desk.syncAll('polar')
    expect(new Set(await desk.tiersOf(7, wanted))).toEqual(new Set(['pro 0–']))
    expect(new Set(await desk.tiersOf(8, wanted))).toEqual(new Set(['enterprise 0–']))
    expect(await desk.tiersOf(7, wanted)).toHaveLength(23)
    expect(server.calls.filter((call) => call.startsWith('/v1/customers/?')).length).toBe(3)
  })

  test('during which the list became shorter begins anew, so that what moved is not taken for ended', async () => {
    const last = polarSubscription('last', { customer: { external_id: '8' } })
    server.subscriptions = [...many(200), last]
    await desk.syncAll('polar')
    desk.now += HOUR
    server.calls.length = 0
    server.meanwhile = () => {
      server.subscriptions.splice(0, 1)
      server.meanwhile = () => {}
    }
    await desk.syncAll('polar')
    expect(server.calls.map((call) => call.at(-1))).toEqual(['1', '2', '1', '2'])
    expect(await desk.tiersOf(8, wanted)).toEqual(['pro 0–'])
  })

  test('of a list that never holds still ends nobody', async () => {
    server.subscriptions = [...many(150), polarSubscription('last', { customer: { external_id: '8' } })]
    await desk.syncAll('polar')
    desk.now += HOUR
    server.meanwhile = () => server.subscriptions.splice(0, 1)
    await expect(desk.syncAll('polar')).rejects.toThrow('changed whenever it was read')
    expect(await desk.tiersOf(8, wanted)).toEqual(['pro 0–'])
  })

  test.each([
    ['401', { status: 401 }, 'POLAR_TOKEN is not accepted'],
    ['403', { status: 403 }, 'subscriptions:read'],
    ['404', { status: 404 }, 'check POLAR_URL'],
    ['429', { status: 429 }, 'fewer requests'],
    ['500', { status: 500 }, 'Polar did not answer (500)'],
    ['half an answer', { status: 200, body: '{"items":[' }, 'a form that is not known'],
    ['a list of something else', { status: 200, body: '[]' }, 'a form that is not known'],
    ['more than anybody reads', { status: 200, body: ' '.repeat(17 * 1024 * 1024) }, 'could not be reached'],
  ])('that is answered with %s ends nobody and says what to do', async (_, fault, message) => {
    server.subscriptions = [polarSubscription('s1')]
    await desk.syncAll('polar')
    desk.now += HOUR
    server.faults = [fault, fault]
    await expect(desk.sync('polar')).rejects.toThrow(message)
    expect(await desk.tiersOf(7, wanted)).toEqual(['pro 0–'])
  })

  test.each([
    ['seconds', { 'retry-after': '90' }],
    ['a date', { 'retry-after': new Date(T0 - DAY + 90_000).toUTCString() }],
    [
      'when it counts anew',
      { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': `${(T0 - DAY) / 1000 + 90}` },
    ],
  ])('waits as long as Polar asks for by %s, whatever its clock says', async (_, headers) => {
    const date = new Date(T0 - DAY).toUTCString()
    server.faults = [{ status: 429, headers: { ...headers, date } }]
    await expect(desk.sync('polar')).rejects.toMatchObject({ retryAt: T0 + 90_000 })
  })

  test('asks nothing while Polar asks for fewer requests, whatever is pushed', async () => {
    server.subscriptions = [polarSubscription('s1')]
    server.faults = [{ status: 429, headers: { 'retry-after': '90' } }]
    await expect(desk.sync('polar')).rejects.toThrow('fewer requests')
    desk.now += 60_000
    await expect(desk.sync('polar')).rejects.toMatchObject({ retryAt: T0 + 90_000 })
    expect(server.calls).toHaveLength(1)
    desk.now += 30_000
    await desk.syncAll('polar')
    expect(await desk.tiersOf(7, wanted)).toEqual(['pro 0–'])
  })

  test('that is never answered ends nobody when it is given up', async () => {
    server.subscriptions = [polarSubscription('s1')]
    await desk.syncAll('polar')
    desk.now += HOUR
    const turn = new AbortController()
    server.faults = [{ status: 200, hangs: true }]
    server.meanwhile = () => turn.abort()
    await expect(desk.sync('polar', { signal: turn.signal })).rejects.toThrow('could not be reached')
    expect(await desk.tiersOf(7, wanted)).toEqual(['pro 0–'])
  })

  test('with a token that is not accepted ends nobody', async () => {
    server.subscriptions = [polarSubscription('s1')]
    await desk.syncAll('polar')
    desk.now += HOUR
    server.token = 'another'
    await expect(desk.sync('polar')).rejects.toThrow('POLAR_TOKEN is not accepted')
    expect(await desk.tiersOf(7, wanted)).toEqual(['pro 0–'])
  })
})

describe('an event', () => {
  const deliver = async (id: string, payload: object) => {
    const to = route('polar', 'polar', payload)!
    const delivery = { guid: `polar:${id}`, event: 'polar', receivedAt: desk.now }
    const body = Buffer.from(JSON.stringify(payload))
    return recordDelivery(desk.store, { ...delivery, ...to, body })
  }
  const askedFor = () => server.calls.filter((call) => call.includes('customer_id='))

  test.each([
    ['of a subscription', { type: 'subscription.revoked', data: { id: 's1', customer_id: 'cus_s1' } }],
    ['of a customer', { type: 'customer.state_changed', data: { id: 'cus_s1', active_subscriptions: [] } }],
    ['with the customer told whole', { type: 'order.paid', data: { id: 'o1', customer: { id: 'cus_s1' } } }],
  ])('%s has the customer fetched, however old its own content is', async (_, payload) => {
    server.subscriptions = [polarSubscription('s1')]
    await desk.syncAll('polar')
    desk.now = T0 + 60_000
    server.subscriptions = [polarSubscription('s1', { status: 'canceled', ended_at: iso(desk.now) })]
    desk.woken = []
    await deliver('e1', payload)
    await desk.sync('polar')
    expect(askedFor()).toEqual([expect.stringContaining('customer_id=cus_s1')])
    expect(desk.woken).toEqual([7])
  })

  test('that comes twice is fetched once', async () => {
    await desk.sync('polar')
    for (let i = 0; i < 3; i++) {
      await deliver('e1', { type: 'customer.updated', data: { id: 'cus_1' } })
      await desk.sync('polar')
    }
    expect(askedFor()).toHaveLength(1)
  })

  test('about nobody is done with, and one that is odd is set aside', async () => {
    await desk.sync('polar')
    await deliver('e1', { type: 'product.created', data: { id: 'prod_1' } })
    await deliver('e2', { type: 'customer.updated', data: 'none' })
    await desk.sync('polar')
    expect(askedFor()).toEqual([])
    expect(await countDeliveries(desk.store.db)).toEqual({ new: 0, done: 1, set_aside: 1 })
  })

  test.each([404, 422])('about a customer who is not there (%i) is done with', async (status) => {
    await desk.sync('polar')
    await deliver('e1', { type: 'customer.deleted', data: { id: 'cus_1' } })
    server.faults = [{ status }]
    await desk.sync('polar')
    await desk.sync('polar')
    expect(askedFor()).toHaveLength(1)
  })

  test('whose customer cannot be fetched is kept until it can', async () => {
    await desk.sync('polar')
    await deliver('e1', { type: 'customer.updated', data: { id: 'cus_1' } })
    server.faults = [{ status: 500 }]
    await expect(desk.sync('polar')).rejects.toThrow()
    await desk.sync('polar')
    expect(askedFor()).toHaveLength(2)
  })
})

test('the token serves only owners in ALLOWED_ACCOUNTS', async () => {
  server.subscriptions = [polarSubscription('s1')]
  await desk.syncAll('polar')
  const stranger = repository({ id: 2, owner: 'mallory', ownerId: 66 })
  expect(await desk.configure(wanted, stranger)).toEqual([])
  expect(await desk.tiersOf(7, wanted, stranger)).toEqual([])
  expect(await entitlementProblems(desk.store, { ...asked, repository: stranger }, desk.now)).toEqual([
    { level: 'failure', message: expect.stringContaining('ALLOWED_ACCOUNTS') },
  ])
})
