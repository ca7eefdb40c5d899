// A small HTTP server: routes by method and path, bodies with a cap, answers as values, stops by draining.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Logger } from 'pino'
import { UserError } from '../domain/problem.ts'

export interface WebRequest {
  method: string
  path: string
  query: URLSearchParams
  headers: IncomingMessage['headers']
  remoteAddress: string
  /** Reads the body. @throws HttpError 413 above `maxBytes`, 408 when it does not arrive in time */
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

/** An answer to the caller's mistake, thrown from anywhere in a route. */
export class HttpError extends Error {
  readonly status: number
  readonly code: string
  readonly headers: Record<string, string>
  /** The field of the body that is wrong, or empty. */
  readonly path: string
  constructor(
    status: number,
    code: string,
    message: string,
    headers: Record<string, string> = {},
    path = '',
  ) {
    super(message)
    this.name = 'HttpError'
    this.status = status
    this.code = code
    this.headers = headers
    this.path = path
  }
}

export interface WebServer {
  port: number
  /** Takes no new connections, lets running requests end (at most `graceMs`), then closes the rest. */
  stop(graceMs: number): Promise<void>
}

const BODY_TIMEOUT_MS = 30_000

/** Starts listening. @throws UserError where the address cannot be had */
export async function startWebServer(options: {
  host: string
  port: number
  routes: Route[]
  log: Logger
}): Promise<WebServer> {
  const server = createServer((request, response) => void serve(options, request, response))
  server.requestTimeout = 60_000
  server.headersTimeout = 20_000
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
  options: { routes: Route[]; log: Logger },
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  let answer: WebResponse
  let path = ''
  try {
    const url = urlOf(request)
    path = url.pathname
    answer = await findRoute(options.routes, request.method ?? 'GET', url.pathname).handle({
      method: request.method ?? 'GET',
      path: url.pathname,
      query: url.searchParams,
      headers: request.headers,
      remoteAddress: request.socket.remoteAddress ?? '',
      body: (maxBytes) => readBody(request, maxBytes),
    })
  } catch (error) {
    answer = errorAnswer(error)
    // The edge of the program: an unexpected error must not end the process, and its detail must not leave it.
    if (!(error instanceof HttpError)) options.log.error({ err: error, path }, 'request failed')
  }
  send(response, answer)
}

/** Anybody may write anything into a request line: `//` is no address. */
function urlOf(request: IncomingMessage): URL {
  const url = URL.parse(request.url ?? '/', 'http://localhost')
  if (!url) throw new HttpError(400, 'bad_address', 'The address of the request cannot be read.')
  return url
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

function send(response: ServerResponse, answer: WebResponse): void {
  const text = typeof answer.body === 'string' ? answer.body : answer.body ? JSON.stringify(answer.body) : ''
  const type =
    typeof answer.body === 'string' ? 'text/plain; charset=utf-8' : 'application/json; charset=utf-8'
  response.writeHead(answer.status, {
    ...(text ? { 'content-type': type } : {}),
    'content-length': Buffer.byteLength(text),
    ...answer.headers,
  })
  response.end(text)
}

function readBody(request: IncomingMessage, maxBytes: number): Promise<Buffer> {
  const tooLarge = () =>
    new HttpError(413, 'too_large', `The body is larger than ${maxBytes} bytes.`, { connection: 'close' })
  if (Number(request.headers['content-length'] ?? 0) > maxBytes) return Promise.reject(tooLarge())
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    let size = 0
    const timer = setTimeout(() => {
      reject(new HttpError(408, 'timeout', 'The body did not arrive in time.', { connection: 'close' }))
    }, BODY_TIMEOUT_MS)
    request.on('data', (chunk: Buffer) => {
      size += chunk.length
      if (size <= maxBytes) chunks.push(chunk)
      else reject(tooLarge())
    })
    request.on('end', () => {
      clearTimeout(timer)
      resolve(chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks))
    })
    request.on('error', (cause) => {
      clearTimeout(timer)
      reject(new HttpError(400, 'broken_body', `The body broke off: ${cause.message}`))
    })
  })
}

async function stop(server: Server, graceMs: number): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()))
  server.closeIdleConnections()
  const timer = setTimeout(() => server.closeAllConnections(), graceMs)
  await closed
  clearTimeout(timer)
}
