// The report of a month: a new comment on the desk once the month is over there, with all numbers in private alone.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test, vi } from 'vitest'
import { reportCommand } from '../../src/cli/report.ts'
import { findMarkers } from '../../src/domain/marker.ts'
import { runCommand } from '../cli/run-command.ts'
import { DAY, HOUR, MINUTE, openScene, REPO, type Scene, type SceneOptions, UNKNOWN } from './harness.ts'

const DESK = 'acme/desk'
const SETTINGS = `
tiers:
  pro: { label: { name: "support: pro" }, promise: { first_response: 4h } }
entitlements: { github_sponsors: { account: acme, tiers: { pro: 50 } }, users: { paula: pro } }
calendars:
  office: { time_zone: Europe/Berlin, hours: { mon-fri: ["09:00-17:00"] } }
desk: { report: monthly, repository: ${DESK} }
economics: { currency: EUR, hourly_cost: 60, monthly: { servers: 41 } }
`
/** When December begins in Berlin. */
const DECEMBER = Date.parse('2026-12-01T00:00:00+01:00')
const JANUARY = Date.parse('2027-01-01T00:00:00+01:00')

let scene: Scene
let dataDir: string | null = null
afterEach(async () => {
  await scene.close()
  if (dataDir !== null) await rm(dataDir, { recursive: true })
  dataDir = null
})

async function openDesk(options: SceneOptions = {}): Promise<void> {
  scene = await openScene({
    settings: SETTINGS,
    sponsorsToken: true,
    covers: [REPO, DESK],
    ...options,
    before: (acts) => {
      acts.addRepository(DESK, { private: true })
      acts.addUser('quinn')
      acts.sponsor('acme', 'quinn', { dollars: 60, private: true })
    },
  })
}

const reports = (repo: string) =>
  scene.github
    .threads(repo)
    .flatMap(({ comments }) => comments)
    .filter(({ body }) => findMarkers(body).some(({ kind, key }) => kind === 'report' && /^\d/.test(key)))
const keysIn = (repo: string) => reports(repo).flatMap(({ body }) => findMarkers(body).map(({ key }) => key))
const until = async (at: number) => {
  await scene.pass(at - scene.clock.now())
  // So many days at once are read back first.
  await scene.pass(30_000)
}

/** A sponsor in private and a user who pays ask; both are answered and cost time. */
async function aBusyMonth(): Promise<void> {
  for (const login of ['paula', 'quinn']) {
    const { number } = scene.acts.openIssue(REPO, login, UNKNOWN)
    await scene.pass(HOUR)
    scene.acts.comment(REPO, number, 'maya', 'Please try 2.0.')
    scene.acts.comment(REPO, number, 'maya', login === 'paula' ? '/spent 1h30m' : '/spent 45m')
    scene.acts.close(REPO, number, 'maya', 'completed')
    await scene.settle()
  }
}

test('it comes when the month is over in the zone of the desk, and once', async () => {
  await openDesk()
  await aBusyMonth()
  await until(DECEMBER - 2 * MINUTE)
  expect(reports(REPO)).toEqual([])
  await until(DECEMBER)
  expect(keysIn(REPO)).toEqual(['2026-11'])
  expect(keysIn(DESK)).toEqual(['2026-11'])
  const before = reports(REPO).map(({ body }) => body)
  scene.acts.openIssue(REPO, 'robin', UNKNOWN)
  await scene.pass(5 * DAY)
  await scene.pass(5 * DAY)
  expect(reports(REPO).map(({ body }) => body)).toEqual(before)
  await until(JANUARY)
  expect(keysIn(REPO)).toEqual(['2026-11', '2026-12'])
  expect(reports(REPO)[1]?.body).toContain('| Tickets opened | 1 | 2 |')
})

test('in private it has hours, cost, satisfaction and customers; in public none of them', async () => {
  await openDesk()
  await aBusyMonth()
  await until(DECEMBER)
  const [hidden] = reports(DESK)
  expect(hidden?.body).toContain('## acme/widget in November 2026')
  expect(hidden?.body).toContain('| **Hours** | 2.25\u00a0h |')
  expect(hidden?.body).toContain('Cost of 176\u00a0EUR: 2.25 hours (135\u00a0EUR), servers (41\u00a0EUR).')
  expect(hidden?.body).toContain('| **Satisfaction** | 1.00 |')
  expect(hidden?.body).toMatch(/\| @\u200bquinn \| pro \| 1 \| 100.%.of.1 \| 0.75.h \| 45.EUR \| 60.USD \|/)
  expect(hidden?.body).toMatch(/\| @\u200bpaula \| pro \| 1 \| 100.%.of.1 \| 1.5.h \| 90.EUR \| – \|/)
  const [shown] = reports(REPO)
  expect(shown?.body).toContain('| Tickets opened | 2 |')
  expect(shown?.body).toMatch(/Promises kept \| 100.%.of.1 \|/)
  for (const { body } of scene.github.threads(REPO).flatMap(({ comments }) => comments)) {
    if (body.startsWith('/spent')) continue
    expect(body).not.toMatch(/quinn|EUR|USD|Hours|2\.25|0\.75|Cost|Satisfaction|Efficiency|Customer/)
  }
})

