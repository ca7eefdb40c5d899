// What Firstline did itself comes back as a delivery: it is kept, and looked at only where something follows from it.
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Delivery } from '../../src/embedded-github/webhooks.ts'
import { decisionOf } from '../../src/store/decisions.ts'
import { entriesOf } from '../../src/store/ledger.ts'
import { deliver, KNOWN, openScene, REPO, type Scene, UNKNOWN } from './harness.ts'

let scene: Scene
let told: Set<number>
beforeEach(async () => {
  scene = await openScene()
  // From here on a delivery comes when it is told, and no sooner.
  scene.github.pauseWebhooks('fail')
  told = new Set(scene.github.deliveries.map(({ id }) => id))
})
afterEach(() => scene.close())

/** Lets the first delivery come in that has not yet and fits, and what follows from it be done. */
async function tell(fits: (delivery: Delivery) => boolean): Promise<void> {
  await scene.github.settle()
  const next = scene.github.deliveries.find((one) => !told.has(one.id) && fits(one))
  if (!next) throw new Error('There is no such delivery')
  told.add(next.id)
  expect((await deliver(scene, next.event, next.body, { guid: next.guid })).status).toBe(202)
  await scene.firstline.worker?.idle()
  scene.clock.skip(1_000)
}

const is =
  (action: string, event = 'issues') =>
  (one: Delivery) =>
    one.event === event && one.action === action
const isOwn = (one: Delivery) => JSON.parse(one.body).sender.login === scene.github.botLogin
const both =
  (...all: Array<(one: Delivery) => boolean>) =>
  (one: Delivery) =>
    all.every((fits) => fits(one))

async function standing(ticketId: string) {
  const { store } = scene.firstline
  const line = await store.db
    .selectFrom('agenda')
    .select(['due_at', 'echoes', 'attempts'])
    .where('key', '=', ticketId)
    .executeTakeFirstOrThrow()
  return { line, decidedBy: (await decisionOf(store.db, ticketId))?.claimToken }
}

async function opened(author: string, text: typeof KNOWN): Promise<{ number: number; ticketId: string }> {
  const { number } = scene.acts.openIssue(REPO, author, text)
  await tell(is('opened'))
  return { number, ticketId: `issue:${scene.thread(number).id}` }
}

test('a tier label that comes back is in the ledger, and the next look stays where it was', async () => {
  const { number, ticketId } = await opened('paula', UNKNOWN)
  const before = await standing(ticketId)
  expect(before.line.due_at).toBeGreaterThan(scene.clock.now())
  scene.writes()
  await tell(both(is('labeled'), isOwn))
  expect(await standing(ticketId)).toEqual(before)
  expect(scene.writes()).toEqual([])
  const ledger = await entriesOf(scene.firstline.store.db, ticketId)
  expect(ledger.filter(({ kind }) => kind === 'labeled').map(({ data }) => data.label)).toEqual([
    'support: pro',
  ])
  // The clock runs on, and the promise is told as it runs out.
  await scene.pass(3 * 3_600_000)
  expect(scene.labels(number)).toEqual(['sla: at risk', 'support: pro'])
})

test('a label that a maintainer took off stays off, though ours comes back after that', async () => {
  const { number, ticketId } = await opened('paula', UNKNOWN)
  scene.acts.unlabel(REPO, number, 'maya', 'support: pro')
  await tell(is('unlabeled'))
  const before = await standing(ticketId)
  await tell(both(is('labeled'), isOwn))
  expect((await standing(ticketId)).decidedBy).not.toBe(before.decidedBy)
  expect(scene.labels(number)).toEqual([])
})

test('a reply that comes back is known already, and nothing follows', async () => {
  const { number, ticketId } = await opened('robin', UNKNOWN)
  scene.acts.comment(REPO, number, 'maya', '/help')
  await tell(is('created', 'issue_comment'))
  expect(scene.parts(number)).toEqual([expect.stringMatching(/^reply /)])
  const before = await standing(ticketId)
  await tell(both(is('created', 'issue_comment'), isOwn))
  expect(await standing(ticketId)).toEqual(before)
})

test('an answer that comes back is looked at: it is asked from then on what people think of it', async () => {
  const { number, ticketId } = await opened('robin', KNOWN)
  const before = await standing(ticketId)
  await tell(both(is('created', 'issue_comment'), isOwn))
  expect((await standing(ticketId)).decidedBy).not.toBe(before.decidedBy)
  const answer = scene.said(number)[0]
  scene.acts.react(REPO, answer?.id ?? 0, 'robin', '-1')
  scene.github.resumeWebhooks()
  await scene.pass(3_600_000)
  expect(scene.labels(number)).toEqual(['support: needs human'])
})

test('what else a delivery of ours shows is looked at', async () => {
  const { number, ticketId } = await opened('paula', UNKNOWN)
  scene.acts.comment(REPO, number, 'maya', '/help')
  await tell(is('created', 'issue_comment'))
  scene.acts.close(REPO, number, 'maya', 'completed')
  const before = await standing(ticketId)
  const reply = scene.github.deliveries.findLast(both(is('created', 'issue_comment'), isOwn))
  const body = JSON.parse(reply?.body ?? '{}')
  body.issue.state = 'closed'
  told.add(reply?.id ?? 0)
  await deliver(scene, 'issue_comment', JSON.stringify(body), { guid: reply?.guid ?? '' })
  await scene.firstline.worker?.idle()
  expect((await standing(ticketId)).decidedBy).not.toBe(before.decidedBy)
})

test('another bot is no maintainer of ours: what it does is looked at', async () => {
  const { number, ticketId } = await opened('robin', UNKNOWN)
  const before = await standing(ticketId)
  scene.acts.addBot('helper[bot]')
  scene.acts.comment(REPO, number, 'helper[bot]', 'Thank you.')
  await tell(is('created', 'issue_comment'))
  expect((await standing(ticketId)).decidedBy).not.toBe(before.decidedBy)
})
