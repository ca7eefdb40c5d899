// What each customer of a repository brings in a month, and what its tickets came to.
import {
  broughtIn,
  type Customer,
  type CustomerBook,
  countsIn,
  customerBook,
  type Month,
} from '../entitlements/customer-book.ts'
import type { EntitlementQuery } from '../entitlements/source.ts'
import {
  type CustomerFigures,
  type CustomerMonth,
  countCustomer,
  noCustomerFigures,
} from '../report/customers.ts'
import { supportCost } from '../report/economics.ts'
import type { CountedTicket } from '../report/figures.ts'
import type { Cost } from '../report/month-economics.ts'
import type { Store } from '../store/open.ts'

export interface CustomerCount {
  add(ticket: CountedTicket, requesterId: number | null): void
  /** By name; `cost`: of all hours, for what one costs. */
  told(cost: Cost | null): Promise<CustomerMonth[]>
}

/** For tickets that come one by one. For private places. */
export async function countCustomers(
  store: Store,
  asked: EntitlementQuery,
  month: Month,
): Promise<CustomerCount> {
  const book = await customerBook(store, asked)
  const order = asked.settings.tiers.map(({ name }) => name)
  const payers = payersOf(book, order)
  const counted = new Map<string, CustomerFigures>()
  return {
    add: (ticket, requesterId) => {
      const name = requesterId === null ? null : payers(requesterId, ticket.openedAt)
      if (name === null) return
      const figures = counted.get(name) ?? noCustomerFigures()
      counted.set(name, figures)
      countCustomer(figures, ticket)
    },
    told: async (cost) => {
      const told = [...book.values()].filter(
        (customer) => counted.has(customer.name) || tierIn(customer, month, order) !== null,
      )
      const brings = await broughtIn(store, told, month)
      const months = told.map((customer): CustomerMonth => {
        const { name } = customer
        const figures = counted.get(name) ?? noCustomerFigures()
        const tier = tierIn(customer, month, order)
        return { name, tier, ...figures, brings: brings.get(name) ?? null, cost: costOf(figures, cost) }
      })
      return months.sort((a, b) => (a.name < b.name ? -1 : 1))
    },
  }
}

/** Whose customer an account was at a moment: of several the one with the highest tier. */
function payersOf(
  book: CustomerBook,
  order: readonly string[],
): (accountId: number, at: number) => string | null {
  const byAccount = new Map<number, Customer[]>()
  for (const customer of book.values()) {
    for (const id of customer.accounts.keys()) byAccount.set(id, [...(byAccount.get(id) ?? []), customer])
  }
  return (id, at) => {
    const moment = { fromAt: at, toAt: at + 1 }
    const found = (byAccount.get(id) ?? []).flatMap((customer) => {
      const tiers = customer.accounts.get(id)!.entitlements.filter((one) => countsIn(one, moment))
      return tiers.map(({ tier }) => ({ name: customer.name, rank: rankOf(tier, order) }))
    })
    return found.sort((a, b) => a.rank - b.rank)[0]?.name ?? null
  }
}

/** The highest that counts in the month; null: none. */
function tierIn({ accounts }: Customer, month: Month, order: readonly string[]): string | null {
  const tiers = [...accounts.values()].flatMap(({ entitlements }) =>
    entitlements.filter((one) => countsIn(one, month)).map(({ tier }) => tier),
  )
  return tiers.sort((a, b) => rankOf(a, order) - rankOf(b, order))[0] ?? null
}

/** A tier that is no more comes after all that are. */
function rankOf(tier: string, order: readonly string[]): number {
  const place = order.indexOf(tier)
  return place < 0 ? order.length : place
}

function costOf({ minutes }: CustomerFigures, cost: Cost | null): CustomerMonth['cost'] {
  const hour = cost?.items.find(({ name }) => name === 'hours')
  if (!cost || !hour) return null
  const total = supportCost([{ quantity: minutes / 60, unitCost: hour.unitCost }])
  return { currency: cost.currency, total }
}
