// The HTTP side of the embedded GitHub: routing, credentials, pages, injected faults and the log of calls.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { type Auth, authorize, type Caller } from './auth.ts'
import { answerGraphql, operationOf } from './graphql.ts'
import { type Call, type Result, routes } from './rest.ts'
import { fileRoutes } from './rest-files.ts'
import { issueRoutes } from './rest-issues.ts'
import { type Account, Refusal } from './state.ts'
import type { World } from './world.ts'

type Json = Record<string, unknown>

/** Makes matching requests fail. All that is given must match; `path` is without the query. */
export interface Fault {
  method?: string
  path?: RegExp
  /** A GraphQL operation's name. */
  operation?: string
  /** Cut the connection instead of answering. */
  drop?: boolean
  /** Status of the answer; 502 if left out. */
  status?: number
  headers?: Record<string, string>
  message?: string
  /** Answer 200 with this GraphQL error type instead. */
  graphqlError?: string
  /** Do what was asked before failing. */
  applied?: boolean
  /** So many of them are answered before. */
  after?: number
  /** How often; once if left out. */
  times?: number
}

export interface LoggedCall {
  method: string
  path: string
  /** The GraphQL operation, else empty. */
  operation: string
  caller: Caller['kind'] | 'nobody'
  /** 0 where the connection was cut. */
  status: number
}

interface Answer {
  status: number
  headers: Record<string, string>
  data: unknown
}

const compiled = [...routes, ...fileRoutes, ...issueRoutes].map(([method, path, need, handle]) => {
  const pattern = path.replace(/:(\w+)/g, '(?<$1>[^/]+)').replace(/\*(\w+)/g, '(?<$1>.+)')
  return { method, pattern: new RegExp(`^${pattern}$`), need, handle }
})

export class GitHubServer {
  readonly calls: LoggedCall[] = []
  readonly faults: Fault[] = []
  private readonly server: Server
  private readonly world: World
  private readonly auth: Auth

  constructor(world: World, auth: Auth) {
    this.world = world
    this.auth = auth
    this.server = createServer((request, response) => {
      this.serve(request, response).catch((error: unknown) => {
        // A mistake of this server's own; the caller shows it.
        response.writeHead(500, { 'content-type': 'application/json' })
        response.end(JSON.stringify({ message: `The embedded GitHub failed: ${error}` }))
      })
    })
    // Node's 5 seconds would cut a client off that is just about to send on a kept connection.
    this.server.keepAliveTimeout = 60_000
  }

  /** Listens on loopback and returns the port. */
  listen(port: number): Promise<number> {
    return new Promise((resolve, reject) => {
      this.server.once('error', reject)
      this.server.listen(port, '127.0.0.1', () => {
        const address = this.server.address()
        resolve(typeof address === 'object' && address ? address.port : port)
      })
    })
  }

  close(): Promise<void> {
    return new Promise((resolve) => {
      this.server.close(() => resolve())
      this.server.closeAllConnections()
    })
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', `http://${request.headers.host}`)
    const body = await readBody(request)
    const method = request.method ?? 'GET'
    const operation = url.pathname === '/graphql' ? operationOf(body) : ''
    const fault = this.takeFault(method, url.pathname, operation)
    let caller: LoggedCall['caller'] = 'nobody'
    const answer = (): Answer => {
      const identity = this.auth.identify(request.headers.authorization)
      caller = identity.kind
      return this.answer(identity, method, url, body)
    }
    const given = fault && !fault.applied ? failing(fault) : attempt(answer)
    const final = fault ? failing(fault) : given
    this.calls.push({ method, path: url.pathname, operation, caller, status: final?.status ?? 0 })
    if (!final) {
      request.socket.destroy()
      return
    }
    const text = final.status === 204 ? '' : JSON.stringify(final.data)
    response.writeHead(final.status, { 'content-type': 'application/json; charset=utf-8', ...final.headers })
    response.end(text)
  }

  private answer(caller: Caller, method: string, url: URL, body: Json): Answer {
    const { world, auth } = this
    const actor = actorOf(caller, world)
    if (method === 'POST' && url.pathname === '/graphql') {
      const data = answerGraphql({ world, caller, actor }, body)
      return { status: 200, headers: scopes(caller), data }
    }
    for (const route of compiled) {
      const match = route.method === method ? route.pattern.exec(url.pathname) : null
      if (!match) continue
      const params = Object.fromEntries(
        Object.entries(match.groups ?? {}).map(([name, value]) => [name, decodeURIComponent(value)]),
      )
      const call = { world, auth, caller, actor, params, query: url.searchParams, body } as Call
      allow(call, route.need)
      return present(route.handle(call), url)
    }
    throw new Refusal(404, 'Not Found')
  }

  private takeFault(method: string, path: string, operation: string): Fault | undefined {
    const fault = this.faults.find(
      (known) =>
        (known.method ?? method) === method &&
        (known.path ?? /(?:)/).test(path) &&
        (known.operation ?? operation) === operation,
    )
    if (!fault) return undefined
    if (fault.after) {
      fault.after--
      return undefined
    }
    const left = (fault.times ?? 1) - 1
    if (left > 0) fault.times = left
    else this.faults.splice(this.faults.indexOf(fault), 1)
    return fault
  }
}

function actorOf(caller: Caller, world: World): Account {
  return caller.kind === 'person' ? caller.account : world.bot
}

function allow(call: Call, need: string): void {
  const { world, caller, params } = call
  if (need === 'app') {
    if (caller.kind !== 'app') throw new Refusal(401, 'A JSON web token could not be decoded')
    return
  }
  const repo = params.repo ? world.repo(`${params.owner}/${params.repo}`) : null
  if (need !== 'any') authorize(world, caller, repo, need)
  else if (caller.kind === 'app') {
    throw new Refusal(401, 'A JSON web token can only be used for app endpoints')
  }
  if (repo) call.repo = repo
}

/** Cuts a list into the page that was asked for, with GitHub's Link header. */
function present(result: Result, url: URL): Answer {
  const { status = 200, list, data } = result
  if (!list) return { status, headers: {}, data }
  const size = Math.min(Number(url.searchParams.get('per_page') ?? 30), 100)
  const key = result.byCursor ? 'cursor' : 'page'
  const asked = Number(url.searchParams.get(key) ?? 1)
  const page = list.slice((asked - 1) * size, asked * size)
  const next = new URL(url)
  next.searchParams.set(key, String(asked + 1))
  const headers: Record<string, string> = asked * size < list.length ? { link: `<${next}>; rel="next"` } : {}
  return { status, headers, data: result.wrap ? result.wrap(page, list.length) : page }
}

function attempt(answer: () => Answer): Answer {
  try {
    return answer()
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    const data = { message: error.message, documentation_url: 'https://docs.github.com/rest' }
    return { status: error.status, headers: error.headers, data }
  }
}

/** Null: the connection is cut. */
function failing(fault: Fault): Answer | null {
  if (fault.drop) return null
  const { status = 502, headers = {}, message = 'Server Error', graphqlError } = fault
  if (graphqlError) {
    return { status: 200, headers, data: { data: null, errors: [{ type: graphqlError, message }] } }
  }
  return { status, headers, data: { message } }
}

function scopes(caller: Caller): Record<string, string> {
  return caller.kind === 'person' ? { 'x-oauth-scopes': caller.scopes.join(', ') } : {}
}

async function readBody(request: IncomingMessage): Promise<Json> {
  let text = ''
  for await (const chunk of request.setEncoding('utf8')) text += chunk
  return text === '' ? {} : (JSON.parse(text) as Json)
}
