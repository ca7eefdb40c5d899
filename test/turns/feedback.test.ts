// What people think of an answer: reactions are polled, words and closes count, and a human is asked for.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { followedComments } from '../../src/store/followed-comments.ts'
import { answerReactions } from '../../src/store/reactions.ts'
import { HOUR, KNOWN, MINUTE, openScene, REPO, type Scene } from '../scenarios/harness.ts'

const NEEDS_HUMAN = 'support: needs human'

let scene: Scene
beforeAll(async () => {
  scene = await openScene()
})
afterAll(() => scene.close())

/** A ticket that was answered; returns its number and the answer's comment id. */
async function answered(login = 'robin'): Promise<{ number: number; answer: number }> {
  const { number } = scene.acts.openIssue(REPO, login, KNOWN)
  await scene.settle()
  const [answer] = scene.said(number)
  expect(scene.parts(number)).toContain('answer install')
  return { number, answer: answer!.id }
}

const polls = () => scene.github.calls.filter((call) => call.operation === 'ReadReactions').length

test('a 👎 of the requester asks for a human, and the figures count it', async () => {
  const { number, answer } = await answered()
  scene.acts.react(REPO, answer, 'robin', '-1')
  await scene.pass(MINUTE)
  expect(scene.labels(number)).toContain(NEEDS_HUMAN)
  scene.acts.comment(REPO, number, 'maya', 'Let me look.')
  await scene.settle()
  expect(scene.labels(number)).not.toContain(NEEDS_HUMAN)
  await scene.pass(2 * HOUR)
  expect(scene.metrics().tiers.all!.answers).toMatchObject({ posted: 1, helpful: 0, unhelpful: 1 })
})

test('a 👍 of the requester confirms that the answer solved it; thumbs of others say nothing', async () => {
  const { number, answer } = await answered()
  scene.acts.react(REPO, answer, 'maya', '-1')
  scene.acts.react(REPO, answer, 'a-passer-by', '-1')
  scene.acts.react(REPO, answer, 'robin', '+1')
  await scene.pass(MINUTE)
  expect(scene.labels(number)).not.toContain(NEEDS_HUMAN)
  // A maintainer's is kept apart from the requester's: it takes links back, but no answer.
  const { db } = scene.firstline.store
  const ticketId = `issue:${scene.thread(number).id}`
  const said = { helpful: true, unhelpful: false, refusedAt: expect.any(Number) }
  expect((await answerReactions(db, [ticketId])).get(ticketId)).toMatchObject(said)
  expect(scene.parts(number)).toEqual(['answer install'])
  scene.acts.close(REPO, number, 'robin', 'completed')
  await scene.settle()
  await scene.pass(2 * HOUR)
  expect(scene.metrics().tiers.all!.answers).toMatchObject({
    helpful: 1,
    solved_confirmed: 1,
    solved_assumed: 0,
  })
})

test('a ticket that the requester closes in silence counts as solved, by assumption', async () => {
  const { number } = await answered()
  scene.acts.close(REPO, number, 'robin', 'completed')
  await scene.settle()
  await scene.pass(2 * HOUR)
  expect(scene.metrics().tiers.all!.answers).toMatchObject({ solved_confirmed: 1, solved_assumed: 1 })
})

test('a further comment of the requester asks for a human until a maintainer has spoken', async () => {
  const { number } = await answered()
  scene.acts.comment(REPO, number, 'a-passer-by', 'Same here.')
  await scene.settle()
  expect(scene.labels(number)).not.toContain(NEEDS_HUMAN)
  scene.acts.comment(REPO, number, 'robin', 'It still fails.')
  await scene.settle()
  expect(scene.labels(number)).toContain(NEEDS_HUMAN)
  scene.acts.comment(REPO, number, 'maya', '/why')
  await scene.settle()
  expect(scene.labels(number)).toContain(NEEDS_HUMAN)
  scene.acts.comment(REPO, number, 'maya', 'Which version?')
  await scene.settle()
  expect(scene.labels(number)).not.toContain(NEEDS_HUMAN)
  scene.acts.comment(REPO, number, 'robin', 'Version 2.')
  await scene.settle()
  expect(scene.labels(number)).not.toContain(NEEDS_HUMAN)
})

test('a label that a maintainer takes off stays off, and one that a maintainer puts on stays on', async () => {
  const { number } = await answered()
  scene.acts.comment(REPO, number, 'robin', 'It still fails.')
  await scene.settle()
  scene.acts.unlabel(REPO, number, 'maya', NEEDS_HUMAN)
  scene.acts.comment(REPO, number, 'robin', 'Anybody?')
  await scene.settle()
  expect(scene.labels(number)).not.toContain(NEEDS_HUMAN)
  scene.acts.label(REPO, number, 'maya', NEEDS_HUMAN)
  scene.acts.comment(REPO, number, 'maya', 'I ask a colleague.')
  await scene.settle()
  expect(scene.labels(number)).toContain(NEEDS_HUMAN)
})

