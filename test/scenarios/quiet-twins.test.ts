// Two worlds with the same story: in one quinn sponsors in private, in the other quinn pays nothing. Nobody who looks at
// GitHub can tell them apart, and maintainers know it where it is private.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Command } from '../../src/cli/command.ts'
import { reportCommand } from '../../src/cli/report.ts'
import { ticketCommand } from '../../src/cli/ticket.ts'
import { openReceiver, type Receiver } from '../receiver.ts'
import { DAY, HOUR, KNOWN, MINUTE, openScene, REPO, type Scene, UNKNOWN } from './harness.ts'

const DESK = 'acme/desk'
const SETTINGS = `
tiers:
  pro:
    label: { name: "support: pro" }
    promise: { first_response: 4h, next_response: 2h, resolution: 3d }
    notify: ["@acme/support", "channel:oncall"]
    assign: [maya]
    answers: draft
    acknowledge: "Thank you for paying. Expect us by {deadline}."
  sponsor: { label: { name: "support: sponsor" }, promise: { first_response: 2d } }
community: { promise: { first_response: 5d } }
entitlements:
  github_sponsors: { account: acme, tiers: { pro: 50, sponsor: 1 } }
desk:
  repository: ${DESK}
  channels: { team: [paid_opened, at_risk, missed, low_rating, needs_human] }
labels:
  stale: { comment: "Closing soon.", wait: 2d, then: close, reason: not_planned }
`

const BACK = new Set(['repo', 'thread', 'nodeId'])

interface World {
  scene: Scene
  dataDir: string
  /** What both channels were told. */
  told: Receiver
}
const worlds: World[] = []

beforeAll(async () => {
  for (const payer of ['quinn', 'zoe']) worlds.push(await live(payer))
}, 60_000)
afterAll(async () => {
  for (const { scene, dataDir, told } of worlds) {
    await scene.close()
    await told.close()
    rmSync(dataDir, { recursive: true })
  }
})

async function live(payer: string): Promise<World> {
  const dataDir = mkdtempSync(join(tmpdir(), 'firstline-twins-'))
  const told = await openReceiver()
  const scene = await openScene({
    settings: SETTINGS,
    sponsorsToken: true,
    dataDir,
    env: { NOTIFY_CHANNELS: `oncall=acme:${told.url}/a,team=acme:${told.url}/b` },
    covers: [REPO, DESK],
    before: (acts) => {
      acts.addRepository(DESK, { private: true })
      for (const login of ['quinn', 'zoe']) acts.addUser(login)
      acts.sponsor('acme', payer, { dollars: 60, private: true })
      acts.sponsor('acme', 'sam', { dollars: 60 })
    },
  })
  await tellStory(scene)
  return { scene, dataDir, told }
}

/** Every kind of thing that a tier changes, on tickets of quinn, beside those of a sponsor and of somebody who pays nothing. */
async function tellStory(scene: Scene): Promise<void> {
  const { acts } = scene
  const open = async (login: string, draft = UNKNOWN) => {
    const { number } = acts.openIssue(REPO, login, draft)
    await scene.pass(MINUTE)
    return number
  }
  const say = async (number: number, login: string, body: string) => {
    acts.comment(REPO, number, login, body)
    await scene.pass(MINUTE)
  }
  const answered = await open('quinn', KNOWN)
  const waiting = await open('robin')
  const late = await open('quinn')
  const stale = await open('quinn')
  const byHand = await open('quinn')
  await open('sam')
  await scene.pass(3 * HOUR)
  await say(answered, 'quinn', 'That did not help.')
  await scene.pass(2 * HOUR)
  await say(late, 'maya', '/why')
  await say(byHand, 'maya', '/tier sponsor')
  await say(byHand, 'maya', '/why')
  acts.label(REPO, stale, 'maya', 'stale')
  await scene.pass(DAY)
  await say(late, 'maya', 'I see.')
  await say(late, 'quinn', 'Do you?')
  await say(byHand, 'maya', '/tier auto')
  await scene.pass(3 * DAY)
  await say(waiting, 'maya', 'Yes.')
  acts.close(REPO, late, 'maya', 'completed')
  await scene.pass(3 * DAY)
  await say(waiting, 'maya', '/metrics')
  await scene.pass(HOUR)
}

