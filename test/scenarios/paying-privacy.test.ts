// Who pays is private: a whole story with every kind of customer, after which every public byte is searched.
import { createHmac } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Command } from '../../src/cli/command.ts'
import { entitlementsCommand } from '../../src/cli/entitlements.ts'
import { reportCommand } from '../../src/cli/report.ts'
import { ticketCommand } from '../../src/cli/ticket.ts'
import { type StripeServer, stripeServer, subscription } from '../entitlements/stand-ins.ts'
import { DAY, HOUR, KNOWN, MINUTE, openScene, REPO, type Scene, UNKNOWN } from './harness.ts'

const BOOKS = 'acme/customers'
const STRIPE_SECRET = 'whsec_the-stripe-secret'

const SETTINGS = `
tiers:
  enterprise:
    label: { name: "support: enterprise" }
    promise: { first_response: 4h }
    notify: ["@acme/support"]
    assign: [maya]
    answers: draft
    acknowledge: "Dear customer, we look at this by {deadline}."
  pro:
    label: { name: "support: pro" }
    promise: { first_response: 8h, calendar: always }
    acknowledge: "Thank you for paying. Expect us by {deadline}."
  sponsor: { label: { name: "support: sponsor" } }
entitlements:
  grace: 7d
  github_sponsors: { account: acme, tiers: { enterprise: 739, pro: 419, sponsor: 1 } }
  organizations: { bigcorp: pro }
  customers: { repository: ${BOOKS}, path: customers.yml }
  stripe: { prices: { price_secretpro: pro } }
`
const CONTRACTS = `
- customer: Hidden Industries
  tier: enterprise
  seats: [hilda]
  valid: { from: 2026-01-01, until: 2026-11-20 }
  notes: renewal with Zebulon
`
/** What nobody may read in public, whoever they are. */
const SECRETS = [
  ['an amount', /\b(739|419|907|467)(00)?\b/],
  ["a customer's name", /hidden industries|zebulon/i],
  ['a list of customers', /customers\.yml|acme\/customers/],
  ['a sponsorship', /sponsorship S?[A-Z_]|S_kw/],
  ['a subscription', /sub_hush|cus_/],
  ['a price', /price_secretpro|prod_pro|pro_monthly/],
  ['evidence', /contract of|member of|settings:/i],
  ['a reason', /time of grace|because of/],
] as const

let scene: Scene
let stripe: StripeServer
let dataDir: string
const numbers: Record<string, number> = {}

beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'firstline-paying-'))
  stripe = await stripeServer()
  scene = await openScene({
    settings: SETTINGS,
    sponsorsToken: true,
    dataDir,
    env: environment(),
    covers: [REPO, BOOKS],
    before: (acts) => {
      acts.addRepository(BOOKS, { private: true })
      acts.putFile(BOOKS, 'maya', 'customers.yml', CONTRACTS)
      acts.putFile(BOOKS, 'maya', '.github/firstline.yml', 'mode: off\nentitlements: { github_sponsors: ~ }')
      acts.addUser('hilda')
      acts.addOrganization('bigcorp')
      acts.addMember('bigcorp', 'bo', { public: true })
      acts.sponsor('acme', 'quinn', { dollars: 907, private: true })
      acts.sponsor('acme', 'sam', { dollars: 467 })
      const { id } = acts.addUser('stella')
      stripe.subscriptions = [
        subscription('sub_hush', {
          customer: { id: 'cus_hush', object: 'customer', metadata: { github_id: String(id) } },
          items: {
            data: [
              {
                current_period_start: Date.UTC(2026, 10, 1) / 1000,
                price: { id: 'price_secretpro', product: 'prod_pro', lookup_key: 'pro_monthly' },
              },
            ],
          },
        }),
      ]
    },
  })
}, 30_000)
afterAll(async () => {
  await scene.close()
  await stripe.close()
  rmSync(dataDir, { recursive: true })
})

function environment(): Record<string, string> {
  return {
    STRIPE_API_KEY: 'rk_test_x',
    STRIPE_URL: stripe.url,
    STRIPE_WEBHOOK_SECRET: STRIPE_SECRET,
    ALLOWED_ACCOUNTS: 'acme',
  }
}

async function open(login: string, draft = UNKNOWN): Promise<number> {
  const { number } = scene.acts.openIssue(REPO, login, draft)
  await scene.settle()
  numbers[login] = number
  return number
}

