// A maintainer asks for more of the past: the server reads it, or the command itself where none runs.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { backfillCommand } from '../../src/cli/backfill.ts'
import { UsageError } from '../../src/cli/command.ts'
import { reportCommand } from '../../src/cli/report.ts'
import { wake } from '../../src/store/agenda.ts'
import { partsOf } from '../../src/store/history-parts.ts'
import { entriesOfAll } from '../../src/store/ledger.ts'
import type { Store } from '../../src/store/open.ts'
import { openStore } from '../../src/store/open-store.ts'
import { findRepositoryByName } from '../../src/store/repositories.ts'
import { ticketsOf } from '../../src/store/tickets.ts'
import { runCommand } from '../cli/run-command.ts'
import { DAY, openScene, REPO, type Scene, SECRET, UNKNOWN } from './harness.ts'

const SETTINGS = 'desk: { issue: false }\n'

let dataDir: string
let scene: Scene
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'firstline-backfill-'))
})
afterEach(async () => {
  await scene.close()
  await rm(dataDir, { recursive: true })
})

/** One issue a year ago, one half a year ago, one last month; each was answered and closed. */
async function openPast(): Promise<void> {
  scene = await openScene({
    settings: SETTINGS,
    dataDir,
    before: (acts, clock) => {
      const begunAt = clock.now()
      clock.skip(-365 * DAY)
      for (const days of [185, 150, 30]) {
        const { number } = acts.openIssue(REPO, 'robin', UNKNOWN)
        acts.comment(REPO, number, 'maya', 'Here is how.')
        acts.close(REPO, number, 'maya')
        clock.skip(days * DAY)
      }
      acts.createDiscussion(REPO, 'robin', UNKNOWN)
      clock.skip(begunAt - clock.now())
    },
  })
  // The command has the machine's own clock.
  await scene.pass(Date.now() - scene.clock.now())
}

const credentials = () => ({
  APP_ID: String(scene.github.appId),
  PRIVATE_KEY: scene.github.privateKey,
  WEBHOOK_SECRET: SECRET,
  GITHUB_API_URL: scene.github.url,
})

async function backfill(args: string[], env: Record<string, string> = {}) {
  const running = runCommand(backfillCommand, args, { cwd: dataDir, env: { DATA_DIR: dataDir, ...env } })
  // Somebody watches while the server reads.
  const ended = running.then(() => true)
  const minute = () => scene.settle().then(() => false)
  for (let round = 0; env.APP_ID === undefined && round < 20; round++) {
    if (await Promise.race([ended, minute()])) break
  }
  return running
}

async function known(): Promise<number[]> {
  const store = await openStore({ dataDir, role: 'command' })
  const [owner = '', name = ''] = REPO.split('/')
  const repository = await findRepositoryByName(store.db, owner, name)
  const tickets = await ticketsOf(store.db, repository!.id)
  await store.close()
  return tickets.map(({ number }) => number).sort((a, b) => a - b)
}

async function ledgers(): Promise<unknown[]> {
  const store = await openStore({ dataDir, role: 'command' })
  const ids = await store.db.selectFrom('ticket').select('id').orderBy('id').execute()
  const all = await entriesOfAll(
    store.db,
    ids.map(({ id }) => id),
  )
  await store.close()
  return [...all]
}

