// What is odd in a delivery is set aside, redacted and with a reason, on either database: nothing waits for it for ever.

import fc from 'fast-check'
import pino from 'pino'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { TurnContext } from '../../src/agenda/run-line.ts'
import { EmbeddedGitHub } from '../../src/embedded-github/embedded-github.ts'
import { applyProviderEvent } from '../../src/entitlements/pushes.ts'
import { type Apply, drain } from '../../src/inbox/drain.ts'
import { listeningTo } from '../../src/inbox/events/all-events.ts'
import { route } from '../../src/inbox/route.ts'
import { countDeliveries, recordDelivery } from '../../src/store/deliveries.ts'
import { saveRepository } from '../../src/store/repositories.ts'
import { takingTicketEvents } from '../../src/turns/own-doing.ts'
import { sponsorshipsLine } from '../../src/turns/sponsorships.ts'
import { unreadableLine } from '../../src/turns/unreadable.ts'
import { aRepository } from '../builders.ts'
import { type Bench, describeOnEachEngine } from '../store/engines.ts'

const REPO = 'acme/widget'
let github: EmbeddedGitHub
let payloads: Array<{ event: string; body: string }>
let repository: { id: number; node_id: string; owner: { id: number } }

beforeAll(async () => {
  github = await EmbeddedGitHub.start({
    webhookUrl: 'http://127.0.0.1:9/',
    webhookSecret: 's',
    sponsorsWebhook: { url: 'http://127.0.0.1:9/', secret: 's' },
  })
  github.pauseWebhooks('fail')
  const { acts } = github
  acts.addOrganization('acme')
  acts.addRepository(REPO)
  acts.install('acme', [REPO])
  const issue = acts.openIssue(REPO, 'robin', { title: 'It fails', body: 'Help' }).number
  const { id } = acts.comment(REPO, issue, 'maya', 'Which version?')
  acts.editComment(REPO, id, 'maya', 'Which version, please?')
  acts.label(REPO, issue, 'maya', 'bug')
  acts.close(REPO, issue, 'maya', 'completed')
  const discussion = acts.createDiscussion(REPO, 'robin', { title: 'How?' }).number
  const answer = acts.discussionComment(REPO, discussion, 'maya', 'So.')
  acts.answer(REPO, answer.id, 'robin')
  acts.sponsor('acme', 'sue', { dollars: 5 })
  acts.changeSponsorship('acme', 'sue', { dollars: 50 })
  await github.settle()
  payloads = github.deliveries
    .filter(({ event }) => /^(issues|issue_comment|discussion|discussion_comment|sponsorship)$/.test(event))
    .map(({ event, body }) => ({ event, body }))
  const customer = { id: 'cus_1', object: 'customer', customer: null }
  const stripe = { id: 'evt_1', type: 'customer.updated', data: { object: customer } }
  payloads.push({ event: 'stripe', body: JSON.stringify(stripe) })
  const polar = {
    type: 'subscription.updated',
    data: { id: 'sub_1', customer_id: 'c1', customer: { id: 'c1' } },
  }
  payloads.push({ event: 'polar', body: JSON.stringify(polar) })
  repository = JSON.parse(payloads[0]?.body ?? '{}').repository
})
afterAll(() => github.close())

/** Cannot be made much shorter, and no index takes it. */
const LONG = Array.from({ length: 3_000 }, (_, i) =>
  String.fromCodePoint(0x4e00 + ((i * i * 7_919) % 20_011)),
).join('')

const ODD = fc.constantFrom<unknown>(
  ...[1.5, 1e308, -1, 0, 2 ** 53, Number.MAX_SAFE_INTEGER, null, true, '', [], {}, [null]],
  ...['\u0000', 'a\u0000b', '\ud800', '\udc00x', '275760-09-13T00:00:00Z', '-271821-04-20T00:00:00Z'],
  ...['constructor', '__proto__', 'toString', '9'.repeat(400), LONG],
)

