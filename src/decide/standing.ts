// Which tier the requester had at each moment: what maintainers set by hand, else the best of what is paid.

import type { Entitlement, Standing, StandingInterval } from '../domain/entitlement.ts'
import type { LabelSpan } from './fold-story.ts'

export interface StandingInput {
  openedAt: number
  /** All that the requester was ever entitled to, in any order. */
  entitlements: readonly Entitlement[]
  /** Highest first, with the label that shows each. */
  tiers: ReadonlyArray<{ name: string; label: { name: string } }>
  /** The ticket's labels over time. */
  labels: readonly LabelSpan[]
  /** `/tier NAME`, `/tier none` (null) and `/tier auto` by maintainers, in any order. */
  commands: readonly TierCommand[]
}

export interface TierCommand {
  at: number
  /** `auto` gives the decision back to the entitlements. */
  set: { tier: string | null } | 'auto'
}

/** Standing from opening on, one interval after another; known ends of entitlements reach into the future. */
export function standingIntervals(input: StandingInput): StandingInterval[] {
  const overrides = overridesOf(input)
  const cuts = new Set([input.openedAt])
  for (const { at } of overrides) cuts.add(at)
  for (const { sinceAt, untilAt, graceUntilAt } of input.entitlements) {
    for (const cut of [sinceAt, untilAt, graceUntilAt]) if (cut !== null) cuts.add(cut)
  }
  const intervals: StandingInterval[] = []
  for (const fromAt of [...cuts].sort((a, b) => a - b)) {
    if (fromAt < input.openedAt) continue
    const standing = overrides.findLast(({ at }) => at <= fromAt)?.standing ?? paidStanding(input, fromAt)
    const last = intervals.at(-1)
    if (!last || !sameStanding(last, standing)) intervals.push({ fromAt, ...standing })
  }
  return intervals
}

/** The standing in force at an instant; the first one before opening. */
export function standingAt(intervals: readonly StandingInterval[], at: number): Standing {
  const {
    tier,
    private: isPrivate,
    because,
  } = intervals.findLast(({ fromAt }) => fromAt <= at) ?? intervals[0]!
  return { tier, private: isPrivate, because }
}

/** What the entitlements alone are worth at an instant. */
export function paidStanding(
  { entitlements, tiers }: Pick<StandingInput, 'entitlements' | 'tiers'>,
  at: number,
): Standing {
  const counting = entitlements.filter((one) => isValid(one, at) || inGrace(one, entitlements, at))
  for (const { name: tier } of tiers) {
    const granting = counting.filter((one) => one.tier === tier).sort(byPlainness(at))
    const best = granting[0]
    if (!best) continue
    const because = isValid(best, at) ? best.source : `${best.source}, in its time of grace`
    return { tier, private: granting.every((one) => one.private), because }
  }
  return { tier: null, private: false, because: 'no entitlement' }
}

function isValid({ sinceAt, untilAt }: Entitlement, at: number): boolean {
  return sinceAt <= at && (untilAt === null || at < untilAt)
}

/** A change of tier is no lapse: the same account's later entitlement of the same source takes over, for good. */
function inGrace(one: Entitlement, all: readonly Entitlement[], at: number): boolean {
  const { untilAt, graceUntilAt } = one
  if (untilAt === null || graceUntilAt === null || at < untilAt || at >= graceUntilAt) return false
  return !all.some(
    (next) =>
      next.source === one.source &&
      next.accountId === one.accountId &&
      next.sinceAt >= one.sinceAt &&
      next.sinceAt <= at &&
      (next.untilAt === null || next.untilAt > untilAt),
  )
}

/** Valid before graced, public before private, then by source, so that the reason given never depends on order. */
function byPlainness(at: number) {
  const rank = (one: Entitlement) => (isValid(one, at) ? 0 : 2) + (one.private ? 1 : 0)
  return (a: Entitlement, b: Entitlement) => rank(a) - rank(b) || (a.source < b.source ? -1 : 1)
}

interface Override {
  at: number
  /** Null gives the decision back to the entitlements. */
  standing: Standing | null
}

interface HandEvent {
  at: number
  order: number
  label?: { tier: string; on: boolean }
  set?: TierCommand['set']
}

/** Only what maintainers did counts: Firstline's own labels follow the standing and never set it. */
function overridesOf({ labels, commands, tiers, openedAt }: StandingInput): Override[] {
  const overrides: Override[] = []
  for (const { at, label, set } of handEvents({ labels, commands, tiers })) {
    const before = overrides.at(-1)?.standing ?? null
    let standing: Standing | null
    if (set) {
      standing = set === 'auto' ? null : { tier: set.tier, private: false, because: '/tier' }
    } else if (label?.on) {
      standing = { tier: label.tier, private: false, because: 'label by hand' }
    } else {
      // Taking an old label off beside one put on by hand is tidying, whichever came first.
      const keeps = before !== null && before.tier !== label?.tier
      standing = keeps ? before : { tier: null, private: false, because: 'label by hand' }
    }
    overrides.push({ at: Math.max(at, openedAt), standing })
  }
  return overrides
}

/** In order; within a second a command (a comment) comes before labels, and putting on before taking off. */
function handEvents({ labels, commands, tiers }: Pick<StandingInput, 'labels' | 'commands' | 'tiers'>) {
  const events: HandEvent[] = commands.map(({ at, set }) => ({ at, order: 0, set }))
  for (const span of labels) {
    const tier = tiers.find(({ label }) => label.name.toLowerCase() === span.label.toLowerCase())?.name
    if (tier === undefined) continue
    if (span.role === 'maintainer') events.push({ at: span.fromAt, order: 1, label: { tier, on: true } })
    if (span.removedRole === 'maintainer' && span.untilAt !== null) {
      events.push({ at: span.untilAt, order: 2, label: { tier, on: false } })
    }
  }
  return events.sort((a, b) => a.at - b.at || a.order - b.order)
}

function sameStanding(a: Standing, b: Standing): boolean {
  return a.tier === b.tier && a.private === b.private && a.because === b.because
}