async function comment(number: number, login: string, body: string): Promise<void> {
  scene.acts.comment(REPO, number, login, body)
  await scene.settle()
}

async function run(command: Command, ...args: string[]): Promise<string> {
  let said = ''
  const write = (text: string) => {
    said += text
  }
  const env = {
    ...environment(),
    APP_ID: String(scene.github.appId),
    PRIVATE_KEY: scene.github.privateKey,
    WEBHOOK_SECRET: 'the-secret',
    SPONSORS_TOKEN: 'ghp_x',
    GITHUB_API_URL: scene.github.url,
    DATA_DIR: dataDir,
  }
  await command.run(args, { cwd: dataDir, env, out: write, err: write } as never)
  return said
}

/** All that Firstline wrote where anybody can read it. */
async function publicBytes(): Promise<string> {
  const { github, firstline } = scene
  const threads = github.threads(REPO).flatMap((thread) => {
    const own = thread.author.login === github.botLogin ? [thread.title, thread.body] : []
    const said = thread.comments.filter((one) => one.author.login === github.botLogin)
    return [...own, ...said.map((one) => one.body)]
  })
  const answers = await Promise.all(
    ['/readyz', '/metrics', '/healthz'].map(async (path) => {
      const response = await fetch(`http://127.0.0.1:${firstline.port}${path}`)
      return (await response.text())
        .split('\n')
        .filter((line) => !/^(#|firstline_(process|nodejs)_)/.test(line))
        .join('\n')
        .replace(/ [\d.e+]+$/gm, '')
    }),
  )
  const support = await fetch(`http://127.0.0.1:${firstline.port}/support`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ question: 'Who pays? How do I install widget', repository: REPO }),
  })
  return JSON.stringify([
    threads,
    github.labels(REPO).map((label) => [label.name, label.description]),
    github.threads(REPO).map((thread) => thread.labels.map((label) => label.name)),
    github.checkRuns(REPO),
    answers,
    await support.text(),
  ])
}

async function expectNoSecret(): Promise<void> {
  const bytes = await publicBytes()
  for (const [what, pattern] of SECRETS) {
    const found = pattern.exec(bytes)
    const near = found ? bytes.slice(Math.max(0, found.index - 80), found.index + 80) : null
    expect(near, what).toBeNull()
  }
}

describe('a contract customer', () => {
  test('is labelled, drafted for, acknowledged and assigned', async () => {
    const number = await open('hilda', KNOWN)
    expect(scene.labels(number)).toEqual(['support: enterprise'])
    expect(scene.parts(number)).toEqual(['acknowledgement enterprise'])
    expect(scene.thread(number).assignees.map((one) => one.login)).toEqual(['maya'])
  })

  test('is explained by the name of the tier only', async () => {
    await comment(numbers.hilda!, 'maya', '/why')
    expect(scene.said(numbers.hilda!).at(-1)?.body).toContain('**enterprise**')
    await expectNoSecret()
  })

  test('is warned of and escalated in public', async () => {
    await scene.pass(3 * HOUR + MINUTE)
    expect(scene.labels(numbers.hilda!)).toEqual(['sla: at risk', 'support: enterprise'])
    await scene.pass(HOUR)
    expect(scene.labels(numbers.hilda!)).toEqual(['sla: missed', 'support: enterprise'])
    await expectNoSecret()
  })
})

test('a Stripe customer and a member of an organisation have their tier and an answer', async () => {
  for (const login of ['stella', 'bo']) {
    const number = await open(login, KNOWN)
    expect(scene.labels(number)).toEqual(['support: pro'])
    expect(scene.parts(number)).toEqual(['acknowledgement pro', 'answer install'])
    await comment(number, 'maya', '/why')
    expect(scene.said(number).at(-1)?.body).toContain('**pro**')
  }
  await expectNoSecret()
})

