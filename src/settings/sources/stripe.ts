// `stripe`: subscriptions sold through Stripe.
import { map, mapOf, optional, reference, text } from '../kinds.ts'
import { section } from '../section.ts'

declare module '../../domain/settings.ts' {
  interface EntitlementSettings {
    /** Price id, product id or lookup key → tier name. */
    stripe: { prices: Record<string, string> } | null
  }
}

export const stripeSource = section({
  key: 'stripe',
  about: 'Subscriptions whose customer or subscription metadata has `github_id` or `github_login`.',
  schema: (names) =>
    optional(
      map({
        prices: mapOf(
          text('a price id, product id or lookup key', { max: 200, pattern: /\S/ }),
          reference('a tier', names.tiers),
          'a map from prices to tiers',
        ).meta({
          description: 'Price id, product id or lookup key → tier.',
        }),
      }),
      { description: 'Subscriptions on Stripe.' },
    ),
  read: (value) => ({ stripe: value ? { prices: value.prices } : null }),
})
