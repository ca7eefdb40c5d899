// Whether a request comes from this machine itself, and not through a proxy that stands on it.
import type { IncomingHttpHeaders } from 'node:http'
import { isIPv4 } from 'node:net'

/** What is to be known of a request; Node's own has it. */
export interface Caller {
  httpVersion: string
  headers: IncomingHttpHeaders
  socket: { remoteAddress?: string | undefined }
}

/** Headers by which proxies, tunnels and content networks tell of the client that they speak for. */
const OF_A_PROXY = [
  /forward/,
  /proxy/,
  /(^|-)via$/,
  /^(cdn-loop|coming-from|client-ip|remote-addr|host-override|front-end-https|max-forwards)$/,
  /(real|client|connecting|remote|originating|peer|source|user|visitor|origin)-?ip/,
  /client|viewer|varnish/,
  /^(x-)?(remote|original|rewrite|envoy|varnish|haproxy|traefik|nginx|cluster|coming|sucuri|arr|scheme|ssl|tls)-/,
  /^x-(scheme|url-scheme|protocol|https|ssl|lb|peer|host|real-.*|remote-addr|request-start|queue-start|originating-.*)$/,
  /^(x-)?(cf|fly|fastly|akamai|azure|appengine|google|goog|amz|amzn|aws|vercel|nf|incap|tailscale|ngrok|railway|render|heroku|cloud|cloudfront|edge)-/,
]

/**
 * True for a direct connection from this machine that asks for this machine by name, so that neither a proxy nor a web
 * page whose name was made to point here is taken for its user. Proxies that tell nothing speak HTTP/1.0, or are told of
 * by `PUBLIC_URL`.
 */
export function isDirectLoopback(request: Caller, publicUrl: string | null): boolean {
  if (publicUrl !== null || request.httpVersion === '1.0') return false
  const address = (request.socket.remoteAddress ?? '').replace(/^::ffff:/, '')
  if (address !== '::1' && !isLoopback4(address)) return false
  if (!isLoopbackHost(request.headers.host)) return false
  // Behind CGI names are written with underscores.
  const names = Object.keys(request.headers).map((name) => name.replaceAll('_', '-').replace(/^http-/, ''))
  return !names.some((name) => OF_A_PROXY.some((known) => known.test(name)))
}

/** `localhost`, 127.0.0.0/8 or `[::1]`, with or without a port. */
export function isLoopbackHost(host: string | undefined): boolean {
  const [, name = ''] = /^([^:]+|\[[^\]]*\])(?::\d{1,5})?$/.exec(host?.toLowerCase() ?? '') ?? []
  return name === 'localhost' || name === '[::1]' || isLoopback4(name)
}

function isLoopback4(address: string): boolean {
  return isIPv4(address) && address.startsWith('127.')
}
