// The one place that understands how GitHub says no.
import { GitHubLimit, RetryLater } from '../domain/retry-later.ts'

export type GitHubErrorKind =
  | 'unauthorized'
  | 'forbidden'
  | 'not_found'
  | 'gone'
  | 'invalid'
  | 'unavailable'
  | 'suspended'

export interface GitHubErrorDetails {
  kind: GitHubErrorKind
  /** HTTP status; 0 where no answer came. */
  status: number
  /** When to try again, ms; null where GitHub does not say. */
  retryAt?: number | null
  /** The request may have been applied all the same: a timeout, a dropped connection, a 5xx. */
  inDoubt?: boolean
  cause?: unknown
}

/**
 * Every failure of a call to GitHub but its limits, which are a `GitHubLimit`.
 * `suspended`: the installation is suspended or was removed. `gone`: deleted or moved for good.
 */
export class GitHubError extends RetryLater {
  readonly kind: GitHubErrorKind
  readonly status: number
  /** Only for writes: it may have been applied. */
  readonly inDoubt: boolean

  constructor(message: string, details: GitHubErrorDetails) {
    super(message, { retryAt: details.retryAt ?? null, cause: details.cause })
    this.kind = details.kind
    this.status = details.status
    this.inDoubt = details.inDoubt ?? false
  }
}

/** What a GraphQL answer carries in `errors`. */
export interface GraphqlProblem {
  type?: string
  message: string
  path?: Array<string | number>
}

type Headers = Record<string, string | number | undefined>

interface HttpFailure {
  status: number
  message: string
  url: string
  headers: Headers
  /** Whether GitHub answered at all. */
  answered: boolean
  cause: unknown
}

const SECONDARY_WAIT_MS = 60_000
const CLOCKS_AGREE_MS = 60_000
/** No limit of GitHub's lasts longer: whatever else an answer says, it is asked again then. */
const LONGEST_WAIT_MS = 65 * 60_000

/** Turns whatever Octokit threw into a `GitHubError` or a `GitHubLimit`. `write`: whether the request could have changed something. */
export function toGitHubError(
  error: unknown,
  context: { operation: string; write: boolean; now: number },
): GitHubError | GitHubLimit {
  if (error instanceof GitHubError || error instanceof GitHubLimit) return error
  const failure = readFailure(error)
  const tokenRequest = failure.url.includes('/access_tokens')
  const inDoubt = context.write && !tokenRequest && mayHaveBeenApplied(failure)
  const details = { status: failure.answered ? failure.status : 0, cause: error }
  const say = (text: string) => `${context.operation}: ${text}`

  const retryAt = limitedUntil(failure, context.now)
  if (retryAt !== null) {
    return new GitHubLimit(say(`rate limit, ${failure.message}`), { retryAt, cause: error })
  }
  const suspended = failure.status === 403 && /installation has been suspended/i.test(failure.message)
  if (suspended || (tokenRequest && (failure.status === 404 || /suspended/i.test(failure.message)))) {
    return new GitHubError(say(tokenRequest ? `no token, ${failure.message}` : failure.message), {
      ...details,
      kind: 'suspended',
    })
  }
  const kind = failure.answered ? kindOfStatus(failure.status) : 'unavailable'
  const retryAfter = kind === 'unavailable' ? afterHeader(failure.headers, context.now) : null
  return new GitHubError(say(failure.message + neededPermission(failure)), {
    ...details,
    kind,
    inDoubt,
    retryAt: retryAfter,
  })
}

/** Turns GraphQL's errors, which come with status 200, into a `GitHubError` or a `GitHubLimit`. */
export function fromGraphql(
  problems: GraphqlProblem[],
  headers: Headers,
  context: { operation: string; write: boolean; now: number },
): GitHubError | GitHubLimit {
  const type = problems[0]?.type ?? ''
  const message = `${context.operation}: ${problems.map((problem) => problem.message).join('; ')}`
  if (type === 'RATE_LIMITED' || type === 'RATE_LIMIT' || /secondary rate limit/i.test(message)) {
    const retryAt =
      afterHeader(headers, context.now) ??
      resetHeader(headers, context.now) ??
      context.now + SECONDARY_WAIT_MS
    return new GitHubLimit(message, { retryAt })
  }
  const kind = kindOfType(type, message)
  return new GitHubError(message, { kind, status: 200, inDoubt: context.write && kind === 'unavailable' })
}

