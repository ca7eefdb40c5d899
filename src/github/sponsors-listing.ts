// The tiers that an account offers its sponsors, as everybody may see them on its page.
import type { Caller } from './caller.ts'
import { GitHubError } from './errors.ts'
import type { GitHubReads, SponsorsTier } from './types.ts'

/** GitHub allows no more than ten of each kind to be published. */
export const SPONSORS_LISTING = `query SponsorsListing($login: String!) {
  repositoryOwner(login: $login) {
    ... on Sponsorable {
      sponsorsListing {
        tiers(first: 20) { nodes { name monthlyPriceInDollars isOneTime } }
      }
    }
  }
}`

interface Listing {
  repositoryOwner?: {
    sponsorsListing?: {
      tiers?: {
        nodes?: Array<{
          name: string
          monthlyPriceInDollars: number
          isOneTime: boolean
        } | null> | null
      } | null
    } | null
  } | null
}

export function sponsorsListingCalls(call: Caller): Pick<GitHubReads, 'readSponsorsTiers'> {
  return {
    readSponsorsTiers: async (owner) => {
      const listing = await toldOrNull(call.query<Listing>(SPONSORS_LISTING, { login: owner }))
      const nodes = listing?.repositoryOwner?.sponsorsListing?.tiers?.nodes ?? []
      return nodes.flatMap((node): SponsorsTier[] =>
        node ? [{ name: node.name, dollars: node.monthlyPriceInDollars, oneTime: node.isOneTime }] : [],
      )
    },
  }
}

/** What a token may not see, and what a server of one's own does not have, is as good as not there. */
async function toldOrNull<T>(asked: Promise<T>): Promise<T | null> {
  try {
    return await asked
  } catch (error) {
    const kinds = ['forbidden', 'not_found', 'invalid']
    if (error instanceof GitHubError && kinds.includes(error.kind)) return null
    throw error
  }
}
