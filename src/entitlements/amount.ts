// How much somebody pays, as far as a source says it. Pure.
import type { Entitlement } from '../domain/entitlement.ts'
import type { Interval, Money } from '../domain/fact.ts'
import { sourceOf } from './pieces.ts'

export interface Amount {
  /** US dollars; null: the source does not say, or not to this server, or it is another currency. */
  dollars: number | null
  /** `month`, `year`, `3 months`, or `once`. */
  per: string
  /** Price ids, where these say how much it is. */
  prices: string[]
  /** Where the source names a currency. */
  money?: Money
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
  if (worth?.kind !== 'prices') return null
  const { ids: prices, money } = worth
  if (!money) return { dollars: null, per, prices }
  return { dollars: money.currency === 'USD' ? money.amount : null, per: money.per, prices, money }
}

/** What it comes to in a month; of what was paid once, all of it. Null: not known. */
export function inAMonth({ dollars, per, money }: Amount): { amount: number; currency: string } | null {
  const { amount, currency } = money ?? { amount: dollars, currency: 'USD' }
  if (amount === null) return null
  const [, count = '1', unit = 'month'] = /^(?:(\d+) )?(day|week|month|year)s?$/.exec(per) ?? []
  const monthly = amount / (Number(count) * MONTHS[unit]!)
  return { amount: Math.round(monthly * 100) / 100, currency }
}

const MONTHS: Readonly<Record<string, number>> = { day: 12 / 365, week: 84 / 365, month: 1, year: 12 }

export function amountText(amount: Amount | null): string {
  if (amount === null) return ''
  if (amount.money) return moneyText(amount.money)
  if (amount.prices.length > 0) return amount.prices.join('+')
  const { dollars, per } = amount
  return dollars === null ? `${oftenOf(per)}, amount unknown` : `$${dollars} ${oftenOf(per)}`
}

/** `$50 a month`, `50 EUR every 3 months`, `20 GBP once`. */
export function moneyText({ amount, currency, per }: Money): string {
  return `${currency === 'USD' ? `$${amount}` : `${amount} ${currency}`} ${oftenOf(per)}`
}

function oftenOf(per: string): string {
  if (per === 'once') return per
  return /^\d/.test(per) ? `every ${per}` : `a ${per}`
}
