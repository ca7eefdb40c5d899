// Customers of Polar: read at start, pushed by signed webhooks, and kept when Polar is down.
import { createHmac } from 'node:crypto'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { countDeliveries } from '../../src/store/deliveries.ts'
import { iso, type PolarServer, polarServer, polarSubscription } from '../entitlements/polar-server.ts'
import { DAY, HOUR, openScene, REPO, type Scene, UNKNOWN } from './harness.ts'

const SETTINGS = `
tiers: { enterprise: { label: { name: "support: enterprise" } }, pro: { label: { name: "support: pro" } } }
entitlements:
  github_sponsors: ~
  polar: { products: { prod_pro: pro, prod_big: enterprise } }
`
const SECRET = 'polar_whs_scenario'

let polar: PolarServer
let scene: Scene

beforeEach(async () => {
  polar = await polarServer()
  scene = await openScene({
    settings: SETTINGS,
    env: {
      POLAR_TOKEN: polar.token,
      POLAR_URL: polar.url,
      POLAR_WEBHOOK_SECRET: SECRET,
      ALLOWED_ACCOUNTS: 'acme',
    },
    before: (acts) => {
      polar.subscriptions = [
        polarSubscription('s1', { customer: { external_id: String(acts.addUser('pia').id) } }),
      ]
    },
  })
})
afterEach(async () => {
  await scene.close()
  await polar.close()
})

async function open(login: string): Promise<number> {
  const { number } = scene.acts.openIssue(REPO, login, UNKNOWN)
  await scene.settle()
  return number
}

const labels = (number: number) => scene.labels(number).filter((name) => name.startsWith('support:'))

/** Sends an event to the address for Polar, signed as Polar would have `agoMs` ago. */
async function push(
  id: string,
  event: object | string,
  { secret = SECRET, agoMs = 0 } = {},
): Promise<{ status: number; body: unknown }> {
  const body = typeof event === 'string' ? event : JSON.stringify(event)
  const seconds = Math.floor((scene.clock.now() - agoMs) / 1000)
  const signed = createHmac('sha256', secret).update(`${id}.${seconds}.${body}`).digest('base64')
  const response = await fetch(`http://127.0.0.1:${scene.firstline.port}/api/polar/webhooks`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'webhook-id': id,
      'webhook-timestamp': String(seconds),
      'webhook-signature': `v1,${signed}`,
    },
    body,
  })
  return { status: response.status, body: await response.json() }
}

const changed = { type: 'customer.state_changed', data: { id: 'cus_s1', active_subscriptions: [] } }

test('a customer is labelled on opening, upgraded by a push, and keeps the tier for the time of grace after it', async () => {
  const number = await open('pia')
  expect(labels(number)).toEqual(['support: pro'])
  const { customer } = polar.subscriptions[0]!
  polar.subscriptions = [polarSubscription('s1', { customer, product_id: 'prod_big' })]
  expect(await push('e1', changed)).toEqual({ status: 202, body: { recorded: true } })
  await scene.settle()
  expect(labels(number)).toEqual(['support: enterprise'])
  const endedAt = scene.clock.now()
  polar.subscriptions = [
    polarSubscription('s1', { customer, product_id: 'prod_big', status: 'canceled', ended_at: iso(endedAt) }),
  ]
  await push('e2', { type: 'subscription.revoked', data: { id: 's1', customer_id: 'cus_s1' } })
  await scene.settle()
  await scene.pass(6 * DAY)
  expect(labels(number)).toEqual(['support: enterprise'])
  await scene.pass(2 * DAY)
  expect(labels(number)).toEqual([])
})

test('nothing public tells of Polar, the customer or what is paid', async () => {
  const number = await open('pia')
  await scene.pass(HOUR)
  const { comments } = scene.thread(number)
  expect(comments.map(({ body }) => body).join('\n')).not.toMatch(/polar|cus_s1|29/i)
})

test('while Polar is down everybody keeps their tier, and who answers for the server is told', async () => {
  const number = await open('pia')
  polar.faults = Array.from({ length: 200 }, () => ({ status: 500 }))
  await scene.pass(10 * DAY)
  expect(labels(number)).toEqual(['support: pro'])
  const ready = await fetch(`http://127.0.0.1:${scene.firstline.port}/readyz`)
  expect(JSON.stringify(await ready.json())).toContain('Polar did not answer (500)')
  polar.faults = []
  await scene.pass(2 * HOUR)
  expect(labels(number)).toEqual(['support: pro'])
})

test('what is signed wrongly or too long ago is refused, and what comes twice is taken once', async () => {
  const counts = () => countDeliveries(scene.firstline.store.db)
  const before = await counts()
  expect((await push('e1', changed, { secret: 'guessed' })).status).toBe(401)
  expect((await push('e1', changed, { agoMs: 302_000 })).status).toBe(401)
  expect((await push('e1', changed, { agoMs: -302_000 })).status).toBe(401)
  expect(await counts()).toEqual(before)
  expect(await push('e1', changed)).toEqual({ status: 202, body: { recorded: true } })
  expect(await push('e1', changed)).toEqual({ status: 202, body: { recorded: false } })
  await scene.settle()
  expect(await counts()).toEqual({ ...before, done: before.done + 1 })
})

test.each(['no JSON', 'null', '7', '[]', '{"data":{}}'])(
  'a signed body that is no event is a bad request: %s',
  async (body) => {
    expect((await push('e1', body)).status).toBe(400)
  },
)

test('an odd event is set aside and does not keep the others from being read', async () => {
  const number = await open('pia')
  await push('e1', { type: 'customer.updated', data: 'none' })
  await push('e2', changed)
  await scene.settle()
  expect(await countDeliveries(scene.firstline.store.db)).toMatchObject({ new: 0, set_aside: 1 })
  expect(polar.calls.some((call) => call.includes('customer_id=cus_s1'))).toBe(true)
  expect(labels(number)).toEqual(['support: pro'])
})
