// A customer with 500 open tickets begins to pay, and ends: how fast and how evenly all are relabelled, with a kill in
// the middle of each, while others go on asking: `npm run bench:relabel -- [--speed 4] [--tickets 500]`. At the real
// pace (`--speed 1`) of one write a second either takes more than 8 minutes.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { EmbeddedGitHub } from '../src/embedded-github/embedded-github.ts'
import { type Launched, launch, SECRETS } from './launch.ts'

const REPO = 'acme/widget'
const TIER = 'support: pro'
const SETTINGS = `
tiers: { pro: { label: { name: "${TIER}" }, promise: { first_response: 4h } } }
entitlements:
  grace: 1m
  users: { paula: pro }
  github_sponsors: { account: acme, tiers: { pro: 50 } }
desk: { issue: false }
`
/** GitHub asks for a second between writes; a busy machine may send one late and the next in time. */
const WINDOW_MS = 60_000
const MOST_IN_WINDOW = 62
/** A paying customer's new ticket is labelled within so many seconds, whatever else is going on. */
const MOST_WAITED_MS = 10_000

const { values } = parseArgs({
  options: { speed: { type: 'string', default: '4' }, tickets: { type: 'string', default: '500' } },
})
const speed = Number(values.speed)
const count = Number(values.tickets)

// The customer asked long ago; only who asks while it happens is in a hurry.
let behindMs = 86_400_000
const github = await EmbeddedGitHub.start({
  now: () => Date.now() - behindMs,
  webhookUrl: 'http://127.0.0.1:9/nobody',
  webhookSecret: SECRETS.webhook,
  sponsorsWebhook: { url: 'http://127.0.0.1:9/nobody', secret: SECRETS.sponsors },
})
const { acts } = github
const dataDir = mkdtempSync(join(tmpdir(), 'firstline-relabel-'))
acts.addOrganization('acme')
acts.addRepository(REPO)
acts.addUser('paula')
acts.putFile(REPO, 'acme', '.github/firstline.yml', SETTINGS)
const numbers = Array.from(
  { length: count },
  (_, i) => acts.openIssue(REPO, 'bea', { title: `Question ${i}` }).number,
)
behindMs = 0
acts.install('acme', [REPO])
const token = acts.createToken('acme')
let killedCpuMs = 0
let readyAddress = ''

let firstline = await start()
await until(async () => (await readyz()).ready === true, 120_000)
await wait(5_000)

console.log(`Speed ${speed}: the pace of one write a second, run off ${speed} times faster.\n`)
console.log(
  '| what | tickets | writes | writes a second | most in a minute | new paid ticket, slowest | CPU |',
)
console.log('|---|---|---|---|---|---|---|')
const good = [
  await measure('labels on', () => acts.sponsor('acme', 'bea', { dollars: 60 }), hasLabel),
  await measure(
    'labels off',
    () => acts.changeSponsorship('acme', 'bea', 'cancelled'),
    (n) => !hasLabel(n),
  ),
].every(Boolean)
await firstline.kill()
await github.close()
rmSync(dataDir, { recursive: true })
console.log(
  `\nAll relabelled, within GitHub's limits, once each, through a kill: ${good ? 'kept' : 'MISSED'}`,
)
process.exitCode = good ? 0 : 1

async function measure(what: string, begin: () => void, done: (number: number) => boolean): Promise<boolean> {
  const callsBefore = github.calls.length
  const startedAt = Date.now()
  const cpuBefore = await firstline.cpuMs()
  begin()
  const left = () => numbers.filter((number) => !done(number)).length
  await until(async () => left() < count * 0.5, 3_600_000)
  killedCpuMs = await firstline.cpuMs()
  await firstline.kill()
  firstline = await start()
  const waited: number[] = []
  while (left() > 0) {
    waited.push(await askAsPaula())
    await wait(3_000)
  }
  await wait(2_000)
  const times = writeTimes(startedAt)
  const seconds = ((times.at(-1) ?? 0) - (times[0] ?? 0)) / 1000
  const most = Math.max(
    ...times.map((from) => times.filter((at) => at >= from && at < from + WINDOW_MS / speed).length),
  )
  const writes = github.calls.slice(callsBefore).filter(isLabelWrite).length
  const share = ((killedCpuMs + (await firstline.cpuMs()) - cpuBefore) / (Date.now() - startedAt)) * 100
  console.log(
    `| ${what} | ${count} | ${writes} (${waited.length} of them for others) | ${(times.length / seconds).toFixed(2)} | ${most} | ${(Math.max(...waited) / 1000).toFixed(1)} s | ${share.toFixed(0)} % |`,
  )
  return (
    most <= MOST_IN_WINDOW && writes - waited.length <= count + 8 && Math.max(...waited) <= MOST_WAITED_MS
  )
}

/** Another customer asks; how long until the label is there, ms. */
async function askAsPaula(): Promise<number> {
  const askedAt = Date.now()
  const { number } = acts.openIssue(REPO, 'paula', { title: 'And I?' })
  await until(async () => hasLabel(number), 3_600_000)
  return Date.now() - askedAt
}

function hasLabel(number: number): boolean {
  return github.thread(REPO, number).labels.some((label) => label.name === TIER)
}

function writeTimes(sinceAt: number): number[] {
  return github
    .threads(REPO)
    .flatMap((thread) => thread.events)
    .filter((event) => /label/i.test(event.type) && event.at >= sinceAt)
    .map((event) => event.at)
    .sort((a, b) => a - b)
}

function isLabelWrite(call: { method: string; operation: string; path: string }): boolean {
  return call.method !== 'GET' && (/labels/.test(call.path) || /Label/.test(call.operation))
}

async function start(): Promise<Launched> {
  const launched = await launch(github, { speed, env: { DATA_DIR: dataDir, SPONSORS_TOKEN: token } })
  const address = `http://127.0.0.1:${launched.port}`
  github.sendWebhooksTo(`${address}/api/github/webhooks`, `${address}/api/sponsors/webhooks`)
  readyAddress = `${address}/readyz`
  return launched
}

async function readyz(): Promise<{ ready?: boolean }> {
  return (await (await fetch(readyAddress)).json()) as { ready?: boolean }
}

async function until(done: () => Promise<boolean>, limitMs: number): Promise<void> {
  const endAt = Date.now() + limitMs
  while (!(await done())) {
    if (Date.now() > endAt) throw new Error('It took too long')
    await wait(50)
  }
}
