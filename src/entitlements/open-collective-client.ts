// Reads what a collective was paid, from Open Collective's GraphQL. https://docs.opencollective.com/help/contributing/development/api
import { z } from 'zod'
import { UserError } from '../domain/problem.ts'
import { RetryLater } from '../domain/retry-later.ts'
import { nextCursor, placeOf } from './numbered-pages.ts'
import { moment, providerAsker } from './provider-request.ts'

export interface OpenCollectiveOptions {
  /** A personal token; null: less may be asked a minute. */
  token: string | null
  /** Stands in for Open Collective. */
  url: string | null
  now(): number
}

const PAGE_SIZE = 100
const PRODUCTION = 'https://api.opencollective.com/graphql/v2'

/** Orders that were charged lately, the oldest first; of who paid, with `about` their text. Incognito ones are not asked for. */
export const ORDERS = `query Orders($slug: String!, $offset: Int!, $since: DateTime, $about: Boolean!) {
  account(slug: $slug) {
    id
    slug
    orders(
      filter: INCOMING
      status: [ACTIVE, PAID, ERROR, PAUSED, CANCELLED, EXPIRED, REFUNDED]
      includeIncognito: false
      chargedDateFrom: $since
      orderBy: { field: CREATED_AT, direction: ASC }
      limit: ${PAGE_SIZE}
      offset: $offset
    ) {
      totalCount
      nodes {
        id status frequency createdAt updatedAt lastChargedAt nextChargeDate
        tier { slug interval }
        amount { valueInCents currency }
        fromAccount {
          id slug isIncognito
          socialLinks { type url }
          description @include(if: $about)
          longDescription @include(if: $about)
        }
      }
    }
  }
}`

/** One profile with its texts. */
export const PROFILE = `query Profile($slug: String!) {
  account(slug: $slug) { id slug isIncognito socialLinks { type url } description longDescription }
}`

/** Who paid. Texts only where they were asked for. */
const Profile = z.object({
  id: z.string().nullish(),
  slug: z.string(),
  isIncognito: z.boolean().nullish(),
  socialLinks: z.array(z.object({ type: z.string().nullish(), url: z.string().nullish() })).nullish(),
  description: z.string().nullish(),
  longDescription: z.string().nullish(),
})

/** As far as it proves something. Times are ms since 1970 UTC. */
const Order = z.object({
  id: z.string().nullish(),
  status: z.string(),
  frequency: z.string().nullish(),
  createdAt: moment.nullish(),
  updatedAt: moment.nullish(),
  lastChargedAt: moment.nullish(),
  nextChargeDate: moment.nullish(),
  tier: z.object({ slug: z.string().nullish(), interval: z.string().nullish() }).nullish(),
  amount: z.object({ valueInCents: z.number().nullish(), currency: z.string().nullish() }).nullish(),
  fromAccount: Profile.nullish(),
})

export type CollectiveOrder = z.output<typeof Order>
export type BackerProfile = z.output<typeof Profile>

/** A slug can be changed. */
export function profileId({ id, slug }: BackerProfile): string {
  return id ?? slug
}

const Answer = z.object({
  data: z
    .object({
      account: z
        .object({
          orders: z.object({ totalCount: z.int().nonnegative().nullish(), nodes: z.array(Order.nullable()) }),
        })
        .nullish(),
    })
    .nullish(),
  errors: z
    .array(z.object({ message: z.string(), extensions: z.object({ code: z.string().nullish() }).nullish() }))
    .nullish(),
})

export interface OrdersPage {
  orders: CollectiveOrder[]
  cursor: string | null
}

const ProfileAnswer = z.object({ data: z.object({ account: Profile.nullish() }).nullish() })

export interface OpenCollectiveApi {
  /** A page of the orders to `collective` that were charged after `since` (ms); `about`: with the texts of profiles. */
  orders(
    asked: { collective: string; cursor: string | null; since: number; about: boolean },
    signal: AbortSignal,
  ): Promise<OrdersPage>
  /** With its texts; null: there is none. */
  profile(slug: string, signal: AbortSignal): Promise<BackerProfile | null>
}

const TOKEN_WRONG =
  'OPEN_COLLECTIVE_TOKEN is not accepted: it has expired, was revoked, or is no personal token.'
const TOKEN_SHORT = 'OPEN_COLLECTIVE_TOKEN may not read this: it needs the scopes account and orders.'

export function openCollectiveClient({ token, url, now }: OpenCollectiveOptions): OpenCollectiveApi {
  const askProvider = providerAsker(now)
  const ask = <T>(schema: z.ZodType<T>, body: object, signal: AbortSignal) =>
    askProvider({
      provider: 'Open Collective',
      url: addressOf(url),
      headers: token === null ? {} : { 'personal-token': token },
      body,
      schema,
      refusals: token === null ? {} : { 401: TOKEN_WRONG, 403: TOKEN_SHORT },
      signal,
    })
  return {
    async profile(slug, signal) {
      const answer = await ask(ProfileAnswer, { query: PROFILE, variables: { slug } }, signal)
      return answer?.data?.account ?? null
    },
    async orders({ collective, cursor, since, about }, signal) {
      const place = placeOf(cursor)
      const variables = {
        slug: collective,
        offset: place.page * PAGE_SIZE,
        since: new Date(since).toISOString(),
        about,
      }
      const answer = await ask(Answer, { query: ORDERS, variables }, signal)
      if (answer === null) throw new Error(`Open Collective is not at ${addressOf(url)}`)
      const [error] = answer.errors ?? []
      if (error) throw refusal(error, token)
      const orders = answer.data?.account?.orders
      if (!orders) throw noSuchCollective()
      const { nodes, totalCount } = orders
      // One that is told as nothing may not be seen; it counts as one of the page all the same.
      const total = totalCount ?? place.page * PAGE_SIZE + nodes.length
      const seen = { total, pageSize: PAGE_SIZE, found: nodes.length }
      return { orders: nodes.filter((one) => one !== null), cursor: nextCursor(place, seen) }
    },
  }
}

type GraphqlError = NonNullable<z.output<typeof Answer>['errors']>[number]

/** GraphQL refuses in a 200. What it says is not told on: it names what settings may keep to themselves. */
function refusal({ message, extensions }: GraphqlError, token: string | null): Error {
  const code = /^\w{1,50}$/.exec(extensions?.code ?? '')?.[0] ?? null
  if (code === 'NotFound' || /not? .*found/i.test(message)) return noSuchCollective()
  if (token !== null && code === 'Unauthorized') return new UserError(TOKEN_WRONG)
  if (token !== null && code === 'Forbidden') return new UserError(TOKEN_SHORT)
  const why = code === null ? '' : ` (${code})`
  return new RetryLater(`Open Collective refused the question${why}`, { retryAt: null, cause: message })
}

function noSuchCollective(): UserError {
  return new UserError(
    'entitlements.open_collective.collective: Open Collective knows no such collective. Check the slug: it is what ' +
      'stands in its address.',
  )
}

/** With the version of the API, where an address of a machine alone is given. */
function addressOf(url: string | null): string {
  const { origin, pathname } = new URL(url ?? PRODUCTION)
  return pathname === '/' ? `${origin}/graphql/v2` : `${origin}${pathname}`
}
