// The webhook address: what is let in, what is refused, and what odd payloads do.
import { createHmac } from 'node:crypto'
import { request } from 'node:http'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { countDeliveries } from '../../src/store/deliveries.ts'
import { deliver, KNOWN, openScene, REPO, type Scene, SECRET, UNKNOWN } from './harness.ts'

const PREVIOUS = 'the-secret-before'
const STRIPE_SECRET = 'whsec_scenario'
let scene: Scene
beforeAll(async () => {
  scene = await openScene({
    env: { WEBHOOK_SECRET_PREVIOUS: PREVIOUS, STRIPE_WEBHOOK_SECRET: STRIPE_SECRET },
  })
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
  const addresses = ['github', 'sponsors', 'stripe', 'polar'].map((sender) => `/api/${sender}/webhooks`)
  for (const path of addresses) {
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

test("Stripe's events are stored once under their own id, taken in by a turn, and set aside where they are odd", async () => {
  const event = { id: 'evt_1', object: 'event', type: 'customer.subscription.updated' }
  const good = { ...event, data: { object: { id: 'sub_1', object: 'subscription', customer: 'cus_1' } } }
  const before = await counts()
  expect(await stripeEvent(good)).toEqual({ status: 202, body: { recorded: true } })
  expect(await stripeEvent(good)).toEqual({ status: 202, body: { recorded: false } })
  await scene.settle()
  expect(await counts()).toEqual({ ...before, done: before.done + 1 })
  expect((await stripeEvent({ ...event, id: 'evt_2', data: 'none' })).status).toBe(202)
  await scene.settle()
  expect(await counts()).toEqual({ new: 0, done: before.done + 1, set_aside: before.set_aside + 1 })
})

test('a body that is no event of Stripe is a bad request, and one signed long ago or by another is refused', async () => {
  for (const body of ['no JSON', 'null', '7', '{"type":"x"}', '{"id":7}']) {
    expect((await stripeEvent(body)).status).toBe(400)
  }
  // A database may refuse either, and all that came with it.
  for (const id of ['evt_\u0000', 'evt_\ud800', 'e'.repeat(5000)]) {
    expect((await stripeEvent({ id, type: 'x' })).status).toBe(400)
  }
  expect((await stripeEvent({ id: 'evt_3' }, { agoMs: 301_000 })).status).toBe(401)
  expect((await stripeEvent({ id: 'evt_3' }, { secret: 'whsec_other' })).status).toBe(401)
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

test('a push whose commit is gone by now does not hold its repository up', async () => {
  const { id, nodeId: node_id } = scene.thread(1).repo
  const owner = { id: 1, login: 'acme', type: 'Organization' }
  const payload = {
    ref: 'refs/heads/draft',
    after: 'f'.repeat(40),
    commits: [
      { added: [], modified: ['.github/firstline.yml', '.github/knowledge/install.md'], removed: [] },
    ],
    repository: { id, node_id, name: 'widget', owner },
  }
  expect((await deliver(scene, 'push', JSON.stringify(payload))).status).toBe(202)
  await scene.settle()
  expect((await counts()).new).toBe(0)
  expect(await failing()).toBe(0)
})

test('anything in the place of anything is taken or set aside, and holds nothing up', async () => {
  const { acts } = scene
  const { number } = acts.openIssue(REPO, 'robin', UNKNOWN)
  const { id } = acts.comment(REPO, number, 'maya', 'Which version?')
  acts.editComment(REPO, id, 'maya', 'Which version, please?')
  const discussion = acts.createDiscussion(REPO, 'robin', UNKNOWN).number
  acts.answer(REPO, acts.discussionComment(REPO, discussion, 'maya', 'So.').id, 'robin')
  acts.putFile(REPO, 'maya', '.github/knowledge/more.md', '---\ntitle: More\n---\nMore.')
  acts.setPermission(REPO, 'zoe', 'triage')
  acts.addMember('acme', 'zoe')
  await scene.settle()
  const originals = scene.github.deliveries.slice(-8)
  scene.warnings.length = 0
  let turn = 0
  for (const { event, body } of originals) {
    for (const place of placesIn(JSON.parse(body))) {
      turn += 7
      const payload = withJunk(JSON.parse(body), place, JUNK[turn % JUNK.length])
      expect((await deliver(scene, event, JSON.stringify(payload))).status).toBe(202)
    }
  }
  await scene.settle()
  const failed = scene.warnings.filter(({ msg }) => !/set aside|refused/.test(msg))
  expect(failed.map(({ msg, line, err }) => `${msg} ${line} ${err?.message}`)).toEqual([])
  expect((await counts()).new).toBe(0)
  expect(await failing()).toBe(0)
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

const JUNK: unknown[] = [
  ...[null, true, '', 'x', '\u0000', '\ud800', '275760-09-13T00:00:00Z', -1, 0, 0.5, 1e300],
  ...[[], {}, [null], { id: 1 }],
]

/** Paths to everything in a payload but what says whose it is. */
function placesIn(value: unknown, path: string[] = []): string[][] {
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, inner]) => {
    if (['repository', 'installation', 'organization'].includes(key) || key.endsWith('url')) return []
    return [[...path, key], ...placesIn(inner, [...path, key])]
  })
}

function withJunk(payload: Record<string, unknown>, path: string[], junk: unknown): unknown {
  const owner = path.slice(0, -1).reduce((value, key) => value[key] as Record<string, unknown>, payload)
  owner[path.at(-1) ?? ''] = junk
  return payload
}

/** Sends an event to the address for Stripe, signed as Stripe would have `agoMs` ago. */
async function stripeEvent(
  event: unknown,
  { secret = STRIPE_SECRET, agoMs = 0 } = {},
): Promise<{ status: number; body: unknown }> {
  const body = typeof event === 'string' ? event : JSON.stringify(event)
  const seconds = Math.floor((scene.clock.now() - agoMs) / 1000)
  const signed = createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex')
  const response = await fetch(`http://127.0.0.1:${scene.firstline.port}/api/stripe/webhooks`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'stripe-signature': `t=${seconds},v1=${signed}` },
    body,
  })
  return { status: response.status, body: await response.json() }
}

async function failing(): Promise<number> {
  const metrics = await (await fetch(`http://127.0.0.1:${scene.firstline.port}/metrics`)).text()
  return Number(/firstline_agenda_lines\{state="failing"\} (\d+)/.exec(metrics)?.[1])
}

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
