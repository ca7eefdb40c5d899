// The HTTP server under all routes: Node's, bounded in number, size and time; hono answers, a stop drains.
import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { getRequestListener, RequestError } from '@hono/node-server'
import type { Logger } from 'pino'
import { UserError } from '../domain/problem.ts'
import { createBodyBudget } from './body-budget.ts'
import { boundConnections } from './connections.ts'
import { answerOf, createEdge, type Edge, type Routes } from './edge.ts'
import { notPlain } from './plain-path.ts'

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
const NOTHING = Buffer.alloc(0)

interface Options {
  host: string
  port: number
  routes: Routes[]
  log: Logger
}

/** Starts listening. @throws UserError where the address cannot be had */
export async function startWebServer(options: Options): Promise<WebServer> {
  const limits = { headersTimeout: HEADERS_TIMEOUT_MS, requestTimeout: REQUEST_TIMEOUT_MS }
  const server = createServer({ ...limits, connectionsCheckingInterval: 1_000, maxHeaderSize: 16 * 1024 })
  server.timeout = SILENCE_TIMEOUT_MS
  server.maxRequestsPerSocket = 1_000
  answerRequests(server, options)
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(explained(error, options)))
    server.listen(options.port, options.host, resolve)
  })
  return { port: (server.address() as AddressInfo).port, stop: (graceMs) => stop(server, graceMs) }
}

/** Neither hono nor its server knows of other requests: what all may take together is kept here. */
function answerRequests(server: Server, { routes, log }: Options): void {
  const edge = createEdge(routes, log)
  const connections = boundConnections(server, MOST_CONNECTIONS)
  const budget = createBodyBudget(MOST_BODY_BYTES, () => performance.now())
  const answer = getRequestListener(
    (request, { incoming }) =>
      edge.fetch(request, { incoming: incoming as Edge['Bindings']['incoming'], budget, connections }),
    {
      // HTTP/1.0 needs no Host.
      hostname: 'localhost',
      errorHandler: (error) => answerOf(error instanceof RequestError ? notPlain() : error, log),
    },
  )
  server.on('request', (request, response) => {
    const { socket } = request
    connections.enter(socket, hasBody(request) ? 'reading' : 'working')
    response.once('close', () => connections.enter(socket, 'waiting'))
    // As GET; Node leaves the body out. Hono would leave out its length, too.
    if (request.method === 'HEAD') request.method = 'GET'
    // A route that does not say how much it takes gets none.
    void answer(Object.assign(request, { rawBody: NOTHING }), response)
  })
}

function hasBody({ headers }: IncomingMessage): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0
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

async function stop(server: Server, graceMs: number): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()))
  server.closeIdleConnections()
  const timer = setTimeout(() => server.closeAllConnections(), graceMs)
  await closed
  clearTimeout(timer)
}
