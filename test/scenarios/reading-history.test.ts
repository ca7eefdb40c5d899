// History comes in a page at a time, behind everything else; what stands in its way is told and passed over.

import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import type { Acts } from '../../src/embedded-github/acts.ts'
import { historyProgress, partsLeft } from '../../src/store/history-parts.ts'
import { findRepositoryByName } from '../../src/store/repositories.ts'
import { noteRepository, repositoryState } from '../../src/store/repository-reading.ts'
import { ticketsOf } from '../../src/store/tickets.ts'
import { unreadThreads } from '../../src/store/unread-threads.ts'
import { type Clock, DAY, HOUR, openScene, REPO, type Scene, SETTINGS, UNKNOWN } from './harness.ts'

const NO_DESK = 'desk: { issue: false }\n'

let scene: Scene
afterEach(() => scene.close())

/** Issues and discussions of the last weeks, one every ten minutes. */
function past(issues: number, discussions: number) {
  return (acts: Acts, clock: Clock) => {
    for (let n = 0; n < Math.max(issues, discussions); n++) {
      if (n < issues) {
        const { number } = acts.openIssue(REPO, 'robin', { title: `Issue ${n}`, body: 'Since Tuesday.' })
        acts.comment(REPO, number, 'maya', 'Which version?')
        if (n % 2 === 0) acts.close(REPO, number, 'maya')
      }
      if (n < discussions) acts.createDiscussion(REPO, 'robin', { title: `Discussion ${n}` })
      clock.skip(10 * 60_000)
    }
  }
}

async function repositoryId(): Promise<number> {
  const [owner = '', name = ''] = REPO.split('/')
  return (await findRepositoryByName(scene.firstline.store.db, owner, name))!.id
}

async function readyz(): Promise<{ ready: boolean; failing: string[]; reading: string[] }> {
  const answer = await fetch(`http://127.0.0.1:${scene.firstline.port}/readyz`)
  return (await answer.json()) as { ready: boolean; failing: string[]; reading: string[] }
}

const callsOf = (operation: string) =>
  scene.github.calls.filter((call) => call.operation === operation && call.status === 200).length

test('all of it is read in as few calls as there are pages', async () => {
  scene = await openScene({ settings: NO_DESK, before: past(230, 60) })
  const { db } = scene.firstline.store
  expect([callsOf('IssueHistory'), callsOf('DiscussionHistory')]).toEqual([3, 3])
  expect(await ticketsOf(db, await repositoryId())).toHaveLength(290)
  expect(await historyProgress(db, await repositoryId())).toBeNull()
  expect((await readyz()).reading).toEqual([])
})

test('what was never read is told as being read, also before its first page', async () => {
  scene = await openScene({ settings: NO_DESK, before: past(1, 0) })
  await noteRepository(scene.firstline.store.db, await repositoryId(), { caughtUpAt: null })
  expect((await readyz()).reading).toEqual(['history of acme/widget: it begins'])
})

test('half of the budget is left for what happens now: the rest is read when the next hour begins', async () => {
  let resetsAt = 0
  scene = await openScene({
    settings: `${SETTINGS}desk: { update: 10m }\n`,
    before: (acts, clock) => {
      past(230, 0)(acts, clock)
      resetsAt = clock.now() + 2 * HOUR
    },
    faults: (github) => github.setGraphqlPoints(2_400, resetsAt),
  })
  const id = await repositoryId()
  const { db } = scene.firstline.store
  expect(callsOf('IssueHistory')).toBe(1)
  const state = await readyz()
  expect(state).toMatchObject({ ready: true, failing: [] })
  expect(state.reading).toEqual([
    expect.stringMatching(/^history of acme\/widget: 100 of 230 issues; it goes on at 2026-/),
  ])
  expect(scene.desk()?.comments[0]?.body).toContain('History is still being read: 100 of 230 issues')
  // What happens now is not kept waiting, and is read before anything is written there.
  const { number } = scene.acts.openIssue(REPO, 'paula', UNKNOWN)
  await scene.settle()
  expect(scene.labels(number)).toEqual(['support: pro'])
  expect((await repositoryState(db, id)).caughtUpAt).toBeNull()

  scene.github.setGraphqlPoints(5_000, resetsAt + HOUR)
  await scene.pass(resetsAt + 5_000 - scene.clock.now())
  await scene.pass(11 * 60_000)
  expect((await ticketsOf(db, id)).length).toBeGreaterThanOrEqual(232)
  expect((await readyz()).reading).toEqual([])
  expect(scene.desk()?.comments[0]?.body).not.toContain('History is still being read')
})

test('a thread that GitHub cannot tell is named, passed over, and read a day later', async () => {
  scene = await openScene({
    settings: NO_DESK,
    before: past(3, 0),
    faults: (github) => github.fail({ operation: 'IssueHistory', times: 5 }),
  })
  const id = await repositoryId()
  const { db } = scene.firstline.store
  expect((await ticketsOf(db, id)).map(({ number }) => number)).toEqual([1, 2])
  const { failing, ready } = await readyz()
  expect(ready).toBe(true)
  expect(failing).toEqual([expect.stringContaining('history of acme/widget: GitHub could not tell issue #3')])
  await scene.pass(25 * HOUR)
  expect((await ticketsOf(db, id)).map(({ number }) => number)).toEqual([1, 2, 3])
  expect((await readyz()).failing).toEqual([])
})

