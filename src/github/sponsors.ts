// Sponsorships, read with a token of the sponsored account: an App cannot see private sponsors or amounts.
import { type Caller, graphqlUrl } from './caller.ts'
import { SPONSORS_ACTIVITIES, SPONSORSHIPS, VIEWER } from './documents.ts'
import { GitHubError } from './errors.ts'
import { actorOf, type Connection, type GraphqlActor, present } from './graphql-shapes.ts'
import { toTime } from './rest-shapes.ts'
import type { SponsorsActivity, Sponsorship, TokenGitHub } from './types.ts'

type Sponsors = Pick<TokenGitHub, 'listSponsorships' | 'listSponsorsActivities' | 'getTokenInfo'>

export function sponsorCalls(call: Caller): Sponsors {
  return {
    listSponsorships: async (login, { activeOnly = true } = {}) => {
      const nodes = await all<GraphqlSponsorship>(call, SPONSORSHIPS, 'sponsorshipsAsMaintainer', {
        login,
        activeOnly,
      })
      return nodes.map(toSponsorship)
    },
    listSponsorsActivities: async (login, sinceAt) => {
      const since = new Date(sinceAt).toISOString()
      const nodes = await all<GraphqlActivity>(call, SPONSORS_ACTIVITIES, 'sponsorsActivities', {
        login,
        since,
      })
      return nodes.map(toActivity)
    },
    getTokenInfo: async () => {
      const { data, headers } = await call.read('token.info', (octokit) =>
        octokit.request({ method: 'POST', url: graphqlUrl(octokit), query: VIEWER }),
      )
      const viewer: GraphqlActor | undefined = data.data?.viewer
      if (!viewer) throw new GitHubError('The token belongs to nobody', { kind: 'unauthorized', status: 200 })
      return { account: actorOf(viewer), scopes: scopesOf(headers['x-oauth-scopes']) }
    },
  }
}

interface GraphqlTier {
  id: string
  name: string
  isOneTime: boolean
  isCustomAmount: boolean
  monthlyPriceInCents: number
}

interface GraphqlSponsorship {
  id: string
  isActive: boolean
  isOneTimePayment: boolean
  privacyLevel: string
  paymentSource: 'GITHUB' | 'PATREON' | null
  createdAt: string
  tierSelectedAt: string | null
  sponsorEntity: GraphqlActor | null
  tier: GraphqlTier | null
}

interface GraphqlActivity {
  id: string
  action: string
  timestamp: string
  currentPrivacyLevel: string | null
  sponsor: GraphqlActor | null
  sponsorsTier: GraphqlTier | null
  previousSponsorsTier: GraphqlTier | null
}

async function all<T>(
  call: Caller,
  document: string,
  field: string,
  variables: { login: string } & Record<string, unknown>,
): Promise<T[]> {
  const nodes: T[] = []
  let after: string | null = null
  do {
    const answer: { repositoryOwner: Record<string, Connection<T>> | null } = await call.query(document, {
      ...variables,
      after,
    })
    const page: Connection<T> | undefined = answer.repositoryOwner?.[field]
    if (!page) throw new GitHubError(`No account ${variables.login}`, { kind: 'not_found', status: 200 })
    nodes.push(...present(page.nodes))
    after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null
  } while (after)
  return nodes
}

function toSponsorship(node: GraphqlSponsorship): Sponsorship {
  const { tier } = node
  return {
    id: node.id,
    active: node.isActive,
    oneTime: node.isOneTimePayment,
    private: node.privacyLevel === 'PRIVATE',
    paymentSource: node.paymentSource,
    createdAt: Date.parse(node.createdAt),
    tierSelectedAt: toTime(node.tierSelectedAt),
    sponsor: node.sponsorEntity && actorOf(node.sponsorEntity),
    tier: tier && {
      id: tier.id,
      name: tier.name,
      cents: tier.monthlyPriceInCents,
      oneTime: tier.isOneTime,
      custom: tier.isCustomAmount,
    },
  }
}

function toActivity(node: GraphqlActivity): SponsorsActivity {
  return {
    id: node.id,
    action: node.action,
    at: Date.parse(node.timestamp),
    sponsor: node.sponsor && actorOf(node.sponsor),
    private: node.currentPrivacyLevel === 'PRIVATE',
    cents: node.sponsorsTier?.monthlyPriceInCents ?? null,
    previousCents: node.previousSponsorsTier?.monthlyPriceInCents ?? null,
    oneTime: node.sponsorsTier?.isOneTime ?? false,
  }
}

/** Classic tokens name their scopes in a header; other tokens have none. */
function scopesOf(header: string | number | undefined): string[] | null {
  if (header === undefined) return null
  return String(header)
    .split(',')
    .map((scope) => scope.trim())
    .filter((scope) => scope !== '')
}
