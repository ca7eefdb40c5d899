// Who counts as somebody at this machine itself.
import { describe, expect, test } from 'vitest'
import { type Caller, isDirectLoopback } from '../../src/web/loopback.ts'

function request(headers: Record<string, string> = {}, more: Partial<Caller> = {}): Caller {
  return {
    headers: { host: 'localhost:3000', ...headers },
    httpVersion: '1.1',
    socket: { remoteAddress: '127.0.0.1' },
    ...more,
  }
}
const isDirect = (one: Caller) => isDirectLoopback(one, null)

test.each(['localhost', 'LOCALHOST:3000', '127.0.0.1', '127.9.8.7:80', '[::1]', '[::1]:3000'])(
  'Host %s is this machine',
  (host) => expect(isDirect(request({ host }))).toBe(true),
)

test.each([
  'evil.example',
  'localhost.evil.example',
  'evil.example:3000',
  '128.0.0.1',
  '127.0.0.1.evil.example',
  '127.1',
  '0.0.0.0',
  '[::2]',
  'localhost@evil.example',
  '',
])('Host %j is not', (host) => expect(isDirect(request({ host }))).toBe(false))

test.each(['127.0.0.1', '127.5.5.5', '::1', '::ffff:127.0.0.1'])(
  'a connection from %s is direct',
  (address) => expect(isDirect(request({}, { socket: { remoteAddress: address } }))).toBe(true),
)

test.each(['10.0.0.1', '::ffff:10.0.0.1', '127.evil', ''])('a connection from %j is not', (address) =>
  expect(isDirect(request({}, { socket: { remoteAddress: address } }))).toBe(false),
)

describe('through a proxy', () => {
  test.each(
    (
      'forwarded via x-forwarded x-forwarded-for x-forwarded-host x-forwarded-proto x-forwarded-server x-original-forwarded-for ' +
      'x-real-ip x-client-ip client-ip true-client-ip cf-connecting-ip cf-ray cf-visitor cdn-loop fastly-client-ip ' +
      'x-cluster-client-ip fly-client-ip x-envoy-external-address x-azure-clientip x-appengine-user-ip proxy-client-ip ' +
      'wl-proxy-client-ip x-proxyuser-ip x-original-host x-original-url x-originating-ip x-remote-ip x-remote-addr ' +
      'x-amz-cf-id x-amzn-trace-id tailscale-user-login x-nf-client-connection-ip x-vercel-forwarded-for x-forwarded-user ' +
      'x-arr-log-id x-scheme x-host akamai-origin-hop x-proxy-id x-bluecoat-via forwarded-for x-coming-from x-varnish x-ssl x-lb x-peer x-client-proto ' +
      'x-orig-client x-real-proto x-request-start cloudfront-viewer-address http_client_ip http_x_forwarded_for ssl-client-cert'
    ).split(' '),
  )('that sends %s', (name) => expect(isDirect(request({ [name]: 'anything' }))).toBe(false))

  test('that tells nothing but speaks HTTP/1.0', () => {
    expect(isDirect(request({}, { httpVersion: '1.0' }))).toBe(false)
  })

  test('that is told of by PUBLIC_URL', () => {
    expect(isDirectLoopback(request(), 'https://desk.example.com')).toBe(false)
  })

  test('programs and browsers on this machine send none of these', () => {
    const usual =
      'accept accept-encoding accept-language authorization cache-control connection content-length content-type cookie dnt ' +
      'expect if-none-match keep-alive origin pragma priority range referer sec-ch-ua sec-ch-ua-platform sec-fetch-dest ' +
      'sec-fetch-mode sec-fetch-site sec-fetch-user sec-gpc te traceparent transfer-encoding upgrade-insecure-requests ' +
      'user-agent x-github-event x-hub-signature-256 x-request-id x-requested-with'
    const headers = Object.fromEntries(usual.split(' ').map((name) => [name, 'x']))
    expect(isDirect(request(headers))).toBe(true)
  })
})
