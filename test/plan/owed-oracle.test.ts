// What is owed, told a second time as a story that is lived through minute by minute, and compared.
import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { Entitlement } from '../../src/domain/entitlement.ts'
import type { PromiseTargets } from '../../src/domain/settings.ts'
import { ticketClocks } from '../../src/plan/clocks/clocks.ts'
import { handStates } from '../../src/plan/clocks/hand.ts'
import { paidTiers } from '../../src/plan/clocks/standing.ts'
import { termsBook } from '../../src/plan/clocks/terms.ts'
import { aTier, comment, MONDAY, maintainer, story } from './ledger-builder.ts'

const MINUTE = 60_000
const at = (minute: number) => MONDAY + minute * MINUTE
const NOW = 1500

type Tier = 'gold' | 'silver' | 'bronze'
/** Minutes, or nothing. */
type Targets = Record<Tier | 'community', number | null>
interface Lived {
  settings: Array<{ at: number; targets: Targets }>
  pays: Array<{ from: number; until: number; tier: Tier }>
  hand: Array<{ at: number; says: Tier | 'none' | 'auto' }>
  answeredAt: number | null
}

const minute = fc.integer({ min: -60, max: 900 })
const target = fc.option(fc.integer({ min: 1, max: 60 }).map((five) => five * 5))
const tier = fc.constantFrom<Tier>('gold', 'silver', 'bronze')
const targets = fc.record({ gold: target, silver: target, bronze: target, community: target })
const lived: fc.Arbitrary<Lived> = fc.record({
  settings: fc
    .array(fc.record({ at: minute, targets }), { maxLength: 3 })
    .chain((later) => targets.map((first) => [{ at: -1000, targets: first }, ...later.sort(byTime)])),
  pays: fc.array(
    fc
      .record({ from: minute, length: fc.integer({ min: 1, max: 600 }), tier })
      .map(({ from, length, tier }) => {
        return { from, until: from + length, tier }
      }),
    { maxLength: 3 },
  ),
  hand: fc
    .uniqueArray(
      fc.record({ at: minute, says: fc.constantFrom('gold', 'silver', 'bronze', 'none', 'auto', 'auto') }),
      { maxLength: 6, selector: (one) => one.at },
    )
    .map((events) => (events as Lived['hand']).sort(byTime))
    // "Less than ten minutes" and "within ten minutes" do not say which of them just ten is.
    .filter((events) => events.every(({ at }) => events.every((other) => Math.abs(at - other.at) !== 10))),
  answeredAt: fc.option(fc.integer({ min: 0, max: 900 })),
})

function byTime(a: { at: number }, b: { at: number }): number {
  return a.at - b.at
}

function owed({ settings, pays, hand, answeredAt }: Lived) {
  const history = settings.map((version) => ({
    fromAt: at(version.at),
    settings: {
      tiers: (['gold', 'silver', 'bronze'] as const).map((name) =>
        aTier(name, promise(version.targets[name])),
      ),
      community: {
        promise: promise(version.targets.community),
        answers: null,
        warnAt: 1,
        notify: [],
        channels: [],
      },
      calendars: {},
      away: [],
      commands: { prefix: '/' },
    },
  }))
  const book = termsBook(history)
  const commands = hand.map(({ at: when, says }) => {
    const set = says === 'auto' ? ('auto' as const) : { tier: says === 'none' ? null : says }
    return { at: at(when), set }
  })
  const payment = paidTiers(pays.map(entitlement), book)
  const entries = answeredAt === null ? [] : [comment(answeredAt / 60, maintainer)]
  const { firstResponse } = ticketClocks({
    story: story(entries, { hours: NOW / 60 }),
    promisers: { book, payment, hand: handStates([], commands, book) },
    tierAtOpening: null,
    now: at(NOW),
  })
  const { met, missedAt } = firstResponse
  return { met, missed: missedAt === null ? null : (missedAt - MONDAY) / MINUTE }
}

function promise(minutes: number | null): PromiseTargets | null {
  if (minutes === null) return null
  const firstResponse = { amount: minutes, unit: 'm' as const }
  return { firstResponse, nextResponse: null, resolution: null, calendar: 'always' }
}

function entitlement({ from, until, tier }: Lived['pays'][number], i: number): Entitlement {
  const times = { sinceAt: at(from), untilAt: at(until), graceUntilAt: at(until), learnedAt: 0, checkedAt: 0 }
  return { source: `source ${i}`, accountId: 1, tier, private: false, evidence: '', ...times }
}

