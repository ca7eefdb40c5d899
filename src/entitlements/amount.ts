// How much somebody pays, as far as a source says it. Pure.
import type { Entitlement } from '../domain/entitlement.ts'
import type { Interval } from '../domain/fact.ts'
import { sourceOf } from './pieces.ts'

export interface Amount {
  /** US dollars; null: the source does not say, or not to this server. */
  dollars: number | null
  per: 'month' | 'once'
  /** Price ids, where these say how much it is. */
  prices: string[]
}

/** Null where a tier is given and not paid for here: a contract, a listing. */
export function amountOf(
  entitlement: Entitlement,
  intervals: readonly Interval[],
  now: number,
): Amount | null {
  const { source, accountId, evidence, untilAt } = entitlement
  // Of an entitlement that has ended, what was paid last.
  const at = untilAt !== null && untilAt <= now ? untilAt - 1 : now
  const behind = intervals.filter(
    (one) =>
      one.accountId === accountId &&
      sourceOf(one) === source &&
      `${evidence}; `.startsWith(`${one.evidence}; `),
  )
  const interval = behind.findLast((one) => one.sinceAt <= at && (one.untilAt === null || at < one.untilAt))
  const { worth, oneTime = false } = interval ?? behind.at(-1) ?? {}
  const per = oneTime ? 'once' : 'month'
  if (worth?.kind === 'amount') {
    return { dollars: worth.cents === null ? null : worth.cents / 100, per, prices: [] }
  }
  return worth?.kind === 'prices' ? { dollars: null, per, prices: worth.ids } : null
}

export function amountText(amount: Amount | null): string {
  if (amount === null) return ''
  if (amount.prices.length > 0) return amount.prices.join('+')
  const { dollars, per } = amount
  const often = per === 'once' ? 'once' : 'a month'
  return dollars === null ? `${often}, amount unknown` : `$${dollars} ${often}`
}
