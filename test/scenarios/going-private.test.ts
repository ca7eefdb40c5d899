// A sponsor who goes private while another source has never been read: what Firstline put on for the payment comes off.
import { createHmac } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openScene, REPO, type Scene, SPONSORS_SECRET, UNKNOWN } from './harness.ts'

const SETTINGS = `
tiers: { pro: { label: { name: "support: pro" } }, sponsor: { label: { name: "support: sponsor" } } }
entitlements:
  github_sponsors: { account: acme, tiers: { pro: 50, sponsor: 1 } }
  stripe: { prices: { price_pro: pro } }
`

let scene: Scene
beforeAll(async () => {
  scene = await openScene({
    settings: SETTINGS,
    sponsorsToken: true,
    env: { ALLOWED_ACCOUNTS: 'acme', STRIPE_API_KEY: 'rk_test_x', STRIPE_URL: 'http://127.0.0.1:9' },
    before: (acts) => {
      acts.sponsor('acme', 'sam', { dollars: 60 })
      acts.sponsor('acme', 'stella', { dollars: 60 })
    },
  })
})
afterAll(() => scene.close())

async function open(login: string): Promise<number> {
  const { number } = scene.acts.openIssue(REPO, login, UNKNOWN)
  await scene.settle()
  return number
}

/** As GitHub tells that somebody has hidden their sponsorship. */
async function goPrivate(login: string): Promise<void> {
  const { id } = scene.acts.addUser(login)
  const tier = { monthly_price_in_cents: 6_000, is_one_time: false }
  const account = { id: 1, login: 'acme', type: 'Organization' }
  const sponsorship = {
    node_id: 'S_1',
    created_at: new Date(scene.clock.now() - 60_000).toISOString(),
    privacy_level: 'private',
    sponsor: { id, login, type: 'User' },
    sponsorable: account,
    tier,
  }
  const body = JSON.stringify({
    action: 'edited',
    sponsorship,
    changes: { privacy_level: { from: 'public' } },
  })
  const signature = createHmac('sha256', SPONSORS_SECRET).update(body).digest('hex')
  const response = await fetch(`http://127.0.0.1:${scene.firstline.port}/api/sponsors/webhooks`, {
    method: 'POST',
    body,
    headers: {
      'content-type': 'application/json',
      'x-github-event': 'sponsorship',
      'x-github-delivery': crypto.randomUUID(),
      'x-hub-signature-256': `sha256=${signature}`,
    },
  })
  expect(response.status).toBe(202)
  await scene.settle()
}

test('the label of what is paid in private comes off, and whatever is unknown keeps its own', async () => {
  const [hidden, shown] = [await open('sam'), await open('stella')]
  expect([scene.labels(hidden), scene.labels(shown)]).toEqual([['support: pro'], ['support: pro']])
  await goPrivate('sam')
  expect([scene.labels(hidden), scene.labels(shown)]).toEqual([[], ['support: pro']])
})