describe('a private sponsor', () => {
  test('is treated like everybody else in public', async () => {
    const number = await open('quinn', KNOWN)
    await comment(number, 'maya', '/why')
    await scene.pass(9 * HOUR)
    await comment(number, 'maya', '/metrics')
    expect(scene.labels(number)).toEqual([])
    expect(scene.thread(number).assignees).toEqual([])
    expect(scene.parts(number)).toEqual(['answer install', expect.stringMatching(/^reply \d+:why$/)])
    const words = scene.said(number).map((one) => one.body)
    expect(words.join('\n')).not.toMatch(/enterprise|sponsor|deadline|promise/i)
    const queue = scene.desk()?.comments.find((one) => one.body.includes('firstline:queue'))?.body ?? ''
    const row = queue.split('\n').find((line) => line.includes(`#${number} `))
    expect(row).not.toMatch(/enterprise|UTC|missed/)
    await expectNoSecret()
  })

  test('has tier and clock all the same, on the command line', async () => {
    const ticket = JSON.parse(await run(ticketCommand, `${REPO}#${numbers.quinn}`, '--json'))
    expect(ticket.standing).toMatchObject({ tier: 'enterprise', private: true })
    expect(ticket.clocks[0]).toMatchObject({ kind: 'first_response', missed: true })
    const report = JSON.parse(await run(reportCommand, REPO, '--format', 'json'))
    expect(report.tiers.enterprise).toMatchObject({ opened: 2, first_response: { missed: 2 } })
  })
})

test('the command line tells the evidence', async () => {
  expect(await run(entitlementsCommand, 'explain', 'hilda')).toContain('contract of Hidden Industries')
  expect(await run(entitlementsCommand, 'explain', 'stella')).toContain('sub_hush')
  expect(await run(entitlementsCommand, 'list', '--repository', REPO)).toMatch(/quinn +→ enterprise/)
})

describe('a lapse', () => {
  test('keeps tier and promise for the days of grace, then its label comes off, and missed stays missed', async () => {
    await comment(numbers.hilda!, 'hilda', 'Any news?')
    // The contract ended with 20 November; its grace ends seven days later.
    await scene.pass(Date.parse('2026-11-27T20:00:00Z') - scene.clock.now())
    expect(scene.labels(numbers.hilda!)).toEqual(['sla: missed', 'support: enterprise'])
    await scene.pass(5 * HOUR)
    expect(scene.labels(numbers.hilda!)).toEqual(['sla: missed'])
    await expectNoSecret()
  })

  test('of a subscription comes by push', async () => {
    const subscribed = stripe.subscriptions[0]!
    stripe.subscriptions = [
      { ...subscribed, status: 'canceled', ended_at: Math.floor(scene.clock.now() / 1000) },
    ]
    expect(await stripeEvent()).toBe(202)
    await scene.settle()
    await scene.pass(6 * DAY)
    expect(scene.labels(numbers.stella!)).toContain('support: pro')
    await scene.pass(2 * DAY)
    expect(scene.labels(numbers.stella!)).not.toContain('support: pro')
    await expectNoSecret()
  })
})

test('a tier that the settings lack, and a seat of two customers, are told where the list is', async () => {
  const gold = '- customer: Other\n  tier: gold\n  seats: [otto]\n'
  const twice = '- customer: Third\n  tier: pro\n  seats: [hilda]\n'
  scene.acts.putFile(BOOKS, 'maya', 'customers.yml', `${CONTRACTS}${gold}${twice}`)
  await scene.settle()
  const run = scene.github.checkRuns(BOOKS).at(-1)
  expect(run).toMatchObject({ name: 'firstline / customers', conclusion: 'neutral' })
  expect(run?.summary).toContain('The tier "gold" is not in "tiers" of the settings')
  expect(run?.summary).toContain('hilda')
  await expectNoSecret()
})

test('a mistake in the list of customers is told where the list is, and nowhere in public', async () => {
  scene.acts.putFile(BOOKS, 'maya', 'customers.yml', '- customer: Hidden Industries\n  tear: enterprise\n')
  await scene.settle()
  expect(scene.github.checkRuns(BOOKS).at(-1)).toMatchObject({
    name: 'firstline / customers',
    conclusion: 'failure',
  })
  await scene.pass(2 * DAY)
  await expectNoSecret()
})

async function stripeEvent(): Promise<number> {
  const object = { id: 'sub_hush', object: 'subscription', customer: 'cus_hush' }
  const body = JSON.stringify({
    id: 'evt_1',
    object: 'event',
    type: 'customer.subscription.deleted',
    data: { object },
  })
  const seconds = Math.floor(scene.clock.now() / 1000)
  const signed = createHmac('sha256', STRIPE_SECRET).update(`${seconds}.${body}`).digest('hex')
  const response = await fetch(`http://127.0.0.1:${scene.firstline.port}/api/stripe/webhooks`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'stripe-signature': `t=${seconds},v1=${signed}` },
    body,
  })
  return response.status
}
