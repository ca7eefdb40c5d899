// Which tier the requester had at each moment: what maintainers set by hand, else the best of what is paid.

import type { Entitlement, Standing, StandingInterval, TierFrom } from '../../domain/entitlement.ts'
import type { HandState } from './hand.ts'
import type { TermsBook } from './terms.ts'

export interface StandingInput {
  openedAt: number
  /** All that the requester was ever entitled to, in any order. */
  entitlements: readonly Entitlement[]
  hand: readonly HandState[]
  book: TermsBook
}

/** Standing from opening on, one interval after another; known ends of entitlements reach into the future. */
export function standingIntervals({ openedAt, entitlements, hand, book }: StandingInput): StandingInterval[] {
  const cuts = new Set([openedAt, ...hand.map(({ fromAt }) => fromAt), ...paymentCuts(entitlements, book)])
  const intervals: StandingInterval[] = []
  for (const fromAt of [...cuts].sort((a, b) => a - b)) {
    if (fromAt < openedAt) continue
    const byHand = handStanding(hand.findLast((state) => state.fromAt <= fromAt))
    const standing = byHand ?? paidAt(entitlements, book, fromAt)
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

/**
 * The tier that was paid for as Firstline knew it then, always from the first moment on: what a promise can rest on.
 * A payment counts from the later of when it took effect and when it was learned of.
 */
export function paidTiers(entitlements: readonly Entitlement[], book: TermsBook): TierFrom[] {
  const known = entitlements.map((one) => ({ ...one, sinceAt: Math.max(one.sinceAt, one.learnedAt) }))
  const spans: TierFrom[] = []
  for (const fromAt of [0, ...paymentCuts(known, book)].sort((a, b) => a - b)) {
    const { tier } = paidAt(known, book, fromAt)
    if (spans.length === 0 || spans.at(-1)!.tier !== tier) spans.push({ fromAt, tier })
  }
  return spans
}

/** What the entitlements alone are worth at an instant. `tiers`: the highest first. */
export function paidStanding(
  { entitlements, tiers }: { entitlements: readonly Entitlement[]; tiers: ReadonlyArray<{ name: string }> },
  at: number,
): Standing {
  const counting = entitlements.filter((one) => countsAt(one, entitlements, at))
  for (const { name: tier } of tiers) {
    const granting = counting.filter((one) => one.tier === tier).sort(byPlainness(at))
    const best = granting[0]
    if (!best) continue
    const because = isValid(best, at) ? best.source : `${best.source}, in its time of grace`
    return { tier, private: granting.every((one) => one.private), because }
  }
  return { tier: null, private: false, because: 'no entitlement' }
}

function paidAt(entitlements: readonly Entitlement[], book: TermsBook, at: number): Standing {
  return paidStanding({ entitlements, tiers: book.ranksAt(at).map((name) => ({ name })) }, at)
}

/** Every moment at which what is paid may be worth something else. */
function paymentCuts(entitlements: readonly Entitlement[], book: TermsBook): number[] {
  if (entitlements.length === 0) return []
  const own = entitlements.flatMap(({ sinceAt, untilAt, graceUntilAt }) => [sinceAt, untilAt, graceUntilAt])
  return [...book.rankChanges, ...own.filter((at) => at !== null)]
}

/** Whether an entitlement is valid at an instant, or in its time of grace; `all` are those of its account. */
export function countsAt(one: Entitlement, all: readonly Entitlement[], at: number): boolean {
  return isValid(one, at) || inGrace(one, all, at)
}

function isValid({ sinceAt, untilAt }: Entitlement, at: number): boolean {
  return sinceAt <= at && (untilAt === null || at < untilAt)
}

/** A change of tier is no lapse: the same account's later entitlement of the same source takes over, for good. */
function inGrace(one: Entitlement, all: readonly Entitlement[], at: number): boolean {
  const { sinceAt, untilAt, graceUntilAt } = one
  if (untilAt === null || graceUntilAt === null || at < untilAt || at < sinceAt || at >= graceUntilAt)
    return false
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

function handStanding(state: HandState | undefined): Standing | null {
  if (!state || state.says === 'auto') return null
  return { tier: state.tier, private: false, because: state.because }
}

function sameStanding(a: Standing, b: Standing): boolean {
  return a.tier === b.tier && a.private === b.private && a.because === b.because
}
