// Whatever the order of pushes and bulk reads, and whatever fails between, the end is the same.
import fc from 'fast-check'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { applySponsorship } from '../../src/entitlements/pushes.ts'
import { HOUR, SPONSORS, settings, T0 } from './build.ts'
import { openDesk } from './desk.ts'
import { type Sponsor, type SponsorsServer, sponsorsServer } from './stand-ins.ts'

const SCOPE = 'github_sponsors:acme'
const wanted = settings({ githubSponsors: SPONSORS })
const IDS = [7, 8]

let server: SponsorsServer

beforeEach(async () => {
  server = await sponsorsServer()
})
afterEach(() => server.close())

interface Push {
  kind: 'push'
  at: number
  action: string
  id: number
  cents: number
  hidden: boolean
}

interface Bulk {
  kind: 'bulk'
  at: number
  sponsors: Array<{ id: number; cents: number }>
}

const hour = fc.integer({ min: 1, max: 40 })
const push: fc.Arbitrary<Push> = fc.record({
  kind: fc.constant('push' as const),
  at: hour,
  action: fc.constantFrom(
    'created',
    'tier_changed',
    'edited',
    'pending_tier_change',
    'pending_cancellation',
    'cancelled',
  ),
  id: fc.constantFrom(...IDS),
  cents: fc.constantFrom(500, 5000, 50_000),
  hidden: fc.boolean(),
})
const bulk: fc.Arbitrary<Bulk> = fc.record({
  kind: fc.constant('bulk' as const),
  at: hour,
  sponsors: fc.uniqueArray(fc.record({ id: fc.constantFrom(...IDS), cents: fc.constantFrom(500, 50_000) }), {
    selector: (one) => one.id,
  }),
})

function payloadOf({ action, id, cents, hidden, at }: Push) {
  return {
    action,
    effective_date: new Date(T0 + (at + 6) * HOUR).toISOString(),
    changes: { tier: { from: { monthly_price_in_cents: 5000 } } },
    sponsorship: {
      node_id: `S_${id}`,
      created_at: new Date(T0).toISOString(),
      privacy_level: hidden ? 'private' : 'public',
      sponsor: { id, login: `s${id}` },
      sponsorable: { id: 10, login: 'acme' },
      tier: { monthly_price_in_cents: cents },
    },
  }
}

/** Pushes may be handled late and in any order; bulk reads are made one after another. */
async function play(events: Array<Push | Bulk>): Promise<string[][]> {
  const desk = await openDesk({ sponsors: server })
  try {
    await desk.configure(wanted)
    for (const event of events) {
      if (event.kind === 'push') await applySponsorship(desk.store, payloadOf(event), T0 + event.at * HOUR)
      else {
        desk.now = T0 + event.at * HOUR
        server.sponsors = event.sponsors.map(
          (one): Sponsor => ({ ...one, login: `s${one.id}`, createdAt: T0 }),
        )
        await desk.syncAll(SCOPE)
      }
    }
    return await Promise.all(IDS.map((id) => desk.tiersOf(id, wanted)))
  } finally {
    await desk.close()
  }
}

test('any order of pushes and bulk reads, with repetitions, ends in the same state', async () => {
  const bulks = fc.uniqueArray(bulk, { selector: (one) => one.at, minLength: 1, maxLength: 3 })
  const pushes = fc.array(push, { minLength: 1, maxLength: 5 })
  const places = fc.array(fc.nat(100), { minLength: 10, maxLength: 10 })
  await fc.assert(
    fc.asyncProperty(bulks, pushes, places, async (drawn, pushed, dice) => {
      const reads = drawn.toSorted((a, b) => a.at - b.at)
      const inOrder = [...reads, ...pushed].sort((a, b) => a.at - b.at || (a.kind === 'bulk' ? -1 : 1))
      const mixed: Array<Push | Bulk> = [...reads]
      const twice = [...pushed, ...pushed.slice(0, 2)]
      for (const [i, one] of twice.entries()) mixed.splice((dice[i] ?? 0) % (mixed.length + 1), 0, one)
      expect(await play(mixed)).toEqual(await play(inOrder))
    }),
    { numRuns: 40 },
  )
})

test('no failure, wherever it strikes, takes a tier away or lowers it', async () => {
  const faults = fc.array(fc.constantFrom(null, 401, 403, 429, 500, 502, 200), { maxLength: 6 })
  const sponsors = Array.from({ length: 250 }, (_, i): Sponsor => {
    return { id: i + 1, login: `s${i}`, cents: i % 2 === 0 ? 5000 : 50_000, createdAt: T0 }
  })
  await fc.assert(
    fc.asyncProperty(faults, async (drawn) => {
      const desk = await openDesk({ sponsors: server })
      server.faults = []
      server.sponsors = sponsors
      await desk.configure(wanted)
      await desk.syncAll(SCOPE)
      const before = await Promise.all([1, 2, 150, 250].map((id) => desk.tiersOf(id, wanted)))
      server.sponsors = []
      server.faults = [...drawn, 500, 500, 500].map((status) =>
        status === null ? null : { status, body: '{"errors":[{"message":"x"}]}' },
      )
      const read = server.faults.indexOf(null)
      for (let i = 0; i < (read === -1 ? drawn.length : read); i++) {
        desk.now += HOUR
        await expect(desk.sync(SCOPE)).rejects.toThrow()
      }
      expect(await Promise.all([1, 2, 150, 250].map((id) => desk.tiersOf(id, wanted)))).toEqual(before)
      await desk.close()
    }),
    { numRuns: 15 },
  )
})
