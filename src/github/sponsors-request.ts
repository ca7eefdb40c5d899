// One request for sponsorships, with the token that may ask, and what GitHub's refusals mean.
import { z } from 'zod'
import { UserError } from '../domain/problem.ts'
import { RetryLater } from '../domain/retry-later.ts'

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

const Answer = z.object({
  data: z.unknown().optional(),
  errors: z.array(z.object({ type: z.string().optional(), message: z.string() })).optional(),
})

export async function askSponsors(
  options: SponsorsClientOptions,
  installationId: number,
  query: string,
  variables: Record<string, string | null>,
): Promise<unknown> {
  const token = options.token ?? (await options.installationToken(installationId))
  const { response, text } = await post(options, token, JSON.stringify({ query, variables }))
  if (!response.ok) throw refusal(response, text, options)
  const answer = readAs(Answer, parseJson(text))
  const error = answer.errors?.[0]
  if (error && error.type !== 'NOT_FOUND') throw graphqlRefusal(error, response, options)
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

type Whose = Pick<SponsorsClientOptions, 'token'>

function refusal(response: Response, text: string, { token }: Whose): Error {
  if (response.status === 401 && token !== null) {
    return new UserError(`SPONSORS_TOKEN has expired or was revoked. Set ${SCOPES}.`)
  }
  const limited = response.status === 429 || response.status === 403 || /rate limit/i.test(text)
  const why = limited
    ? 'GitHub limits or refuses sponsorship requests'
    : 'GitHub did not answer for sponsorships'
  return new SponsorsUnavailable(`${why} (${response.status})`, { retryAt: retryAt(response) })
}

/** GraphQL refuses in a 200. https://docs.github.com/graphql/overview/rate-limits-and-query-limits-for-the-graphql-api */
function graphqlRefusal(
  error: { type?: string | undefined; message: string },
  response: Response,
  { token }: Whose,
): Error {
  if (error.type === 'INSUFFICIENT_SCOPES') {
    const missing = ['read:user', 'read:org'].filter((scope) => !grantedScopes(response).includes(scope))
    const add = (missing.length > 0 ? missing : ['read:user', 'read:org']).join(' and ')
    if (token === null)
      return new UserError(`The token may not see who sponsors: add the scope ${add} to it.`)
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

export function readAs<T>(schema: z.ZodType<T>, data: unknown): T {
  const answer = schema.safeParse(data)
  if (answer.success) return answer.data
  throw new SponsorsUnavailable('GitHub answered in a form that is not known for sponsorships', {
    retryAt: null,
    cause: answer.error,
  })
}
