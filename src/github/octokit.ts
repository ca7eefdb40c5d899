// Octokit as Firstline uses it: no hidden queues or retries, a pinned API version, and a timeout on every request.
import { ProbotOctokit } from 'probot'
import { REQUEST_TIMEOUT_MS } from '../domain/pace.ts'
import { askingFetch } from './sending.ts'

export const API_VERSION = '2022-11-28'

/**
 * Octokit for Probot. Throttling and retrying are switched off: pacing is shared between processes, and a write
 * that is tried twice may be done twice. Probot ignores `throttle: { enabled: false }` unless the defaults are a
 * function.
 */
export const FirstlineOctokit = ProbotOctokit.plugin(careful).defaults((options: Options) => ({
  ...options,
  ...(options.auth ? { auth: withoutRequest(options.auth) } : {}),
  userAgent: 'firstline',
  throttle: { ...options.throttle, enabled: false },
  retry: { enabled: false },
  ...(options.log ? { log: withoutBodies(options.log) } : {}),
}))

export type Octokit = InstanceType<typeof FirstlineOctokit>

type Options = NonNullable<ConstructorParameters<typeof ProbotOctokit>[0]>
type Plugin = Parameters<typeof ProbotOctokit.plugin>[0]
type Log = NonNullable<Options['log']>

function careful(octokit: Parameters<Plugin>[0]): void {
  octokit.hook.before('request', (options) => {
    options.headers['x-github-api-version'] = API_VERSION
    options.request = {
      ...options.request,
      fetch: askingFetch(options.request.fetch),
      signal: AbortSignal.timeout(REQUEST_TIMEOUT_MS),
    }
    // Following a 301 turns a POST into a GET, which "succeeds" without having written anything.
    if (options.method !== 'GET') options.request.redirect = 'manual'
  })
}

/**
 * Probot gives the authentication a request function of its own, which knows neither `baseUrl` nor our timeout;
 * without it Octokit's own is used.
 */
function withoutRequest(auth: Record<string, unknown>): Record<string, unknown> {
  const { request: _, ...rest } = auth
  return rest
}

/** Probot logs request bodies at level debug; bodies hold what people wrote. */
function withoutBodies(log: Log): Log {
  return Object.assign(Object.create(log) as Log, {
    debug: (first: unknown, message?: string) => log.debug(message ?? String(first)),
  })
}
