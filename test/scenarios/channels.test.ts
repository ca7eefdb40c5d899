// Channels are told of what tickets come to: once, in order, signed, again until they take it, and never in public.
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { retryCommand } from '../../src/cli/retry.ts'
import { channelState } from '../../src/store/notice-channels.ts'
import { runCommand } from '../cli/run-command.ts'
import { isSigned, openReceiver, type Receiver } from '../receiver.ts'
import { DAY, HOUR, MINUTE, openScene, REPO, type Scene, type SceneOptions, UNKNOWN } from './harness.ts'

const TEAM = { owner: 'acme', name: 'team' }
const NOTICES_SECRET = 'the-notices-secret'

const TOLD = `
tiers:
  pro:
    label: { name: "support: pro" }
    promise: { first_response: 4h, next_response: 8h }
    notify: ["@acme/support", "channel:oncall"]
entitlements: { github_sponsors: ~, users: { paula: pro, sam: pro } }
desk:
  channels:
    oncall: [missed]
    team: [paid_opened, at_risk, missed, low_rating, needs_human]
`

const SPONSORED = TOLD.replace(
  'github_sponsors: ~, users: { paula: pro, sam: pro }',
  'github_sponsors: { account: acme, tiers: { pro: 50 } }',
)

let oncall: Receiver
let team: Receiver
let scene: Scene | null = null

beforeEach(async () => {
  oncall = await openReceiver()
  team = await openReceiver()
})
afterEach(async () => {
  await scene?.close()
  scene = null
  await oncall.close()
  await team.close()
})

function channels(): string {
  return `oncall=acme:${oncall.url}/hooks/ONCALL-KEY?a=b:c,team=acme:${team.url}/hooks/TEAM-KEY`
}

async function open(options: SceneOptions = {}): Promise<Scene> {
  const { env = {} } = options
  env.NOTIFY_CHANNELS ??= channels()
  env.NOTIFY_SECRET = NOTICES_SECRET
  scene = await openScene({ settings: TOLD, ...options, env })
  return scene
}

async function failing({ firstline }: Scene): Promise<string[]> {
  const answer = await fetch(`http://127.0.0.1:${firstline.port}/readyz`)
  return ((await answer.json()) as { failing: string[] }).failing
}

function note({ desk }: Scene): string {
  return desk()?.comments.find(({ body }) => body.includes('firstline:report desk'))?.body ?? ''
}

/** A customer asks, and four hours later nobody has answered. */
async function missOne(on: Scene, who = 'paula'): Promise<number> {
  const { number } = on.acts.openIssue(REPO, who, UNKNOWN)
  await on.settle()
  await on.pass(3 * HOUR + MINUTE)
  await on.pass(HOUR)
  return number
}

test('a customer who asks, a deadline that nears and one that passes are told, each once on each channel', async () => {
  const on = await open()
  const title = 'It <!channel> says @here & <b>bold</b>'
  const { number } = on.acts.openIssue(REPO, 'paula', { title, body: '' })
  await on.settle()
  expect(team.told()).toEqual([`paid_opened #${number}`])
  await on.pass(3 * HOUR)
  await on.pass(HOUR)
  expect(team.told()).toEqual([`paid_opened #${number}`, `at_risk #${number}`, `missed #${number}`])
  expect(oncall.told()).toEqual([`at_risk #${number}`, `missed #${number}`])
  await on.pass(DAY)
  expect([team.told().length, oncall.told().length]).toEqual([3, 2])

  const [first] = team.received
  expect(first?.notice).toMatchObject({
    id: expect.stringMatching(/^[0-9a-f]{32}$/),
    event: 'paid_opened',
    repository: REPO,
    number,
    url: `https://github.com/${REPO}/issues/${number}`,
    tier: 'pro',
    deadline_at: expect.stringMatching(/^2026-11-16T14:0/),
    late: false,
  })
  expect(first?.notice.text).toContain('It &lt;!channel&gt; says @\u200bhere &amp; &lt;b&gt;bold&lt;/b&gt;')
  expect(first?.headers['content-type']).toBe('application/json')
  for (const one of [...team.received, ...oncall.received]) expect(isSigned(one, NOTICES_SECRET)).toBe(true)
  expect(new Set(team.received.map(({ notice }) => notice.id)).size).toBe(3)
})

