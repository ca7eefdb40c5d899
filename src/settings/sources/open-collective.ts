// `open_collective`: backers of a collective.
import { map, mapOf, optional, reference, text } from '../kinds.ts'
import { section } from '../section.ts'

declare module '../../domain/settings.ts' {
  interface EntitlementSettings {
    openCollective: { collective: string; tiers: Record<string, string> } | null
  }
}

export const openCollectiveSource = section({
  key: 'open_collective',
  about:
    'Backers of a collective on Open Collective, by the slug of the tier they chose, once `/claim` has proved whose GitHub account a profile declares.',
  schema: (names) =>
    optional(
      map({
        collective: text('the slug of a collective', { pattern: /^[A-Za-z0-9][A-Za-z0-9_-]{0,99}$/ }).meta({
          description: 'Slug of the collective.',
        }),
        tiers: mapOf(
          text("the slug of the collective's tier", { max: 200, pattern: /\S/ }),
          reference('a tier', names.tiers),
          "a map from the collective's tiers to tiers",
        ).meta({
          description: "The collective's tier → tier.",
        }),
      }),
      { description: 'Backers on Open Collective.' },
    ),
  read: (value) => ({ openCollective: value ? { collective: value.collective, tiers: value.tiers } : null }),
})
