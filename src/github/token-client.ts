// GitHub by a person's token: it reads, and whatever is not reading does not leave.
import { setTimeout as wait } from 'node:timers/promises'
import { Octokit } from '@octokit/rest'
import { REQUEST_TIMEOUT_MS } from '../domain/pace.ts'
import { GitHubLimit } from '../domain/retry-later.ts'
import { type Caller, createCaller } from './caller.ts'
import { readCalls } from './client.ts'
import { graphqlAddress } from './graphql-address.ts'
import { API_VERSION } from './octokit.ts'
import { NotSent } from './sending.ts'
import type { GitHubReads, OnCall, ReadableGitHub } from './types.ts'

export interface TokenClientOptions {
  token: string
  /** GitHub's REST address, used as given. */
  apiUrl: string
  onCall: OnCall
  /** Told when GitHub's limit is reached, and until when (ms) is waited. */
  onWait(untilAt: number): void
  now?: () => number
  /** Stands in for the passing of time in tests. */
  wait?: (ms: number) => Promise<unknown>
}

/** What was to be sent would have changed something, or could have. */
export class WouldWrite extends Error {
  constructor(method: string, url: string) {
    super(`${method} ${url} is no reading: it was not sent`)
    this.name = 'WouldWrite'
  }
}

/**
 * GitHub as the owner of a token sees it, for whatever installation it is asked: there is none. Nobody takes this work
 * up again later, so limits are waited for here; every other failure is a `GitHubError`, and nothing is tried twice.
 */
export function connectWithToken(options: TokenClientOptions): ReadableGitHub {
  const { onCall, now = Date.now } = options
  const octokit = octokitFor(options)
  const call = createCaller({
    installationId: 0,
    octokit: async () => octokit,
    pacing: { take: async () => now() },
    onCall,
    now,
    mayGo: async () => {
      throw new Error('A token is only read with')
    },
  })
  const reads: GitHubReads = readCalls(waitingForLimits(call, options), 0)
  return { forInstallation: () => reads }
}

/** Octokit that sends nothing but GET requests and GraphQL's queries. @throws NotSent, as the reason of its failure */
export function octokitFor({ token, apiUrl }: Pick<TokenClientOptions, 'token' | 'apiUrl'>): Octokit {
  const silent = () => {}
  const octokit = new Octokit({
    auth: token,
    baseUrl: apiUrl,
    userAgent: 'firstline',
    log: { debug: silent, info: silent, warn: silent, error: silent },
  })
  const graphql = graphqlAddress(apiUrl)
  octokit.hook.before('request', (request) => {
    const url = String(request.url)
    const isQuery = request.method === 'POST' && url === graphql && isOnlyQuery(request.query)
    if (request.method !== 'GET' && !isQuery) throw new NotSent(new WouldWrite(request.method, url))
    request.headers['x-github-api-version'] = API_VERSION
    request.request = { ...request.request, signal: AbortSignal.timeout(REQUEST_TIMEOUT_MS) }
  })
  return octokit
}

/** Operations stand at the beginning of a line in all documents of ours. */
function isOnlyQuery(document: unknown): boolean {
  return (
    typeof document === 'string' &&
    /^\s*query\b/.test(document) &&
    !/^\s*(mutation|subscription)\b/m.test(document)
  )
}

function waitingForLimits(
  call: Caller,
  { onWait, now = Date.now, wait: pass = wait }: TokenClientOptions,
): Caller {
  const patiently = async <T>(ask: () => Promise<T>): Promise<T> => {
    for (;;) {
      try {
        return await ask()
      } catch (error) {
        if (!(error instanceof GitHubLimit)) throw error
        onWait(error.retryAt)
        await pass(Math.max(0, error.retryAt - now()))
      }
    }
  }
  return {
    ...call,
    read: (operation, send) => patiently(() => call.read(operation, send)),
    pages: (operation, send) => patiently(() => call.pages(operation, send)),
    query: (document, variables, asked) => patiently(() => call.query(document, variables, asked)),
  }
}
