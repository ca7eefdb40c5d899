// Source `stripe`: subscriptions whose customer or own metadata names a GitHub account.

import type { Interval } from '../domain/fact.ts'
import type { EntitlementSettings, Settings } from '../domain/settings.ts'
import { need, type PayingRepository, type Source, type TierWord, tierOfNames } from './source.ts'
import { stripeClient } from './stripe-client.ts'
import { stripeReader } from './stripe-reader.ts'

const READ_EVERY_MS = 15 * 60_000

export const stripe: Source = {
  name: 'stripe',
  credential: {
    variable: 'STRIPE_API_KEY',
    // A Stripe account has no GitHub account that could be compared, so the server has to name who may use it.
    accountOf: () => null,
    notAllowed: (_, { owner }) => notAllowed(owner),
    missing: {
      level: 'warning',
      message:
        'entitlements.stripe: the server has no STRIPE_API_KEY, so nothing is read. Set a restricted key that may ' +
        'read customers and subscriptions.',
    },
  },
  errorsArePublic: true,
  namesUnknown: true,
  scopes({ stripe }: EntitlementSettings, repository: PayingRepository) {
    return { needs: stripe ? [need('stripe', 'stripe', repository, [])] : [], problems: [] }
  },
  tierOf(interval: Interval, settings: Settings): TierWord {
    const prices = settings.entitlements.stripe?.prices
    if (!prices || interval.worth.kind !== 'prices') return { tier: null }
    const { ids } = interval.worth
    const tier = tierOfNames(prices, ids, settings)
    return tier === null ? { tier, problem: unknownPrice(ids) } : { tier }
  },
  reader({ variables: { STRIPE_API_KEY: apiKey, STRIPE_URL: url = null }, accounts }) {
    if (!apiKey) return null
    return { ...stripeReader(stripeClient({ apiKey, url }), accounts), everyMs: READ_EVERY_MS }
  },
}

function unknownPrice(ids: string[]) {
  const message =
    `entitlements.stripe.prices: a subscription has only prices that are not listed (${ids.join(', ')}). ` +
    'List the price id, product id or lookup key with its tier.'
  return { level: 'warning' as const, message }
}

function notAllowed(owner: string) {
  const message =
    `entitlements.stripe: the server's Stripe key serves only owners listed in ALLOWED_ACCOUNTS, and ` +
    `"${owner}" is not there, so nothing is read. Ask whoever runs the server to list it.`
  return { level: 'failure' as const, message }
}
