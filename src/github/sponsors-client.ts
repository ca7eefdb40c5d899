// Reads sponsorships from GitHub's GraphQL: with the token of the sponsored account, else as an installation.

import { z } from 'zod'
import { UserError } from '../domain/problem.ts'
import { RetryLater } from '../domain/retry-later.ts'
import type { Actor } from '../domain/ticket.ts'
import {
  ACTIVITIES,
  ActivitiesAnswer,
  type ActivitiesPage,
  type Activity,
  PUBLIC_SPONSORSHIPS,
  SPONSORSHIPS,
  type Sponsor,
  type Sponsorship,
  SponsorshipsAnswer,
} from './sponsors-graphql.ts'
import type {
  SponsorsActivityNode,
  SponsorsApi,
  SponsorshipNode,
  SponsorshipPage,
} from './sponsors-shapes.ts'

export interface SponsorsClientOptions {
  /** GitHub's GraphQL address. */
  url: string
  /** A classic token of the sponsored account; null: public sponsors only, amounts unknown. */
  token: string | null
  /** The token of an installation, where there is no token of the account. */
  installationToken(installationId: number): Promise<string>
  timeoutMs?: number
}

/** Why GitHub refused for now; `retryAt` (ms) where it says when to come back. */
class SponsorsUnavailable extends RetryLater {}

export function sponsorsClient(options: SponsorsClientOptions): SponsorsApi {
  return {
    ofAccount: options.token !== null,
    async sponsorships(account, cursor, installationId) {
      const query = options.token === null ? PUBLIC_SPONSORSHIPS : SPONSORSHIPS
      const data = await ask(options, installationId, query, { login: account, after: cursor })
      return toPage(read(SponsorshipsAnswer, data), options.token !== null)
    },
    async activities(account, sinceAt, installationId) {
      const nodes: SponsorsActivityNode[] = []
      let after: string | null = null
      do {
        const since = new Date(sinceAt).toISOString()
        const data = await ask(options, installationId, ACTIVITIES, { login: account, after, since })
        const page: z.infer<typeof ActivitiesPage> | undefined = read(ActivitiesAnswer, data).repositoryOwner
          ?.sponsorsActivities
        for (const node of page?.nodes ?? []) if (node) nodes.push(toActivity(node, options.token !== null))
        after = page?.pageInfo.hasNextPage ? page.pageInfo.endCursor : null
      } while (after)
      return nodes
    },
  }
}

/** GitHub's GraphQL address beside a REST address. https://docs.github.com/graphql/guides/managing-enterprise-accounts */
export function graphqlAddress(restUrl: string): string {
  const url = restUrl.replace(/\/$/, '')
  return url.endsWith('/api/v3') ? `${url.slice(0, -'/v3'.length)}/graphql` : `${url}/graphql`
}

function toPage(answer: z.infer<typeof SponsorshipsAnswer>, ofAccount: boolean): SponsorshipPage {
  const owner = answer.repositoryOwner
  if (!owner) return { account: null, nodes: [], cursor: null, full: false, warning: null }
  const { pageInfo, nodes } = owner.sponsorshipsAsMaintainer
  const own =
    owner.viewerCanAdminister === true || answer.viewer?.login.toLowerCase() === owner.login.toLowerCase()
  return {
    account: { id: owner.databaseId ?? 0, login: owner.login },
    nodes: nodes.flatMap((node) => (node ? [toNode(node, ofAccount)] : [])),
    cursor: pageInfo.hasNextPage ? pageInfo.endCursor : null,
    full: ofAccount && own,
    warning: ofAccount && !own ? notTheirs(owner.login) : null,
  }
}

function notTheirs(login: string): string {
  return (
    `SPONSORS_TOKEN is not of "${login}" or an owner of it, so private sponsors cannot be seen. ` +
    'Set a classic token of that account with the scopes read:user and read:org.'
  )
}

function toNode(node: z.infer<typeof Sponsorship>, amountSeen: boolean): SponsorshipNode {
  return {
    id: node.id,
    active: node.isActive,
    oneTime: node.isOneTimePayment,
    private: node.privacyLevel === 'PRIVATE',
    createdAt: Date.parse(node.createdAt),
    tierSelectedAt: node.tierSelectedAt ? Date.parse(node.tierSelectedAt) : null,
    sponsor: toActor(node.sponsorEntity),
    cents: amountSeen ? amountOf(node.tier) : null,
  }
}

