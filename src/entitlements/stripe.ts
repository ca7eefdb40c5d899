// Source `stripe`: subscriptions whose customer or own metadata names a GitHub account.

import type { Interval } from '../domain/fact.ts'
import type { EntitlementSettings, Settings } from '../domain/settings.ts'
import {
  mayUse,
  need,
  type PayingRepository,
  type Source,
  type SourceCredentials,
  type TierWord,
} from './source.ts'

/** One Stripe account serves one server. */
export const STRIPE_SCOPE = 'stripe'

export const stripe: Source = {
  name: 'stripe',
  scopes(settings: EntitlementSettings, repository: PayingRepository, credentials: SourceCredentials) {
    if (!settings.stripe) return { needs: [], problems: [] }
    // A Stripe account has no GitHub account that could be compared, so the server has to name who may use it.
    if (!mayUse(repository, credentials, null)) return { needs: [], problems: [notAllowed(repository)] }
    if (!credentials.stripe) return { needs: [], problems: [noKey()] }
    return { needs: [need('stripe', STRIPE_SCOPE, repository, [])], problems: [] }
  },
  tierOf(interval: Interval, settings: Settings): TierWord {
    const prices = settings.entitlements.stripe?.prices
    if (!prices || interval.worth.kind !== 'prices') return { tier: null }
    const { ids } = interval.worth
    const named = ids.flatMap((id) => (Object.hasOwn(prices, id) ? (prices[id] ?? []) : []))
    const best = settings.tiers.find((tier) => named.includes(tier.name))
    if (best ?? named[0]) return { tier: best?.name ?? named[0]! }
    return { tier: null, problem: unknownPrice(ids) }
  },
}

function unknownPrice(ids: string[]) {
  const message =
    `entitlements.stripe.prices: a subscription has only prices that are not listed (${ids.join(', ')}). ` +
    'List the price id, product id or lookup key with its tier.'
  return { level: 'warning' as const, message }
}

function notAllowed(repository: PayingRepository) {
  const message =
    `entitlements.stripe: the server's Stripe key serves only owners listed in ALLOWED_ACCOUNTS, and ` +
    `"${repository.owner}" is not there, so nothing is read. Ask whoever runs the server to list it.`
  return { level: 'failure' as const, message }
}

function noKey() {
  const message =
    'entitlements.stripe: the server has no STRIPE_API_KEY, so nothing is read. Set a restricted key that may ' +
    'read customers and subscriptions.'
  return { level: 'warning' as const, message }
}