test('a thank-you that closes the ticket calls nobody; the same ticket reopened with a complaint does', async () => {
  const { number } = await answered()
  scene.acts.comment(REPO, number, 'robin', 'Thanks, that was it.')
  await scene.github.settle()
  scene.acts.close(REPO, number, 'robin', 'completed')
  await scene.settle()
  const everOn = scene.firstline.store.db.selectFrom('entry').selectAll().where('kind', '=', 'labeled')
  const labelled = (await everOn.execute()).filter((row) => row.data.includes(NEEDS_HUMAN))
  expect(labelled.filter((row) => row.ticket_id === `issue:${scene.thread(number).id}`)).toEqual([])
  await scene.pass(MINUTE)
  scene.acts.reopen(REPO, number, 'robin')
  await scene.settle()
  expect(scene.labels(number)).not.toContain(NEEDS_HUMAN)
  scene.acts.comment(REPO, number, 'robin', 'It is back.')
  await scene.settle()
  expect(scene.labels(number)).toContain(NEEDS_HUMAN)
})

test('/unhelpful asks for a human, and /helpful takes it back', async () => {
  const { number } = await answered()
  scene.acts.comment(REPO, number, 'robin', '/unhelpful')
  await scene.settle()
  expect(scene.labels(number)).toContain(NEEDS_HUMAN)
  scene.acts.comment(REPO, number, 'robin', 'Sorry, I had a typo.\n/helpful')
  await scene.settle()
  expect(scene.labels(number)).not.toContain(NEEDS_HUMAN)
})

test('closing as not planned, after a 👎, or with another answer marked solves nothing', async () => {
  await scene.pass(2 * HOUR)
  const before = scene.metrics().tiers.all!.answers!
  const given = await answered()
  scene.acts.close(REPO, given.number, 'robin', 'not_planned')
  const unhelped = await answered()
  scene.acts.comment(REPO, unhelped.number, 'robin', '/unhelpful')
  await scene.settle()
  scene.acts.close(REPO, unhelped.number, 'robin', 'completed')
  const elsewhere = scene.acts.createDiscussion(REPO, 'robin', KNOWN)
  await scene.settle()
  const { id } = scene.acts.comment(REPO, elsewhere.number, 'eve', 'Use the other package.')
  scene.acts.answer(REPO, id, 'robin')
  scene.acts.close(REPO, elsewhere.number, 'robin', 'resolved')
  await scene.pass(HOUR)
  const { solved_confirmed, solved_assumed } = before
  expect(scene.metrics().tiers.all!.answers).toMatchObject({ solved_confirmed, solved_assumed })
})

test('an answer that was taken back makes room for one other, which is judged by itself', async () => {
  const { number, answer } = await answered()
  scene.acts.react(REPO, answer, 'robin', '-1')
  await scene.pass(MINUTE)
  scene.acts.comment(REPO, number, 'maya', '/retract')
  await scene.settle()
  expect(scene.labels(number)).toContain(NEEDS_HUMAN)
  scene.acts.comment(REPO, number, 'maya', '/answer proxy')
  await scene.settle()
  const second = scene.said(number).find((one) => one.body.includes('firstline:answer proxy'))!
  expect(scene.labels(number)).not.toContain(NEEDS_HUMAN)
  scene.acts.react(REPO, second.id, 'robin', '+1')
  await scene.pass(MINUTE)
  scene.acts.comment(REPO, number, 'robin', 'And now?')
  await scene.settle()
  expect(scene.labels(number)).toContain(NEEDS_HUMAN)
  scene.acts.comment(REPO, number, 'maya', 'Now it is right.')
  await scene.settle()
  expect(scene.labels(number)).not.toContain(NEEDS_HUMAN)
})

test('fifty-one answers cost two calls a poll, ever more rarely, and none after thirty days', async () => {
  for (let i = 0; i < 51; i++) scene.acts.openIssue(REPO, 'robin', KNOWN)
  await scene.settle()
  const before = polls()
  await scene.pass(MINUTE)
  expect(polls() - before).toBe(2)
  let looked = polls()
  for (let hour = 0; hour < 24; hour += 2) await scene.pass(2 * HOUR)
  const firstDay = polls() - looked
  expect(firstDay).toBeLessThanOrEqual(2 * 13)
  looked = polls()
  for (let day = 0; day < 6; day++) await scene.pass(5 * 24 * HOUR)
  const rest = polls() - looked
  expect(rest).toBeGreaterThan(0)
  expect(rest).toBeLessThanOrEqual(2 * 31)
  const done = polls()
  await scene.pass(48 * HOUR)
  expect(polls()).toBe(done)
  const { id } = scene.thread(1).repo
  expect(await followedComments(scene.firstline.store.db, id)).toEqual([])
})
