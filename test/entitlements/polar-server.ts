// Polar as far as subscriptions go: numbered pages, an access token, and faults to order.
import { address, close, type Fault, failed, listen, send } from './stand-in-http.ts'

export interface PolarServer {
  url: string
  token: string
  subscriptions: PolarSubscription[]
  /** Whether it lists them; else customers and the state of each are all that it tells. */
  lists: boolean
  /** Paths with their queries. */
  calls: string[]
  /** Answers in the place of the next calls; null lets one through. */
  faults: Array<Fault | null>
  /** Called after each call, as when somebody buys meanwhile. */
  meanwhile(): void
  close(): Promise<void>
}

export interface PolarSubscription {
  id: string
  status: string
  amount: number
  currency: string
  recurring_interval: string
  recurring_interval_count: number
  created_at: string
  started_at: string | null
  current_period_start: string
  current_period_end: string | null
  cancel_at_period_end: boolean
  canceled_at: string | null
  ends_at: string | null
  ended_at: string | null
  past_due_at?: string | null
  product_id: string
  customer_id: string
  customer: { id: string; external_id: string | null; metadata: Record<string, unknown> }
}

export function iso(at: number): string {
  return new Date(at).toISOString()
}

/** Of the GitHub account 7, begun on 1 January 2026 and paid until the end of the month. */
export function polarSubscription(
  id: string,
  {
    customer = {},
    ...change
  }: Partial<Omit<PolarSubscription, 'customer'>> & {
    customer?: Partial<PolarSubscription['customer']>
  } = {},
): PolarSubscription {
  const whole = { id: `cus_${id}`, external_id: '7', metadata: {}, ...customer }
  return {
    id,
    status: 'active',
    amount: 2900,
    currency: 'usd',
    recurring_interval: 'month',
    recurring_interval_count: 1,
    created_at: iso(Date.UTC(2026, 0, 1)),
    started_at: iso(Date.UTC(2026, 0, 1)),
    current_period_start: iso(Date.UTC(2026, 0, 1)),
    current_period_end: iso(Date.UTC(2026, 0, 31)),
    cancel_at_period_end: false,
    canceled_at: null,
    ends_at: null,
    ended_at: null,
    product_id: 'prod_pro',
    customer_id: whole.id,
    ...change,
    customer: whole,
  }
}

export async function polarServer(): Promise<PolarServer> {
  const state: Omit<PolarServer, 'url' | 'close'> = {
    token: 'polar_oat_x',
    subscriptions: [],
    lists: true,
    calls: [],
    faults: [],
    meanwhile: () => {},
  }
  const server = await listen(async (request, _body, response) => {
    const url = new URL(request.url ?? '', 'http://stand.in')
    state.calls.push(`${url.pathname}${url.search}`)
    if (failed(response, state.faults.shift())) return state.meanwhile()
    if (request.headers.authorization !== `Bearer ${state.token}`) {
      return send(
        response,
        401,
        '{"error":"invalid_token","error_description":"The access token is invalid."}',
      )
    }
    const answer = answerTo(state, url)
    if (answer === null) return send(response, 404, '{"detail":"Not Found"}')
    state.meanwhile()
    return send(response, 200, JSON.stringify(answer))
  })
  return Object.assign(state, { url: `${address(server)}/v1`, close: () => close(server) })
}

function answerTo({ lists, subscriptions }: Pick<PolarServer, 'lists' | 'subscriptions'>, url: URL) {
  if (url.pathname === '/v1/subscriptions/') return lists ? pageOf(subscriptions, url.searchParams) : null
  const customers = [...new Map(subscriptions.map(({ customer }) => [customer.id, customer])).values()]
  if (url.pathname === '/v1/customers/') return paged(customers, url.searchParams)
  const [, id = ''] = /^\/v1\/customers\/([^/]+)\/state$/.exec(url.pathname) ?? []
  const customer = customers.find((one) => one.id === decodeURIComponent(id))
  if (!customer) return null
  const active = subscriptions.filter((one) => one.customer.id === customer.id && one.status === 'active')
  return { ...customer, active_subscriptions: active.map(({ customer: _, ...rest }) => rest) }
}

/** Newest first, unless it is asked for by when they began. */
function pageOf(all: PolarSubscription[], query: URLSearchParams) {
  const customer = query.get('customer_id')
  const found = all.filter((one) => customer === null || one.customer.id === customer)
  if (query.get('sorting') !== 'started_at') found.reverse()
  return paged(found, query)
}

function paged<T>(found: readonly T[], query: URLSearchParams) {
  const limit = Math.min(100, Number(query.get('limit') ?? 10))
  const page = Number(query.get('page') ?? 1)
  const items = found.slice((page - 1) * limit, page * limit)
  const pagination = { total_count: found.length, max_page: Math.ceil(found.length / limit) }
  return { items, pagination }
}