const takingProviderEvents: Apply<'entitlements'> = async (store, event, delivery) => {
  await applyProviderEvent(store, event.event, event, delivery)
  return 'a look'
}

describeOnEachEngine('deliveries with something odd in them', (bench) => {
  test('are taken in or set aside', async () => {
    await cover(bench)
    let count = 0
    await fc.assert(
      fc.asyncProperty(fc.nat(), fc.nat(), ODD, async (which, where, odd) => {
        const { event, body } = payloads[which % payloads.length]!
        const payload = JSON.parse(body)
        const places = placesIn(payload).filter(({ path }) => path !== 'repository.id')
        const { owner, key } = places[where % places.length]!
        owner[key] = odd
        await take(bench, event, payload, `guid-${++count}`)
        expect((await countDeliveries(bench.store.db)).new).toBe(0)
      }),
      { numRuns: 400 },
    )
  })

  test('are taken in with a NUL, which no database keeps in a text, in any text that is kept', async () => {
    await cover(bench)
    const event = {
      id: 'evt_1',
      type: 'customer.updated',
      data: { object: { id: 'cus_\u0000', object: 'customer' } },
    }
    await take(bench, 'stripe', event, 'stripe:evt_1')
    expect(await countDeliveries(bench.store.db)).toMatchObject({ new: 0, set_aside: 0, done: 1 })
  })

  test('are set aside where no index has room for a label, and what comes after them is taken in', async () => {
    await cover(bench)
    const labeled = payloads.find(({ body }) => body.includes('"labeled"'))!
    for (const [i, name] of [LONG, 'bug'].entries()) {
      const payload = { ...JSON.parse(labeled.body), label: { name } }
      await take(bench, labeled.event, payload, `guid-${i}`)
    }
    const counts = await countDeliveries(bench.store.db)
    const isPostgres = bench.store.engine === 'postgres'
    expect(counts).toEqual({ new: 0, set_aside: isPostgres ? 1 : 0, done: isPostgres ? 1 : 2 })
  })

  test.each([null, [], [null], 5, 'text', true])('that are %j, signed or not, are set aside', async (odd) => {
    await cover(bench)
    for (const event of ['sponsorship', 'issues', 'installation_repositories', 'push']) {
      await take(bench, event, odd, `guid-${event}`)
    }
    const counts = await countDeliveries(bench.store.db)
    expect(counts).toMatchObject({ new: 0, set_aside: 4, done: 0 })
  })
})

/** Stores a delivery as the webhook address would, and gives its line a turn. */
async function take(bench: Bench, event: string, payload: unknown, guid: string): Promise<void> {
  const { store } = bench
  const { from } = listeningTo(event) ?? { from: 'github' }
  const to = route(from, event, payload)
  if (!to) return
  const deps = { store, log: pino({ level: 'silent' }) }
  const body = Buffer.from(JSON.stringify(payload))
  await recordDelivery(store, { guid, event, ...to, body, receivedAt: store.now() })
  const { line } = to
  const context = {} as TurnContext
  if (line.kind === 'ticket') await drain(deps, line, takingTicketEvents('firstline[bot]'))
  if (line.kind === 'entitlements') await drain(deps, line, takingProviderEvents)
  if (line.kind === 'sponsorships') await sponsorshipsLine(deps)(line, context)
  if (line.kind === 'unreadable') await unreadableLine(deps)(line, context)
}

async function cover({ store }: Bench): Promise<void> {
  const { id, node_id: nodeId, owner } = repository
  await saveRepository(store.db, aRepository({ id, nodeId, ownerId: owner.id }))
}

type Owner = Record<string, unknown>

function placesIn(value: unknown, path = ''): Array<{ owner: Owner; key: string; path: string }> {
  if (typeof value !== 'object' || value === null) return []
  const owner = value as Owner
  return Object.keys(owner).flatMap((key) => {
    const inner = path === '' ? key : `${path}.${key}`
    return [{ owner, key, path: inner }, ...placesIn(owner[key], inner)]
  })
}
