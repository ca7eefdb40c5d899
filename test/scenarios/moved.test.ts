// A ticket that is moved or converted goes on as the same ticket; one that is gone counts as closed then.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { wake } from '../../src/store/agenda.ts'
import { findRepositoryByName } from '../../src/store/repositories.ts'
import { noteRepository } from '../../src/store/repository-reading.ts'
import { HOUR, MINUTE, openScene, REPO, type Scene, SETTINGS, UNKNOWN } from './harness.ts'
import { countedOf, reportOf } from './report-of.ts'

const OTHER = 'acme/other'
const UNSERVED = 'acme/unserved'
let scene: Scene
beforeAll(async () => {
  scene = await openScene({
    covers: [REPO, OTHER],
    before: (acts) => {
      acts.addRepository(OTHER)
      acts.addRepository(UNSERVED)
      acts.setPermission(OTHER, 'maya', 'triage')
      acts.putFile(OTHER, 'maya', '.github/firstline.yml', SETTINGS)
    },
  })
})
afterAll(() => scene.close())

const open = async (login: string, draft = UNKNOWN) => {
  const { number } = scene.acts.openIssue(REPO, login, draft)
  await scene.settle()
  return number
}

const labelsIn = (repo: string, number: number) =>
  scene.github
    .thread(repo, number)
    .labels.map(({ name }) => name)
    .sort()

test('a promise to a customer goes on in the other repository, from its opening', async () => {
  const issue = await open('paula')
  const openedAt = scene.thread(issue).createdAt
  await scene.pass(2 * HOUR)
  const { number } = scene.acts.transfer(REPO, issue, 'maya', OTHER)
  await scene.settle()
  expect(labelsIn(OTHER, number)).toEqual(['support: pro'])
  await scene.pass(openedAt + 3 * HOUR + MINUTE - scene.clock.now())
  expect(labelsIn(OTHER, number)).toEqual(['sla: at risk', 'support: pro'])
  await scene.pass(HOUR)
  expect(labelsIn(OTHER, number)).toEqual(['sla: missed', 'support: pro'])
})

test('time that was told before it was moved counts once', async () => {
  const issue = await open('paula')
  scene.acts.comment(REPO, issue, 'maya', 'Please try 2.0.\n\n/spent 40m')
  await scene.settle()
  const { number } = scene.acts.transfer(REPO, issue, 'maya', OTHER)
  await scene.settle()
  scene.acts.comment(OTHER, number, 'maya', '/spent 40m')
  await scene.settle()
  expect((await countedOf(scene, OTHER)).support.all?.minutes).toBe(80)
})

test('what a hand set goes on, and a response that was given counts where it is now', async () => {
  const [hand, answered] = [await open('robin'), await open('paula')]
  scene.acts.comment(REPO, hand, 'maya', '/tier pro')
  scene.acts.comment(REPO, answered, 'maya', 'Try this.')
  await scene.settle()
  await scene.pass(HOUR)
  const moved = [hand, answered].map((number) => scene.acts.transfer(REPO, number, 'maya', OTHER).number)
  await scene.settle()
  await scene.pass(4 * HOUR)
  expect(labelsIn(OTHER, moved[0]!)).toEqual(['sla: missed', 'support: pro'])
  expect(labelsIn(OTHER, moved[1]!)).toEqual(['support: pro'])
})

test('a moved ticket is counted where it is now, and a deleted one as closed then', async () => {
  await scene.pass(HOUR)
  const before = scene.metrics().tiers.pro!
  const [moved, unserved, deleted] = [await open('paula'), await open('paula'), await open('paula')]
  await scene.pass(5 * HOUR)
  scene.acts.transfer(REPO, moved, 'maya', OTHER)
  scene.acts.transfer(REPO, unserved, 'maya', UNSERVED)
  scene.acts.deleteIssue(REPO, deleted, 'maya')
  await scene.settle()
  await scene.pass(2 * HOUR)
  const after = scene.metrics().tiers.pro!
  expect(after.opened - before.opened).toBe(2)
  expect(after.open - before.open).toBe(0)
  const missed = (tiers: typeof after) => tiers.first_response?.missed ?? 0
  expect(Number(missed(after)) - Number(missed(before))).toBe(2)
})

