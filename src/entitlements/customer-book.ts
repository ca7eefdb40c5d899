// Who pays in one repository, as maintainers speak of them: a customer with a contract, or the account that pays.
import { breather } from '../agenda/gently.ts'
import type { Entitlement } from '../domain/entitlement.ts'
import type { Interval } from '../domain/fact.ts'
import type { Store } from '../store/open.ts'
import { amountOf, inAMonth } from './amount.ts'
import { customerIn } from './customers-reader.ts'
import { accountsOf } from './list.ts'
import { entitlementsOfMany, intervalsOf } from './resolve.ts'
import type { EntitlementQuery } from './source.ts'

export interface Customer {
  /** As the contract has it; else `@login` of the account that pays. */
  name: string
  /** GitHub's ids of everybody whom it entitles to something, or did. */
  accounts: Map<number, CustomerAccount>
}

export interface CustomerAccount {
  login: string
  /** What the account has or had through this customer. */
  entitlements: Entitlement[]
}

/** By name. */
export type CustomerBook = ReadonlyMap<string, Customer>

const CHUNK = 200

/** Everybody, past ones too. For private places. Lets others go first. */
export async function customerBook(store: Store, asked: EntitlementQuery): Promise<CustomerBook> {
  const logins = await accountsOf(store, asked)
  const ids = [...logins.keys()]
  const book = new Map<string, Customer>()
  const breathe = breather()
  for (let from = 0; from < ids.length; from += CHUNK) {
    const all = await entitlementsOfMany(store, asked, ids.slice(from, from + CHUNK))
    await breathe()
    for (const [id, { entitlements }] of all) {
      for (const one of entitlements) {
        const name = customerOf(one, logins)
        const customer = book.get(name) ?? { name, accounts: new Map() }
        const account = customer.accounts.get(id) ?? { login: logins.get(id) ?? String(id), entitlements: [] }
        account.entitlements.push(one)
        customer.accounts.set(id, account)
        book.set(name, customer)
      }
    }
  }
  return book
}

/** Whose customer somebody with this entitlement is. */
export function customerOf(
  { evidence, accountId }: Pick<Entitlement, 'evidence' | 'accountId'>,
  logins: ReadonlyMap<number, string>,
): string {
  return customerIn(evidence) ?? `@${logins.get(accountId) ?? accountId}`
}

export interface Month {
  /** ms; the end is exclusive. */
  fromAt: number
  toAt: number
}

/** Whether something of it is in the time, grace included. */
export function countsIn({ sinceAt, untilAt, graceUntilAt }: Entitlement, { fromAt, toAt }: Month): boolean {
  return sinceAt < toAt && (untilAt === null || graceUntilAt === null || graceUntilAt > fromAt)
}

/**
 * What customers bring in a month, by currency, as far as sources say amounts; null: nothing is said. What was paid once
 * counts in its month.
 */
export async function broughtIn(
  store: Store,
  customers: readonly Customer[],
  month: Month,
): Promise<Map<string, Record<string, number> | null>> {
  const payers = customers.flatMap(({ accounts }) =>
    [...accounts.values()].flatMap(({ entitlements }) => entitlements.map(({ accountId }) => accountId)),
  )
  const intervals = Map.groupBy(await intervalsOf(store, [...new Set(payers)]), ({ accountId }) => accountId)
  return new Map(customers.map((customer) => [customer.name, broughtBy(customer, intervals, month)]))
}

function broughtBy(
  { accounts }: Customer,
  intervals: ReadonlyMap<number, Interval[]>,
  month: Month,
): Record<string, number> | null {
  const paid = new Map<string, Entitlement>()
  for (const { entitlements } of accounts.values()) {
    for (const one of entitlements) {
      const { source, accountId, evidence, sinceAt } = one
      if (!countsIn({ ...one, graceUntilAt: one.untilAt }, month)) continue
      // Members share what their organisation pays; of a payment that changed the last one counts.
      const key = `${source} ${accountId} ${evidence.split('; ', 1)[0]}`
      if (sinceAt >= (paid.get(key)?.sinceAt ?? 0)) paid.set(key, one)
    }
  }
  const brought: Record<string, number> = {}
  for (const one of paid.values()) {
    const amount = amountOf(one, intervals.get(one.accountId) ?? [], month.toAt - 1)
    const monthly = amount && inAMonth(amount)
    if (!monthly || (amount.per === 'once' && one.sinceAt < month.fromAt)) continue
    brought[monthly.currency] = (brought[monthly.currency] ?? 0) + monthly.amount
  }
  return Object.keys(brought).length > 0 ? brought : null
}
