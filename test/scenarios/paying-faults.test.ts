// Tokens that have expired, were revoked or lack a scope: everybody keeps what they had, and it is said what to do.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { entitlementsCommand } from '../../src/cli/entitlements.ts'
import { type StripeServer, stripeServer, subscription } from '../entitlements/stand-ins.ts'
import { DAY, HOUR, MINUTE, openScene, REPO, type Scene, UNKNOWN } from './harness.ts'

const SETTINGS = `
tiers: { pro: { label: { name: "support: pro" } }, sponsor: { label: { name: "support: sponsor" } } }
entitlements:
  github_sponsors: { account: acme, tiers: { pro: 50, sponsor: 1 } }
  stripe: { prices: { price_pro: pro } }
desk: { update: 1h }
`
const LACKS_SCOPE = /SPONSORS_TOKEN lacks a scope: add read:org/

let scene: Scene
let stripe: StripeServer
let dataDir: string

beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'firstline-paying-'))
  stripe = await stripeServer()
  scene = await openScene({
    settings: SETTINGS,
    sponsorsToken: true,
    dataDir,
    env: { STRIPE_API_KEY: 'rk_test_x', STRIPE_URL: stripe.url, ALLOWED_ACCOUNTS: 'acme' },
    before: (acts) => {
      acts.sponsor('acme', 'sam', { dollars: 60 })
      const metadata = { github_id: String(acts.addUser('stella').id) }
      stripe.subscriptions = [
        subscription('sub_1', { customer: { id: 'cus_1', object: 'customer', metadata } }),
      ]
    },
  })
})
afterEach(async () => {
  await scene.close()
  await stripe.close()
  rmSync(dataDir, { recursive: true })
})

async function open(login: string): Promise<number> {
  const { number } = scene.acts.openIssue(REPO, login, UNKNOWN)
  await scene.settle()
  return number
}

async function failing(): Promise<string> {
  const response = await fetch(`http://127.0.0.1:${scene.firstline.port}/readyz`)
  const { failing } = (await response.json()) as { failing: string[] }
  return failing.join('\n')
}

async function explain(login: string): Promise<string> {
  let said = ''
  const write = (text: string) => {
    said += text
  }
  const env = {
    DATA_DIR: dataDir,
    SPONSORS_TOKEN: 'ghp_x',
    STRIPE_API_KEY: 'rk_test_x',
    ALLOWED_ACCOUNTS: 'acme',
  }
  await entitlementsCommand.run(['explain', login], {
    cwd: dataDir,
    env,
    interactive: false,
    out: write,
    err: write,
  })
  return said
}

/** What the desk has to say, without the signs that keep Markdown from reading it.  */
const note = () =>
  scene
    .desk()
    ?.comments.find((one) => one.body.includes('firstline:report'))
    ?.body.replaceAll('\\', '') ?? ''

/** GitHub refuses every query of sponsorships from now on. */
function refuseSponsors(answer: { status?: number; graphqlError?: string }): void {
  const headers = { 'x-oauth-scopes': 'read:user, repo' }
  for (const operation of ['Sponsorships', 'SponsorsActivities', 'Activities'])
    scene.github.fail({ operation, headers, times: 10_000, ...answer })
}

describe.each([
  ['lacks a scope', { graphqlError: 'INSUFFICIENT_SCOPES' }, LACKS_SCOPE],
  ['has expired or was revoked', { status: 401 }, /SPONSORS_TOKEN has expired or was revoked/],
])('a sponsors token that %s', (_, answer, message) => {
  test('takes nothing from anybody, and is told wherever somebody looks', async () => {
    const before = await open('sam')
    refuseSponsors(answer)
    await scene.pass(HOUR)
    expect(await failing()).toMatch(message)
    expect(await explain('sam')).toMatch(message)
    expect(await explain('sam')).toContain('→ pro')
    expect(note()).toBe('')
    for (let hours = 0; hours < 30; hours += 5) await scene.pass(5 * HOUR)
    expect(note()).toMatch(message)
    await scene.pass(20 * DAY)
    expect(scene.labels(before)).toEqual(['support: pro'])
    expect(scene.labels(await open('sam'))).toEqual(['support: pro'])
  })
})

test('a Stripe key that is refused takes nothing from anybody, and is told', async () => {
  const before = await open('stella')
  expect(scene.labels(before)).toEqual(['support: pro'])
  stripe.faults = Array.from({ length: 1_000 }, () => ({ status: 403 }))
  await scene.pass(HOUR)
  expect(await failing()).toContain('read access to Customers and Subscriptions')
  expect(await explain('stella')).toContain('read access to Customers and Subscriptions')
  await scene.pass(20 * DAY)
  expect(scene.labels(before)).toEqual(['support: pro'])
  expect(note()).toContain('read access to Customers and Subscriptions')
  stripe.faults = []
  await scene.pass(2 * HOUR)
  expect(await failing()).not.toContain('stripe')
})

describe('with a database that knows nothing of who pays', () => {
  test('labels stay while a source has never been read, and follow it once it was', async () => {
    const kept = await open('sam')
    const gone = await open('stella')
    expect(scene.labels(gone)).toEqual(['support: pro'])
    await scene.stop()
    rmSync(dataDir, { recursive: true })
    refuseSponsors({ status: 401 })
    stripe.subscriptions = []
    await scene.start()
    await scene.settle()
    await scene.pass(HOUR)
    expect(scene.labels(kept)).toEqual(['support: pro'])
    expect(scene.labels(gone)).toEqual(['support: pro'])
    scene.github.heal()
    await scene.pass(2 * HOUR)
    await scene.pass(10 * MINUTE)
    expect(scene.labels(kept)).toEqual(['support: pro'])
    expect(scene.labels(gone)).toEqual([])
  })
})
