// Two installations on one server: whoever names another account in their settings learns nothing of who pays it.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { entitlementsCommand } from '../../src/cli/entitlements.ts'
import { KNOWN, openScene, REPO, type Scene, UNKNOWN } from './harness.ts'

const STRANGER = 'mallory/bait'
const TIERS = `
tiers: { pro: { label: { name: "support: pro" } }, sponsor: { label: { name: "support: sponsor" } } }
`
const OWN = `${TIERS}
entitlements:
  github_sponsors: { account: acme, tiers: { pro: 50, sponsor: 1 } }
  organizations: { bigcorp: pro }
  customers: { repository: acme/customers, path: customers.yml }
`
const customersRow = '- { customer: Hidden Industries, tier: pro, seats: [hilda] }'
/** Each names something of another account; none may give anything away. */
const NOSY: Record<string, string> = {
  account: `${TIERS}entitlements: { github_sponsors: { account: acme, tiers: { pro: 50, sponsor: 1 } } }`,
  customers: `${TIERS}entitlements: { github_sponsors: ~, customers: { repository: acme/customers, path: customers.yml } }`,
  stripe: `${TIERS}entitlements: { github_sponsors: ~, stripe: { prices: { price_pro: pro } } }`,
  knowledge: `${TIERS}entitlements: { github_sponsors: ~ }\nknowledge_base: { path: "acme/secrets:articles" }`,
  desk: `${TIERS}entitlements: { github_sponsors: ~ }\ndesk: { repository: acme/secrets }`,
  _extends: '_extends: acme/secrets',
}

let scene: Scene
let dataDir: string

beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'firstline-paying-'))
  scene = await openScene({
    settings: OWN,
    sponsorsToken: true,
    dataDir,
    env: { ALLOWED_ACCOUNTS: 'acme', STRIPE_API_KEY: 'rk_test_x', STRIPE_URL: 'http://127.0.0.1:9' },
    covers: [REPO, 'acme/customers', 'acme/secrets'],
    before: (acts) => {
      acts.addRepository('acme/customers', { private: true })
      acts.putFile('acme/customers', 'maya', 'customers.yml', customersRow)
      acts.addRepository('acme/secrets', { private: true })
      acts.putFile(
        'acme/secrets',
        'maya',
        '.github/firstline.yml',
        `${TIERS}entitlements: { users: { robin: pro } }`,
      )
      acts.putFile(
        'acme/secrets',
        'maya',
        'articles/install.md',
        '---\ntitle: How do I install widget\n---\nSecretly.',
      )
      for (const login of ['mallory', 'hilda']) acts.addUser(login)
      acts.addRepository(STRANGER)
      acts.addOrganization('bigcorp')
      acts.addMember('bigcorp', 'bo')
      acts.addMember('bigcorp', 'shown', { public: true })
      acts.install('bigcorp', 'all')
      acts.sponsor('acme', 'sam', { dollars: 60 })
      acts.sponsor('acme', 'quinn', { dollars: 60, private: true })
      acts.putFile(
        STRANGER,
        'mallory',
        '.github/firstline.yml',
        `${TIERS}entitlements: { github_sponsors: ~ }`,
      )
      acts.install('mallory', [STRANGER])
    },
  })
}, 30_000)
afterAll(async () => {
  await scene.close()
  rmSync(dataDir, { recursive: true })
})

async function ask(repo: string, login: string): Promise<string[]> {
  const { number } = scene.acts.openIssue(repo, login, repo === REPO ? UNKNOWN : KNOWN)
  await scene.settle()
  const thread = scene.github.thread(repo, number)
  expect(thread.comments).toEqual([])
  return thread.labels.map((label) => label.name)
}

async function configure(text: string): Promise<string> {
  const sha = scene.acts.putFile(STRANGER, 'mallory', '.github/firstline.yml', text)
  await scene.settle()
  return sha
}

const check = (sha: string) => scene.github.checkRuns(STRANGER).find((run) => run.headSha === sha)

async function list(...args: string[]): Promise<string> {
  let said = ''
  const write = (text: string) => {
    said += text
  }
  const env = { DATA_DIR: dataDir, SPONSORS_TOKEN: 'x', STRIPE_API_KEY: 'x', ALLOWED_ACCOUNTS: 'acme' }
  const io = { cwd: dataDir, env, interactive: false, out: write, err: write }
  await entitlementsCommand.run([...args, '--repository', STRANGER], io)
  return said
}

test('the owner sees everybody, members who hide it included', async () => {
  for (const login of ['sam', 'hilda', 'bo', 'shown'])
    expect(await ask(REPO, login), login).toEqual(['support: pro'])
})

describe.each(Object.entries(NOSY))('a stranger who names another account: %s', (what, text) => {
  test('gets no label, no answer and no list, and is told at the commit and on the desk', async () => {
    const sha = await configure(text)
    for (const login of ['sam', 'quinn', 'hilda', 'bo', 'robin'])
      expect(await ask(STRANGER, login)).toEqual([])
    expect(check(sha)).toMatchObject({ name: 'firstline / settings', conclusion: 'failure' })
    expect(JSON.stringify(check(sha))).not.toMatch(/\bsam\b|quinn|hilda|Hidden|\bbo\b|Secretly/)
    expect(await list('list')).toContain('nobody pays')
    for (const login of ['sam', 'quinn', 'hilda']) {
      const words = await list('explain', login)
      expect(words).toContain('→ community')
      expect(words).not.toMatch(/sponsorship|contract|Hidden|member of/)
    }
    await scene.pass(2 * 3_600_000)
    const desk = scene.github.threads(STRANGER).find((one) => one.body.includes('firstline:desk'))
    const note = desk?.comments.find((one) => one.body.includes('firstline:report'))?.body ?? ''
    expect(note).toContain(what === '_extends' ? 'extends' : what)
    expect(scene.github.threads('acme/secrets').filter((one) => one.body.includes('bait'))).toEqual([])
  })
})

test('a stranger who names an organisation learns of those only who show that they belong to it', async () => {
  await configure(`${TIERS}entitlements: { github_sponsors: ~, organizations: { bigcorp: pro } }`)
  expect(await ask(STRANGER, 'shown')).toEqual(['support: pro'])
  expect(await ask(STRANGER, 'bo')).toEqual([])
  expect(await ask(REPO, 'bo')).toEqual(['support: pro'])
})

test('what is refused is told at the line that asks for it, and the rest of the file counts', async () => {
  const text = `${TIERS}entitlements:\n  github_sponsors: ~\n  users: { robin: pro }\n  stripe: { prices: { p: pro } }\n`
  const run = check(await configure(text))
  expect(run).toMatchObject({ conclusion: 'failure', title: '1 mistake' })
  expect(run?.summary).toMatch(/^This file is used, but for what is wrong in it\./)
  const line = text.split('\n').findIndex((one) => one.includes('stripe')) + 1
  expect(run?.annotations).toMatchObject([{ path: '.github/firstline.yml', start_line: line }])
  expect(await ask(STRANGER, 'robin')).toEqual(['support: pro'])
})
