// Small servers that speak the providers' own protocols over HTTP, with faults to order.
import { address, close, type Fault, failed, listen, send } from './stand-in-http.ts'

export interface Sponsor {
  id: number
  login: string
  type?: 'User' | 'Organization'
  cents: number | null
  private?: boolean
  oneTime?: boolean
  createdAt: number
  tierSelectedAt?: number
}

export interface Activity {
  id: string
  action: string
  at: number
  sponsor: Sponsor
}

/** GitHub's GraphQL as far as sponsorships go. */
export interface SponsorsServer {
  url: string
  sponsors: Sponsor[]
  activities: Activity[]
  /** Whether the token is of the sponsored account. */
  own: boolean
  accountId: number | null
  calls: string[]
  latencyMs: number
  /** Answers in the place of the next calls; null lets one through. */
  faults: Array<Fault | null>
  close(): Promise<void>
}

export async function sponsorsServer(): Promise<SponsorsServer> {
  const state: Omit<SponsorsServer, 'url' | 'close'> = {
    sponsors: [],
    activities: [],
    own: true,
    accountId: 10,
    calls: [],
    latencyMs: 0,
    faults: [],
  }
  const server = await listen(async (request, body, response) => {
    const { query, variables } = JSON.parse(body) as {
      query: string
      variables: Record<string, string | null>
    }
    const name = /query (\w+)/.exec(query)?.[1] ?? ''
    state.calls.push(name)
    if (state.latencyMs > 0) await new Promise((resolve) => setTimeout(resolve, state.latencyMs))
    if (failed(response, state.faults.shift())) return
    if (!request.headers.authorization) return send(response, 401, '{"message":"Bad credentials"}')
    const data = name === 'Sponsorships' ? sponsorships(state, variables) : activities(state, variables)
    return send(response, 200, JSON.stringify({ data }))
  })
  return Object.assign(state, { url: `${address(server)}/graphql`, close: () => close(server) })
}

type State = Pick<SponsorsServer, 'sponsors' | 'activities' | 'own' | 'accountId'>

function sponsorships(state: State, variables: Record<string, string | null>) {
  if (state.accountId === null) return { viewer: { login: 'x' }, repositoryOwner: null }
  const from = Number(variables.after ?? 0)
  const page = state.sponsors.slice(from, from + 100)
  const next = from + 100
  return {
    viewer: { login: state.own ? variables.login : 'someone' },
    repositoryOwner: {
      login: variables.login,
      databaseId: state.accountId,
      sponsorshipsAsMaintainer: {
        pageInfo: { hasNextPage: next < state.sponsors.length, endCursor: String(next) },
        nodes: page.map((one) => ({
          id: `S_${one.id}`,
          isActive: true,
          isOneTimePayment: one.oneTime ?? false,
          privacyLevel: one.private ? 'PRIVATE' : 'PUBLIC',
          createdAt: new Date(one.createdAt).toISOString(),
          tierSelectedAt: new Date(one.tierSelectedAt ?? one.createdAt).toISOString(),
          sponsorEntity: one.private && !state.own ? null : entity(one),
          tier: one.cents === null ? null : { monthlyPriceInCents: one.cents },
        })),
      },
    },
  }
}

function activities(state: State, variables: Record<string, string | null>) {
  const since = Date.parse(variables.since ?? '')
  const nodes = state.activities
    .filter((one) => one.at >= since)
    .map((one) => ({
      id: one.id,
      action: one.action,
      timestamp: new Date(one.at).toISOString(),
      currentPrivacyLevel: one.sponsor.private ? 'PRIVATE' : 'PUBLIC',
      sponsor: entity(one.sponsor),
      sponsorsTier: { monthlyPriceInCents: one.sponsor.cents, isOneTime: one.sponsor.oneTime ?? false },
    }))
  return {
    repositoryOwner: { sponsorsActivities: { pageInfo: { hasNextPage: false, endCursor: null }, nodes } },
  }
}

function entity(one: Sponsor) {
  return { __typename: one.type ?? 'User', databaseId: one.id, login: one.login }
}

/** Stripe's list of subscriptions. */
export interface StripeServer {
  url: string
  subscriptions: StripeSubscription[]
  calls: string[]
  faults: Array<Fault | null>
  close(): Promise<void>
}

export interface StripeSubscription {
  id: string
  status: string
  customer: { id: string; object: 'customer'; deleted?: boolean; metadata?: Record<string, string> }
  metadata: Record<string, string>
  start_date: number
  ended_at: number | null
  canceled_at: number | null
  cancel_at: number | null
  trial_end?: number | null
  collection_method?: 'charge_automatically' | 'send_invoice'
  days_until_due?: number | null
  cancellation_details?: { reason: string | null }
  items: {
    data: Array<{
      current_period_start: number
      price: { id: string; product: string; lookup_key: string | null }
    }>
  }
}

export function subscription(id: string, change: Partial<StripeSubscription> = {}): StripeSubscription {
  return {
    id,
    status: 'active',
    customer: { id: `cus_${id}`, object: 'customer', metadata: { github_id: '7' } },
    metadata: {},
    start_date: Date.UTC(2026, 0, 1) / 1000,
    ended_at: null,
    canceled_at: null,
    cancel_at: null,
    items: {
      data: [
        {
          current_period_start: Date.UTC(2026, 0, 20) / 1000,
          price: { id: 'price_pro', product: 'prod_pro', lookup_key: 'pro_monthly' },
        },
      ],
    },
    ...change,
  }
}

export async function stripeServer(): Promise<StripeServer> {
  const state: Omit<StripeServer, 'url' | 'close'> = { subscriptions: [], calls: [], faults: [] }
  const server = await listen(async (request, _body, response) => {
    const url = new URL(request.url ?? '', 'http://stand.in')
    state.calls.push(`${url.pathname}${url.search}`)
    if (failed(response, state.faults.shift())) return
    const customer = url.searchParams.get('customer')
    const after = url.searchParams.get('starting_after')
    const all = state.subscriptions.filter((one) => customer === null || one.customer.id === customer)
    const from = after === null ? 0 : all.findIndex((one) => one.id === after) + 1
    const limit = Number(url.searchParams.get('limit') ?? 10)
    const data = all.slice(from, from + limit)
    const answer = { object: 'list', url: '/v1/subscriptions', has_more: from + limit < all.length, data }
    return send(response, 200, JSON.stringify(answer))
  })
  return Object.assign(state, { url: address(server), close: () => close(server) })
}
