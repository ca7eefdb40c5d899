// The desk issue and its metrics comment: made once, found again, edited in place and only when there is news.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { DAY, HOUR, MINUTE, openScene, REPO, type Scene, UNKNOWN } from './harness.ts'

let scene: Scene
beforeAll(async () => {
  scene = await openScene()
})
afterAll(() => scene.close())

const edits = () => scene.writes().filter((call) => call.startsWith('PATCH'))
const desks = () => scene.github.threads(REPO).filter((one) => one.body.includes('firstline:desk'))

test('the desk is made on installation, pinned, with response times above the queue', () => {
  expect(desks()).toHaveLength(1)
  const desk = scene.desk()
  expect(desk?.pinned).toBe(true)
  expect(desk?.comments.map((one) => /firstline:(\w+)/.exec(one.body)?.[1])).toEqual(['metrics', 'queue'])
})

test('the metrics comment is edited in place, at most once an interval', async () => {
  const { number } = scene.acts.openIssue(REPO, 'paula', UNKNOWN)
  await scene.settle()
  scene.acts.comment(REPO, number, 'maya', 'I see.')
  await scene.settle()
  scene.writes()
  await scene.pass(10 * MINUTE)
  expect(edits()).toEqual([])
  await scene.pass(HOUR)
  expect(edits().length).toBeGreaterThan(0)
  expect(scene.desk()?.comments).toHaveLength(2)
  expect(scene.metrics().tiers.pro?.first_response).toMatchObject({ responded: 1, met: 1, missed: 0 })
})

test('without news nothing is edited', async () => {
  await scene.pass(HOUR)
  scene.writes()
  await scene.pass(5 * HOUR)
  await scene.pass(5 * HOUR)
  expect(edits()).toEqual([])
})

test('/metrics has it edited at once', async () => {
  const { number } = scene.acts.openIssue(REPO, 'robin', UNKNOWN)
  await scene.settle()
  scene.writes()
  const { id } = scene.acts.comment(REPO, number, 'maya', '/metrics')
  await scene.settle()
  expect(scene.reactions(number, id)).toEqual(['+1'])
  expect(edits().length).toBeGreaterThan(0)
  expect(scene.metrics().tiers.community?.opened).toBe(1)
})

test('the desk itself is no ticket', async () => {
  scene.acts.comment(REPO, scene.desk()?.number ?? 0, 'robin', 'How do I install widget')
  await scene.pass(HOUR)
  expect(scene.metrics().tiers.all?.opened).toBe(2)
  expect(scene.desk()?.labels).toEqual([])
})

test('a metrics comment that somebody deletes is written anew', async () => {
  const comment = scene.desk()?.comments.find((one) => one.body.includes('firstline:metrics'))
  scene.acts.deleteComment(REPO, comment?.id ?? 0, 'maya')
  scene.acts.openIssue(REPO, 'robin', UNKNOWN)
  await scene.settle()
  await scene.pass(HOUR)
  expect(scene.metrics().tiers.all?.opened).toBe(3)
})

test('after a lost database the desk is found again, with its comments and the figures of the past', async () => {
  const before = desks()
  const comments = scene.desk()?.comments.map((one) => one.id)
  await scene.stop()
  scene.clock.skip(DAY)
  await scene.start()
  await scene.settle()
  await scene.pass(HOUR)
  expect(desks()).toEqual(before)
  expect(scene.desk()?.comments.map((one) => one.id)).toEqual(comments)
  expect(scene.metrics().tiers.all?.opened).toBe(3)
  expect(scene.metrics().tiers.pro?.first_response).toMatchObject({ responded: 1 })
})

test('a desk that a maintainer closed is written on, and found again after a lost database', async () => {
  const number = scene.desk()?.number ?? 0
  scene.acts.close(REPO, number, 'maya', 'completed')
  await scene.settle()
  await scene.stop()
  await scene.start()
  await scene.pass(HOUR)
  expect(desks().map((one) => one.number)).toEqual([number])
  expect(scene.thread(number).closedAt).not.toBeNull()
  scene.acts.reopen(REPO, number, 'maya')
  await scene.settle()
})

test('a comment that is deleted comes back at once, without any news', async () => {
  for (const kind of ['metrics', 'queue']) {
    const comment = scene.desk()?.comments.find((one) => one.body.includes(`firstline:${kind}`))
    scene.acts.deleteComment(REPO, comment?.id ?? 0, 'maya')
    await scene.settle()
    expect(scene.desk()?.comments.filter((one) => one.body.includes(`firstline:${kind}`))).toHaveLength(1)
  }
})

test('a desk that is deleted is made anew', async () => {
  const before = scene.desk()?.number ?? 0
  scene.acts.deleteIssue(REPO, before, 'maya')
  await scene.settle()
  expect(desks()).toHaveLength(1)
  expect(scene.desk()?.number).not.toBe(before)
  expect(scene.metrics().tiers.all?.opened).toBe(3)
})

test('a comment that arrived although the connection was cut is not written twice', async () => {
  const comment = scene.desk()?.comments.find((one) => one.body.includes('firstline:metrics'))
  scene.github.fail({ method: 'POST', path: /\/comments$/, drop: true, applied: true })
  scene.acts.deleteComment(REPO, comment?.id ?? 0, 'maya')
  await scene.settle()
  await scene.pass(2 * MINUTE)
  expect(scene.desk()?.comments.filter((one) => one.body.includes('firstline:metrics'))).toHaveLength(1)
})

test('a comment that was written but not noted before the process ended is taken up again', async () => {
  const { db } = scene.firstline.store
  const queues = () => scene.desk()?.comments.filter((one) => one.body.includes('firstline:queue')) ?? []
  const [before] = queues()
  await db.deleteFrom('own_thing').where('key', '=', 'queue').execute()
  await db.updateTable('effect').set({ state: 'intended' }).where('marker', '=', 'queue desk').execute()
  scene.warnings.length = 0
  await scene.pass(HOUR)
  expect(queues().map((one) => one.id)).toEqual([before?.id])
  expect(scene.warnings).toEqual([])
  const noted = await db.selectFrom('own_thing').selectAll().where('key', '=', 'queue').execute()
  expect(noted.map((row) => row.comment_id)).toEqual([before?.id])
})

test('a desk that could not be pinned at once is pinned later', async () => {
  scene.github.fail({ operation: 'PinIssue', status: 502 })
  scene.acts.deleteIssue(REPO, scene.desk()?.number ?? 0, 'maya')
  await scene.settle()
  await scene.pass(HOUR)
  expect(scene.desk()?.pinned).toBe(true)
})
