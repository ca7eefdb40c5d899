// What is kept of figures equals what the ledger says, whatever happened and whoever has kept it up.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { countFigures } from '../../src/facts/each-figure.ts'
import { figuresOf, type View } from '../../src/facts/figures.ts'
import { keepSomeFigures } from '../../src/facts/keep-figures.ts'
import { type CorrectedPromise, correctedPromises } from '../../src/report/corrections.ts'
import type { CountedClock, CountedTicket, TicketFigures } from '../../src/report/figures.ts'
import { openStore } from '../../src/store/open-store.ts'
import { saveOwnThing } from '../../src/store/own-things.ts'
import { saveRated, saveReactions } from '../../src/store/reactions.ts'
import { linkTickets } from '../../src/store/ticket-links.ts'
import { DAY, FiguredDesk, GADGET, HOUR, PEOPLE, SETTINGS, WIDGET } from './figured-desk.ts'

const START = Date.UTC(2026, 0, 5, 9)
const ALL = { fromAt: 0, toAt: START + 1000 * DAY }
const MINUTE = 60_000

interface World {
  desk: FiguredDesk
  clock: { now: number }
}

/** Something that happens; `one`, `other` and `third` say to whom, and how. */
interface Step {
  what: keyof typeof HAPPENINGS
  one: number
  other: number
  third: number
}

type Happening = (world: World, step: Step) => Promise<unknown>

const actor = (n: number) => PEOPLE[n % PEOPLE.length]!
const ticketAt = async ({ desk }: World, n: number) => {
  const tickets = await desk.tickets()
  return tickets[n % Math.max(1, tickets.length)]
}
/** On one of the tickets, where there is one. */
const on =
  (
    happens: (
      world: World,
      ticket: NonNullable<Awaited<ReturnType<typeof ticketAt>>>,
      step: Step,
    ) => Promise<unknown>,
  ) =>
  async (world: World, step: Step) => {
    const ticket = await ticketAt(world, step.one)
    if (ticket) await happens(world, ticket, step)
  }
const SAID = [
  'Any news?',
  '/tier gold',
  '/tier none',
  '/tier auto',
  '/helpful',
  '/unhelpful',
  '/rate 1',
  '/rate 4',
  '/spent 45m',
  '/spent -5m',
  '!tier silver',
  'Done.',
]
const ANSWERED = 'Read this.\n\n<!-- firstline:answer install -->'
const LABELS = ['gold', 'silver', 'waiting: requester', 'premium', 'bug']
const ORIGINS = ['opened', 'opened', 'opened', 'before_installation', 'transferred', 'converted'] as const