test('whoever asks without paying is told of nowhere, and what a person labels is told each time', async () => {
  const on = await open()
  const { number } = on.acts.openIssue(REPO, 'robin', UNKNOWN)
  await on.settle()
  await on.pass(DAY)
  expect(team.told()).toEqual([])
  on.acts.label(REPO, number, 'maya', 'support: needs human')
  await on.settle()
  expect(team.told()).toEqual([`needs_human #${number}`])
  expect(team.received[0]?.notice).toMatchObject({ tier: null, deadline_at: null })
  on.acts.unlabel(REPO, number, 'maya', 'support: needs human')
  await on.pass(MINUTE)
  on.acts.label(REPO, number, 'maya', 'support: needs human')
  await on.settle()
  expect(team.told()).toEqual([`needs_human #${number}`, `needs_human #${number}`])
})

test('one that took it and answered 500 is sent the same again, with the same id', async () => {
  const on = await open()
  team.reply = () => ({ status: team.received.length === 1 ? 500 : 200 })
  const { number } = on.acts.openIssue(REPO, 'paula', UNKNOWN)
  await on.settle()
  expect(team.told()).toEqual([`paid_opened #${number}`, `paid_opened #${number}`])
  const [first, second] = team.received
  expect(second?.body).toBe(first?.body)
})

test('what fails holds back later ones of its ticket, not those of others', async () => {
  const on = await open()
  team.reply = ({ notice }) => ({ status: notice.number === held ? 500 : 200 })
  const held = on.acts.openIssue(REPO, 'paula', UNKNOWN).number
  await on.settle()
  const other = on.acts.openIssue(REPO, 'sam', UNKNOWN).number
  await on.settle()
  await on.pass(3 * HOUR)
  await on.pass(HOUR)
  expect(team.told().filter((one) => one.endsWith(`#${other}`))).toEqual([
    `paid_opened #${other}`,
    `at_risk #${other}`,
    `missed #${other}`,
  ])
  const ofHeld = team.told().filter((one) => one.endsWith(`#${held}`))
  expect(new Set(ofHeld)).toEqual(new Set([`paid_opened #${held}`]))
  team.reply = () => ({ status: 200 })
  team.received.length = 0
  await on.pass(HOUR)
  expect(team.told()).toEqual([`paid_opened #${held}`, `at_risk #${held}`, `missed #${held}`])
})

test('one that hangs is given up for now, and the other channel does not wait for it', async () => {
  const on = await open({ channelTimeoutMs: 200 })
  oncall.reply = () => 'nothing'
  const number = await missOne(on)
  expect(team.told()).toContain(`missed #${number}`)
  const [told = ''] = await failing(on)
  expect(told).toMatch(/^channel oncall of acme: .*did not answer within 0.2 seconds/)
  oncall.reply = () => ({ status: 200 })
  oncall.received.length = 0
  await on.pass(HOUR)
  expect(oncall.told()).toEqual([`at_risk #${number}`, `missed #${number}`])
  expect(await failing(on)).toEqual([])
})

test('a redirect and a 400 are told on the desk, tried again now and then, and never followed', async () => {
  for (const status of [301, 400]) {
    const on = await open()
    team.received.length = 0
    oncall.received.length = 0
    const headers: Record<string, string> = { location: `${oncall.url}/elsewhere` }
    team.reply = () => ({ status, headers })
    const { number } = on.acts.openIssue(REPO, 'paula', UNKNOWN)
    await on.settle()
    await on.pass(MINUTE)
    expect(note(on)).toMatch(new RegExp(`channel \`team\` did not take 1 notice: it answered ${status}`))
    expect(note(on)).not.toContain('TEAM-KEY')
    await on.pass(10 * MINUTE)
    expect(team.received.length).toBeLessThan(6)
    expect(oncall.received).toEqual([])
    team.reply = () => ({ status: 200 })
    await on.pass(HOUR)
    expect(team.told().at(-1)).toBe(`paid_opened #${number}`)
    await on.close()
    scene = null
  }
})

