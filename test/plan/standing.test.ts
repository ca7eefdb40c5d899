import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Entitlement } from '../../src/domain/entitlement.ts'
import type { Entry } from '../../src/domain/ticket.ts'
import { handStates, type TierCommand } from '../../src/plan/clocks/hand.ts'
import { standingAt, standingIntervals } from '../../src/plan/clocks/standing.ts'
import { termsBook } from '../../src/plan/clocks/terms.ts'
import { aTier, DAY, entry, firstline, HOUR, MONDAY, maintainer, requester, story } from './ledger-builder.ts'

const at = (hours: number) => MONDAY + hours * HOUR
const BOOK = termsBook([
  {
    fromAt: 0,
    settings: {
      tiers: ['enterprise', 'pro', 'sponsor'].map((name) => aTier(name)),
      community: { promise: null, answers: null, warnAt: 0.75, notify: [], channels: [] },
      calendars: {},
      away: [],
      commands: { prefix: '/' },
    },
  },
])

function pays(
  tier: string,
  fromHours: number,
  untilHours: number | null,
  more: Partial<Entitlement> = {},
): Entitlement {
  return {
    source: 'github_sponsors',
    accountId: 1,
    tier,
    sinceAt: at(fromHours),
    untilAt: untilHours === null ? null : at(untilHours),
    graceUntilAt: untilHours === null ? null : at(untilHours) + 7 * DAY,
    learnedAt: 0,
    private: false,
    evidence: 'S_1',
    checkedAt: at(0),
    ...more,
  }
}

function standings(entitlements: Entitlement[], entries: Entry[] = [], commands: TierCommand[] = []) {
  const hand = handStates(story(entries).labels, commands, BOOK)
  return standingIntervals({ openedAt: MONDAY, entitlements, hand, book: BOOK })
}

/** `hours: tier` for each interval. */
function short(intervals: ReturnType<typeof standings>): string[] {
  return intervals.map(({ fromAt, tier }) => `${(fromAt - MONDAY) / HOUR}: ${tier ?? 'community'}`)
}

const on = (hours: number, tier: string, by = maintainer) =>
  entry('labeled', hours, by, { label: `support: ${tier}` })
const off = (hours: number, tier: string, by = maintainer) =>
  entry('unlabeled', hours, by, { label: `Support: ${tier}` })

describe('the tier of a requester', () => {
  it('is community for somebody who pays nothing', () => {
    expect(standings([])).toEqual([{ fromAt: MONDAY, tier: null, private: false, because: 'no entitlement' }])
  })

  it('is the highest of all that is paid, whatever the source', () => {
    const all = [
      pays('sponsor', -99, null),
      pays('pro', 5, null, { source: 'users', evidence: 'users: rita' }),
    ]
    expect(short(standings(all))).toEqual(['0: sponsor', '5: pro'])
    expect(standings(all)[1]!.because).toBe('users')
  })

  it('begins when the sponsorship does, by its validity and not by when it was learnt', () => {
    expect(short(standings([pays('pro', 3, null, { checkedAt: at(500) })]))).toEqual([
      '0: community',
      '3: pro',
    ])
  })

  it('is kept for the time of grace after a lapse', () => {
    const lapsed = standings([pays('pro', -99, 24)])
    expect(short(lapsed)).toEqual(['0: pro', '24: pro', `${24 + 7 * 24}: community`])
    expect(lapsed[1]!.because).toBe('github_sponsors, in its time of grace')
  })

  it('goes down at once where a lower sponsorship took over, and up at once', () => {
    expect(short(standings([pays('pro', -99, 24), pays('sponsor', 24, null)]))).toEqual([
      '0: pro',
      '24: sponsor',
    ])
    expect(short(standings([pays('sponsor', -99, 24), pays('pro', 24, null)]))).toEqual([
      '0: sponsor',
      '24: pro',
    ])
  })

  it('that was lowered and then lapsed keeps the lower one for the time of grace', () => {
    const lapsed = standings([pays('pro', -24, 10), pays('sponsor', 10, 20)])
    expect(short(lapsed)).toEqual(['0: pro', '10: sponsor', '20: sponsor', '188: community'])
  })

  it('keeps its grace beside a lower one of another source', () => {
    const both = [pays('pro', -99, 24), pays('sponsor', -99, null, { source: 'organizations', accountId: 9 })]
    expect(short(standings(both)).at(-1)).toBe(`${24 + 7 * 24}: sponsor`)
  })

  it('is private only where all that grants it is', () => {
    const secret = pays('pro', -9, null, { private: true })
    expect(standings([secret])[0]!.private).toBe(true)
    expect(standings([secret, pays('pro', -9, null, { source: 'users' })])[0]).toMatchObject({
      private: false,
      because: 'users',
    })
    expect(standings([secret, pays('sponsor', -9, null, { source: 'users' })])[0]!.private).toBe(true)
  })

  it('knows no tier that the settings do not name', () => {
    expect(short(standings([pays('platinum', -9, null)]))).toEqual(['0: community'])
  })
})

