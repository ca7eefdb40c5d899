// What an order on Open Collective is worth, and until when. Pure.
import type { Money } from '../domain/fact.ts'
import type { CollectiveOrder } from './open-collective-client.ts'

/**
 * Until when it counts: undefined: it never did; null: no end known. One that recurs counts for as long as it is active,
 * then to the end of the month or year that was paid for; one payment counts for the interval of its tier, or a month.
 */
export function paidUntil(order: CollectiveOrder): number | null | undefined {
  const { status, createdAt, updatedAt } = order
  const recurs = isRecurring(order)
  switch (status) {
    case 'ACTIVE':
      return recurs ? null : periodEnd(order)
    case 'PAID':
      return periodEnd(order)
    case 'ERROR':
    case 'PAUSED':
    case 'CANCELLED':
    case 'EXPIRED':
      return recurs ? periodEnd(order) : undefined
    case 'REFUNDED':
      return updatedAt ?? createdAt ?? undefined
    default:
      return undefined
  }
}

export function moneyOf(order: CollectiveOrder): Money | null {
  const { valueInCents, currency } = order.amount ?? {}
  if (typeof valueInCents !== 'number' || !/^[A-Z]{3}$/.test(currency ?? '')) return null
  const per = isRecurring(order) ? (isYearly(order) ? 'year' : 'month') : 'once'
  // Of every currency it tells hundredths, also of those that have none.
  return { amount: valueInCents / 100, currency: currency!, per }
}

function isRecurring({ frequency, status }: CollectiveOrder): boolean {
  if (frequency === 'MONTHLY' || frequency === 'YEARLY') return true
  return !frequency && status !== 'PAID' && status !== 'REFUNDED'
}

function isYearly({ frequency, tier }: CollectiveOrder): boolean {
  return frequency === 'YEARLY' || (frequency !== 'MONTHLY' && /^year/i.test(tier?.interval ?? ''))
}

/** The end of what was paid for last. */
function periodEnd(order: CollectiveOrder): number | undefined {
  const { lastChargedAt, createdAt, nextChargeDate, updatedAt } = order
  const months = isYearly(order) ? 12 : 1
  const chargedAt = lastChargedAt ?? createdAt ?? updatedAt
  if (chargedAt) return monthsAfter(chargedAt, months)
  return nextChargeDate ?? undefined
}

/** The same day of a later month, or its last one. */
function monthsAfter(at: number, months: number): number {
  const date = new Date(at)
  const day = date.getUTCDate()
  date.setUTCDate(1)
  date.setUTCMonth(date.getUTCMonth() + months)
  const days = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate()
  date.setUTCDate(Math.min(day, days))
  return date.getTime()
}
