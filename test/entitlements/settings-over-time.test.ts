// Who pays, by the settings of each time: what is said later moves nothing of what was before.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Entitlement } from '../../src/domain/entitlement.ts'
import type { Interval } from '../../src/domain/fact.ts'
import type { Settings } from '../../src/domain/settings.ts'
import { withLastNames } from '../../src/domain/tier-names.ts'
import { resolveIntervals } from '../../src/entitlements/resolve.ts'
import { settingsWindows } from '../../src/entitlements/settings-windows.ts'
import type { EntitlementQuery } from '../../src/entitlements/source.ts'
import { paidStanding } from '../../src/plan/clocks/standing.ts'
import { credentials, DAY, dollars, fact, repository, settings, T0, tier } from './build.ts'

type Version = NonNullable<EntitlementQuery['history']>[number]

const scope = 'github_sponsors:acme'
const at = (days: number) => T0 + days * DAY

function interval(change: Partial<Interval> = {}): Interval {
  return { ...fact(), scope, sinceAt: at(0), checkedAt: at(0), learnedAt: 0, ...change }
}

function sponsors(tiers: Record<string, number>, graceDays = 7): Settings {
  const githubSponsors = { account: 'acme', tiers, oneTimeForMs: 31 * DAY }
  return settings({ githubSponsors, graceMs: graceDays * DAY })
}

function entitlements(intervals: Interval[], versions: readonly Version[]): Entitlement[] {
  const history = withLastNames(versions)
  const asked = {
    repository: repository(),
    settings: history.at(-1)!.settings,
    history,
    credentials: credentials(),
  }
  return resolveIntervals(
    intervals,
    [],
    settingsWindows(asked, () => true),
    asked,
  ).entitlements
}

/** `tier since–until+grace, learned`, in days. */
const told = (all: Entitlement[]) =>
  all.map(({ tier: name, sinceAt, untilAt, graceUntilAt, learnedAt }) => {
    const day = (time: number | null) => (time === null ? '' : (time - T0) / DAY)
    const grace = untilAt === null ? '' : `+${((graceUntilAt ?? 0) - untilAt) / DAY}`
    return `${name} ${day(sinceAt)}–${day(untilAt)}${grace}, learned ${learnedAt === 0 ? 'ever' : day(learnedAt)}`
  })

const PRO = { pro: 50 }

test('an amount that is raised ends what it gave, with the grace of that moment', () => {
  const versions = [
    { fromAt: at(1), settings: sponsors(PRO) },
    { fromAt: at(5), settings: sponsors({ pro: 500 }, 3) },
    { fromAt: at(9), settings: sponsors({ pro: 500 }, 0) },
  ]
  expect(told(entitlements([interval()], versions))).toEqual(['pro 0–5+3, learned 1'])
})

test('a source counts from the settings that name it, and what it knew is learned of then', () => {
  const versions = [
    { fromAt: at(1), settings: settings() },
    { fromAt: at(5), settings: sponsors(PRO) },
  ]
  expect(told(entitlements([interval()], versions))).toEqual(['pro 5–, learned 5'])
})

test('the first settings count for what was before them; nothing was known before they were read', () => {
  const versions = [{ fromAt: at(3), settings: sponsors(PRO) }]
  expect(told(entitlements([interval()], versions))).toEqual(['pro 0–, learned 3'])
  expect(told(entitlements([interval({ learnedAt: at(4) })], versions))).toEqual(['pro 0–, learned 4'])
})

test('settings that say the same of who pays change nothing, and what comes back is new', () => {
  const versions = [
    { fromAt: at(1), settings: sponsors(PRO) },
    { fromAt: at(2), settings: { ...sponsors(PRO), mode: 'off' as const } },
    { fromAt: at(3), settings: sponsors({ pro: 40 }) },
    { fromAt: at(5), settings: settings() },
    { fromAt: at(8), settings: sponsors(PRO) },
  ]
  expect(told(entitlements([interval()], versions))).toEqual(['pro 0–5+7, learned 1', 'pro 8–, learned 8'])
})

test('a tier that was renamed is the same tier, also where a contract still has the old name', () => {
  const renamed = { ...tier('gold'), formerly: ['pro'] }
  const after = { ...sponsors({ gold: 50 }), tiers: [renamed] }
  const versions = [
    { fromAt: at(1), settings: sponsors(PRO) },
    { fromAt: at(5), settings: after },
  ]
  expect(told(entitlements([interval()], versions))).toEqual(['gold 0–, learned 1'])
  const old = { ...after, entitlements: sponsors(PRO).entitlements }
  expect(told(entitlements([interval()], [{ fromAt: at(1), settings: old }]))).toEqual(['gold 0–, learned 1'])
})

const someSettings = fc.record({
  pro: fc.constantFrom(10, 50, 200),
  sponsor: fc.constantFrom(1, 20),
  grace: fc.integer({ min: 0, max: 10 }),
  named: fc.boolean(),
})

const someIntervals = fc.array(
  fc.record({
    from: fc.integer({ min: 0, max: 40 }),
    days: fc.integer({ min: 1, max: 30 }),
    amount: fc.constantFrom(5, 60, 300),
  }),
  { maxLength: 3 },
)

test('whatever the settings say later, everybody had the tier that they had', () => {
  fc.assert(
    fc.property(
      fc.array(someSettings, { minLength: 1, maxLength: 4 }),
      someSettings,
      someIntervals,
      (earlier, later, spans) => {
        const version = (one: typeof later, day: number): Version => ({
          fromAt: at(day),
          settings: one.named
            ? sponsors({ pro: one.pro, sponsor: one.sponsor }, one.grace)
            : settings({ graceMs: one.grace * DAY }),
        })
        const before = earlier.map((one, i) => version(one, i * 8))
        const changedAt = earlier.length * 8
        const intervals = spans.map(({ from, days, amount }, key) =>
          interval({ key: String(key), worth: dollars(amount), sinceAt: at(from), untilAt: at(from + days) }),
        )
        const old = entitlements(intervals, before)
        const now = entitlements(intervals, [...before, version(later, changedAt)])
        for (let day = -1; day < changedAt; day++) {
          const standing = (all: Entitlement[]) =>
            paidStanding({ entitlements: all, tiers: settings().tiers }, at(day))
          expect(standing(now)).toEqual(standing(old))
        }
      },
    ),
  )
})
