// Subscriptions, against a server that speaks Stripe's list, and signatures made by Stripe's own library.
import Stripe from 'stripe'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { entitlementProblems } from '../../src/entitlements/problems.ts'
import { isSignedByStripe } from '../../src/entitlements/stripe-signature.ts'
import { route } from '../../src/inbox/route.ts'
import { accountOfLogin } from '../../src/store/account-names.ts'
import { countDeliveries, recordDelivery } from '../../src/store/deliveries.ts'
import { credentials, DAY, HOUR, repository, settings, T0 } from './build.ts'
import { type Desk, openDesk, user } from './desk.ts'
import { type StripeServer, stripeServer, subscription } from './stand-ins.ts'

const wanted = settings({
  stripe: { prices: { price_pro: 'pro', prod_big: 'enterprise', gold: 'enterprise' } },
})
const allowed = { allowedAccounts: ['ACME'], held: ['STRIPE_API_KEY'] }
const priced = (id: string, product: string, key: string | null) => ({
  items: { data: [{ current_period_start: T0 / 1000, price: { id, product, lookup_key: key } }] },
})

let server: StripeServer
let desk: Desk

beforeEach(async () => {
  server = await stripeServer()
  desk = await openDesk({ stripe: server, credentials: allowed })
  desk.accounts.set('ada', user(7, 'ada'))
  await desk.configure(wanted)
})
afterEach(async () => {
  await desk.close()
  await server.close()
})

