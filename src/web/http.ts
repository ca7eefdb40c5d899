// A small HTTP server: routes by method and literal path, everything bounded, answers as values, stops by draining.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Logger } from 'pino'
import { UserError } from '../domain/problem.ts'
import { type BodyBudget, createBodyBudget } from './body-budget.ts'
import { boundConnections, type Connections } from './connections.ts'
import { HttpError } from './http-error.ts'
import { readTarget } from './plain-path.ts'
import { type Body, readBody } from './read-body.ts'

export interface WebRequest {
  method: string
  path: string
  query: URLSearchParams
  headers: IncomingMessage['headers']
  httpVersion: string
  remoteAddress: string
  /**
   * Reads the body; a route that knows better first refuses first. @throws HttpError 413 above `maxBytes`, 408 when it
   * does not arrive in time, 503 when there is no room for it
   */
  body(maxBytes: number): Promise<Buffer>
}

export interface WebResponse {
  status: number
  headers?: Record<string, string>
  /** Strings are sent as they are, objects as JSON. */
  body?: string | object
}

export interface Route {
  method: string
  path: string
  handle(request: WebRequest): Promise<WebResponse> | WebResponse
}

export interface WebServer {
  port: number
  /** Takes no new connections, lets running requests end (at most `graceMs`), then closes the rest. */
  stop(graceMs: number): Promise<void>
}

/** A silent or slow connection costs little, and so many of them no more than 32 MB. */
const MOST_CONNECTIONS = 500
/** Of unfinished bodies together: one of GitHub's largest deliveries, and many usual ones. */
const MOST_BODY_BYTES = 48 * 1024 * 1024
const HEADERS_TIMEOUT_MS = 10_000
const REQUEST_TIMEOUT_MS = 20_000
/** Longer than the longest answer takes; Node's other limits begin with the first byte of a request. */
const SILENCE_TIMEOUT_MS = 15_000
/** An answer before the end of the request is heard only if the rest is read, so long at most. */
const LINGER_MS = 1_000

interface Bounds {
  budget: BodyBudget
  connections: Connections
}

interface Options {
  host: string
  port: number
  routes: Route[]
  log: Logger
}

/** Starts listening. @throws UserError where the address cannot be had */
export async function startWebServer(options: Options): Promise<WebServer> {
  const limits = { headersTimeout: HEADERS_TIMEOUT_MS, requestTimeout: REQUEST_TIMEOUT_MS }
  const server = createServer({ ...limits, connectionsCheckingInterval: 1_000, maxHeaderSize: 16 * 1024 })
  server.timeout = SILENCE_TIMEOUT_MS
  server.maxRequestsPerSocket = 1_000
  const bounds = {
    budget: createBodyBudget(MOST_BODY_BYTES, () => performance.now()),
    connections: boundConnections(server, MOST_CONNECTIONS),
  }
  server.on('request', (request, response) => void serve(options, bounds, request, response))
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(explained(error, options)))
    server.listen(options.port, options.host, resolve)
  })
  return { port: (server.address() as AddressInfo).port, stop: (graceMs) => stop(server, graceMs) }
}

/** What a mistaken `HOST` or `PORT` looks like to the system, in words. */
function explained(error: NodeJS.ErrnoException, { host, port }: { host: string; port: number }): Error {
  switch (error.code) {
    case 'EADDRINUSE':
      return new UserError(`PORT: something else listens on ${host}:${port} already. Choose another port.`)
    case 'EACCES':
      return new UserError(
        `PORT: the system does not let this user listen on ${port}. Choose one above 1023.`,
      )
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return new UserError(`HOST: ${host} is no address of this machine. Use 0.0.0.0 for all of them.`)
    default:
      return error
  }
}

async function serve(
  options: Options,
  { budget, connections }: Bounds,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const bodies: Body[] = []
  const { socket } = request
  connections.enter(socket, 'reading')
  response.once('close', () => connections.enter(socket, 'waiting'))
  let answer: WebResponse
  try {
    const { path, query } = readTarget(request.url ?? '')
    const route = findRoute(options.routes, request.method ?? 'GET', path)
    const { headers, httpVersion } = request
    if (!hasBody(request)) connections.enter(socket, 'working')
    answer = await route.handle({
      method: request.method ?? 'GET',
      path,
      query,
      headers,
      httpVersion,
      remoteAddress: socket.remoteAddress ?? '',
      body: async (maxBytes) => {
        const body = await readBody(request, maxBytes, budget)
        bodies.push(body)
        connections.enter(socket, 'working')
        return body.bytes
      },
    })
  } catch (error) {
    answer = errorAnswer(error)
    // The edge of the program: an unexpected error must not end the process, and its detail must not leave it.
    if (!(error instanceof HttpError)) options.log.error({ err: error, path: request.url }, 'request failed')
  }
  for (const body of bodies) body.release()
  send(request, response, answer)
}

function hasBody({ headers }: IncomingMessage): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0
}

function findRoute(routes: Route[], method: string, path: string): Route {
  const here = routes.filter((route) => route.path === path)
  const route = here.find((one) => one.method === method || (method === 'HEAD' && one.method === 'GET'))
  if (route) return route
  if (here.length === 0) throw new HttpError(404, 'not_found', `There is nothing at ${path}.`)
  const allowed = here.map((one) => one.method).join(', ')
  throw new HttpError(405, 'method_not_allowed', `${path} takes ${allowed}.`, { allow: allowed })
}

function errorAnswer(error: unknown): WebResponse {
  if (error instanceof HttpError) {
    const body = { error: { code: error.code, message: error.message, path: error.path } }
    return { status: error.status, headers: error.headers, body }
  }
  return {
    status: 500,
    body: { error: { code: 'internal', message: 'Something went wrong here.', path: '' } },
  }
}

function send(request: IncomingMessage, response: ServerResponse, answer: WebResponse): void {
  const text = typeof answer.body === 'string' ? answer.body : answer.body ? JSON.stringify(answer.body) : ''
  const type =
    typeof answer.body === 'string' ? 'text/plain; charset=utf-8' : 'application/json; charset=utf-8'
  const early = hasBody(request) && !request.complete
  response.writeHead(answer.status, {
    ...(text ? { 'content-type': type } : {}),
    'content-length': Buffer.byteLength(text),
    ...answer.headers,
    ...(early ? { connection: 'close' } : {}),
  })
  if (!early) return void response.end(text)
  response.write(text)
  const end = () => {
    clearTimeout(timer)
    response.end()
  }
  const timer = setTimeout(end, LINGER_MS)
  request.once('end', end).once('close', end).resume()
}

async function stop(server: Server, graceMs: number): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()))
  server.closeIdleConnections()
  const timer = setTimeout(() => server.closeAllConnections(), graceMs)
  await closed
  clearTimeout(timer)
}
