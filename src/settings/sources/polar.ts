// `polar`: products sold through Polar.
import { map, mapOf, optional, reference, text } from '../kinds.ts'
import { section } from '../section.ts'

declare module '../../domain/settings.ts' {
  interface EntitlementSettings {
    polar: { products: Record<string, string> } | null
  }
}

export const polarSource = section({
  key: 'polar',
  about:
    "Subscriptions on Polar whose customer's `metadata.github_id` or `external_id` is the id of a GitHub account.",
  schema: (names) =>
    optional(
      map({
        products: mapOf(
          text('a product id', { max: 200, pattern: /\S/ }),
          reference('a tier', names.tiers),
          'a map from products to tiers',
        ).meta({
          description: 'Product id → tier.',
        }),
      }),
      { description: 'Customers on Polar.' },
    ),
  read: (value) => ({ polar: value ? { products: value.products } : null }),
})