/** All that anybody can see. */
function everythingPublic({ scene }: World): string {
  const all = { threads: scene.github.threads(REPO), checks: scene.github.checkRuns(REPO) }
  // Without what refers back to the whole; ids are dealt out over both repositories, so each counts as the n-th.
  const text = JSON.stringify(all, (key, value) => (BACK.has(key) ? undefined : value), 1)
  const ids = new Map<string, string>()
  return text.replace(/\b\d{10}\b/g, (id) => {
    ids.set(id, ids.get(id) ?? `id ${ids.size}`)
    return ids.get(id)!
  })
}

async function run({ dataDir, scene }: World, command: Command, ...args: string[]): Promise<string> {
  const said: string[] = []
  const write = (text: string) => void said.push(text)
  const env = {
    APP_ID: String(scene.github.appId),
    PRIVATE_KEY: scene.github.privateKey,
    WEBHOOK_SECRET: 'the-secret',
    SPONSORS_TOKEN: 'ghp_x',
    DATA_DIR: dataDir,
  }
  await command.run(args, { cwd: dataDir, env, out: write, err: write } as never)
  return said.join('')
}

const commentOf = ({ scene }: World, repo: string, kind: string) =>
  scene.github
    .threads(repo)
    .filter((thread) => thread.title.endsWith(repo === REPO ? 'desk' : `desk of ${REPO}`))
    .flatMap((thread) => thread.comments)
    .find((one) => one.body.includes(`<!-- firstline:${kind} `))?.body ?? ''

test('what is public is the same to the byte', () => {
  const [quiet, nobody] = worlds.map(everythingPublic)
  expect(quiet).toBe(nobody)
  expect(quiet).toContain('support: sponsor')
})

test('their tickets stand in line with those of everybody, so that the order of writes tells nothing', async () => {
  const ranks = async ({ scene }: World) => {
    const lines = scene.firstline.store.db.selectFrom('agenda').innerJoin('ticket', 'ticket.id', 'agenda.key')
    const rows = await lines.select(['ticket.number', 'agenda.priority']).orderBy('ticket.number').execute()
    return rows.map(({ number, priority }) => `#${number}: ${priority}`)
  }
  const [quiet, nobody] = await Promise.all(worlds.map(ranks))
  expect(quiet).toEqual(nobody)
  expect(new Set(quiet!.map((rank) => rank.split(': ')[1])).size).toBe(2)
})

test('the public queue has the due time that everybody has, and no drafts', () => {
  const queue = commentOf(worlds[0]!, REPO, 'queue')
  expect(queue).toContain('[#2 ')
  expect(queue).not.toMatch(/draft/i)
})

test('channels are told of them like of any customer, and of what anybody may know like of everybody', () => {
  const [quiet, nobody] = worlds.map(({ told }) => told.told())
  const quinns = quiet?.filter((one) => !nobody?.includes(one)) ?? []
  expect(quinns.filter((one) => one.startsWith('paid_opened'))).toHaveLength(4)
  expect(quinns.filter((one) => one.startsWith('missed')).length).toBeGreaterThan(4)
  expect(nobody?.filter((one) => one.startsWith('needs_human'))).toHaveLength(1)
  expect(nobody?.filter((one) => !quiet?.includes(one))).toEqual([])
})

test('the private desk shows tier, promise and draft', () => {
  const [quiet, nobody] = worlds.map((world) => commentOf(world, DESK, 'queue'))
  const row = quiet!.split('\n').find((line) => line.includes('[#2 '))
  expect(row).toMatch(/missed.*<br>.*pro · waits since/)
  expect(nobody).not.toMatch(/\[#2 .*pro ·/)
  expect(commentOf(worlds[0]!, DESK, 'metrics')).toMatch(/"pro":\{"opened":5,/)
  expect(commentOf(worlds[0]!, REPO, 'metrics')).toMatch(/"pro":\{"opened":1,/)
})

test('the report counts them under their tier, and with --public as everybody may see it', async () => {
  const [quiet, nobody] = worlds as [World, World]
  const inPrivate = JSON.parse(await run(quiet, reportCommand, REPO, '--json'))
  expect(inPrivate.tiers.pro.opened).toBe(5)
  const shown = JSON.parse(await run(quiet, reportCommand, REPO, '--json', '--public'))
  const same = JSON.parse(await run(nobody, reportCommand, REPO, '--json', '--public'))
  expect(shown.tiers).toEqual(same.tiers)
  expect(shown.tiers.pro.opened).toBe(1)
  expect(await run(quiet, ticketCommand, `${REPO}#2`)).toMatch(/pro: github_sponsors/)
})
