// Until when an order counts, whatever it says of itself.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { CollectiveOrder } from '../../src/entitlements/open-collective-client.ts'
import { moneyOf, paidUntil } from '../../src/entitlements/open-collective-terms.ts'

const DAY = 86_400_000
const moment = fc.option(fc.integer({ min: Date.UTC(2015, 0, 1), max: Date.UTC(2035, 0, 1) }), { nil: null })
const anyOrder = fc.record({
  id: fc.string(),
  status: fc.constantFrom(
    'ACTIVE',
    'PAID',
    'ERROR',
    'PAUSED',
    'CANCELLED',
    'EXPIRED',
    'REFUNDED',
    'PENDING',
    '?',
  ),
  frequency: fc.constantFrom('MONTHLY', 'YEARLY', 'ONETIME', 'FLEXIBLE', null),
  createdAt: moment,
  updatedAt: moment,
  lastChargedAt: moment,
  nextChargeDate: moment,
  tier: fc.option(
    fc.record({ slug: fc.string(), interval: fc.constantFrom('month', 'year', 'flexible', null) }),
    { nil: null },
  ),
  amount: fc.option(
    fc.record({ valueInCents: fc.integer(), currency: fc.constantFrom('EUR', 'usd', '', null) }),
    { nil: null },
  ),
  fromAccount: fc.constant(null),
}) satisfies fc.Arbitrary<CollectiveOrder>

test('what was charged last lasts a month or a year from then, and only what is active has no end', () => {
  fc.assert(
    fc.property(anyOrder, (order) => {
      const until = paidUntil(order)
      if (until === null) expect(order.status).toBe('ACTIVE')
      const chargedAt = order.lastChargedAt ?? order.createdAt
      if (typeof until !== 'number' || order.status === 'REFUNDED' || !chargedAt) return
      const days = (until - chargedAt) / DAY
      const isYear =
        order.frequency === 'YEARLY' || (order.frequency !== 'MONTHLY' && order.tier?.interval === 'year')
      expect(days).toBeGreaterThanOrEqual(isYear ? 365 : 28)
      expect(days).toBeLessThanOrEqual(isYear ? 366 : 31)
    }),
  )
})

test('an end never comes earlier because an order was charged later', () => {
  fc.assert(
    fc.property(anyOrder, fc.integer({ min: 0, max: 400 }), (order, days) => {
      const lastChargedAt = order.lastChargedAt ?? Date.UTC(2026, 0, 31)
      const [before, after] = [0, days].map((later) =>
        paidUntil({ ...order, lastChargedAt: lastChargedAt + later * DAY }),
      )
      if (typeof before === 'number' && typeof after === 'number')
        expect(after).toBeGreaterThanOrEqual(before)
      else expect(after).toBe(before)
    }),
  )
})

test('an amount has a currency, or is none', () => {
  fc.assert(
    fc.property(anyOrder, (order) => {
      const money = moneyOf(order)
      if (money)
        expect([money.currency, ['month', 'year', 'once'].includes(money.per)]).toEqual(['EUR', true])
    }),
  )
})
