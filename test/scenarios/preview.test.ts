// `firstline preview`: somebody looks at a repository with nothing but a token, and nothing is written anywhere.
import { mkdirSync, readdirSync, readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { openPreviewStage, type PreviewStage, REPO } from './preview-stage.ts'

let stage: PreviewStage

afterEach(() => stage.close())

test('a stranger sees what Firstline would have done, by reading alone', async () => {
  stage = await openPreviewStage()
  stage.acts.sponsor('acme', 'ada', { dollars: 10 })
  stage.acts.putFile(REPO, 'maya', '.github/knowledge/turn.md', TURNING)
  stage.issues(6)
  stage.discussions(2)
  const seen = await stage.previewed()
  expect(seen).toMatchObject({
    code: 0,
    repository: REPO,
    read: { issues: 6, discussions: 2, comments: 8, is_all: true },
    maintainers: { known: 'shown', logins: ['maya'] },
    settings: { from: 'defaults', path: null },
    today: { opened: 8, first_response: { responded: 8 } },
    labels: [{ tier: 'sponsor', requesters: [{ login: 'ada', tickets: 3 }] }],
  })
  expect(seen.remarks[0]).toContain('This token may not list who answers here')
  expect(stage.github.calls.every(({ caller }) => caller === 'person')).toBe(true)
  const writes = stage.github.calls.filter(
    ({ method, path }) => method !== 'GET' && !(method === 'POST' && path === '/graphql'),
  )
  expect(writes).toEqual([])
  expect(new Set(stage.github.calls.flatMap(({ operation }) => operation || []))).toEqual(
    new Set(['IssueHistory', 'DiscussionHistory', 'Sponsorships', 'SponsorsListing', 'ReadBlobs']),
  )
  expect(stage.github.threads(REPO).every(({ labels }) => labels.length === 0)).toBe(true)
})

test('who asks in the very words of an article is shown its answer, which proves nothing of others', async () => {
  stage = await openPreviewStage()
  stage.acts.putFile(REPO, 'maya', '.github/knowledge/install.md', INSTALLING)
  stage.acts.openIssue(REPO, 'ada', { title: 'How do I install this project?' })
  const { answers } = await stage.previewed()
  expect(answers).toMatchObject({
    answered: { shown: 0 },
    own_words: 1,
    shown: [
      { number: 1, as: 'answer', own_words: true, markdown: expect.stringContaining('Run the installer.') },
    ],
  })
  const text = (await stage.preview()).out.replace(/\s+/g, ' ')
  expect(text).toContain('1 more asks in the very words of an article, which would answer it today')
  expect(text).toContain('1 more in the very words of an article would have been too, and is not counted.')
  expect(text).toContain('sure, in the very words of an article:')
})

test('who begins to pay while a ticket is open gets the label on it then; one that is closed is left', async () => {
  stage = await openPreviewStage()
  const [closed, open] = [1, 2].map((nth) => stage.acts.openIssue(REPO, 'ada', { title: `Widget ${nth}` }))
  stage.acts.close(REPO, closed!.number, 'ada', 'completed')
  stage.toPresent()
  stage.acts.sponsor('acme', 'ada', { dollars: 10 })
  const { labels } = await stage.previewed()
  expect(labels).toMatchObject([{ tier: 'sponsor', tickets: [open!.number] }])
})

test('a token without any scope is enough; what it does not see of sponsors is said', async () => {
  stage = await openPreviewStage()
  stage.acts.sponsor('acme', 'ada', { dollars: 10 })
  stage.issues(3)
  const seen = await stage.previewed([], { GITHUB_TOKEN: stage.acts.createToken('looker', []) })
  expect(seen).toMatchObject({ code: 0, today: { opened: 3 } })
  expect(seen.labels.flatMap(({ tickets }) => tickets)).toEqual([])
  expect(seen.remarks.join(' ')).toContain('The token may not see who sponsors: add the scope read:user')
})

test('a token of the sponsored account sees private sponsors and amounts', async () => {
  stage = await openPreviewStage()
  stage.acts.addMember('acme', 'maya')
  stage.acts.sponsor('acme', 'ada', { dollars: 80, private: true })
  stage.acts.sponsor('acme', 'ben', { dollars: 5 })
  stage.acts.putFile(REPO, 'maya', '.github/firstline.yml', SPONSORED)
  stage.issues(3)
  const labels = async (env = {}) =>
    (await stage.previewed([], env)).labels.map(({ tier, requesters }) => [
      tier,
      ...requesters.map((one) => one.login),
    ])
  expect(await labels()).toEqual([['pro'], ['sponsor', 'ben']])
  expect(await labels({ SPONSORS_TOKEN: stage.acts.createToken('maya') })).toEqual([
    ['pro', 'ada'],
    ['sponsor', 'ben'],
  ])
})

test('members of organisations that pay count, of a few of those', async () => {
  stage = await openPreviewStage()
  const organizations = Array.from({ length: 12 }, (_, nth) => `org${String(nth).padStart(2, '0')}`)
  for (const organization of organizations) {
    stage.acts.addOrganization(organization)
    stage.acts.sponsor('acme', organization, { dollars: 100 })
  }
  stage.acts.addMember('org00', 'ada', { public: true })
  stage.issues(3)
  const seen = await stage.previewed()
  expect(seen.labels).toMatchObject([{ tier: 'sponsor', requesters: [{ login: 'ada' }] }])
  expect(seen.remarks).toContainEqual(expect.stringContaining('those of 2 more count for nothing here'))
  expect(stage.asked().filter((path) => path.endsWith('/public_members'))).toHaveLength(10)
})

const SPONSORED = `
tiers:
  pro: { label: { name: "support: pro" } }
  sponsor: { label: { name: "support: sponsor" } }
entitlements:
  private_sponsors: label
  github_sponsors: { account: acme, tiers: { pro: 50, sponsor: 1 } }
`

test('of the newest issues and discussions together as many are read as are asked for', async () => {
  stage = await openPreviewStage()
  stage.issues(5)
  stage.discussions(3)
  stage.issues(4)
  const seen = await stage.previewed(['--last', '6'])
  expect(seen.read).toMatchObject({ issues: 4, discussions: 2, is_all: false })
  expect(seen.today.opened).toBe(6)
  expect((await stage.previewed(['--last', '9'])).read).toMatchObject({ issues: 6, discussions: 3 })
  expect((await stage.previewed(['--last', '50'])).read).toMatchObject({
    issues: 9,
    discussions: 3,
    is_all: true,
  })
})

test('a thousand tickets would take 60 calls, and what is beside them ten', async () => {
  stage = await openPreviewStage()
  stage.issues(150)
  stage.discussions(50)
  const seen = await stage.previewed(['--last', '200'])
  const asked = stage.asked()
  expect(seen.read).toMatchObject({ issues: 150, discussions: 50, calls: asked.length })
  const history = asked.filter((operation) => operation.endsWith('History'))
  expect(history.length).toBeLessThanOrEqual(12)
  expect(asked.length - history.length).toBeLessThanOrEqual(10)
})

test('what was read is kept for the user alone, and the next run reads what has changed', async () => {
  stage = await openPreviewStage()
  stage.issues(110)
  await stage.previewed()
  stage.asked()
  stage.toPresent()
  stage.acts.openIssue(REPO, 'ada', { title: 'One more' })
  stage.acts.comment(REPO, 1, 'ben', 'And what about me?')
  const again = await stage.previewed()
  expect(again.read).toMatchObject({ issues: 111, comments: 111 })
  const history = stage.asked().filter((operation) => operation.endsWith('History'))
  expect(history).toEqual(['IssueHistory', 'DiscussionHistory'])
  const host = join(stage.home, '.cache/firstline/preview', new URL(stage.github.url).host.replace(':', '_'))
  const folder = join(host, readdirSync(host)[0]!)
  expect(statSync(folder).mode & 0o777).toBe(0o700)
  for (const file of readdirSync(folder)) expect(statSync(join(folder, file)).mode & 0o077).toBe(0)
})

test('what nobody looks at for a week is not kept, and after a day all is read anew', async () => {
  stage = await openPreviewStage()
  stage.issues(2)
  await stage.previewed()
  const host = join(stage.home, '.cache/firstline/preview', new URL(stage.github.url).host.replace(':', '_'))
  const other = join(host, '1')
  mkdirSync(other)
  writeFileSync(join(other, 'reading.json'), '{}')
  utimesSync(join(other, 'reading.json'), new Date(), new Date(Date.now() - 8 * 24 * 60 * 60_000))
  const file = join(host, readdirSync(host).find((name) => name !== '1')!, 'reading.json')
  const { form, read } = JSON.parse(readFileSync(file, 'utf8'))
  writeFileSync(file, JSON.stringify({ form, read: { ...read, beganAt: read.beganAt - 25 * 60 * 60_000 } }))
  stage.acts.deleteIssue(REPO, 1, 'maya')
  expect((await stage.previewed()).read.issues).toBe(1)
  expect(readdirSync(host)).not.toContain('1')
})

test('a reading that is broken off goes on where it stopped', async () => {
  stage = await openPreviewStage()
  stage.issues(250)
  stage.github.fail({ operation: 'IssueHistory', after: 1, status: 401, message: 'Bad credentials' })
  await expect(stage.preview(['--last', '250'])).rejects.toThrow(/expired.+goes on from there/)
  stage.asked()
  expect((await stage.previewed(['--last', '250'])).read).toMatchObject({ issues: 250, is_all: true })
  const history = stage.asked().filter((operation) => operation.endsWith('History'))
  // What changed meanwhile, and the pages that are left.
  expect(history).toEqual(['IssueHistory', 'DiscussionHistory', 'IssueHistory', 'IssueHistory'])
})

const TURNING = `---
title: Turn the widget
questions:
  - widget does not turn
---
Turn it the other way.
`

const INSTALLING = `---
title: How do I install this project?
questions:
  - How do I install this project?
---
Run the installer.
`

const SETTINGS = `
maintainers: [maya]
tiers:
  pro: { label: { name: "support: pro" }, promise: { first_response: 1h } }
entitlements: { users: { ada: pro } }
`

test("the command line's own settings and articles stand in for the repository's", async () => {
  stage = await openPreviewStage()
  stage.acts.putFile(REPO, 'maya', '.github/firstline.yml', 'maintainers: [nobody]\n')
  stage.issues(3)
  writeFileSync(join(stage.home, 'mine.yml'), SETTINGS)
  const folder = join(stage.home, 'kb')
  mkdirSync(folder)
  writeFileSync(join(folder, 'turn.md'), TURNING)
  const seen = await stage.previewed(['--settings', 'mine.yml', '--kb', 'kb'])
  expect(seen).toMatchObject({
    code: 0,
    settings: { from: 'file', path: 'mine.yml' },
    maintainers: { known: 'named', logins: ['maya'] },
    labels: [{ tier: 'pro', requesters: [{ login: 'ada', tickets: 1 }] }],
    promises: [{ tier: 'pro', met: 3, missed: 0 }],
  })
  expect(seen.answers?.shown[0]?.markdown).toContain('Turn it the other way.')
})

test('settings with a mistake are refused at their line before anything is asked', async () => {
  stage = await openPreviewStage()
  writeFileSync(join(stage.home, 'mine.yml'), 'mode: live\ntier: {}\n')
  const { code, out, err } = await stage.preview(['--settings', 'mine.yml'])
  expect({ code, out }).toEqual({ code: 1, out: '' })
  expect(err).toContain('mine.yml:2:1: failure: ')
  expect(stage.asked()).toEqual([])
})

test("settings that extend what cannot be read are refused, and the repository's own are told", async () => {
  stage = await openPreviewStage()
  stage.issues(1)
  writeFileSync(join(stage.home, 'mine.yml'), '_extends: nowhere\n')
  const refused = await stage.preview(['--settings', 'mine.yml'])
  expect(refused.code).toBe(1)
  expect(refused.err).toMatch(/1:\d+: failure: .*acme\/nowhere/)
  stage.acts.putFile(REPO, 'maya', '.github/firstline.yml', 'mode: life\n')
  const own = await stage.previewed()
  expect(own).toMatchObject({
    code: 1,
    settings: { from: 'repository', problems: [{ line: 1 }] },
    today: { opened: 1 },
  })
  expect(own.remarks[0]).toContain('The settings have mistakes')
})

test("where a repository has no settings, its owner's count", async () => {
  stage = await openPreviewStage()
  stage.acts.addRepository('acme/.github')
  stage.acts.putFile('acme/.github', 'maya', '.github/firstline.yml', SETTINGS)
  stage.issues(1)
  expect(await stage.previewed()).toMatchObject({
    settings: { from: 'owner', path: 'acme/.github:.github/firstline.yml' },
    labels: [{ tier: 'pro' }],
  })
})

test('who answers is asked of GitHub where the token may, and is taken from the command line first', async () => {
  stage = await openPreviewStage()
  stage.acts.setPermission(REPO, 'looker', 'write')
  stage.issues(2)
  expect((await stage.previewed()).maintainers).toEqual({
    known: 'collaborators',
    logins: ['maya', 'looker'],
  })
  const named = await stage.previewed(['--maintainers', 'ben, nobody-at-all'])
  expect(named.maintainers).toEqual({ known: 'named', logins: ['ben'] })
  expect(named.remarks.slice(0, 2)).toEqual([
    '--maintainers: there is no user or organisation nobody-at-all.',
    expect.stringContaining('figures may be off'),
  ])
  expect(named.today).toMatchObject({ opened: 1, first_response: { responded: 0 } })
  await expect(stage.preview(['--maintainers', 'nobody-at-all'])).rejects.toThrow(
    '--maintainers: there is no user or organisation nobody-at-all.',
  )
})
