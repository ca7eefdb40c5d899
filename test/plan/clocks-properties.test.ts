import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Entry } from '../../src/domain/ticket.ts'
import { type Clock, type TicketClocks, ticketClocks } from '../../src/plan/clocks/clocks.ts'
import type { Promisers } from '../../src/plan/clocks/grants.ts'
import { foldTicket } from '../../src/plan/ticket/fold/fold.ts'
import {
  aTicket,
  bystander,
  comment,
  entry,
  firstline,
  HOUR,
  MONDAY,
  maintainer,
  promised,
  requester,
  robot,
  roleOf,
} from './ledger-builder.ts'

const WAITING = { label: 'waiting: requester' }
const hour = fc.integer({ min: 0, max: 400 }).map((quarter) => quarter / 4)

/** Any history, also impossible ones: the fold has to make sense of what it is told. */
const someEntry: fc.Arbitrary<Entry> = fc
  .tuple(
    hour,
    fc.integer({ min: 0, max: 9 }),
    fc.constantFrom(requester, maintainer, bystander, robot, firstline),
  )
  .map(([hours, kind, actor]) => {
    const id = { commentId: 1000 + Math.round(hours * 4) }
    switch (kind) {
      case 0:
        return entry('closed', hours, actor, { reason: 'completed' })
      case 1:
        return entry('reopened', hours, actor)
      case 2:
        return entry('labeled', hours, maintainer, WAITING)
      case 3:
        return entry('unlabeled', hours, maintainer, WAITING)
      case 4:
        return entry('answered', hours, requester, id)
      case 5:
        return entry('unanswered', hours, requester)
      default:
        return comment(hours, actor, 'Words', id)
    }
  })
const someEntries = fc.array(someEntry, { maxLength: 14 })

function at(entries: readonly Entry[], hours: number, promisers: Promisers = promised()): TicketClocks {
  const now = MONDAY + hours * HOUR
  const told = foldTicket({
    ticket: aTicket(),
    entries,
    roleOf,
    isOnlyCommands: () => false,
    answerCalls: [],
    now,
  })
  return ticketClocks({ story: told, promisers, tierAtOpening: 'pro', now })
}

const all = (clocks: TicketClocks): Clock[] => [
  clocks.firstResponse,
  ...clocks.nextResponses,
  clocks.resolution,
]

describe('folding', () => {
  it('agrees in any order, and duplicates change nothing', () => {
    fc.assert(
      fc.property(
        someEntries.chain((entries) =>
          fc.tuple(
            fc.constant(entries),
            fc.shuffledSubarray([...entries, ...entries], { minLength: entries.length * 2 }),
          ),
        ),
        ([entries, disorderly]) => {
          const told = (list: Entry[]) =>
            foldTicket({
              ticket: aTicket(),
              entries: list,
              roleOf,
              isOnlyCommands: () => false,
              answerCalls: [],
              now: MONDAY + 200 * HOUR,
            })
          expect(told(disorderly)).toEqual(told(entries))
        },
      ),
    )
  })
})

describe('clocks', () => {
  it('keep what was missed: later nothing makes it undone', () => {
    fc.assert(
      fc.property(someEntries, hour, hour, (entries, a, b) => {
        const [early, late] = [Math.min(a, b), Math.max(a, b)]
        const before = at(entries, early)
        const after = at(entries, late)
        for (const [was, is] of [
          [before.firstResponse, after.firstResponse],
          [before.resolution, after.resolution],
        ] as const) {
          if (was.missed) expect(is.missedAt).toBe(was.missedAt)
        }
        before.nextResponses.forEach((was, index) => {
          if (was.missed) expect(after.nextResponses[index]!.missedAt).toBe(was.missedAt)
        })
      }),
      { numRuns: 500 },
    )
  })

  it('never move a deadline earlier when a target grows', () => {
    const grown = (hours: number): Promisers =>
      promised({
        firstResponse: { amount: hours, unit: 'h' },
        nextResponse: { amount: hours, unit: 'h' },
        resolution: { amount: hours, unit: 'h' },
        calendar: 'business',
      })
    const amount = fc.integer({ min: 1, max: 60 })
    fc.assert(
      fc.property(someEntries, hour, amount, amount, (entries, now, a, b) => {
        const short = all(at(entries, now, grown(Math.min(a, b))))
        const long = all(at(entries, now, grown(Math.max(a, b))))
        for (const [index, clock] of long.entries()) {
          if (clock.deadlineAt !== null)
            expect(clock.deadlineAt).toBeGreaterThanOrEqual(short[index]!.deadlineAt!)
          if (clock.missed) expect(short[index]!.missed).toBe(true)
        }
      }),
    )
  })

  it('are never worse for a pause', () => {
    fc.assert(
      fc.property(someEntries, hour, hour, (entries, pauseAt, now) => {
        const plain = at(entries, now)
        const paused = at([...entries, entry('labeled', pauseAt, maintainer, WAITING)], now)
        expect(paused.firstResponse).toEqual(plain.firstResponse)
        expect(paused.resolution.countedMs).toBeLessThanOrEqual(plain.resolution.countedMs)
        if (paused.resolution.missed)
          expect(plain.resolution.missedAt).toBeLessThanOrEqual(paused.resolution.missedAt!)
        if (paused.nextResponse.missed) expect(plain.nextResponse.missed).toBe(true)
      }),
    )
  })

  it('say a deadline that comes true: missed from that instant on and not before', () => {
    fc.assert(
      fc.property(someEntries, hour, (entries, now) => {
        const past = entries.filter((one) => one.at <= MONDAY + now * HOUR)
        const { deadlineAt, missed } = at(past, now).firstResponse
        if (deadlineAt === null || missed) return
        const then = (deadlineAt - MONDAY) / HOUR
        expect(at(past, then - 1 / 3600).firstResponse.missed).toBe(false)
        expect(at(past, then).firstResponse).toMatchObject({
          missed: true,
          missedAt: deadlineAt,
          usedShare: 1,
        })
      }),
    )
  })

  it('count no more in a calendar than on the wall', () => {
    const promisers = promised({ calendar: 'business' }, 30)
    fc.assert(
      fc.property(someEntries, hour, (entries, now) => {
        for (const clock of all(at(entries, now, promisers))) {
          expect(clock.calendarMs).toBeLessThanOrEqual(clock.wallMs)
          expect(clock.countedMs).toBeLessThanOrEqual(clock.calendarMs)
        }
      }),
    )
  })
})
