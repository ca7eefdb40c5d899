// What is owed on one clock: each promise that was made for it, by everyone's tier, by a payment or by a hand.

import type { ClockKind, Grant, Origin } from '../../domain/clock.ts'
import type { TierFrom } from '../../domain/entitlement.ts'
import type { PromiseTargets, Settings } from '../../domain/settings.ts'
import { promiseMs } from './calendar.ts'
import type { HandState } from './hand.ts'
import { openTimeOf, type TermsBook } from './terms.ts'

/** All that promises can come from, over time. */
export interface Promisers {
  book: TermsBook
  payment: readonly TierFrom[]
  hand: readonly HandState[]
}

/** What a hand set for less than this leaves nothing; what it sets again within this goes on. */
const SECOND_THOUGHTS_MS = 10 * 60_000

/**
 * The promises of a clock that started at `startedAt`. What was said after it ended (`stoppedAt`) gives it nothing and
 * takes nothing from it. The earliest of their deadlines is the one that holds.
 */
export function grantsOf(
  kind: ClockKind,
  promisers: Promisers,
  startedAt: number,
  stoppedAt: number | null,
): Grant[] {
  const clock = { kind, book: promisers.book, startedAt, stoppedAt: stoppedAt ?? Number.POSITIVE_INFINITY }
  return [
    ...communityGrants(clock),
    ...paymentGrants(clock, promisers.payment),
    ...handGrants(clock, promisers.hand),
  ]
}

interface Granting {
  kind: ClockKind
  book: TermsBook
  startedAt: number
  stoppedAt: number
}

/** Only what was promised to everybody when the clock started. */
function communityGrants({ kind, book, startedAt }: Granting): Grant[] {
  const terms = book.at(startedAt)
  return terms
    ? grantFrom(kind, terms, terms.community, { origin: 'community', tier: null, fromAt: startedAt })
    : []
}

/** One for each tier that was paid for while the clock ran. What was promised is kept when the payment ends. */
function paymentGrants(clock: Granting, payment: readonly TierFrom[]): Grant[] {
  return payment.flatMap(({ tier, fromAt }, i) => {
    const untilAt = payment[i + 1]?.fromAt ?? Number.POSITIVE_INFINITY
    return tier === null || untilAt <= clock.startedAt
      ? []
      : tierGrant(clock, 'payment', tier, fromAt, untilAt)
  })
}

/** One for each tier that a hand set, until the hand takes back what it gave. */
function handGrants(clock: Granting, said: readonly HandState[]): Grant[] {
  const stands = standsOf(said, clock.stoppedAt)
  const grants = stands.flatMap(({ tier, fromAt, untilAt }) =>
    untilAt <= clock.startedAt ? [] : tierGrant(clock, 'hand', tier, fromAt, untilAt),
  )
  for (const { says, fromAt: takenBackAt } of said) {
    if (says === 'set' || says === 'none' || takenBackAt > clock.stoppedAt) continue
    if (stands.some((stand) => goesOnOver(takenBackAt, stand))) continue
    for (const grant of grants) {
      if (grant.fromAt < takenBackAt) grant.endsAt ??= takenBackAt
    }
  }
  return grants
}

/** A time during which a hand had set a tier. */
interface Stand {
  tier: string
  fromAt: number
  untilAt: number
}

/**
 * What was set until `lastAt`. What was set again within ten minutes stood all the time. What stood for less than that
 * leaves nothing, however it was put right; what stood before stands on.
 */
function standsOf(said: readonly HandState[], lastAt: number): Stand[] {
  const last = new Map<string, Stand>()
  const stands: Stand[] = []
  said.forEach(({ says, tier, fromAt }, i) => {
    if (says !== 'set' || tier === null || fromAt > lastAt) return
    const untilAt = said[i + 1]?.fromAt ?? Number.POSITIVE_INFINITY
    const before = last.get(tier)
    if (before && fromAt - before.untilAt <= SECOND_THOUGHTS_MS) {
      before.untilAt = untilAt
      return
    }
    const stand = { tier, fromAt, untilAt }
    last.set(tier, stand)
    stands.push(stand)
  })
  const lasting = stands.filter(({ fromAt, untilAt }) => untilAt - fromAt >= SECOND_THOUGHTS_MS)
  for (const passing of stands) {
    const before = lasting.find((stand) => stand !== passing && stand.untilAt === passing.fromAt)
    if (before && !lasting.includes(passing)) before.untilAt = passing.untilAt
  }
  return lasting
}

/** Whether the tier stands on when the hand takes back what it gave, or is set within ten minutes. */
function goesOnOver(takenBackAt: number, { fromAt, untilAt }: Stand): boolean {
  if (fromAt < takenBackAt) return takenBackAt < untilAt
  return fromAt <= takenBackAt + SECOND_THOUGHTS_MS
}

function tierGrant(clock: Granting, origin: Origin, tier: string, fromAt: number, untilAt: number): Grant[] {
  const { kind, book, startedAt, stoppedAt } = clock
  // Before the first settings nobody can have been promised anything.
  const beginsAt = Math.max(fromAt, startedAt, book.beginsAt)
  const terms = book.at(beginsAt)
  const named = book.tierAt(tier, beginsAt)
  if (!terms || !named || beginsAt > stoppedAt || beginsAt >= untilAt) return []
  return grantFrom(kind, terms, named, { origin, tier, fromAt: beginsAt })
}

/** Where a promise has its target for each clock. */
export const TARGETS: Record<ClockKind, Exclude<keyof PromiseTargets, 'calendar'>> = {
  first_response: 'firstResponse',
  next_response: 'nextResponse',
  resolution: 'resolution',
}

function grantFrom(
  kind: ClockKind,
  terms: Parameters<typeof openTimeOf>[0],
  { promise, warnAt }: Pick<Settings['community'], 'promise' | 'warnAt'>,
  what: Pick<Grant, 'origin' | 'tier' | 'fromAt'>,
): Grant[] {
  const target = promise?.[TARGETS[kind]] ?? null
  if (!promise || !target) return []
  const time = openTimeOf(terms, promise.calendar)
  const targetMs = promiseMs(time.calendar, target)
  return [{ ...what, endsAt: null, target, targetMs, calendar: promise.calendar, time, warnAt }]
}
