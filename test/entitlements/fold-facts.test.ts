// What was seen becomes intervals: in any order, and never shorter because something could not be seen.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Observation } from '../../src/domain/fact.ts'
import { foldFacts } from '../../src/entitlements/fold-facts.ts'
import { DAY, dollars, fact, HOUR, seen, T0 } from './build.ts'

function outline(observations: Observation[], reads: Parameters<typeof foldFacts>[1] = []) {
  return foldFacts(observations, reads).map(({ sinceAt, untilAt, worth, private: hidden }) => ({
    from: (sinceAt - T0) / DAY,
    to: untilAt === null ? null : (untilAt - T0) / DAY,
    dollars: worth.kind === 'amount' && worth.cents !== null ? worth.cents / 100 : null,
    ...(hidden ? { private: true } : {}),
  }))
}

const bulk = (day: number, change: Partial<Observation> = {}, through = day): Observation =>
  seen('is', T0 + day * DAY, { origin: 'bulk', throughAt: T0 + through * DAY, ...change })
const read = (day: number, view: 'full' | 'public' = 'full') => ({ at: T0 + day * DAY, view })
const amount = (value: number | null, change = {}) => ({ fact: fact({ worth: dollars(value), ...change }) })

describe('a sponsor over time', () => {
  test('who started before the first read is entitled since then', () => {
    expect(outline([bulk(5, amount(50, { startedAt: T0, sinceAt: T0 }))], [read(5)])).toEqual([
      { from: 0, to: null, dollars: 50 },
    ])
  })

  test('who changed tier before the first read has an unknown amount until then', () => {
    expect(outline([bulk(5, amount(50, { startedAt: T0, sinceAt: T0 + 2 * DAY }))])).toEqual([
      { from: 0, to: 2, dollars: null },
      { from: 2, to: null, dollars: 50 },
    ])
  })

  test('who changes tier between two reads changes at the date that GitHub gives', () => {
    const later = bulk(6, amount(500, { startedAt: T0, sinceAt: T0 + 3 * DAY }))
    expect(outline([bulk(1, amount(50, { startedAt: T0, sinceAt: T0 })), later], [read(1), read(6)])).toEqual(
      [
        { from: 0, to: 3, dollars: 50 },
        { from: 3, to: null, dollars: 500 },
      ],
    )
  })

  test('whom a complete read does not list any more ends with it', () => {
    expect(outline([bulk(1, amount(50))], [read(1), read(2)])).toEqual([{ from: 1, to: 2, dollars: 50 }])
  })

  test('whom a listing left out by mistake was never away', () => {
    const word = amount(50, { startedAt: T0, sinceAt: T0 })
    expect(outline([bulk(1, word), bulk(3, word)], [read(1), read(2), read(3)])).toEqual([
      { from: 0, to: null, dollars: 50 },
    ])
  })

  test('who is private is not ended by a view that shows public sponsors only', () => {
    const hidden = seen('is', T0, amount(50, { private: true }))
    expect(outline([hidden], [read(1, 'public')])).toEqual([
      { from: 0, to: null, dollars: 50, private: true },
    ])
    expect(outline([hidden], [read(1, 'full')])).toEqual([{ from: 0, to: 1, dollars: 50, private: true }])
  })

  test('whose amount cannot be seen keeps the amount that was seen last', () => {
    expect(outline([seen('is', T0, amount(500)), bulk(1, amount(null))], [read(1)])).toEqual([
      { from: 0, to: null, dollars: 500 },
    ])
  })

  test('who paid once is not ended by a listing', () => {
    const once = amount(50, { oneTime: true, startedAt: T0, sinceAt: T0 })
    expect(outline([seen('is', T0, once)], [read(2)])).toEqual([{ from: 0, to: null, dollars: 50 }])
  })
})

describe('a bulk read and a push', () => {
  test('a read that started before the push does not undo it', () => {
    const push = seen('is', T0 + DAY + HOUR, amount(500))
    expect(outline([bulk(1, amount(50)), push], [read(1)]).at(-1)).toMatchObject({ to: null, dollars: 500 })
    expect(outline([push], [read(1)]).at(-1)).toMatchObject({ to: null, dollars: 500 })
  })

  test('a read that started after the push has the last word', () => {
    const push = seen('is', T0 + DAY - HOUR, amount(500))
    expect(
      outline([bulk(0, amount(50)), push, bulk(1, amount(50))], [read(0), read(1)]).at(-1),
    ).toMatchObject({
      to: null,
      dollars: 50,
    })
  })
})

