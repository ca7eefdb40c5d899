// Reads subscriptions from Polar. https://polar.sh/docs/api-reference/subscriptions/list, …/customers/state
import { z } from 'zod'
import { nextCursor, type PagePlace, placeOf } from './numbered-pages.ts'
import { moment, providerAsker } from './provider-request.ts'
import type { SubscriptionsApi } from './subscription-reader.ts'

export interface PolarOptions {
  /** An organisation's access token. */
  token: string
  /** Stands in for Polar, or is its sandbox. */
  url: string | null
  now(): number
}

const PAGE_SIZE = 100
/** Each customer's state is one more call. */
const CUSTOMERS_A_PAGE = 20
const PRODUCTION = 'https://api.polar.sh/v1'

const Customer = z.object({
  id: z.string(),
  external_id: z.string().nullish(),
  metadata: z.record(z.string(), z.unknown()).default({}),
})

/** As far as it proves something. Times are ms since 1970 UTC; amounts in the currency's smallest unit. */
const Subscription = z.object({
  id: z.string(),
  status: z.string(),
  amount: z.number().nullish(),
  currency: z.string().nullish(),
  recurring_interval: z.string().nullish(),
  recurring_interval_count: z.number().nullish(),
  created_at: moment.nullish(),
  started_at: moment.nullish(),
  current_period_start: moment.nullish(),
  current_period_end: moment.nullish(),
  cancel_at_period_end: z.boolean().default(false),
  canceled_at: moment.nullish(),
  ends_at: moment.nullish(),
  ended_at: moment.nullish(),
  past_due_at: moment.nullish(),
  product_id: z.string(),
  customer: Customer,
})

export type PolarSubscription = z.output<typeof Subscription>

const pagination = z.object({ total_count: z.int().nonnegative() })
const Subscriptions = z.object({ items: z.array(Subscription), pagination })
const Customers = z.object({ items: z.array(z.object({ id: z.string() })), pagination })
/** What is active of a customer, and nothing of what was. */
const State = Customer.extend({ active_subscriptions: z.array(Subscription.omit({ customer: true })) })

type Ask = <T>(
  path: string,
  query: Record<string, string>,
  schema: z.ZodType<T>,
  signal: AbortSignal,
) => Promise<T | null>

/** Where subscriptions are not listed, customers and the state of each are read instead. */
export function polarClient({ token, url, now }: PolarOptions): SubscriptionsApi<PolarSubscription> {
  const askProvider = providerAsker(now)
  const ask: Ask = (path, query, schema, signal) =>
    askProvider({
      provider: 'Polar',
      url: `${addressOf(url)}${path}?${new URLSearchParams(query)}`.replace(/\?$/, ''),
      headers: { authorization: `Bearer ${token}` },
      schema,
      refusals: {
        401: 'POLAR_TOKEN is not accepted: it has expired, was revoked, or is of another environment.',
        403: 'POLAR_TOKEN may not read this: it needs the scope subscriptions:read.',
      },
      signal,
    })
  return {
    // The oldest first: what is bought meanwhile comes at the end.
    subscriptions: async (cursor, signal) => {
      const isOfCustomers = cursor?.startsWith(OF_CUSTOMERS) ?? false
      if (!isOfCustomers) {
        const place = placeOf(cursor)
        const query = { sorting: 'started_at', limit: String(PAGE_SIZE), page: String(place.page + 1) }
        const answer = await ask('/subscriptions/', query, Subscriptions, signal)
        if (answer !== null) return { subscriptions: answer.items, cursor: after(place, answer, PAGE_SIZE) }
      }
      const isFirst = cursor === null || isOfCustomers
      const page = isFirst ? await customersPage(ask, cursor, signal) : null
      if (page === null) throw notThere(url)
      return page
    },
    subscriptionsOf: async (customer, signal) => {
      const all: PolarSubscription[] = []
      let cursor: string | null = null
      do {
        const place = placeOf(cursor)
        const query = { customer_id: customer, limit: String(PAGE_SIZE), page: String(place.page + 1) }
        const answer = await ask('/subscriptions/', query, Subscriptions, signal)
        if (answer === null) return stateOf(ask, customer, signal)
        all.push(...answer.items)
        cursor = after(place, answer, PAGE_SIZE)
      } while (cursor !== null)
      return all
    },
  }
}

/** Begins the cursor of a reading that goes by customers. */
const OF_CUSTOMERS = 'customers '

async function customersPage(ask: Ask, cursor: string | null, signal: AbortSignal) {
  const place = placeOf(cursor === null ? null : cursor.slice(OF_CUSTOMERS.length))
  const query = { sorting: 'created_at', limit: String(CUSTOMERS_A_PAGE), page: String(place.page + 1) }
  const answer = await ask('/customers/', query, Customers, signal)
  if (answer === null) return null
  const subscriptions: PolarSubscription[] = []
  for (const { id } of answer.items) subscriptions.push(...(await stateOf(ask, id, signal)))
  const next = after(place, answer, CUSTOMERS_A_PAGE)
  return { subscriptions, cursor: next === null ? null : OF_CUSTOMERS + next }
}

/** A customer that was deleted has none any more. */
async function stateOf(ask: Ask, customer: string, signal: AbortSignal): Promise<PolarSubscription[]> {
  const state = await ask(`/customers/${encodeURIComponent(customer)}/state`, {}, State, signal)
  return state?.active_subscriptions.map((one) => ({ ...one, customer: state })) ?? []
}

interface Listed {
  items: unknown[]
  pagination: { total_count: number }
}

function after(place: PagePlace, { items, pagination }: Listed, pageSize: number): string | null {
  return nextCursor(place, { total: pagination.total_count, pageSize, found: items.length })
}

function notThere(url: string | null): Error {
  return new Error(`Polar has neither subscriptions nor customers at ${addressOf(url)}: check POLAR_URL`)
}

/** With the version of the API, where an address of a machine alone is given. */
function addressOf(url: string | null): string {
  const { origin, pathname } = new URL(url ?? PRODUCTION)
  return pathname === '/' ? `${origin}/v1` : `${origin}${pathname.replace(/\/+$/, '')}`
}