test.each([
  ['after', 'its issue was closed'],
  ['before', 'its issue was closed'],
])('a discussion of which is told %s %s keeps the promise', async (order) => {
  const draft = { title: `The bell rings ${order} noon`, body: 'At noon, and again.' }
  const issue = await open('paula', draft)
  await scene.pass(HOUR)
  const create = async () => {
    const { number } = scene.acts.createDiscussion(REPO, 'paula', draft)
    await scene.settle()
    return number
  }
  const close = async () => {
    scene.acts.close(REPO, issue, 'maya', 'completed')
    scene.acts.lock(REPO, issue, 'maya')
    await scene.settle()
  }
  if (order === 'after') await close()
  const number = await create()
  if (order === 'before') await close()
  await scene.pass(2.5 * HOUR)
  expect(labelsIn(REPO, number)).toEqual(['sla: at risk', 'support: pro'])
})

test('a discussion with the words of a ticket that was moved elsewhere is a ticket of its own', async () => {
  const draft = { title: 'How do I install widget', body: 'On the second machine.' }
  const issue = await open('robin', draft)
  scene.acts.transfer(REPO, issue, 'maya', UNSERVED)
  await scene.pass(HOUR)
  const { number } = scene.acts.createDiscussion(REPO, 'robin', draft)
  await scene.settle()
  expect(scene.parts(number)).toEqual(['answer install'])
})

test.each([
  ['the place that it left', REPO],
  ['the place where it went', OTHER],
])('a move of which nobody told is found, whatever is read first: %s', async (_, first) => {
  const draft = { title: `The lamp flickers near ${first}`, body: 'Since Tuesday.' }
  const issue = await open('paula', draft)
  await scene.pass(20 * MINUTE)
  const before = await figures()
  scene.github.pauseWebhooks('drop')
  const { number } = scene.acts.transfer(REPO, issue, 'maya', OTHER)
  scene.acts.comment(OTHER, number, 'maya', 'It has a loose wire.')
  await scene.github.settle()
  scene.github.resumeWebhooks()
  await scene.settle()
  await readNow(first)
  await scene.pass(5 * HOUR)
  const after = await figures()
  expect(after.here.opened - before.here.opened).toBe(-1)
  expect(after.there.opened - before.there.opened).toBe(1)
  expect(after.here.first_response.missed).toBe(before.here.first_response.missed)
  expect(after.there.first_response.met - before.there.first_response.met).toBe(1)
  expect(labelsIn(OTHER, number)).toEqual(['support: pro'])
})

test('a conversion of which nobody told is found', async () => {
  const draft = { title: 'The clock strikes thirteen', body: 'At one.' }
  const issue = await open('paula', draft)
  await scene.pass(20 * MINUTE)
  const before = await figures()
  scene.github.pauseWebhooks('drop')
  scene.acts.createDiscussion(REPO, 'paula', draft)
  scene.acts.close(REPO, issue, 'maya', 'completed')
  scene.acts.lock(REPO, issue, 'maya')
  await scene.github.settle()
  scene.github.resumeWebhooks()
  await scene.settle()
  await scene.pass(30 * MINUTE)
  const after = await figures()
  expect(after.here.opened).toBe(before.here.opened)
  expect(after.here.open).toBe(before.here.open)
})

/** What is read of a repository comes first; the other follows at its own time. */
async function readNow(repo: string): Promise<void> {
  const { store } = scene.firstline
  const [owner = '', name = ''] = repo.split('/')
  const repository = (await findRepositoryByName(store.db, owner, name))!
  const { id: repositoryId, installationId } = repository
  await noteRepository(store.db, repositoryId, { caughtUpAt: scene.clock.now() - 2 * HOUR })
  await wake(store.db, { line: { kind: 'repository', repositoryId }, installationId, at: scene.clock.now() })
  await scene.settle()
}

async function figures() {
  const of = async (repo: string) => (await reportOf(scene, repo)).pro!
  return { here: await of(REPO), there: await of(OTHER) }
}
