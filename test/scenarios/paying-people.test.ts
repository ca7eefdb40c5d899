// Who somebody is goes by GitHub's ids: renaming an account changes nothing, and a login that is taken over is worth nothing.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type StripeServer, stripeServer, subscription } from '../entitlements/stand-ins.ts'
import { DAY, HOUR, openScene, REPO, type Scene, UNKNOWN } from './harness.ts'

const SETTINGS = `
tiers:
  pro: { label: { name: "support: pro" }, promise: { first_response: 4h } }
  sponsor: { label: { name: "support: sponsor" } }
entitlements:
  users: { ulla: pro }
  customers: { repository: acme/customers, path: customers.yml }
  github_sponsors: { account: acme, tiers: { pro: 50, sponsor: 1 } }
  organizations: { bigcorp: pro }
  stripe: { prices: { price_pro: pro } }
`
/** Each paid for in another way, and all of them public. */
const PAYING = ['ulla', 'carl', 'sam', 'olga', 'stella']

let scene: Scene
let stripe: StripeServer

beforeAll(async () => {
  stripe = await stripeServer()
  scene = await openScene({
    settings: SETTINGS,
    sponsorsToken: true,
    env: { ALLOWED_ACCOUNTS: 'acme', STRIPE_API_KEY: 'rk_test_x', STRIPE_URL: stripe.url },
    covers: [REPO, 'acme/customers'],
    before: (acts) => {
      for (const login of PAYING) acts.addUser(login)
      acts.addRepository('acme/customers', { private: true })
      acts.putFile('acme/customers', 'maya', 'customers.yml', '- { customer: C, tier: pro, seats: [carl] }')
      acts.sponsor('acme', 'sam', { dollars: 60 })
      acts.addOrganization('bigcorp')
      acts.addMember('bigcorp', 'olga', { public: true })
      const customer = { id: 'cus_1', object: 'customer' as const, metadata: { github_login: 'stella' } }
      stripe.subscriptions = [subscription('sub_1', { customer })]
    },
  })
}, 30_000)
afterAll(async () => {
  await scene.close()
  await stripe.close()
})

async function open(login: string): Promise<number> {
  const { number } = scene.acts.openIssue(REPO, login, UNKNOWN)
  await scene.settle()
  return number
}

describe('accounts that were renamed', () => {
  test('keep what they pay for, and whoever takes an old login gets nothing', async () => {
    for (const login of PAYING) expect(scene.labels(await open(login)), login).toEqual(['support: pro'])
    for (const login of PAYING) {
      scene.acts.renameAccount(login, `${login}-new`)
      scene.acts.addUser(login)
    }
    for (const login of PAYING) {
      expect(scene.labels(await open(`${login}-new`)), login).toEqual(['support: pro'])
      expect(scene.labels(await open(login)), login).toEqual([])
    }
    // Every source has been read anew since.
    await scene.pass(DAY)
    for (const login of PAYING) {
      expect(scene.labels(await open(`${login}-new`)), login).toEqual(['support: pro'])
      expect(scene.labels(await open(login)), login).toEqual([])
    }
  })
})

describe('what a maintainer sets by hand', () => {
  test('carries the promise of the tier, and gives it back with /tier auto', async () => {
    const number = await open('robin')
    scene.acts.label(REPO, number, 'maya', 'support: pro')
    await scene.settle()
    await scene.pass(3.5 * HOUR)
    expect(scene.labels(number)).toEqual(['sla: at risk', 'support: pro'])
    scene.acts.comment(REPO, number, 'maya', '/tier auto')
    await scene.settle()
    expect(scene.labels(number)).toEqual([])
  })

  test('outlives a beginning, a change and an end of what is paid', async () => {
    const number = await open('nina')
    scene.acts.comment(REPO, number, 'maya', '/tier none')
    await scene.settle()
    scene.acts.sponsor('acme', 'nina', { dollars: 60 })
    await scene.settle()
    expect(scene.labels(number)).toEqual([])
    scene.acts.label(REPO, number, 'maya', 'support: sponsor')
    await scene.settle()
    scene.acts.changeSponsorship('acme', 'nina', 'cancelled')
    await scene.settle()
    // The hand takes nothing from what was promised to a payment.
    await scene.pass(9 * DAY)
    expect(scene.labels(number)).toEqual(['sla: missed', 'support: sponsor'])
    scene.acts.comment(REPO, number, 'maya', '/tier auto')
    await scene.settle()
    expect(scene.labels(number)).toEqual(['sla: missed'])
  })

  test('a later word counts over an earlier one, label or command', async () => {
    const number = await open('robin')
    scene.acts.comment(REPO, number, 'maya', '/tier pro')
    await scene.settle()
    scene.acts.label(REPO, number, 'maya', 'support: sponsor')
    await scene.settle()
    expect(scene.labels(number)).toEqual(['support: sponsor'])
    scene.acts.comment(REPO, number, 'maya', '/tier none')
    await scene.settle()
    expect(scene.labels(number)).toEqual([])
  })

  test('does not come from a bystander, and their command is refused without a word', async () => {
    const number = await open('robin')
    const { id } = scene.acts.comment(REPO, number, 'robin', '/tier pro')
    await scene.settle()
    expect(scene.labels(number)).toEqual([])
    expect(scene.reactions(number, id)).toEqual(['-1'])
    expect(scene.said(number)).toEqual([])
  })
})

describe('where the settings list the maintainers', () => {
  test('a label that somebody else puts on from then on comes off again', async () => {
    scene.acts.setPermission(REPO, 'trent', 'triage')
    await scene.settle()
    const number = await open('robin')
    scene.acts.label(REPO, number, 'trent', 'support: pro')
    await scene.settle()
    expect(scene.labels(number)).toEqual(['support: pro'])
    scene.acts.putFile(REPO, 'maya', '.github/firstline.yml', `maintainers: [maya]\n${SETTINGS}`)
    await scene.settle()
    await scene.pass(2 * 60_000)
    expect(scene.labels(number), 'what they did before stands').toEqual(['support: pro'])
    const later = await open('robin')
    scene.acts.label(REPO, later, 'trent', 'support: pro')
    await scene.settle()
    expect(scene.labels(later)).toEqual([])
    scene.acts.label(REPO, later, 'maya', 'support: pro')
    await scene.settle()
    expect(scene.labels(later)).toEqual(['support: pro'])
  })
})