describe('a subscription', () => {
  test.each([
    ['price id', priced('price_pro', 'prod_x', null), 'pro'],
    ['product', priced('price_x', 'prod_big', null), 'enterprise'],
    ['lookup key', priced('price_x', 'prod_x', 'gold'), 'enterprise'],
  ])('gives the tier of its %s', async (_, change, tier) => {
    server.subscriptions = [subscription('sub_1', change)]
    await desk.syncAll('stripe')
    expect(await desk.tiersOf(7, wanted)).toEqual([`${tier} 0–`])
  })

  test('with a price that settings do not list is told to the maintainers', async () => {
    server.subscriptions = [subscription('sub_1', priced('price_x', 'prod_x', null))]
    await desk.syncAll('stripe')
    const asked = { repository: repository(), settings: wanted, credentials: credentials(allowed) }
    expect(await desk.tiersOf(7, wanted)).toEqual([])
    expect(await entitlementProblems(desk.store, asked, desk.now)).toEqual([
      { level: 'warning', message: expect.stringContaining('price_x, prod_x') },
    ])
  })

  test('is found by a login, which is resolved once', async () => {
    const metadata = { github_login: 'Ada' }
    server.subscriptions = [
      subscription('sub_1', { customer: { id: 'cus_1', object: 'customer' }, metadata }),
    ]
    await desk.syncAll('stripe')
    desk.accounts.set('ada', user(666, 'ada'))
    desk.now += HOUR
    await desk.syncAll('stripe')
    expect(desk.accountCalls).toEqual(['ada'])
    expect(await desk.tiersOf(7, wanted)).toEqual(['pro 0–'])
    expect(await desk.tiersOf(666, wanted)).toEqual([])
  })

  test('counts by its id though GitHub does not say whose that is, and gets its name later', async () => {
    desk.accounts.set('bert', user(8, 'bert'))
    desk.unanswered.add(7)
    server.subscriptions = [
      subscription('sub_1', { metadata: { github_id: '7' } }),
      subscription('sub_2', {
        customer: { id: 'cus_2', object: 'customer' },
        metadata: { github_login: 'bert' },
      }),
    ]
    await desk.syncAll('stripe')
    expect(await desk.tiersOf(7, wanted)).toEqual(['pro 0–'])
    expect(await desk.tiersOf(8, wanted)).toEqual(['pro 0–'])
    desk.unanswered.clear()
    desk.now += HOUR
    await desk.syncAll('stripe')
    expect(await accountOfLogin(desk.store, 'ada')).toBe(7)
  })

  test('with a login or id that GitHub does not know is told, with what to do', async () => {
    const of = (metadata: Record<string, string>) => ({
      customer: { id: 'cus_2', object: 'customer' as const, metadata },
    })
    server.subscriptions = [
      subscription('sub_2', of({ github_login: 'nobody' })),
      subscription('sub_3', of({ github_id: '404404' })),
    ]
    await desk.syncAll('stripe')
    const asked = { repository: repository(), settings: wanted, credentials: credentials(allowed) }
    const told = (await entitlementProblems(desk.store, asked, desk.now)).map((one) => one.message)
    expect(told).toEqual([
      expect.stringMatching(
        /sub_2 \(customer cus_2\) names the github_login "nobody", .*Correct it in Stripe/,
      ),
      expect.stringMatching(/sub_3 \(customer cus_2\) names the github_id 404404, .*Correct it in Stripe/),
    ])
  })

  test('with an id that is no number is told, and the others count', async () => {
    const wrong = {
      customer: { id: 'cus_2', object: 'customer' as const, metadata: { github_id: 'octocat' } },
    }
    server.subscriptions = [subscription('sub_2', wrong), subscription('sub_1')]
    await desk.syncAll('stripe')
    const asked = { repository: repository(), settings: wanted, credentials: credentials(allowed) }
    expect(await entitlementProblems(desk.store, asked, desk.now)).toMatchObject([
      { message: expect.stringContaining('sub_2 is no number') },
    ])
    expect(await desk.tiersOf(7, wanted)).toEqual(['pro 0–'])
  })

  test.each([
    ['active', {}, ['pro 0–']],
    ['trialing', {}, ['pro 0–']],
    ['past_due', {}, ['pro 0–19']],
    ['unpaid', {}, ['pro 0–19']],
    ['canceled', { ended_at: (T0 + 5 * DAY) / 1000 }, ['pro 0–5']],
    [
      'canceled',
      { ended_at: (T0 + 40 * DAY) / 1000, cancellation_details: { reason: 'payment_failed' } },
      ['pro 0–19'],
    ],
    ['past_due', { collection_method: 'send_invoice' as const, days_until_due: 30 }, ['pro 0–49']],
    ['past_due', { collection_method: 'charge_automatically' as const, days_until_due: 30 }, ['pro 0–19']],
    ['paused', { trial_end: (T0 + 14 * DAY) / 1000 }, ['pro 0–14']],
    ['incomplete', {}, []],
    ['incomplete_expired', {}, []],
  ])('that is %s counts until what was paid for ended', async (status, change, tiers) => {
    server.subscriptions = [subscription('sub_1', { status, ...change })]
    await desk.syncAll('stripe')
    expect(await desk.tiersOf(7, wanted)).toEqual(tiers)
  })

  test('that is to be cancelled ends at its date', async () => {
    server.subscriptions = [subscription('sub_1', { cancel_at: (T0 + 9 * DAY) / 1000 })]
    await desk.syncAll('stripe')
    expect(await desk.tiersOf(7, wanted)).toEqual(['pro 0–9'])
  })
})