function readFailure(error: unknown): HttpFailure {
  const failure = error as {
    status?: number
    message?: string
    cause?: unknown
    request?: { url?: string }
    response?: { headers?: Headers }
  }
  return {
    status: failure.status ?? 0,
    message: failure.message ?? String(error),
    url: failure.request?.url ?? '',
    headers: failure.response?.headers ?? {},
    answered: failure.response !== undefined,
    cause: failure.cause,
  }
}

/** The limits of https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api. */
function limitedUntil(failure: HttpFailure, now: number): number | null {
  if (failure.status !== 403 && failure.status !== 429) return null
  const after = afterHeader(failure.headers, now)
  if (after !== null) return after
  if (String(failure.headers['x-ratelimit-remaining']) === '0') {
    return resetHeader(failure.headers, now) ?? now + SECONDARY_WAIT_MS
  }
  const secondary = failure.status === 429 || /secondary rate limit|abuse detection/i.test(failure.message)
  return secondary ? now + SECONDARY_WAIT_MS : null
}

function afterHeader(headers: Headers, now: number): number | null {
  const seconds = Number(headers['retry-after'] ?? Number.NaN)
  return Number.isNaN(seconds) ? null : soon(now + seconds * 1000, now)
}

/** By GitHub's clock; where the answer tells what that shows now, ours may be wrong. */
function resetHeader(headers: Headers, now: number): number | null {
  const resetAt = Number(headers['x-ratelimit-reset'] ?? Number.NaN) * 1000
  if (!Number.isFinite(resetAt)) return null
  const theirs = Date.parse(String(headers.date ?? ''))
  const agree = Number.isNaN(theirs) || Math.abs(theirs - now) < CLOCKS_AGREE_MS
  return soon(agree ? resetAt : now + resetAt - theirs, now)
}

function soon(at: number, now: number): number {
  return Math.min(Math.max(at, now), now + LONGEST_WAIT_MS)
}

function mayHaveBeenApplied(failure: HttpFailure): boolean {
  if (failure.answered) return failure.status >= 500
  return !/ECONNREFUSED|ENOTFOUND|EAI_AGAIN/.test(connectionCode(failure.cause))
}

/** The system's word for a failed connection: fetch hides it one or two causes deep. */
function connectionCode(cause: unknown): string {
  if (!(cause instanceof Error)) return ''
  const code = (cause as { code?: unknown }).code
  return typeof code === 'string' ? code : connectionCode(cause.cause)
}

/** https://docs.github.com/rest/using-the-rest-api/troubleshooting-the-rest-api#insufficient-permissions */
function neededPermission(failure: HttpFailure): string {
  const needed = failure.headers['x-accepted-github-permissions']
  return failure.status === 403 && needed ? ` (needs permission ${needed})` : ''
}

function kindOfStatus(status: number): GitHubErrorKind {
  if (status >= 500) return 'unavailable'
  // A transferred issue answers 301, a renamed repository 307 until its new name is known here.
  if (status === 307 || status === 308) return 'unavailable'
  if (status === 301 || status === 302 || status === 410) return 'gone'
  if (status === 401) return 'unauthorized'
  if (status === 403) return 'forbidden'
  if (status === 404) return 'not_found'
  return 'invalid'
}

function kindOfType(type: string, message: string): GitHubErrorKind {
  if (type === 'NOT_FOUND') return 'not_found'
  if (type === 'FORBIDDEN' || type === 'INSUFFICIENT_SCOPES') return 'forbidden'
  if (type === 'SERVICE_UNAVAILABLE' || type === 'INTERNAL') return 'unavailable'
  // Without a type GitHub means itself: "Something went wrong while executing your query".
  if (/something went wrong|timed? ?out/i.test(message)) return 'unavailable'
  return 'invalid'
}