test('where GitHub tells hardly any thread few are passed over, and the others are read when it does', async () => {
  scene = await openScene({
    settings: NO_DESK,
    before: past(30, 0),
    faults: (github) => github.fail({ operation: 'IssueHistory', times: 60 }),
  })
  const id = await repositoryId()
  const { db } = scene.firstline.store
  expect(await unreadThreads(db, id)).toHaveLength(5)
  expect((await readyz()).failing[0]).toMatch(
    /could not tell one thread of acme\/widget after the other.*; it is tried again at 2026-.*Z$/s,
  )
  scene.github.heal()
  await scene.pass(2 * HOUR)
  // Of those that were passed over, looks bring the open ones.
  expect((await ticketsOf(db, id)).length).toBeGreaterThanOrEqual(25)
  await scene.pass(25 * HOUR)
  expect(await ticketsOf(db, id)).toHaveLength(30)
})

test('where GitHub cannot tell all that is open at once, each page of it is asked for alone', async () => {
  scene = await openScene({ settings: NO_DESK, before: past(60, 2) })
  const id = await repositoryId()
  scene.github.pauseWebhooks('drop')
  scene.acts.comment(REPO, 2, 'robin', 'Still so.')
  scene.acts.deleteIssue(REPO, 4, 'maya')
  await scene.github.settle()
  scene.github.resumeWebhooks()
  scene.github.fail({ operation: 'ReadRepositoryLook', times: 3 })
  await scene.pass(HOUR)
  const { db } = scene.firstline.store
  const known = await ticketsOf(db, id, { gone: true })
  expect(known.find(({ number }) => number === 4)?.gone).toBe('deleted')
  const commented = known.find(({ number }) => number === 2)!
  expect(commented.updatedAt).toBe(scene.thread(2).updatedAt)
  expect(scene.warnings).toEqual([])
})

test('while GitHub is away nothing is passed over, and it goes on by itself', async () => {
  scene = await openScene({
    settings: NO_DESK,
    before: past(130, 0),
    faults: (github) => {
      github.fail({ operation: 'IssueHistory', times: 5 })
      github.fail({ operation: 'IssueAt' })
    },
  })
  const id = await repositoryId()
  await scene.pass(10_000)
  expect(await ticketsOf(scene.firstline.store.db, id)).toHaveLength(130)
  expect(scene.warnings.map(({ line }) => line)).toEqual([`history:${id}`])
})

test('after days without Firstline what was answered meanwhile is read, and nobody is called late', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'firstline-'))
  const settings = `${NO_DESK}community: { promise: { first_response: 1d } }\n`
  scene = await openScene({ settings, dataDir })
  const numbers = Array.from({ length: 60 }, () => scene.acts.openIssue(REPO, 'robin', UNKNOWN).number)
  await scene.settle()
  await scene.stop()
  scene.github.pauseWebhooks('drop')
  scene.clock.skip(2 * HOUR)
  for (const number of numbers) scene.acts.comment(REPO, number, 'maya', 'Here is how.')
  for (const number of numbers.slice(0, 30)) scene.acts.close(REPO, number, 'maya')
  scene.clock.skip(5 * DAY)
  await scene.github.settle()
  scene.github.resumeWebhooks()
  await scene.start()
  const left = async () => (await partsLeft(scene.firstline.store.db, await repositoryId())).length
  await scene.settle()
  await scene.pass(60_000)
  expect(await left()).toBe(0)
  for (const number of numbers) {
    expect(scene.labels(number)).toEqual([])
    expect(scene.parts(number).filter((part) => part.startsWith('escalation'))).toEqual([])
  }
  const open = await ticketsOf(scene.firstline.store.db, await repositoryId(), { open: true })
  expect(open).toHaveLength(30)
  await rm(dataDir, { recursive: true })
})

test('a repository that is taken away meanwhile is read on when it comes back', async () => {
  let resetsAt = 0
  scene = await openScene({
    settings: NO_DESK,
    before: (acts, clock) => {
      past(230, 0)(acts, clock)
      resetsAt = clock.now() + 2 * HOUR
    },
    faults: (github) => github.setGraphqlPoints(2_400, resetsAt),
  })
  scene.acts.uninstallRepositories(scene.installationId, [REPO])
  await scene.settle()
  scene.github.setGraphqlPoints(5_000, resetsAt + HOUR)
  await scene.pass(3 * HOUR)
  expect(callsOf('IssueHistory')).toBe(1)
  scene.acts.installRepositories(scene.installationId, [REPO])
  await scene.settle()
  await scene.pass(60_000)
  const known = await ticketsOf(scene.firstline.store.db, await repositoryId())
  expect(known.filter(({ requester }) => requester.login === 'robin')).toHaveLength(230)
})
