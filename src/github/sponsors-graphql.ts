// The GraphQL that sponsorships are asked for with, and what of the answers is used.
import { z } from 'zod'

const SPONSOR = '__typename ... on User { databaseId login } ... on Organization { databaseId login }'

/** All sponsorships with their amounts, for a token of the sponsored account. */
export const SPONSORSHIPS = sponsorships('includePrivate: true', 'tier { monthlyPriceInCents }')

/** What everybody may see: a field that an installation may not read could make GitHub refuse the whole answer. */
export const PUBLIC_SPONSORSHIPS = sponsorships('includePrivate: false', '')

function sponsorships(which: string, tier: string): string {
  return `query Sponsorships($login: String!, $after: String) {
  viewer { login }
  repositoryOwner(login: $login) {
    login
    ... on User { databaseId }
    ... on Organization { databaseId viewerCanAdminister }
    ... on Sponsorable {
      sponsorshipsAsMaintainer(first: 100, after: $after, ${which}, activeOnly: true) {
        pageInfo { hasNextPage endCursor }
        nodes {
          id isActive isOneTimePayment privacyLevel createdAt tierSelectedAt
          sponsorEntity { ${SPONSOR} }
          ${tier}
        }
      }
    }
  }
}`
}

export const ACTIVITIES = `query SponsorsActivities($login: String!, $after: String, $since: DateTime!) {
  repositoryOwner(login: $login) {
    ... on Sponsorable {
      sponsorsActivities(first: 100, after: $after, since: $since, period: ALL, includePrivate: true) {
        pageInfo { hasNextPage endCursor }
        nodes {
          id action timestamp currentPrivacyLevel
          sponsor { ${SPONSOR} }
          sponsorsTier { monthlyPriceInCents isOneTime }
        }
      }
    }
  }
}`

export const Sponsor = z.object({
  __typename: z.string(),
  databaseId: z.number().nullish(),
  login: z.string().default(''),
})
const PageInfo = z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() })
export const Sponsorship = z.object({
  id: z.string(),
  isActive: z.boolean().default(true),
  isOneTimePayment: z.boolean().default(false),
  privacyLevel: z.string(),
  createdAt: z.string(),
  tierSelectedAt: z.string().nullish(),
  sponsorEntity: Sponsor.nullish(),
  tier: z.object({ monthlyPriceInCents: z.unknown() }).nullish(),
})
export const SponsorshipsAnswer = z.object({
  viewer: z.object({ login: z.string() }).nullish(),
  repositoryOwner: z
    .object({
      login: z.string(),
      databaseId: z.number().nullish(),
      viewerCanAdminister: z.boolean().nullish(),
      sponsorshipsAsMaintainer: z.object({ pageInfo: PageInfo, nodes: z.array(Sponsorship.nullable()) }),
    })
    .nullable(),
})
export const Activity = z.object({
  id: z.string(),
  action: z.string(),
  timestamp: z.string(),
  currentPrivacyLevel: z.string().nullish(),
  sponsor: Sponsor.nullish(),
  sponsorsTier: z
    .object({ monthlyPriceInCents: z.unknown(), isOneTime: z.boolean().default(false) })
    .nullish(),
})
export const ActivitiesPage = z.object({ pageInfo: PageInfo, nodes: z.array(Activity.nullable()) })
export const ActivitiesAnswer = z.object({
  repositoryOwner: z.object({ sponsorsActivities: ActivitiesPage }).nullable(),
})