describe('an announced change', () => {
  const started = seen('is', T0, amount(50))
  const ending = seen('will_end', T0 + DAY, { effectiveAt: T0 + 10 * DAY })

  test('a cancellation ends at its date, not when it is announced', () => {
    expect(outline([started, ending])).toEqual([{ from: 0, to: 10, dollars: 50 }])
  })

  test('a downgrade takes effect at its date', () => {
    const less = seen('will_change', T0 + DAY, { effectiveAt: T0 + 10 * DAY, ...amount(5) })
    expect(outline([started, less])).toEqual([
      { from: 0, to: 10, dollars: 50 },
      { from: 10, to: null, dollars: 5 },
    ])
  })

  test('a read before the date changes nothing about it', () => {
    expect(outline([started, ending, bulk(5, amount(50))], [read(5)])).toEqual([
      { from: 0, to: 10, dollars: 50 },
    ])
  })

  test('a sponsor who is still listed after the date has stayed', () => {
    expect(outline([started, ending, bulk(11, amount(50))], [read(11)])).toEqual([
      { from: 0, to: null, dollars: 50 },
    ])
  })

  test('an upgrade in the meantime replaces the cancellation', () => {
    expect(outline([started, ending, seen('is', T0 + 2 * DAY, amount(500))])).toEqual([
      { from: 0, to: 2, dollars: 50 },
      { from: 2, to: null, dollars: 500 },
    ])
  })
})

const observations = fc.array(
  fc.record({
    says: fc.constantFrom('is', 'is', 'will_change', 'will_end', 'ended') as fc.Arbitrary<
      Observation['says']
    >,
    day: fc.integer({ min: 0, max: 12 }),
    value: fc.constantFrom(null, 5, 50, 500),
    hidden: fc.boolean(),
    origin: fc.constantFrom('bulk', 'feed', 'push') as fc.Arbitrary<Observation['origin']>,
    ahead: fc.integer({ min: 0, max: 5 }),
  }),
  { maxLength: 12 },
)
const reads = fc.uniqueArray(fc.integer({ min: 0, max: 14 }), { maxLength: 5 })

function build(drawn: typeof observations extends fc.Arbitrary<infer T> ? T : never): Observation[] {
  return drawn.map(({ says, day, value, hidden, origin, ahead }) => {
    const at = T0 + day * DAY
    const word = fact({ worth: dollars(value), private: hidden })
    const effectiveAt = says.startsWith('will') ? at + ahead * DAY : null
    return seen(says, at, {
      origin: says === 'is' ? origin : 'push',
      effectiveAt,
      fact: says === 'will_end' ? null : word,
    })
  })
}

describe('whatever arrives', () => {
  test('in any order, and more than once, folds to the same', () => {
    fc.assert(
      fc.property(observations, reads, fc.infiniteStream(fc.nat()), (drawn, days, dice) => {
        const all = build(drawn)
        const complete = days.map((day) => read(day)).sort((a, b) => a.at - b.at)
        const shuffled = [...all, ...all.slice(0, 3)].map((one) => ({ one, at: dice.next().value as number }))
        shuffled.sort((a, b) => a.at - b.at)
        expect(
          foldFacts(
            shuffled.map(({ one }) => one),
            complete,
          ),
        ).toEqual(foldFacts(all, complete))
      }),
    )
  })

  test('gives intervals in order that do not overlap', () => {
    fc.assert(
      fc.property(observations, reads, (drawn, days) => {
        const intervals = foldFacts(
          build(drawn),
          days.sort((a, b) => a - b).map((day) => read(day)),
        )
        for (const [i, interval] of intervals.entries()) {
          const next = intervals[i + 1]
          expect(interval.untilAt === null || interval.untilAt > interval.sinceAt).toBe(true)
          if (next) expect(interval.untilAt).toBeLessThanOrEqual(next.sinceAt)
        }
      }),
    )
  })
})