describe('a maintainer’s hand', () => {
  it('sets the tier by label, over what is paid', () => {
    const set = standings([pays('sponsor', -9, null)], [on(2, 'enterprise'), off(2, 'sponsor', firstline)])
    expect(set[1]).toEqual({ fromAt: at(2), tier: 'enterprise', private: false, because: 'label by hand' })
    expect(set).toHaveLength(2)
  })

  it('takes the tier away by taking the label off, until /tier auto', () => {
    const taken = [on(0.1, 'pro', firstline), off(2, 'pro')]
    const commands = [{ at: at(5), set: 'auto' as const }]
    expect(short(standings([pays('pro', -9, null)], taken))).toEqual(['0: pro', '2: community'])
    expect(short(standings([pays('pro', -9, null)], taken, commands))).toEqual([
      '0: pro',
      '2: community',
      '5: pro',
    ])
  })

  it('may change one label for another in either order', () => {
    const paid = [pays('pro', -9, null)]
    const before = on(0.1, 'pro', firstline)
    expect(short(standings(paid, [before, on(2, 'enterprise'), off(2, 'pro')])).at(-1)).toBe('2: enterprise')
    expect(short(standings(paid, [before, off(2, 'pro'), on(3, 'enterprise')])).at(-1)).toBe('3: enterprise')
    expect(short(standings(paid, [before, on(2, 'enterprise'), off(4, 'enterprise')])).at(-1)).toBe(
      '4: community',
    )
  })

  it('is not Firstline’s own, nor the requester’s', () => {
    const labels = [on(1, 'pro', firstline), off(2, 'pro', firstline), on(3, 'enterprise', requester)]
    expect(short(standings([], labels))).toEqual(['0: community'])
  })

  it('is remembered for every label that is still on', () => {
    const both = [on(1, 'enterprise'), on(2, 'pro')]
    expect(short(standings([], [...both, off(3, 'pro')])).at(-1)).toBe('3: enterprise')
    expect(short(standings([], [...both, off(2.1, 'enterprise', firstline), off(3, 'pro')])).at(-1)).toBe(
      '3: community',
    )
  })

  it('commands a tier, or none', () => {
    const commands = [
      { at: at(3), set: { tier: null } },
      { at: at(1), set: { tier: 'enterprise' } },
    ]
    expect(short(standings([pays('pro', -9, null)], [], commands))).toEqual([
      '0: pro',
      '1: enterprise',
      '3: community',
    ])
  })
})

describe('standing', () => {
  it('does not depend on the order in which entitlements are listed', () => {
    const hours = fc.integer({ min: -400, max: 400 })
    const some = fc.record({
      tier: fc.constantFrom('enterprise', 'pro', 'sponsor', 'platinum'),
      source: fc.constantFrom('users', 'stripe'),
      from: hours,
      length: fc.option(fc.integer({ min: 0, max: 300 })),
      isPrivate: fc.boolean(),
    })
    const list = fc.array(some, { maxLength: 6 })
    fc.assert(
      fc.property(
        list.chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length }))),
        ([a, b]) => {
          const built = (all: typeof a) =>
            standings(
              all.map(({ tier, source, from, length, isPrivate }) =>
                pays(tier, from, length === null ? null : from + length, { source, private: isPrivate }),
              ),
            )
          const intervals = built(a)
          expect(built(b)).toEqual(intervals)
          expect(intervals[0]!.fromAt).toBe(MONDAY)
          expect(standingAt(intervals, MONDAY)).toMatchObject({ tier: intervals[0]!.tier })
        },
      ),
    )
  })
})
