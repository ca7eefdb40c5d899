// What belongs on a customer's statement of a month, and where each promise counts.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ticketClocks } from '../../src/plan/clocks/clocks.ts'
import {
  type StatementInput,
  type StatementTicket,
  statementOf,
  statementTicket,
} from '../../src/report/statement.ts'
import {
  comment,
  entry,
  HOUR,
  MONDAY,
  maintainer,
  promised,
  requester,
  story,
} from '../plan/ledger-builder.ts'

/** From so many hours after Monday, 09:00, until so many. */
const time = (from: number, until: number) => ({ fromAt: MONDAY + from * HOUR, toAt: MONDAY + until * HOUR })
const MILLISECOND = 1 / HOUR
const ALWAYS = time(-10_000, 10_000)

interface Told {
  entries: ReturnType<typeof entry>[]
  /** As of so many hours. */
  hours?: number
  spent?: StatementInput['spent']
  covered?: StatementInput['covered']
}

function ticketIn(month: { fromAt: number; toAt: number }, told: Told): StatementTicket | null {
  const { entries, hours = 1000, spent = [], covered = null } = told
  const its = story([entry('opened', 0, requester), ...entries], { hours })
  const now = MONDAY + hours * HOUR
  const clocks = ticketClocks({ story: its, promisers: promised(), tierAtOpening: 'pro', now })
  const ran = [clocks.firstResponse, ...clocks.nextResponses, clocks.resolution]
  const plain = { repository: 'acme/tool', url: 'https://x', requester: 'rita', tier: 'pro', severity: null }
  return statementTicket(
    { ...plain, need: 'technical-support', story: its, clocks: ran, spent, covered, asOfAt: now },
    month,
  )
}

const answeredAt = (hours: number) => comment(hours, maintainer)
const clocksOf = (ticket: StatementTicket | null) =>
  ticket?.clocks.map(({ kind, result }) => `${kind} ${result}`)

describe('a ticket is on the statement of a month', () => {
  test('in which it was opened', () => {
    expect(clocksOf(ticketIn(time(-1, 1), { entries: [], hours: 1 }))).toEqual([
      'first_response runs',
      'resolution runs',
    ])
  })

  test('in which a clock of it ran, with the clocks that did', () => {
    const entries = [answeredAt(2), entry('closed', 30, maintainer, { reason: 'completed' })]
    expect(clocksOf(ticketIn(time(24, 48), { entries }))).toEqual(['resolution kept'])
    expect(ticketIn(time(48, 72), { entries })).toBeNull()
    expect(ticketIn(time(-48, -24), { entries })).toBeNull()
  })

  test('in which somebody noted time on it', () => {
    const entries = [answeredAt(2), entry('closed', 30, maintainer, { reason: 'completed' })]
    const spent = [{ minutes: 20, by: maintainer, at: MONDAY + 50 * HOUR }]
    expect(ticketIn(time(48, 72), { entries, spent })).toMatchObject({ minutes: 20, clocks: [] })
    expect(ticketIn(time(24, 48), { entries, spent })).toMatchObject({ minutes: 0 })
  })

  test('only if its requester was a customer while it lived', () => {
    const entries = [answeredAt(2), entry('closed', 30, maintainer, { reason: 'completed' })]
    const from = (hours: number, until: number | null) => [
      { fromAt: MONDAY + hours * HOUR, untilAt: until === null ? null : MONDAY + until * HOUR },
    ]
    expect(ticketIn(ALWAYS, { entries, covered: from(-100, -1) })).toBeNull()
    expect(ticketIn(ALWAYS, { entries, covered: from(31, null) })).toBeNull()
    expect(ticketIn(ALWAYS, { entries, covered: from(29, null) })).not.toBeNull()
    expect(ticketIn(ALWAYS, { entries, covered: from(-100, 1) })).not.toBeNull()
  })
})

test('waiting for the requester is told, but not of a first response', () => {
  const entries = [
    answeredAt(1),
    comment(2, requester),
    entry('labeled', 3, maintainer, { label: 'waiting: requester' }),
    entry('unlabeled', 6, maintainer, { label: 'waiting: requester' }),
    answeredAt(8),
  ]
  const paused = ticketIn(ALWAYS, { entries })?.clocks.map(({ kind, pausedMs }) => [kind, pausedMs / HOUR])
  expect(paused).toEqual([
    ['first_response', 0],
    ['next_response', 3],
    ['resolution', 3],
  ])
})

test('a promise counts in one month alone, whatever the months are', () => {
  const turn = fc.record({
    hours: fc.integer({ min: 1, max: 400 }),
    by: fc.constantFrom(maintainer, requester),
  })
  fc.assert(
    fc.property(
      fc.array(turn, { maxLength: 8 }),
      fc.array(fc.integer({ min: -50, max: 450 }), { maxLength: 5 }),
      (turns, cuts) => {
        const entries = turns.map(({ hours, by }) => comment(hours, by))
        const edges = [...new Set([-1000, ...cuts, 1000])].sort((a, b) => a - b)
        const counted = (from: number, until: number) => {
          const month = time(from, until)
          const ticket = ticketIn(month, { entries, hours: until - MILLISECOND })
          const head = { customer: 'x', owner: 'acme', month: '', asOfAt: 0, tiers: [], accounts: [] }
          return statementOf(head, ticket ? [ticket] : [], month)
        }
        const months = edges.slice(1).map((until, place) => counted(edges[place]!, until))
        const whole = counted(-1000, 1000)
        const sum = (key: 'kept' | 'missed') => months.reduce((all, month) => all + month[key], 0)
        expect([sum('kept'), sum('missed')]).toEqual([whole.kept, whole.missed])
      },
    ),
  )
})