test('a private repository’s own desk shows every tier, and no amounts or customers unless settings name it', async () => {
  const alone = SETTINGS.replace(', repository: acme/desk', '')
  await openDesk({ settings: alone, private: true })
  await aBusyMonth()
  await until(DECEMBER)
  const [own] = reports(REPO)
  expect(own?.body).toMatch(/Promises kept \| 100.%.of.2 \|/)
  expect(own?.body).not.toMatch(/quinn|EUR|USD|Hours|Customer/)
  scene.acts.putFile(REPO, 'maya', '.github/firstline.yml', SETTINGS.replace(DESK, REPO))
  await scene.pass(HOUR)
  await until(JANUARY)
  expect(keysIn(REPO)).toEqual(['2026-11', '2026-12'])
  expect(reports(REPO)[1]?.body).toMatch(/\| @\u200bquinn \| pro \| 0 \|/)
})

test('what a maintainer deleted stays deleted', async () => {
  await openDesk()
  await until(DECEMBER)
  const [told] = reports(REPO)
  scene.acts.deleteComment(REPO, told?.id ?? 0, 'maya')
  await scene.pass(2 * HOUR)
  await scene.pass(DAY)
  expect(reports(REPO)).toEqual([])
  expect(keysIn(DESK)).toEqual(['2026-11'])
})

test('after a first on which nobody was there it comes late, with all that happened meanwhile', async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'firstline-'))
  await openDesk({ dataDir })
  await aBusyMonth()
  await scene.stop()
  const { number } = scene.acts.openIssue(REPO, 'robin', UNKNOWN)
  scene.clock.skip(DECEMBER + 3 * DAY - scene.clock.now())
  await scene.start()
  await scene.settle()
  await scene.pass(2 * MINUTE)
  expect(number).toBeGreaterThan(0)
  expect(keysIn(REPO)).toEqual(['2026-11'])
  expect(reports(REPO)[0]?.body).toContain('| Tickets opened | 3 |')
})

test('of several months in which nobody was there only the last is told', async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'firstline-'))
  await openDesk({ dataDir })
  await scene.stop()
  scene.clock.skip(JANUARY + DAY - scene.clock.now())
  await scene.start()
  await scene.settle()
  await scene.pass(2 * MINUTE)
  expect(keysIn(REPO)).toEqual(['2026-12'])
})

test('a month that was over before anybody asked for reports is not told', async () => {
  await openDesk({ settings: SETTINGS.replace('report: monthly, ', '') })
  await until(DECEMBER + HOUR)
  scene.acts.putFile(REPO, 'maya', '.github/firstline.yml', SETTINGS)
  await scene.pass(2 * HOUR)
  await scene.pass(DAY)
  expect(reports(REPO)).toEqual([])
  await until(JANUARY)
  expect(keysIn(REPO)).toEqual(['2026-12'])
})

test('nobody who does not ask gets one', async () => {
  await openDesk({ settings: SETTINGS.replace('report: monthly, ', '') })
  await until(DECEMBER + HOUR)
  await until(JANUARY + HOUR)
  expect([...reports(REPO), ...reports(DESK)]).toEqual([])
})

test('one that GitHub took without saying so is found, not written twice', async () => {
  await openDesk()
  scene.github.fail({
    operation: '',
    path: /comments$/,
    method: 'POST',
    status: 502,
    applied: true,
    times: 1,
  })
  await until(DECEMBER)
  await scene.pass(5 * MINUTE)
  expect(keysIn(REPO)).toEqual(['2026-11'])
  expect(keysIn(DESK)).toEqual(['2026-11'])
})

test('the command line prints what stands in private, and with --public what anybody may see', async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'firstline-'))
  await openDesk({ dataDir })
  await aBusyMonth()
  await until(DECEMBER)
  const print = async (...args: string[]) => {
    vi.useFakeTimers({ toFake: ['Date'], now: scene.clock.now() })
    try {
      const env = { DATA_DIR: dataDir ?? '', SENTENCE_MODEL: 'off' }
      return (await runCommand(reportCommand, [REPO, '--month', '2026-11', ...args], { cwd: '/', env })).out
    } finally {
      vi.useRealTimers()
    }
  }
  const told = (text: string) =>
    text
      .replace(/ as of .*/, '')
      .replace(/\n\n<!-- .*/, '')
      .trim()
  expect(told(await print())).toBe(told(reports(DESK)[0]?.body ?? ''))
  expect(told(await print('--public'))).toBe(told(reports(REPO)[0]?.body ?? ''))
  const { economics, customers, hours, needs, previous } = JSON.parse(await print('--json'))
  expect(economics).toMatchObject({
    satisfaction: 1,
    efficiency: 1,
    cost: { EUR: 176 },
    resolved: 2,
    total: 2,
  })
  expect(hours).toBe(2.25)
  expect(needs).toEqual({ 'technical-support': 2, training: 0, consulting: 0 })
  expect(customers.map(({ name, brings }: { name: string; brings: unknown }) => [name, brings])).toEqual([
    ['@paula', null],
    ['@quinn', { USD: 60 }],
  ])
  expect(previous.tiers.all.opened).toBe(0)
  const open = JSON.parse(await print('--json', '--public'))
  expect(Object.keys(open)).toEqual(['version', 'repository', 'generated_at', 'from', 'to', 'tiers'])
  expect(await print('--format', 'csv')).toMatch(/^all,2,0,.*,2\.25,2,0,0,1,1,176,EUR$/m)
})