/**
 * Minute by minute: a tier that is set again within ten minutes is a tier that stands, and one that stands for less
 * than ten is as if it had never been said.
 */
function lastingWords(hand: Lived['hand'], end: number): Lived['hand'] {
  const spoken = hand.filter((event, i) => i === 0 || event.says !== hand[i - 1]!.says)
  const endOf = (event: Lived['hand'][number]) => spoken[spoken.indexOf(event) + 1]?.at ?? Infinity
  const isTier = ({ says }: Lived['hand'][number]) => says !== 'auto' && says !== 'none'
  const words: Lived['hand'] = []
  const stood: Array<{ from: number; until: number }> = []
  for (const name of ['gold', 'silver', 'bronze'] as const) {
    const times = spoken.filter(({ says, at }) => says === name && at <= end)
    while (times.length > 0) {
      const first = times.shift()!
      let until = endOf(first)
      while (times.length > 0 && times[0]!.at - until <= 10) until = endOf(times.shift()!)
      if (until - first.at < 10) continue
      words.push(first)
      stood.push({ from: first.at, until })
    }
  }
  const between = (at: number) => stood.some(({ from, until }) => from < at && at < until)
  words.push(...spoken.filter((event) => !isTier(event) && !between(event.at)))
  return words.sort(byTime)
}

/** Deadlines that are kept as time goes by, and never looked at from the end. */
function livedThrough({ settings, pays, hand, answeredAt }: Lived) {
  const end = answeredAt ?? NOW
  const targetOf = (name: Tier | 'community', now: number) =>
    settings.findLast((version) => version.at <= now)!.targets[name]
  const paidAt = (now: number) =>
    (['gold', 'silver', 'bronze'] as const).find((tier) =>
      pays.some((one) => one.tier === tier && one.from <= now && now < one.until),
    )
  const lasting = lastingWords(hand, end)
  const sooner = (a: number | null, b: number | null) => (a === null ? b : b === null ? a : Math.min(a, b))
  const promised = (name: Tier, now: number) => {
    const minutes = targetOf(name, now)
    return minutes === null ? null : now + minutes
  }
  const community = targetOf('community', 0)
  let paidFor: number | null = null
  let byHand: number | null = null
  let missed: number | null = null
  let takenBack: { due: number | null; at: number } | null = null
  let paidTier: string | null = null
  let handTier: string | null = null
  let said: Lived['hand'][number]['says'] = 'auto'
  for (let now = 0; now <= end; now++) {
    const tier = paidAt(now) ?? null
    if (tier && tier !== paidTier) paidFor = sooner(paidFor, promised(tier, now))
    paidTier = tier
    const before = said
    said = lasting.findLast((event) => event.at <= now)?.says ?? 'auto'
    if (said === 'auto' && before !== 'auto') {
      if (byHand !== null && byHand < now) missed = sooner(missed, byHand)
      takenBack = { due: byHand, at: now }
      byHand = null
      handTier = null
    }
    if (said !== 'auto' && said !== 'none' && said !== handTier) {
      const goesOn = takenBack !== null && now - takenBack.at <= 10 ? takenBack.due : null
      byHand = sooner(sooner(byHand, goesOn), promised(said, now))
      takenBack = null
      handTier = said
    }
    if (said === 'none') handTier = null
  }
  const due = sooner(sooner(community, paidFor), byHand)
  const isMissed = due !== null && (answeredAt === null ? due <= NOW : due < answeredAt)
  if (isMissed) missed = sooner(missed, due)
  return { met: answeredAt !== null && due !== null && missed === null, missed }
}

/** What was put right within ten minutes had never been said: the tier before it stood when the clock began. */
const putRight: Lived = {
  settings: [{ at: -1000, targets: { gold: 5, silver: null, bronze: null, community: null } }],
  pays: [],
  hand: [
    { at: -15, says: 'gold' },
    { at: -5, says: 'bronze' },
    { at: 3, says: 'silver' },
  ],
  answeredAt: null,
}

it('is the same when it is lived through', () => {
  fc.assert(
    fc.property(lived, (one) => {
      expect(owed(one)).toEqual(livedThrough(one))
    }),
    { numRuns: 2000, examples: [[putRight]] },
  )
})