test('a pause is over when somebody says so', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'firstline-channels-'))
  const on = await open({ dataDir })
  team.reply = () => ({ status: 429, headers: { 'retry-after': '7200' } })
  on.acts.openIssue(REPO, 'paula', UNKNOWN)
  await on.settle()
  const { db } = on.firstline.store
  expect(await channelState(db, TEAM)).toMatchObject({ heldUntil: expect.any(Number) })
  const at = { cwd: dataDir, env: { DATA_DIR: dataDir } }
  const { code, out } = await runCommand(retryCommand, ['channel:acme:team'], at)
  expect([code, out]).toEqual([0, 'channel:acme:team is tried again now.\n'])
  expect(await channelState(db, TEAM)).toMatchObject({ heldUntil: null })
})

test('a receiver that asks for a pause gets it', async () => {
  const on = await open()
  team.reply = () => ({ status: 429, headers: { 'retry-after': '600' } })
  on.acts.openIssue(REPO, 'paula', UNKNOWN)
  await on.settle()
  expect(team.received.length).toBe(1)
  on.acts.openIssue(REPO, 'sam', UNKNOWN)
  await on.pass(9 * MINUTE)
  expect(team.received.length).toBe(1)
  team.reply = () => ({ status: 200 })
  await on.pass(MINUTE)
  expect(team.received.length).toBe(3)
})

test('410 ends a channel until the server has another address for it', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'firstline-channels-'))
  const env: Record<string, string> = { NOTIFY_CHANNELS: channels() }
  const on = await open({ dataDir, env })
  team.reply = () => ({ status: 410 })
  on.acts.openIssue(REPO, 'paula', UNKNOWN)
  await on.settle()
  await on.pass(MINUTE)
  expect(note(on)).toMatch(/channel `team` has ended: its receiver answered 410/)
  expect((await failing(on)).join()).toMatch(/channel team of acme: .*has ended/)
  team.reply = () => ({ status: 200 })
  on.acts.openIssue(REPO, 'sam', UNKNOWN)
  await on.pass(HOUR)
  const at = { cwd: dataDir, env: { DATA_DIR: dataDir } }
  expect((await runCommand(retryCommand, [], at)).out).toMatch(
    /^channel:acme:team {2}The channel `team` has ended/,
  )
  expect(JSON.parse((await runCommand(retryCommand, ['--json'], at)).out)).toMatchObject([
    { key: 'channel:acme:team', waiting: 0, dropped: 2, ended: true },
  ])
  await on.stop()
  await on.start()
  await on.settle()
  expect(team.received.length).toBe(1)
  await on.stop()
  env.NOTIFY_CHANNELS = channels().replace('TEAM-KEY', 'NEW-KEY')
  await on.start()
  const { number } = on.acts.openIssue(REPO, 'paula', UNKNOWN)
  await on.settle()
  expect(team.told().slice(1)).toEqual([`paid_opened #${number}`])
  expect(team.received.at(-1)?.path).toBe('/hooks/NEW-KEY')
})

test('what nobody took for a day is dropped, which is told on the desk', async () => {
  const on = await open()
  team.reply = () => ({ status: 503 })
  on.acts.openIssue(REPO, 'paula', UNKNOWN)
  await on.settle()
  for (let hour = 0; hour < 26; hour++) await on.pass(HOUR)
  expect(note(on)).toMatch(
    /1 notice for the channel `team` .* went nowhere: not delivered within 24 hours \(it answered 503\)/,
  )
  team.reply = () => ({ status: 200 })
  team.received.length = 0
  await on.pass(5 * HOUR)
  expect(team.told()).toEqual([])
  await on.pass(8 * DAY)
  expect(note(on)).toBe('')
})

