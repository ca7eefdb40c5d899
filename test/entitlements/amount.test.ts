// How much somebody pays, in words and by the month.
import { expect, test } from 'vitest'
import { amountText, inAMonth } from '../../src/entitlements/amount.ts'

const euros = (amount: number, per: string) => {
  return { dollars: null, per, prices: ['gold'], money: { amount, currency: 'EUR', per } }
}

test.each([
  [euros(10, 'month'), '10 EUR a month', { amount: 10, currency: 'EUR' }],
  [euros(240, 'year'), '240 EUR a year', { amount: 20, currency: 'EUR' }],
  [euros(30, '3 months'), '30 EUR every 3 months', { amount: 10, currency: 'EUR' }],
  [euros(480, '2 years'), '480 EUR every 2 years', { amount: 20, currency: 'EUR' }],
  [euros(84, 'week'), '84 EUR a week', { amount: 365, currency: 'EUR' }],
  [euros(12, 'day'), '12 EUR a day', { amount: 365, currency: 'EUR' }],
  [euros(50, 'once'), '50 EUR once', { amount: 50, currency: 'EUR' }],
  [{ dollars: 5, per: 'month', prices: [] }, '$5 a month', { amount: 5, currency: 'USD' }],
  [{ dollars: null, per: 'month', prices: [] }, 'a month, amount unknown', null],
  [{ dollars: null, per: 'month', prices: ['price_1'] }, 'price_1', null],
])('%j is told, and counted by the month', (amount, text, monthly) => {
  expect(amountText(amount)).toBe(text)
  expect(inAMonth(amount)).toEqual(monthly)
})

test('what gives a tier without being paid for here has no words', () => {
  expect(amountText(null)).toBe('')
})
