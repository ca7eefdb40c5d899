// Sends requests as one installation, App or token: counted, paced, and with every failure as a `GitHubError`.
import { setTimeout as wait } from 'node:timers/promises'
import type { Budget, Pacing } from '../domain/pace.ts'
import { HORIZON_MS } from '../domain/pace.ts'
import { OwnPace } from '../domain/retry-later.ts'
import { fromGraphql, GitHubError, type GraphqlProblem, toGitHubError } from './errors.ts'
import { graphqlAddress } from './graphql-address.ts'
import type { Octokit } from './octokit.ts'
import { NotSent, sendIf } from './sending.ts'
import type { MayGo, OnCall, Urgency } from './types.ts'

const PAGE = 100

export interface Answer<T> {
  status: number
  headers: Record<string, string | number | undefined>
  data: T
}

export interface WriteOptions {
  budget?: Budget
  urgency?: Urgency
}

/** Of Octokit as much as is used: the App's and a person's are put together from the same parts. */
export type Sender = Pick<Octokit, 'rest' | 'request' | 'auth'>

type Send<T> = (octokit: Sender) => Promise<Answer<T>>

/** How the files of this folder send. Every method throws `GitHubError`. */
export interface Caller {
  read<T>(operation: string, send: Send<T>): Promise<Answer<T>>
  /** All pages: `send` gets the page's number and must ask for 100 a page. */
  pages<T>(operation: string, send: (octokit: Sender, page: number) => Promise<Answer<T[]>>): Promise<T[]>
  write<T>(operation: string, options: WriteOptions, send: Send<T>): Promise<Answer<T>>
  /** `partial`: nodes that are not found come as null instead of failing the rest. */
  query<T>(document: string, variables: Record<string, unknown>, options?: { partial?: boolean }): Promise<T>
  mutate<T>(document: string, variables: Record<string, unknown>, options?: WriteOptions): Promise<T>
}

export interface CallerParts {
  /** Pacing counts per installation; 0 for the App itself. */
  installationId: number
  octokit: () => Promise<Sender>
  pacing: Pacing
  onCall: OnCall
  now: () => number
  /** Asked in the instant in which a write is sent. */
  mayGo: MayGo
}

export function createCaller(parts: CallerParts): Caller {
  async function attempt<T>(operation: string, write: boolean, send: Send<T>): Promise<Answer<T>> {
    parts.onCall(operation, write ? 'write' : 'read')
    try {
      const octokit = await parts.octokit()
      const sent = write ? sendIf(parts.mayGo, () => send(octokit)) : send(octokit)
      return whole(operation, write, await sent)
    } catch (error) {
      if (error instanceof NotSent) throw error.cause
      throw toGitHubError(error, { operation, write, now: parts.now() })
    }
  }

  async function read<T>(operation: string, send: Send<T>): Promise<Answer<T>> {
    try {
      return await attempt(operation, false, send)
    } catch (error) {
      if (!isRevoked(error) || parts.installationId === 0) throw error
      await refreshToken(parts)
      return attempt(operation, false, send)
    }
  }

  async function write<T>(operation: string, options: WriteOptions, send: Send<T>): Promise<Answer<T>> {
    await pace(parts, operation, options)
    try {
      return await attempt(operation, true, send)
    } catch (error) {
      // Refused for its token, so it was not applied: the next attempt gets a new one.
      if (isRevoked(error) && parts.installationId !== 0) await refreshToken(parts)
      throw error
    }
  }

  return {
    read,
    write,
    pages: async (operation, send) => {
      const all = []
      for (let page = 1; ; page++) {
        const answer = await read(operation, (octokit) => send(octokit, page))
        all.push(...answer.data)
        if (!hasNext(answer) || answer.data.length === 0) return all
      }
    },
    query: async (document, variables, options = {}) => {
      const operation = operationName(document)
      const context = { operation, write: false, now: parts.now() }
      return unwrap(await read(operation, post(document, variables)), context, options.partial)
    },
    mutate: async (document, variables, options = {}) => {
      const operation = operationName(document)
      const context = { operation, write: true, now: parts.now() }
      return unwrap(await write(operation, options, post(document, variables)), context)
    },
  }
}

/** The same, which counts the queries that it sends. */
export function counting(call: Caller): Caller & { calls(): number } {
  let calls = 0
  return {
    ...call,
    calls: () => calls,
    query: (document, variables, options) => {
      calls++
      return call.query(document, variables, options)
    },
  }
}

/** Query parameters that every paged REST call takes. */
export function pageOf(page: number): { per_page: number; page: number } {
  return { per_page: PAGE, page }
}

export function hasNext(answer: Answer<unknown>): boolean {
  return /rel="next"/.test(String(answer.headers.link ?? ''))
}

interface GraphqlBody<T> {
  data?: T | null
  errors?: GraphqlProblem[]
}

function post<T>(query: string, variables: Record<string, unknown>): Send<GraphqlBody<T>> {
  return (octokit) =>
    octokit.request({
      method: 'POST',
      url: graphqlAddress(octokit.request.endpoint.DEFAULTS.baseUrl),
      query,
      variables,
    })
}

function unwrap<T>(
  answer: Answer<GraphqlBody<T>>,
  context: { operation: string; write: boolean; now: number },
  partial = false,
): T {
  const { data, errors = [] } = answer.data
  if (errors.length > 0) {
    const tolerable = partial && data && errors.every((problem) => problem.type === 'NOT_FOUND')
    if (!tolerable) throw fromGraphql(errors, answer.headers, context)
  }
  if (!data) {
    const details = { kind: 'unavailable', status: 200, inDoubt: context.write } as const
    throw new GitHubError(`${context.operation}: no data`, details)
  }
  return data
}

/** Octokit hands on a cut-off body as text, and a redirected write as a success: neither is an answer. */
function whole<T>(operation: string, write: boolean, answer: Answer<T>): Answer<T> {
  if (answer.status >= 300) {
    throw Object.assign(new Error('moved'), { status: answer.status, response: answer })
  }
  if (answer.status !== 204 && answer.status !== 202 && typeof answer.data === 'string') {
    throw new GitHubError(`${operation}: the answer was cut off`, {
      kind: 'unavailable',
      status: answer.status,
      inDoubt: write,
    })
  }
  return answer
}

/** A turn that pacing has reserved is waited for; what it puts off further goes back to the agenda. */
async function pace(parts: CallerParts, operation: string, options: WriteOptions): Promise<void> {
  const { budget = 'write', urgency = 'label' } = options
  const now = parts.now()
  const goAt = await parts.pacing.take(parts.installationId, budget, urgency, now)
  if (goAt - now > HORIZON_MS[urgency]) {
    throw new OwnPace(`${operation}: our own pace`, { retryAt: goAt })
  }
  if (goAt > now) await wait(goAt - now)
}

function isRevoked(error: unknown): boolean {
  return error instanceof GitHubError && error.kind === 'unauthorized'
}

async function refreshToken(parts: CallerParts): Promise<void> {
  try {
    const octokit = await parts.octokit()
    await octokit.auth({ type: 'installation', refresh: true })
  } catch (error) {
    throw toGitHubError(error, { operation: 'app.createToken', write: false, now: parts.now() })
  }
}

function operationName(document: string): string {
  return /(?:query|mutation) (\w+)/.exec(document)?.[1] ?? 'graphql'
}