describe('a subscription that is not paid', () => {
  const period = (startAt: number) => ({
    items: {
      data: [
        {
          current_period_start: startAt / 1000,
          price: { id: 'price_pro', product: 'prod_pro', lookup_key: null },
        },
      ],
    },
  })
  const read = async (day: number, change: object) => {
    desk.now = T0 + day * DAY
    server.subscriptions = [subscription('sub_1', change)]
    await desk.syncAll('stripe')
    return desk.tiersOf(7, wanted)
  }

  test.each(['unpaid', 'past_due'])('gets no new time with each new period: %s', async (status) => {
    await read(0, { status: 'active', ...period(T0) })
    expect(await read(31, { status, ...period(T0 + 30 * DAY) })).toEqual(['pro 0–30'])
    expect(await read(61, { status, ...period(T0 + 60 * DAY) })).toEqual(['pro 0–30'])
    expect(await read(91, { status, ...period(T0 + 90 * DAY) })).toEqual(['pro 0–30'])
  })

  test('gets no new time when it is given up in the end', async () => {
    await read(0, { status: 'active', ...period(T0) })
    await read(31, { status: 'past_due', ...period(T0 + 30 * DAY) })
    const ended = { status: 'canceled', ended_at: (T0 + 52 * DAY) / 1000, ...period(T0 + 30 * DAY) }
    expect(await read(53, ended)).toEqual(['pro 0–30'])
  })

  test('counts without a gap once it is paid, and from then on as any other', async () => {
    await read(0, { status: 'active', ...period(T0) })
    await read(31, { status: 'past_due', ...period(T0 + 30 * DAY) })
    expect(await read(33, { status: 'active', ...period(T0 + 30 * DAY) })).toEqual(['pro 0–'])
    expect(await read(61, { status: 'past_due', ...period(T0 + 60 * DAY) })).toEqual(['pro 0–60'])
  })
})

describe('a bulk read', () => {
  test('reads all pages of all states', async () => {
    server.subscriptions = Array.from({ length: 250 }, (_, i) => subscription(`sub_${i}`))
    await desk.syncAll('stripe')
    expect(server.calls).toHaveLength(3)
    expect(server.calls[2]).toContain('starting_after=sub_199')
    expect(server.calls[0]).toContain('status=all')
    expect(decodeURIComponent(server.calls[0] ?? '')).toContain('expand[0]=data.customer')
  })

  test.each([
    [401, 'STRIPE_API_KEY is not accepted'],
    [403, 'read access to Customers and Subscriptions'],
    [500, 'Stripe did not answer'],
  ])('that is answered with %i ends nobody and says what to do', async (status, message) => {
    server.subscriptions = [subscription('sub_1')]
    await desk.syncAll('stripe')
    desk.now += HOUR
    server.faults = [{ status }]
    await expect(desk.sync('stripe')).rejects.toThrow(message)
    expect(await desk.tiersOf(7, wanted)).toEqual(['pro 0–'])
  })
})

describe('an event', () => {
  const event = (id: string, customer: string) => ({
    id,
    type: 'customer.subscription.updated',
    data: { object: { id: 'sub_1', object: 'subscription', customer } },
  })
  const deliver = async (payload: ReturnType<typeof event>) => {
    const to = route('stripe', 'stripe', payload)!
    const delivery = { guid: `stripe:${payload.id}`, event: 'stripe', receivedAt: desk.now }
    const body = Buffer.from(JSON.stringify(payload))
    return recordDelivery(desk.store, { ...delivery, ...to, body })
  }

  test('has the customer fetched, however old its own content is', async () => {
    server.subscriptions = [subscription('sub_1')]
    await desk.syncAll('stripe')
    desk.woken = []
    server.subscriptions = [subscription('sub_1', { status: 'canceled', ended_at: T0 / 1000 + 60 })]
    desk.now = T0 + 60_000
    await deliver(event('evt_1', 'cus_sub_1'))
    server.calls.length = 0
    await desk.sync('stripe')
    expect(server.calls).toEqual([expect.stringContaining('customer=cus_sub_1')])
    expect(desk.woken).toEqual([7])
    expect(await desk.tiersOf(7, wanted)).toEqual(['pro 0–0'])
  })

  test('that comes twice is fetched once', async () => {
    await desk.sync('stripe')
    for (let i = 0; i < 3; i++) {
      await deliver(event('evt_1', 'cus_1'))
      await desk.sync('stripe')
    }
    expect(server.calls.filter((call) => call.includes('customer=cus_1'))).toHaveLength(1)
  })

  test.each([
    ['about a customer itself', { id: 'cus_1', object: 'customer' }],
    ['with the customer told whole', { id: 'sub_1', object: 'subscription', customer: { id: 'cus_1' } }],
  ])('%s has that customer fetched', async (_, object) => {
    await desk.sync('stripe')
    await deliver({ ...event('evt_1', ''), type: 'customer.updated', data: { object } } as never)
    await desk.sync('stripe')
    expect(server.calls.filter((call) => call.includes('customer=cus_1'))).toHaveLength(1)
  })

  test('about nobody is done with, and one that is odd is set aside', async () => {
    await desk.sync('stripe')
    server.calls.length = 0
    await deliver({ ...event('evt_1', ''), data: { object: { id: 'po_1', object: 'payout' } } } as never)
    await deliver({ ...event('evt_2', ''), data: 'none' } as never)
    await desk.sync('stripe')
    expect(server.calls.filter((call) => call.includes('customer='))).toEqual([])
    expect(await countDeliveries(desk.store.db)).toEqual({ new: 0, done: 1, set_aside: 1 })
  })

  test('whose customer cannot be fetched is kept until it can', async () => {
    await desk.sync('stripe')
    await deliver(event('evt_1', 'cus_1'))
    server.faults = [{ status: 500 }]
    await expect(desk.sync('stripe')).rejects.toThrow()
    await desk.sync('stripe')
    expect(server.calls.filter((call) => call.includes('customer=cus_1'))).toHaveLength(2)
  })
})

