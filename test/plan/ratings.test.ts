// Ratings as pure decisions: who is asked when, what counts, and what comes of a low one, whatever people do.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { partName } from '../../src/domain/marker.ts'
import type { Actor, Entry, Ticket } from '../../src/domain/ticket.ts'
import { countedRating, ratingsOf, unmetLowRating } from '../../src/plan/ticket/ratings/ratings.ts'
import { aWorld, carriedOut, factsOf, leftToDo, planOf, type World } from './carried-out.ts'
import {
  aTicket,
  bystander,
  comment,
  entry,
  firstline,
  HOUR,
  MONDAY,
  maintainer,
  requester,
  robot,
} from './ledger-builder.ts'

type Act =
  | { kind: 'close'; reason: string }
  | { kind: 'reopen' | 'answer' | 'unanswer' }
  | { kind: 'comment'; body: string }
  | { kind: 'thumb'; score: number }

interface Step {
  hours: number
  by: Actor
  act: Act
}

const ANSWER = 4_000_000_000

/** Plays the steps one after another; after each, what is wanted is carried out until nothing is. */
function play(steps: readonly Step[], ticket: Partial<Ticket> = {}): World {
  const first = aWorld({
    ticket: aTicket(ticket),
    entries: [entry('opened', 0, requester)],
    answered: false,
  })
  let hours = 0
  let world = first
  for (const step of steps) {
    hours += step.hours
    world = done(happens({ ...world, now: MONDAY + hours * HOUR }, hours, step))
  }
  return world
}

function done(world: World): World {
  let next = world
  for (let rounds = 0; rounds < 4; rounds++) next = carriedOut(next, planOf(next))
  expect(leftToDo(planOf(next))).toEqual([])
  return next
}

function happens(world: World, hours: number, { by, act }: Step): World {
  const adds = (one: Entry, shows: Partial<Ticket> = {}): World => ({
    ...world,
    entries: [...world.entries, one],
    ticket: { ...world.ticket, ...shows },
  })
  switch (act.kind) {
    case 'close':
      return world.ticket.open
        ? adds(entry('closed', hours, by, { reason: act.reason }), { open: false })
        : world
    case 'reopen':
      return world.ticket.open ? world : adds(entry('reopened', hours, by), { open: true })
    case 'answer':
    case 'unanswer':
      if (world.ticket.kind === 'issue') return world
      return adds(entry(act.kind === 'answer' ? 'answered' : 'unanswered', hours, by, { commentId: ANSWER }))
    case 'comment':
      return adds(comment(hours, by, act.body))
    case 'thumb': {
      const last = factsOf(world)
        .story.own.flatMap(({ markers }) => markers)
        .findLast((one) => one.kind === 'rating')
      if (!last || by !== requester) return world
      const others = world.rated.filter(({ request }) => request !== last.key)
      return { ...world, rated: [...others, { request: last.key, score: act.score, at: world.now }] }
    }
    default:
      return act satisfies never
  }
}

const saidOf = (world: World, kind: string) =>
  factsOf(world)
    .story.own.flatMap(({ markers }) => markers)
    .filter((one) => one.kind === kind)
    .map(partName)
const closed = (hours: number, by = maintainer, reason = 'completed'): Step => ({
  hours,
  by,
  act: { kind: 'close', reason },
})
const says = (hours: number, by: Actor, body: string): Step => ({ hours, by, act: { kind: 'comment', body } })
const thumb = (hours: number, score: number): Step => ({
  hours,
  by: requester,
  act: { kind: 'thumb', score },
})

