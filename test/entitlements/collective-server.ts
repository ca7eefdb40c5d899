// Open Collective's GraphQL as far as orders go: pages by offset, a personal token, errors in a 200, faults to order.
import { buildSchema, graphql } from 'graphql'
import { address, close, type Fault, failed, listen, send } from './stand-in-http.ts'

export interface BackerProfile {
  id: string
  slug: string
  isIncognito: boolean
  socialLinks: Array<{ type: string; url: string }> | null
  description: string | null
  longDescription: string | null
}

export interface BackerOrder {
  id: string
  status: string
  frequency: 'MONTHLY' | 'YEARLY' | 'ONETIME'
  createdAt: string
  updatedAt: string
  lastChargedAt: string | null
  nextChargeDate: string | null
  tier: { slug: string; interval: string | null } | null
  amount: { valueInCents: number; currency: string }
  fromAccount: BackerProfile
}

export interface CollectiveServer {
  url: string
  slug: string
  token: string
  orders: BackerOrder[]
  /** Variables of each question that was answered. */
  calls: Array<Record<string, unknown>>
  /** Answers in the place of the next calls; null lets one through. */
  faults: Array<Fault | null>
  /** Whether a list tells profiles without their texts. */
  isBrief: boolean
  /** Called after each call, as when somebody gives meanwhile. */
  meanwhile(): void
  close(): Promise<void>
}

const BEGAN = Date.UTC(2026, 0, 1)

export function profile(slug: string, change: Partial<BackerProfile> = {}): BackerProfile {
  return {
    id: `acc_${slug}`,
    slug,
    isIncognito: false,
    socialLinks: [{ type: 'GITHUB', url: `https://github.com/${slug}` }],
    description: null,
    longDescription: null,
    ...change,
  }
}

/** Ten euros a month since 1 January 2026, of a profile that declares its slug as its login. */
export function order(id: string, change: Partial<BackerOrder> = {}): BackerOrder {
  const at = new Date(BEGAN).toISOString()
  return {
    id,
    status: 'ACTIVE',
    frequency: 'MONTHLY',
    createdAt: at,
    updatedAt: at,
    lastChargedAt: at,
    nextChargeDate: new Date(Date.UTC(2026, 1, 1)).toISOString(),
    tier: { slug: 'backer', interval: 'month' },
    amount: { valueInCents: 1000, currency: 'EUR' },
    fromAccount: profile('ada'),
    ...change,
  }
}

/** What is used of Open Collective's own schema, with its names and types. */
const SCHEMA = buildSchema(`
  scalar DateTime
  scalar URL
  enum AccountOrdersFilter { INCOMING OUTGOING }
  enum OrderStatus { NEW PENDING PROCESSING PAID ERROR ACTIVE PAUSED CANCELLED EXPIRED REFUNDED DISPUTED IN_REVIEW }
  enum ContributionFrequency { MONTHLY YEARLY ONETIME FLEXIBLE }
  enum DateTimeField { CREATED_AT LAST_CHARGED_AT }
  enum OrderDirection { ASC DESC }
  enum SocialLinkType { GITHUB WEBSITE TWITTER MASTODON GITLAB GIT }
  enum TierInterval { month year flexible }
  input ChronologicalOrderInput { field: DateTimeField! = CREATED_AT direction: OrderDirection! = DESC }
  type Amount { valueInCents: Int currency: String }
  type SocialLink { type: SocialLinkType! url: URL! }
  type Tier { slug: String interval: TierInterval }
  type Order {
    id: String! status: OrderStatus frequency: ContributionFrequency tier: Tier amount: Amount! fromAccount: Account
    createdAt: DateTime updatedAt: DateTime lastChargedAt: DateTime nextChargeDate: DateTime
  }
  type OrderCollection { totalCount: Int nodes: [Order] }
  type Account {
    id: String! slug: String! isIncognito: Boolean! socialLinks: [SocialLink!]
    description: String longDescription: String
    orders(
      limit: Int! = 100 offset: Int! = 0 includeIncognito: Boolean = false filter: AccountOrdersFilter
      status: [OrderStatus] chargedDateFrom: DateTime orderBy: ChronologicalOrderInput! = { field: CREATED_AT, direction: DESC }
    ): OrderCollection!
  }
  type Query { account(slug: String): Account }
`)

interface Asked {
  limit: number
  offset: number
  status: string[]
  chargedDateFrom?: string
}

export async function collectiveServer(): Promise<CollectiveServer> {
  const state: Omit<CollectiveServer, 'url' | 'close'> = {
    slug: 'acme',
    token: 'oc_x',
    orders: [],
    calls: [],
    faults: [],
    isBrief: false,
    meanwhile: () => {},
  }
  const server = await listen(async (request, body, response) => {
    if (failed(response, state.faults.shift())) return state.meanwhile()
    const given = request.headers['personal-token']
    if (given !== undefined && given !== state.token) {
      return send(response, 401, '{"error":{"code":401,"type":"unauthorized"}}')
    }
    const { query, variables } = JSON.parse(body) as { query: string; variables: Record<string, unknown> }
    state.calls.push(variables)
    const account = ({ slug }: { slug: string }) => {
      const backer = state.orders.find(({ fromAccount }) => fromAccount.slug === slug)
      if (backer) return backer.fromAccount
      if (slug !== state.slug) {
        const said = new Error(`No account found with slug ${slug}`)
        throw Object.assign(said, { extensions: { code: 'NotFound' } })
      }
      return { id: 'acc_acme', slug, orders: (asked: Asked) => ordersOf(state.orders, asked) }
    }
    const answer = await graphql({
      schema: SCHEMA,
      source: query,
      rootValue: { account },
      variableValues: variables,
    })
    state.meanwhile()
    const isText = (key: string) =>
      state.isBrief && 'offset' in variables && /^(longD|d)escription$/.test(key)
    return send(
      response,
      200,
      JSON.stringify(answer, (key, value) => (isText(key) ? undefined : value)),
    )
  })
  return Object.assign(state, { url: `${address(server)}/graphql/v2`, close: () => close(server) })
}

/** The oldest first, as they stand in the list. */
function ordersOf(all: BackerOrder[], { limit, offset, status, chargedDateFrom = '' }: Asked) {
  const found = all.filter(
    (one) => status.includes(one.status) && (one.lastChargedAt ?? one.createdAt) >= chargedDateFrom,
  )
  return { totalCount: found.length, nodes: found.slice(offset, offset + limit) }
}