test('what a private sponsor comes to is told there, and nothing in public tells of it', async () => {
  const on = await open({
    settings: SPONSORED,
    sponsorsToken: true,
    before: (acts) => {
      acts.addUser('quinn')
      acts.sponsor('acme', 'quinn', { dollars: 60, private: true })
    },
  })
  team.reply = () => ({ status: 404 })
  const number = await missOne(on, 'quinn')
  expect(oncall.told()).toEqual([`at_risk #${number}`, `missed #${number}`])
  expect(oncall.received[0]?.notice).toMatchObject({ tier: 'pro' })
  await on.pass(2 * HOUR)
  expect(on.parts(number)).toEqual([])
  expect(note(on)).toBe('')
  expect((await failing(on)).join()).toContain('channel team of acme')
})

test('a desk repository that became public is told nothing more, and channels are', async () => {
  const desk = 'acme/desk'
  const on = await open({
    settings: `${SPONSORED}  repository: ${desk}\n`,
    sponsorsToken: true,
    covers: [REPO, desk],
    before: (acts) => {
      acts.addRepository(desk, { private: true })
      acts.addUser('quinn')
      acts.sponsor('acme', 'quinn', { dollars: 60, private: true })
    },
  })
  const before = JSON.stringify(
    on.github.threads(desk).map(({ comments }) => comments.map(({ body }) => body)),
  )
  on.acts.setVisibility(desk, 'public')
  const number = await missOne(on, 'quinn')
  expect(oncall.told()).toEqual([`at_risk #${number}`, `missed #${number}`])
  expect(on.parts(number)).toEqual([])
  const after = JSON.stringify(
    on.github.threads(desk).map(({ comments }) => comments.map(({ body }) => body)),
  )
  expect(after).toBe(before)
  await on.pass(HOUR)
  expect((await failing(on)).join()).toContain('names is public')
})

test('who is known to pay only a while after they asked is told of, who begins to pay later is not', async () => {
  const on = await open({ settings: SPONSORED, sponsorsToken: true, before: (acts) => acts.addUser('quinn') })
  const early = on.acts.openIssue(REPO, 'robin', UNKNOWN).number
  const late = on.acts.openIssue(REPO, 'quinn', UNKNOWN).number
  await on.settle()
  await on.pass(20 * MINUTE)
  on.acts.sponsor('acme', 'robin', { dollars: 60 })
  await on.settle()
  expect(team.told()).toEqual([`paid_opened #${early}`])
  expect(team.received[0]?.notice).toMatchObject({ late: true, tier: 'pro' })
  await on.pass(2 * HOUR)
  on.acts.sponsor('acme', 'quinn', { dollars: 60 })
  await on.settle()
  await on.pass(MINUTE)
  expect(on.labels(late)).toEqual(['support: pro'])
  expect(team.told().filter((one) => one.startsWith('paid'))).toEqual([`paid_opened #${early}`])
})

test('a name that the server has not for this owner is told to maintainers, and goes nowhere', async () => {
  const settings = TOLD.replaceAll('oncall', 'theirs')
  const on = await open({
    settings,
    env: { NOTIFY_CHANNELS: `${channels()},theirs=other:${oncall.url}/THEIRS` },
  })
  await missOne(on)
  expect(oncall.received).toEqual([])
  expect(note(on)).toContain('The server has no channel `theirs` for repositories of acme')
  expect(note(on)).not.toMatch(/other|oncall/)
  on.acts.putFile(REPO, 'maya', '.github/firstline.yml', `${settings}# changed\n`)
  await on.settle()
  const [check] = on.github.checkRuns(REPO).slice(-1)
  expect(check).toMatchObject({ conclusion: 'neutral' })
  expect(JSON.stringify(check)).toContain('no channel `theirs` for repositories of acme')
})