const HAPPENINGS = {
  opens: ({ desk, clock }, { one, other, third }) =>
    desk.open({
      requester: actor(one),
      origin: ORIGINS[other % ORIGINS.length]!,
      openedAt: clock.now - (third % 3) * HOUR,
      repositoryId: third % 5 === 0 ? GADGET : WIDGET,
      ...(third % 4 === 0 ? { kind: 'discussion' as const, answerable: true } : {}),
    }),
  says: on(({ desk }, ticket, { other, third }) =>
    desk.happens(ticket, 'comment', actor(other), { body: SAID[third % SAID.length]! }),
  ),
  responds: on(({ desk }, ticket) => desk.happens(ticket, 'comment', actor(2), { body: 'Try again.' })),
  answersItself: on(({ desk }, ticket) => desk.happens(ticket, 'comment', actor(4), { body: ANSWERED })),
  asksForARating: on(({ desk }, ticket, { third }) =>
    desk.happens(ticket, 'comment', actor(4), {
      body: `Well?\n\n<!-- firstline:rating ${1 + (third % 2)} -->`,
    }),
  ),
  rates: on(({ desk, clock }, ticket, { other, third }) => {
    const which = { ticketId: ticket.id, request: String(1 + (third % 2)) }
    const said = third % 3 ? { score: other % 2 ? 5 : 1, at: clock.now } : null
    return saveRated(desk.store.db, which, said)
  }),
  edits: on(async ({ desk, clock }, ticket, { other }) => {
    const comment = await desk.happens(ticket, 'comment', actor(other), { body: '/tier gold' })
    clock.now += MINUTE
    const data = { commentId: comment.data.commentId!, body: 'Sorry.', previousBody: '/tier gold' }
    await desk.happens(ticket, 'comment_edited', actor(other), data)
  }),
  deletes: on(async ({ desk, clock }, ticket, { other }) => {
    const comment = await desk.happens(ticket, 'comment', actor(other), { body: 'Oh.' })
    clock.now += MINUTE
    await desk.happens(ticket, 'comment_deleted', actor(other), { commentId: comment.data.commentId! })
  }),
  labels: on(({ desk }, ticket, { other, third }) =>
    desk.happens(ticket, third % 2 ? 'labeled' : 'unlabeled', actor(other % 2 ? 2 : other), {
      label: LABELS[third % LABELS.length]!,
    }),
  ),
  closes: on(async ({ desk }, ticket, { other, third }) => {
    const reason = ['completed', 'not_planned', 'duplicate'][third % 3]!
    await desk.happens(ticket, 'closed', actor(other), { reason })
    await desk.shows(ticket, { open: false, stateReason: reason })
  }),
  reopens: on(async ({ desk }, ticket, { other }) => {
    await desk.happens(ticket, 'reopened', actor(other))
    await desk.shows(ticket, { open: true, stateReason: 'reopened' })
  }),
  goes: on(async ({ desk, clock }, ticket, { third }) => {
    if (third % 2) await desk.happens(ticket, 'deleted', actor(2))
    await desk.shows(ticket, { gone: 'deleted', updatedAt: clock.now + (third % 3) * MINUTE })
  }),
  shows: on(({ desk }, ticket, { third }) =>
    desk.shows(ticket, { labels: [LABELS[third % LABELS.length]!] }),
  ),
  readsBack: on(({ desk }, ticket, { third }) => desk.forgets(ticket, third)),
  happensAhead: on(({ desk, clock }, ticket, { other }) =>
    desk.happens(ticket, 'comment', actor(other), { body: 'Early.' }, clock.now + 3 * MINUTE),
  ),
  thinks: on(({ desk, clock }, ticket, { third }) =>
    saveReactions(
      desk.store.db,
      ticket.id,
      third % 3
        ? { helpful: third % 2 === 0, unhelpful: third % 2 === 1, unhelpfulAt: clock.now, refusedAt: null }
        : null,
    ),
  ),
  goesOn: async (world, { one, other, third }) => {
    const from = third % 2 ? await ticketAt(world, one) : (await world.desk.tickets(GADGET))[0]
    const to = await ticketAt(world, other)
    if (from && to && from.id !== to.id) await linkTickets(world.desk.store.db, from.id, to.id)
  },
  happensBefore: async ({ desk }, { one, other, third }) => {
    const [before] = await desk.tickets(GADGET)
    const kind = third % 2 ? 'comment' : 'labeled'
    const at = before!.openedAt + (1 + (one % 50)) * MINUTE
    const data =
      kind === 'comment' ? { body: SAID[other % SAID.length]! } : { label: LABELS[other % LABELS.length]! }
    await desk.happens(before!, kind, actor(one % 3 ? 2 : one), data, at)
  },
  isOurs: on(({ desk, clock }, ticket) => {
    const place = {
      kind: 'desk',
      repositoryId: WIDGET,
      placeId: WIDGET,
      issueId: Number(ticket.id.split(':')[1]),
    } as const
    const known = { number: ticket.number, key: '', nodeId: '', commentId: null, hash: null }
    return saveOwnThing(desk.store.db, { ...place, ...known, state: 'made', writtenAt: clock.now })
  }),
  settles: ({ desk }, { one, third }) =>
    desk.settle({ id: third % 5 ? WIDGET : GADGET }, SETTINGS[one % SETTINGS.length]!),
  backdates: ({ desk, clock }, { one }) => desk.backdate(clock.now - (1 + (one % 20)) * DAY),
  changesPeople: ({ desk }, { one, third }) =>
    desk.members(third % 5 ? WIDGET : GADGET, [[3], [3, 4], [4], [2, 3]][one % 4]!),
  renamesLabel: ({ desk }, { one }) => desk.noteReading(WIDGET, one % 2 ? { gold: 'premium' } : {}),
  pays: ({ desk, clock }, { one, other, third }) =>
    desk.sponsors(1 + (one % 2), third % 4 === 0 ? 'ended' : third % 4 === 1 ? 'will_end' : 'is', {
      worth: { kind: 'amount', cents: other % 2 ? 100_000 : 500 },
      private: other % 3 === 0,
      oneTime: third % 5 === 0,
      sinceAt: third % 7 === 0 ? clock.now + DAY : null,
    }),
  announces: ({ desk }, { one, other }) =>
    desk.sponsors(1 + (one % 2), 'will_change', {
      worth: { kind: 'amount', cents: other % 3 ? 100_000 : 500 },
      private: one % 2 === 1,
    }),
  timePasses: async ({ clock }, { one, third }) => {
    clock.now += third % 4 === 0 ? (one % 40) * DAY : (one % 50) * HOUR
  },
  clockGoesBack: async ({ clock }, { one }) => {
    clock.now -= (one % 5) * MINUTE
  },
} satisfies Record<string, Happening>