/** When it was differs between two scenes; in what order it was does not. */
function withoutTimes(ledger: unknown): unknown {
  const text = JSON.stringify(ledger, (key, value) => (key === 'at' ? 'then' : value))
  return JSON.parse(text.replace(/:\d{10}"/g, ':then"'))
}

test('beside a running server, the server reads it, and the command tells how far it is', async () => {
  await openPast()
  expect(await known()).toEqual([3, 4])
  const since = new Date(Date.now() - 250 * DAY).toISOString()
  const some = await backfill([REPO, '--since', since])
  expect(some).toMatchObject({ code: 0, err: expect.stringContaining('Reading issues: 2 of 2') })
  expect(some.out).toBe(`Read of ${REPO}: 2 issues and 1 discussions, updated since ${since}.\n`)
  expect(await known()).toEqual([2, 3, 4])
  const all = await backfill([REPO, '--json'])
  expect(JSON.parse(all.out)).toMatchObject({
    repository: REPO,
    since: null,
    finishedAt: expect.stringMatching(/Z$/),
    read: [
      { kind: 'issue', read: 3 },
      { kind: 'discussion', read: 1 },
    ],
    unread: [],
  })
  expect(await known()).toEqual([1, 2, 3, 4])
  expect(scene.writes()).toEqual([])
})

test('where no server runs the command reads by itself, and the server finds it read', async () => {
  await openPast()
  await scene.stop()
  const here = await backfill([REPO], credentials())
  expect(here).toMatchObject({ code: 0, out: `Read of ${REPO}: 3 issues and 1 discussions.\n` })
  expect(await known()).toEqual([1, 2, 3, 4])
  const calls = scene.github.calls.length
  await scene.start()
  await scene.settle()
  expect(scene.github.calls.slice(calls).map(({ operation }) => operation)).not.toContain('DiscussionHistory')
})

test('without a server and without credentials it is noted, and read when the server starts', async () => {
  await openPast()
  await scene.stop()
  await expect(
    runCommand(backfillCommand, [REPO], { cwd: dataDir, env: { DATA_DIR: dataDir } }),
  ).rejects.toThrow('it is noted, and read when the server starts')
  const report = () => runCommand(reportCommand, [REPO], { cwd: dataDir, env: { DATA_DIR: dataDir } })
  expect((await report()).err).toContain('History is still being read: it begins')
  await scene.start()
  await scene.pass(60_000)
  expect(await known()).toEqual([1, 2, 3, 4])
  expect((await report()).err).toBe('')
})

/** Whether the command has asked the server for it. */
async function isAsked(store: Store): Promise<boolean> {
  const [owner = '', name = ''] = REPO.split('/')
  const repository = await findRepositoryByName(store.db, owner, name)
  return (await partsOf(store.db, repository!.id)).some(({ purpose }) => purpose === 'backfill')
}

test('where the server dies while it is watched, the command reads on by itself', async () => {
  await openPast()
  const running = runCommand(backfillCommand, [REPO], {
    cwd: dataDir,
    env: { DATA_DIR: dataDir, ...credentials() },
  })
  const store = await openStore({ dataDir, role: 'command' })
  while (!(await isAsked(store))) await scene.github.settle()
  await scene.stop()
  // Nothing was heard of it for a minute.
  await store.db.updateTable('run_time').set({ seen_at: 0 }).execute()
  await store.close()
  expect(await running).toMatchObject({ code: 0, out: `Read of ${REPO}: 3 issues and 1 discussions.\n` })
  expect(await known()).toEqual([1, 2, 3, 4])
})

test('what failed too often is tried at once where it is asked for again', async () => {
  await openPast()
  const store = await openStore({ dataDir, role: 'command' })
  const [owner = '', name = ''] = REPO.split('/')
  const { id, installationId } = (await findRepositoryByName(store.db, owner, name))!
  const line = { kind: 'history', repositoryId: id } as const
  await wake(store.db, { line, at: Date.now() + DAY, installationId })
  const failed = { attempts: 9, last_error: 'Server Error' }
  await store.db.updateTable('agenda').set(failed).where('key', '=', `history:${id}`).execute()
  await store.close()
  expect(await backfill([REPO])).toMatchObject({ code: 0 })
  expect(await known()).toEqual([1, 2, 3, 4])
})

test('after an outage it makes the same ledger as the server by itself', async () => {
  const told: unknown[] = []
  for (const byHand of [true, false]) {
    await openPast()
    const { number } = scene.acts.openIssue(REPO, 'paula', UNKNOWN)
    await scene.settle()
    await scene.stop()
    scene.github.pauseWebhooks('drop')
    scene.acts.comment(REPO, number, 'maya', 'Which version?')
    scene.acts.label(REPO, number, 'maya', 'waiting: requester')
    scene.acts.close(REPO, number, 'maya', 'not_planned')
    scene.acts.discussionComment(REPO, 4, 'maya', 'So.')
    scene.acts.close(REPO, 4, 'maya', 'resolved')
    scene.clock.skip(5 * DAY)
    await scene.github.settle()
    scene.github.resumeWebhooks()
    if (byHand) await backfill([REPO, '--since', '2026-01-01'], credentials())
    else await scene.start()
    if (!byHand) await scene.pass(60_000)
    const kinds = (await ledgers()).slice(-2)
    told.push(withoutTimes(kinds))
    if (byHand) {
      await scene.start()
      await scene.close()
      await rm(dataDir, { recursive: true })
      dataDir = await mkdtemp(join(tmpdir(), 'firstline-backfill-'))
    }
  }
  expect(told[0]).toEqual(told[1])
})

test('what is used wrongly is said, with the exit code for it', async () => {
  await openPast()
  const used = (args: string[]) =>
    runCommand(backfillCommand, args, { cwd: dataDir, env: { DATA_DIR: dataDir } })
  for (const [args, why] of [
    [[], 'OWNER/REPO is missing'],
    [['acme'], '"acme" is not OWNER/REPO'],
    [[REPO, '--since', 'yesterday'], '--since is a date such as 2026-11-22, not "yesterday"'],
    [[REPO, '--since', '2026-02-31'], '--since is a date such as'],
    [[REPO, '--since', '2999-01-01'], '--since has to be in the past'],
  ] as const) {
    const failed = used([...args])
    await expect(failed).rejects.toThrow(why)
    await expect(failed).rejects.toBeInstanceOf(UsageError)
  }
  await expect(used(['acme/nothing'])).rejects.toThrow('acme/nothing is not known here')
})
