// The webhook address: what is let in, what is refused, and what odd payloads do.
import { request } from 'node:http'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { countDeliveries } from '../../src/store/deliveries.ts'
import { deliver, KNOWN, openScene, REPO, type Scene, SECRET, UNKNOWN } from './harness.ts'

const PREVIOUS = 'the-secret-before'
let scene: Scene
beforeAll(async () => {
  scene = await openScene({ env: { WEBHOOK_SECRET_PREVIOUS: PREVIOUS } })
})
afterAll(() => scene.close())

const counts = () => countDeliveries(scene.firstline.store.db)
const opened = () => JSON.stringify({ action: 'opened', secret_word: 'hunter2' })

test('a delivery with a wrong signature is refused, and nothing of it is kept or logged', async () => {
  const before = await counts()
  const wrong = await deliver(scene, 'issues', opened(), { signature: `sha256=${'0'.repeat(64)}` })
  const ofAnother = await deliver(scene, 'issues', opened(), { secret: 'guessed' })
  const malformed = await deliver(scene, 'issues', opened(), { signature: 'sha1=abc' })
  expect([wrong.status, ofAnother.status, malformed.status]).toEqual([401, 401, 401])
  expect(await counts()).toEqual(before)
  expect(JSON.stringify(scene.warnings)).not.toContain('hunter2')
})

test('a delivery without a signature is refused at every webhook address', async () => {
  for (const path of ['/api/github/webhooks', '/api/sponsors/webhooks', '/api/stripe/webhooks']) {
    expect((await deliver(scene, 'ping', '{}', { signature: null, path })).status).toBe(401)
  }
})

test('while the secret is being changed, the one before is accepted too', async () => {
  const answer = await deliver(scene, 'ping', '{}', { secret: PREVIOUS })
  expect(answer.status).toBe(202)
})

test('a body that is not JSON is a bad request', async () => {
  expect((await deliver(scene, 'issues', 'payload=%7B%7D')).status).toBe(400)
})

test('an event that nobody listens to is accepted and ignored', async () => {
  const before = await counts()
  const answer = await deliver(scene, 'workflow_run', JSON.stringify({ action: 'completed' }))
  expect(answer).toMatchObject({ status: 202, body: { ignored: true } })
  expect(await counts()).toEqual(before)
})

test('a delivery that comes twice is accepted twice and taken once', async () => {
  const { number } = scene.acts.openIssue(REPO, 'paula', KNOWN)
  await scene.settle()
  const delivery = scene.github.deliveries.find((one) => one.event === 'issues' && one.action === 'opened')
  const before = { counts: await counts(), comments: scene.thread(number).comments.length }
  scene.writes()
  const answer = await deliver(scene, 'issues', delivery?.body ?? '', { guid: delivery?.guid ?? '' })
  await scene.settle()
  expect(answer).toMatchObject({ status: 202, body: { recorded: false } })
  expect({ counts: await counts(), comments: scene.thread(number).comments.length }).toEqual(before)
  expect(scene.writes()).toEqual([])
})

test('a body of more than 25 MiB is refused before it is read', async () => {
  expect(await announce(25 * 1024 * 1024 + 1)).toBe(413)
})

test.each([
  ['an issue without a title', { issue: { id: 41, node_id: 'I_41', number: 1 } }],
  [
    'an issue whose times are no times',
    { issue: { id: 42, node_id: 'I_42', title: 't', created_at: 'soon' } },
  ],
  ['an issue that is a text', { issue: 'none' }],
  ['no issue at all', {}],
])('%s is set aside with its reason, counted, and not tried for ever', async (_, payload) => {
  const before = await counts()
  const answer = await deliver(scene, 'issues', JSON.stringify({ action: 'opened', ...payload }))
  expect(answer.status).toBe(202)
  await scene.settle()
  await scene.settle()
  expect((await counts()).set_aside).toBe(before.set_aside + 1)
  expect((await counts()).new).toBe(0)
  const metrics = await (await fetch(`http://127.0.0.1:${scene.firstline.port}/metrics`)).text()
  expect(metrics).toContain(`firstline_deliveries{state="set_aside"} ${before.set_aside + 1}`)
  expect(metrics).toContain('firstline_agenda_lines{state="failing"} 0')
})

test.each([
  ['a push', 'push', () => ({ repository: { id: scene.thread(1).repo.id }, after: 'abc', commits: 'none' })],
  [
    'a word on members',
    'organization',
    () => ({ installation: { id: scene.installationId }, membership: 7 }),
  ],
])('%s that cannot be read is set aside and stops nothing', async (_, event, payload) => {
  const before = await counts()
  const answer = await deliver(scene, event, JSON.stringify({ action: 'member_added', ...payload() }))
  expect(answer.status).toBe(202)
  const { number } = scene.acts.openIssue(REPO, 'paula', UNKNOWN)
  await scene.settle()
  expect(scene.labels(number)).toEqual(['support: pro'])
  expect(await counts()).toMatchObject({ new: 0, set_aside: before.set_aside + 1 })
})

test('comments on pull requests are no tickets', async () => {
  const delivery = scene.github.deliveries.find((one) => one.event === 'issues')
  const payload = JSON.parse(delivery?.body ?? '{}')
  payload.issue = { ...payload.issue, id: 4242, pull_request: { url: 'https://api.github.com/pulls/1' } }
  payload.comment = { id: 77, node_id: 'IC_77', body: '/help', user: payload.sender }
  const before = await counts()
  expect(await deliver(scene, 'issue_comment', JSON.stringify(payload))).toMatchObject({
    status: 202,
    body: { ignored: true },
  })
  await scene.settle()
  expect(await counts()).toEqual(before)
})

/** Announces a body of that size and sends none of it; returns the status. */
function announce(size: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const headers = { 'content-length': size, 'x-hub-signature-256': SECRET }
    const { port } = scene.firstline
    const call = request({ port, host: '127.0.0.1', path: '/api/github/webhooks', method: 'POST', headers })
    call.on('response', (response) => {
      resolve(response.statusCode ?? 0)
      call.destroy()
    })
    call.on('error', reject)
    call.flushHeaders()
  })
}
