// Reads subscriptions with Stripe's own library, and checks the signatures of its events.
import type Stripe from 'stripe'
import { UserError } from '../domain/problem.ts'
import { stripeLibrary } from './stripe-library.ts'
import type { SubscriptionsApi } from './subscription-reader.ts'

/** A subscription as far as it proves something. Times are ms since 1970 UTC. */
export interface Subscription {
  id: string
  status: string
  customerId: string
  customerDeleted: boolean
  /** The subscription's own metadata over the customer's. */
  metadata: Record<string, string>
  startedAt: number
  endedAt: number | null
  cancelAt: number | null
  /** The latest beginning of a billing period: where `past_due`, that of the period that is not paid. */
  periodStartAt: number | null
  /** Invoices that are sent may be paid so much later; 0 where the card is charged. */
  daysUntilDue: number
  trialEndAt: number | null
  /** Stripe ended it because it was not paid. */
  endedUnpaid: boolean
  /** Price ids, product ids and lookup keys. */
  prices: string[]
}

/** Pages come newest first; a cursor is the last id of the page before. */
export type StripeApi = SubscriptionsApi<Subscription>

export interface StripeOptions {
  apiKey: string
  /** Stands in for Stripe. */
  url: string | null
}

const TIMEOUT_MS = 20_000

export function stripeClient(options: StripeOptions): StripeApi {
  const Stripe = stripeLibrary()
  const stripe = new Stripe(options.apiKey, {
    ...addressOf(options.url),
    timeout: TIMEOUT_MS,
    maxNetworkRetries: 0,
    telemetry: false,
  })
  return {
    subscriptions: async (cursor) => {
      const page = await call(() =>
        stripe.subscriptions.list({
          status: 'all',
          limit: 100,
          expand: ['data.customer'],
          ...(cursor === null ? {} : { starting_after: cursor }),
        }),
      )
      const last = page.data.at(-1)
      return { subscriptions: page.data.map(toSubscription), cursor: page.has_more && last ? last.id : null }
    },
    subscriptionsOf: async (customer) => {
      const all: Subscription[] = []
      let after: string | undefined
      do {
        const params = { status: 'all', limit: 100, customer, expand: ['data.customer'] } as const
        const page = await call(() =>
          stripe.subscriptions.list({
            ...params,
            expand: [...params.expand],
            ...(after ? { starting_after: after } : {}),
          }),
        )
        all.push(...page.data.map(toSubscription))
        after = page.has_more ? page.data.at(-1)?.id : undefined
      } while (after)
      return all
    },
  }
}

/** Says who is at fault: a key that the person who runs the server must replace, or Stripe, which is asked again. */
async function call<T>(request: () => Promise<T>): Promise<T> {
  const { errors } = stripeLibrary()
  try {
    return await request()
  } catch (cause) {
    if (cause instanceof errors.StripeAuthenticationError) {
      throw new UserError('STRIPE_API_KEY is not accepted: it has expired, was revoked, or is no key.', {
        cause,
      })
    }
    if (cause instanceof errors.StripePermissionError) {
      throw new UserError(
        'STRIPE_API_KEY may not read this: a restricted key needs read access to Customers and Subscriptions.',
        {
          cause,
        },
      )
    }
    throw new Error('Stripe did not answer for subscriptions', { cause })
  }
}

function addressOf(url: string | null): { host?: string; port?: string; protocol?: 'http' | 'https' } {
  if (url === null) return {}
  const { hostname, port, protocol } = new URL(url)
  const secure = protocol === 'https:'
  return { host: hostname, port: port || (secure ? '443' : '80'), protocol: secure ? 'https' : 'http' }
}

function toSubscription(subscription: Stripe.Subscription): Subscription {
  const { customer } = subscription
  const whole = typeof customer === 'string' ? null : customer
  const theirs = whole && !whole.deleted ? whole.metadata : {}
  const items = subscription.items?.data ?? []
  const starts = items.map((item) => item.current_period_start ?? 0).filter((at) => at > 0)
  return {
    id: subscription.id,
    status: subscription.status,
    customerId: typeof customer === 'string' ? customer : customer.id,
    customerDeleted: whole?.deleted === true,
    metadata: { ...theirs, ...subscription.metadata },
    startedAt: subscription.start_date * 1000,
    endedAt: toTime(subscription.ended_at ?? subscription.canceled_at),
    cancelAt: toTime(subscription.cancel_at),
    periodStartAt: starts.length > 0 ? Math.max(...starts) * 1000 : null,
    daysUntilDue: subscription.collection_method === 'send_invoice' ? (subscription.days_until_due ?? 0) : 0,
    trialEndAt: toTime(subscription.trial_end),
    endedUnpaid: subscription.cancellation_details?.reason === 'payment_failed',
    prices: items.flatMap(({ price }) => [
      price.id,
      ...(typeof price.product === 'string' ? [price.product] : [price.product.id]),
      ...(price.lookup_key ? [price.lookup_key] : []),
    ]),
  }
}

function toTime(seconds: number | null | undefined): number | null {
  return seconds ? seconds * 1000 : null
}