test('what was before the settings named a channel is history to it', async () => {
  const on = await open({ settings: TOLD.replace(/desk:[\s\S]*$/, '').replace(', "channel:oncall"', '') })
  const number = await missOne(on)
  on.acts.label(REPO, number, 'maya', 'support: needs human')
  await on.settle()
  on.acts.putFile(REPO, 'maya', '.github/firstline.yml', TOLD)
  await on.pass(HOUR)
  expect([...team.told(), ...oncall.told()]).toEqual([])
  const next = await missOne(on, 'sam')
  expect(oncall.told()).toEqual([`at_risk #${next}`, `missed #${next}`])
})

test('nothing is sent in preview mode, which lists it, nor on tickets that are ignored', async () => {
  const on = await open({ settings: `mode: preview${TOLD}` })
  await missOne(on)
  await on.pass(2 * HOUR)
  expect([...team.told(), ...oncall.told()]).toEqual([])
  expect(note(on)).toContain('a notice to the channel `team` (missed)')
  on.acts.putFile(REPO, 'maya', '.github/firstline.yml', TOLD)
  await on.settle()
  const { number } = on.acts.openIssue(REPO, 'paula', UNKNOWN)
  on.acts.label(REPO, number, 'maya', 'firstline: ignore')
  await on.settle()
  await on.pass(5 * HOUR)
  expect(team.told().filter((one) => one.endsWith(`#${number}`) && !one.startsWith('paid'))).toEqual([])
})

test('what passed while the server was down is told as late', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'firstline-channels-'))
  const on = await open({ dataDir })
  const { number } = on.acts.openIssue(REPO, 'paula', UNKNOWN)
  await on.settle()
  await on.stop()
  on.clock.skip(9 * HOUR)
  await on.start()
  await on.settle()
  expect(oncall.told()).toEqual([`missed #${number}`])
  expect(oncall.received[0]?.notice).toMatchObject({ late: true })
  expect(oncall.received[0]?.notice.text).toMatch(
    /is missed\. \(This notice is 5 hours late: Firstline was not running/,
  )
})

test('what waits for a channel that the settings have no more is dropped', async () => {
  const on = await open()
  team.reply = () => ({ status: 500 })
  on.acts.openIssue(REPO, 'paula', UNKNOWN)
  await on.settle()
  on.acts.putFile(REPO, 'maya', '.github/firstline.yml', TOLD.replace(/desk:[\s\S]*$/, ''))
  await on.pass(HOUR)
  team.reply = () => ({ status: 200 })
  team.received.length = 0
  await on.pass(2 * HOUR)
  expect(team.told()).toEqual([])
  expect((await failing(on)).join()).toContain('the settings do not have it told of anything')
})

test('a call for a maintainer and a low rating are told to whom the tier names', async () => {
  const on = await open({ settings: `${TOLD}feedback: { ask: on_resolution }\n` })
  const { number } = on.acts.openIssue(REPO, 'paula', UNKNOWN)
  await on.settle()
  on.acts.comment(REPO, number, 'paula', '/escalate')
  await on.settle()
  expect(oncall.told()).toEqual([`escalated #${number}`])
  expect(oncall.received[0]?.notice.text).toContain('called for by the requester (tier pro)')
  on.acts.comment(REPO, number, 'maya', 'Set the column.')
  await on.pass(MINUTE)
  on.acts.close(REPO, number, 'maya')
  await on.settle()
  await on.pass(MINUTE)
  on.acts.comment(REPO, number, 'paula', '/rate 1')
  await on.settle()
  await on.pass(MINUTE)
  expect(oncall.told()).toEqual([`escalated #${number}`, `low_rating #${number}`])
  const told = [`paid_opened #${number}`, `low_rating #${number}`, `needs_human #${number}`]
  expect(team.told()).toEqual(told)
  // Whoever says the same again tells nothing new.
  on.acts.comment(REPO, number, 'paula', '/rate 1')
  await on.settle()
  await on.pass(MINUTE)
  expect(team.told()).toEqual(told)
})