const often = [
  'opens',
  'says',
  'responds',
  'labels',
  'pays',
  'announces',
  'renamesLabel',
  'timePasses',
  'timePasses',
] as const
const names = [...(Object.keys(HAPPENINGS) as Array<Step['what']>), ...often]
const number = fc.nat({ max: 1000 })
const step: fc.Arbitrary<Step> = fc.record({
  what: fc.constantFrom(...names),
  one: number,
  other: number,
  third: number,
})

async function keepAll({ desk, clock }: World): Promise<void> {
  const served = await desk.served()
  while (await keepSomeFigures(desk.deps, served, { now: clock.now, chunks: 1 }));
}

async function expectKeptToBeTrue({ desk, clock }: World, view: View): Promise<void> {
  const served = await desk.served()
  const tickets: CountedTicket[] = []
  const corrected: CorrectedPromise[] = []
  const asked = { span: ALL, now: clock.now, view }
  await countFigures(desk.deps, served, asked, {
    add: (ticket) => tickets.push(ticket),
    correct: (promise) => corrected.push(promise),
  })
  const anew = await figuresOf(desk.deps, served, ALL, clock.now, view)
  expect(byNumber(tickets)).toEqual(byNumber(anew.map(countedOf)))
  const { uncorrected } = served
  const before = uncorrected
    ? await figuresOf(desk.deps, { ...served, ...uncorrected }, ALL, clock.now, view)
    : anew
  expect(corrected.sort((a, b) => a.number - b.number || a.startedAt - b.startedAt)).toEqual(
    correctedPromises(before, anew),
  )
}

/** What reports count of it: of clocks, hours only of the first response, and whose promise it was where one was judged. */
function countedOf({ firstResponse, nextResponses, resolution, ...figures }: TicketFigures): CountedTicket {
  const counted = ({
    kind,
    outcome,
    startedAt,
    wallMs,
    met,
    missed,
    holds,
    takenBack,
  }: CountedClock): CountedClock => ({
    kind,
    outcome,
    startedAt,
    wallMs,
    calendarMs: 0,
    met,
    missed,
    holds: met || missed ? { tier: holds!.tier } : null,
    takenBack,
  })
  return {
    ...figures,
    firstResponse: { ...counted(firstResponse), calendarMs: firstResponse.calendarMs },
    nextResponses: nextResponses.map(counted),
    resolution: counted(resolution),
  }
}

function byNumber(tickets: CountedTicket[]): CountedTicket[] {
  return tickets.sort((a, b) => a.number - b.number)
}

async function inWorld(play: (world: World) => Promise<void>): Promise<void> {
  const clock = { now: START }
  const store = await openStore({ dataDir: ':memory:', role: 'server', clock: () => clock.now })
  try {
    const desk = new FiguredDesk(store)
    await desk.begin()
    await play({ desk, clock })
  } finally {
    await store.close()
  }
}

/** Tickets of every kind, with somebody who pays in the open and somebody who does in private. */
async function someTickets(world: World): Promise<void> {
  const { desk, clock } = world
  await desk.sponsors(1, 'is', { worth: { kind: 'amount', cents: 100_000 } })
  await desk.sponsors(2, 'is', { worth: { kind: 'amount', cents: 500 }, private: true })
  const before = await desk.open({ repositoryId: GADGET })
  clock.now += HOUR
  await desk.happens(before, 'transferred', actor(2))
  const after = await desk.open({ origin: 'transferred', openedAt: before.openedAt })
  await linkTickets(desk.store.db, before.id, after.id)
  for (const requester of [0, 1, 3, 6, 0, 1].map(actor)) {
    clock.now += 2 * HOUR
    const ticket = await desk.open({ requester })
    if (ticket.number % 2) await desk.happens(ticket, 'comment', actor(2), { body: 'Try again.' })
    else await desk.happens(ticket, 'labeled', actor(2), { label: 'premium' })
    clock.now += HOUR
    if (ticket.number % 4 < 2) await desk.happens(ticket, 'comment', actor(4), { body: ANSWERED })
    if (ticket.number % 3) await desk.happens(ticket, 'comment', requester, { body: 'It does not help.' })
  }
}

test('figures that are kept equal those that the ledger tells, whatever happens after they were made', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 25 }), async (steps) => {
      await inWorld(async (world) => {
        await someTickets(world)
        for (const one of steps) {
          if (one.third % 4 > 0) await keepAll(world)
          await HAPPENINGS[one.what](world, one)
          await expectKeptToBeTrue(world, one.other % 2 ? 'known' : 'shown')
        }
      })
    }),
    // On a machine that has much else to do, fewer runs are as true; and what fails is told before it is the shortest.
    { numRuns: 60, interruptAfterTimeLimit: 60_000 },
  )
}, 120_000)