function toActivity(node: z.infer<typeof Activity>, amountSeen: boolean): SponsorsActivityNode {
  return {
    id: node.id,
    action: node.action,
    at: Date.parse(node.timestamp),
    sponsor: toActor(node.sponsor),
    private: node.currentPrivacyLevel === 'PRIVATE',
    cents: amountSeen ? amountOf(node.sponsorsTier) : null,
    oneTime: node.sponsorsTier?.isOneTime ?? false,
  }
}

/** Cents; null: no tier; NaN: a tier whose amount makes no sense. */
function amountOf(tier: { monthlyPriceInCents?: unknown } | null | undefined): number | null {
  if (!tier) return null
  const cents = tier.monthlyPriceInCents
  return typeof cents === 'number' && Number.isInteger(cents) && cents >= 0 ? cents : Number.NaN
}

function read<T>(schema: z.ZodType<T>, data: unknown): T {
  const answer = schema.safeParse(data)
  if (answer.success) return answer.data
  throw new SponsorsUnavailable('GitHub answered in a form that is not known for sponsorships', {
    retryAt: null,
    cause: answer.error,
  })
}

function toActor(sponsor: z.infer<typeof Sponsor> | null | undefined): Actor | null {
  if (!sponsor) return null
  const type = sponsor.__typename === 'Organization' ? 'Organization' : 'User'
  return { id: sponsor.databaseId ?? null, login: sponsor.login, type }
}

const Answer = z.object({
  data: z.unknown().optional(),
  errors: z.array(z.object({ type: z.string().optional(), message: z.string() })).optional(),
})

async function ask(
  options: SponsorsClientOptions,
  installationId: number,
  query: string,
  variables: Record<string, string | null>,
): Promise<unknown> {
  const token = options.token ?? (await options.installationToken(installationId))
  const { response, text } = await post(options, token, JSON.stringify({ query, variables }))
  if (!response.ok) throw refusal(response, text)
  const answer = read(Answer, parseJson(text))
  const error = answer.errors?.[0]
  if (error && error.type !== 'NOT_FOUND') throw graphqlRefusal(error, response)
  return answer.data
}

async function post(options: SponsorsClientOptions, token: string, body: string) {
  try {
    const response = await fetch(options.url, {
      method: 'POST',
      headers: {
        authorization: `bearer ${token}`,
        'content-type': 'application/json',
        'user-agent': 'firstline',
      },
      body,
      signal: AbortSignal.timeout(options.timeoutMs ?? 15_000),
    })
    return { response, text: await response.text() }
  } catch (cause) {
    throw new SponsorsUnavailable('GitHub could not be reached for sponsorships', { retryAt: null, cause })
  }
}

/** Undefined where it is no JSON, such as a proxy's page. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const SCOPES =
  'a classic token of the sponsored account (or an owner of it) with the scopes read:user and read:org'

function refusal(response: Response, text: string): Error {
  if (response.status === 401) {
    return new UserError(`SPONSORS_TOKEN has expired or was revoked. Set ${SCOPES}.`)
  }
  const limited = response.status === 429 || response.status === 403 || /rate limit/i.test(text)
  const why = limited
    ? 'GitHub limits or refuses sponsorship requests'
    : 'GitHub did not answer for sponsorships'
  return new SponsorsUnavailable(`${why} (${response.status})`, { retryAt: retryAt(response) })
}

/** GraphQL refuses in a 200. https://docs.github.com/graphql/overview/rate-limits-and-query-limits-for-the-graphql-api */
function graphqlRefusal(error: { type?: string | undefined; message: string }, response: Response): Error {
  if (error.type === 'INSUFFICIENT_SCOPES') {
    const missing = ['read:user', 'read:org'].filter((scope) => !grantedScopes(response).includes(scope))
    const add = (missing.length > 0 ? missing : ['read:user', 'read:org']).join(' and ')
    return new UserError(`SPONSORS_TOKEN lacks a scope: add ${add}. Needed is ${SCOPES}.`)
  }
  return new SponsorsUnavailable(`GitHub refused the sponsorship query: ${error.message}`, {
    retryAt: retryAt(response),
  })
}

function grantedScopes(response: Response): string[] {
  return (response.headers.get('x-oauth-scopes') ?? '').split(',').map((scope) => scope.trim())
}

function retryAt(response: Response): number | null {
  const answeredAt = Date.parse(response.headers.get('date') ?? '')
  const seconds = Number(response.headers.get('retry-after'))
  if (seconds > 0 && Number.isFinite(answeredAt)) return answeredAt + seconds * 1000
  const spent = response.headers.get('x-ratelimit-remaining') === '0'
  const reset = Number(response.headers.get('x-ratelimit-reset'))
  return spent && reset > 0 ? reset * 1000 : null
}
