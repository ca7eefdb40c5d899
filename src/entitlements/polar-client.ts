// Reads subscriptions from Polar. https://polar.sh/docs/api-reference/subscriptions/list
import { z } from 'zod'
import { nextCursor, placeOf } from './numbered-pages.ts'
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
const PRODUCTION = 'https://api.polar.sh/v1'

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
  customer: z.object({
    id: z.string(),
    external_id: z.string().nullish(),
    metadata: z.record(z.string(), z.unknown()).default({}),
  }),
})

export type PolarSubscription = z.output<typeof Subscription>

const Answer = z.object({
  items: z.array(Subscription),
  pagination: z.object({ total_count: z.int().nonnegative() }),
})

export function polarClient({ token, url, now }: PolarOptions): SubscriptionsApi<PolarSubscription> {
  const askProvider = providerAsker(now)
  const ask = async (which: Record<string, string>, page: number, signal: AbortSignal) => {
    const query = new URLSearchParams({ ...which, limit: String(PAGE_SIZE), page: String(page + 1) })
    return askProvider({
      provider: 'Polar',
      url: `${addressOf(url)}/subscriptions/?${query}`,
      headers: { authorization: `Bearer ${token}` },
      schema: Answer,
      refusals: {
        401: 'POLAR_TOKEN is not accepted: it has expired, was revoked, or is of another environment.',
        403: 'POLAR_TOKEN may not read this: it needs the scope subscriptions:read.',
      },
      signal,
    })
  }
  return {
    // The oldest first: what is bought meanwhile comes at the end.
    subscriptions: async (cursor, signal) => {
      const place = placeOf(cursor)
      const answer = await ask({ sorting: 'started_at' }, place.page, signal)
      if (answer === null) throw notThere(url)
      const { items, pagination } = answer
      const seen = { total: pagination.total_count, pageSize: PAGE_SIZE, found: items.length }
      return { subscriptions: items, cursor: nextCursor(place, seen) }
    },
    subscriptionsOf: async (customer, signal) => {
      const all: PolarSubscription[] = []
      let cursor: string | null = null
      do {
        const place = placeOf(cursor)
        // A customer that was deleted has none any more.
        const answer = await ask({ customer_id: customer }, place.page, signal)
        all.push(...(answer?.items ?? []))
        const total = answer?.pagination.total_count ?? 0
        cursor = nextCursor(place, { total, pageSize: PAGE_SIZE, found: answer?.items.length ?? 0 })
      } while (cursor !== null)
      return all
    },
  }
}

function notThere(url: string | null): Error {
  return new Error(`Polar has no subscriptions at ${addressOf(url)}: check POLAR_URL`)
}

/** With the version of the API, where an address of a machine alone is given. */
function addressOf(url: string | null): string {
  const { origin, pathname } = new URL(url ?? PRODUCTION)
  return pathname === '/' ? `${origin}/v1` : `${origin}${pathname.replace(/\/+$/, '')}`
}