describe('a rating', () => {
  test('counts as the last that was said in its time, by command or thumb', () => {
    const rated = play([
      closed(1),
      says(1, requester, '/rate 2\n/rate 4'),
      thumb(1, 5),
      says(24 * 8, requester, '/rate 1'),
    ])
    expect(ratingsOf(factsOf(rated))).toEqual([{ score: 5, at: MONDAY + 3 * HOUR, from: 'reaction' }])
    const back = play([closed(1), thumb(1, 5), says(1, requester, '/rate 3')])
    expect(countedRating(factsOf(back))).toEqual({ score: 3, at: MONDAY + 3 * HOUR, from: 'command' })
  })

  test('is one for each request, of which the last is the one that counts', () => {
    const twice = play([
      closed(1),
      says(1, requester, '/rate 5'),
      { hours: 1, by: requester, act: { kind: 'reopen' } },
      closed(1),
      says(1, requester, '/rate 3'),
    ])
    expect(saidOf(twice, 'rating')).toEqual(['rating 1', 'rating 2'])
    expect(ratingsOf(factsOf(twice)).map(({ score }) => score)).toEqual([5, 3])
    expect(countedRating(factsOf(twice))?.score).toBe(3)
  })

  test('that came with the close is not asked for again', () => {
    const world = play([
      says(1, requester, 'Thanks!\n\n/rate 5'),
      closed(0.0005, requester),
      says(1, bystander, 'Great.'),
    ])
    expect(saidOf(world, 'rating')).toEqual([])
    expect(countedRating(factsOf(world))?.score).toBe(5)
  })

  test('that is low is met by a word of a maintainer, by another close, and by a better one', () => {
    const low = [closed(1), says(1, requester, '/rate 1')]
    const open = play(low)
    expect(open.ticket).toMatchObject({
      open: true,
      labels: expect.arrayContaining(['support: needs human']),
    })
    expect(saidOf(open, 'escalation')).toEqual(['escalation low_rating'])
    for (const next of [says(1, maintainer, 'I look.'), closed(1), says(1, requester, '/rate 4')]) {
      const met = play([...low, next])
      expect(unmetLowRating(factsOf(met))).toBe(null)
      expect(met.ticket.labels).toEqual([])
      expect(saidOf(met, 'escalation')).toHaveLength(1)
    }
    expect(
      play([...low, says(1, bystander, 'Me too.'), says(1, maintainer, '/why')]).ticket.labels,
    ).toHaveLength(1)
  })
})

test('a thumb ends what waited for the requester: a low rating pauses no clock', () => {
  const waiting: Step = { hours: 1, by: maintainer, act: { kind: 'comment', body: '/waiting 14d' } }
  const before = play([waiting, closed(1)])
  expect(before.ticket.labels).toEqual(['waiting: requester'])
  expect(play([waiting, closed(1), thumb(1, 1)]).ticket.labels).toEqual(['support: needs human'])
})

const people = fc.constantFrom(requester, maintainer, bystander, robot, firstline)
const acts: fc.Arbitrary<Act> = fc.oneof(
  {
    arbitrary: fc.record({
      kind: fc.constant('close'),
      reason: fc.constantFrom('completed', 'completed', 'not_planned'),
    }),
    weight: 3,
  },
  { arbitrary: fc.record({ kind: fc.constantFrom('reopen', 'answer', 'unanswer') }), weight: 2 },
  {
    arbitrary: fc.record({
      kind: fc.constant('comment'),
      body: fc.constantFrom('/rate 1', '/rate 2', '/rate 5', '/rate 7', 'Words.', 'Words.\n\n/rate 1'),
    }),
    weight: 3,
  },
  { arbitrary: fc.record({ kind: fc.constant('thumb'), score: fc.constantFrom(1, 5) }), weight: 1 },
)
const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.record({ hours: fc.double({ min: 0.01, max: 60, noNaN: true }), by: people, act: acts }),
  { maxLength: 14 },
)
const kinds: fc.Arbitrary<Partial<Ticket>> = fc.constantFrom(
  {},
  { id: 'discussion:100', kind: 'discussion', answerable: true },
)

describe('whatever people do', () => {
  test('it is asked at most twice, once a resolution by a person; low ratings call once', () => {
    fc.assert(
      fc.property(steps, kinds, (some, ticket) => {
        const world = play(some, ticket)
        const asked = saidOf(world, 'rating')
        const resolved = some.filter(({ by, act }) => {
          return act.kind === 'answer' || (act.kind === 'close' && by !== robot && by !== firstline)
        })
        expect(asked.length).toBeLessThanOrEqual(Math.min(2, resolved.length))
        expect(saidOf(world, 'escalation').length).toBeLessThanOrEqual(1)
        expect(
          world.entries.filter(
            ({ kind, actor }) =>
              kind === 'reopened' && actor === firstline && !some.some(({ by }) => by === firstline),
          ).length,
        ).toBeLessThanOrEqual(1)
      }),
      { numRuns: 300 },
    )
  })

  test('a rating by anybody else changes nothing', () => {
    fc.assert(
      fc.property(steps, kinds, (some, ticket) => {
        const isOthers = ({ by, act }: Step) =>
          act.kind === 'comment' && act.body.startsWith('/rate') && by !== requester
        const quiet = some.map(
          (step): Step =>
            isOthers(step) ? { ...step, act: { kind: 'comment', body: '/helpful' }, by: bystander } : step,
        )
        const [loud, still] = [play(some, ticket), play(quiet, ticket)]
        expect(ratingsOf(factsOf(loud))).toEqual(ratingsOf(factsOf(still)))
        expect(loud.ticket).toEqual(still.ticket)
        expect(saidOf(loud, 'rating')).toEqual(saidOf(still, 'rating'))
      }),
      { numRuns: 150 },
    )
  })
})