describe('the credential', () => {
  test('serves only owners in ALLOWED_ACCOUNTS', async () => {
    server.subscriptions = [subscription('sub_1')]
    await desk.syncAll('stripe')
    const stranger = repository({ id: 2, owner: 'mallory', ownerId: 66 })
    expect(await desk.configure(wanted, stranger)).toEqual([])
    expect(await desk.tiersOf(7, wanted, stranger)).toEqual([])
    const asked = { repository: stranger, settings: wanted, credentials: credentials(allowed) }
    expect(await entitlementProblems(desk.store, asked, desk.now)).toEqual([
      { level: 'failure', message: expect.stringContaining('ALLOWED_ACCOUNTS') },
    ])
  })
})

describe('a signature', () => {
  const secret = 'whsec_test'
  const payload = JSON.stringify({
    id: 'evt_1',
    type: 'customer.subscription.updated',
    data: { object: { id: 'sub_1', object: 'subscription', customer: 'cus_1' } },
  })
  const sign = (change: object = {}) =>
    Stripe.webhooks.generateTestHeaderString({ payload, secret, timestamp: T0 / 1000, ...change })

  test('of the vendor is accepted', () => {
    expect(isSignedByStripe(Buffer.from(payload), sign(), secret, T0)).toBe(true)
  })

  test('is accepted beside one made with another secret, as while it is rolled', () => {
    const other = sign({ secret: 'whsec_old' }).split(',')[1]
    expect(isSignedByStripe(payload, `${sign()},${other}`, secret, T0)).toBe(true)
  })

  test.each([
    ['missing', undefined, T0],
    ['empty', '', T0],
    ['made with another secret', sign({ secret: 'whsec_other' }), T0],
    ['of another body', sign({ payload: `${payload} ` }), T0],
    ['without a time', 'v1=abc', T0],
    ['of another scheme', sign({ scheme: 'v0' }), T0],
    ['replayed after five minutes', sign(), T0 + 301_000],
  ])('that is %s is refused', (_, header, now) => {
    expect(isSignedByStripe(payload, header, secret, now)).toBe(false)
  })

  test('on the edge of five minutes is accepted', () => {
    expect(isSignedByStripe(payload, sign(), secret, T0 + 300_000)).toBe(true)
  })

  test('is never accepted where the server has no secret', () => {
    expect(isSignedByStripe(payload, sign({ secret: 'x' }), '', T0)).toBe(false)
  })
})
