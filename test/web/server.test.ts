// The edge of the server: whatever a stranger sends is answered or cut off, and costs little.
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { Hono } from 'hono'
import pino from 'pino'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { bodyWithin } from '../../src/web/body-within.ts'
import type { Routes } from '../../src/web/edge.ts'
import { startWebServer, type WebServer } from '../../src/web/server.ts'
import { type Raw, speak, statusOf } from './raw.ts'

const MOST = 25 * 1024 * 1024
const ROUTES: Routes = new Hono()
ROUTES.get('/healthz', (c) => c.text('ok'))
ROUTES.get('/a/b/c', (c) => c.text(c.req.query('x') ?? ''))
ROUTES.post('/in', bodyWithin(MOST), (c) => c.json({ bytes: c.env.incoming.rawBody.length }, 202))
ROUTES.post('/forgetful', async (c) => c.text(await c.req.text()))
ROUTES.post('/echo', bodyWithin(MOST), async (c) => c.text(await c.req.text()))
ROUTES.get('/broken', () => {
  throw new Error('the secret of the house')
})
const OPTIONS = { host: '127.0.0.1', routes: [ROUTES], log: pino({ level: 'silent' }) }

let server: WebServer
beforeAll(async () => {
  server = await startWebServer({ ...OPTIONS, port: 0 })
})
afterAll(() => server.stop(100))

describe('paths are taken literally', () => {
  test.each([
    'GET //',
    'GET http://',
    'GET http://[',
    'GET //:99999/',
    'GET //healthz/',
    'GET /x/../healthz',
    'GET /./healthz',
    'GET /..',
    'GET /%68ealthz',
    'GET /a%2fb',
    'GET /\\..\\healthz',
    'GET \\healthz',
    'GET /healthz#x',
    'GET /healthz/..;/',
    'GET http://localhost/healthz',
    'GET healthz',
    'OPTIONS *',
    `GET /${'a'.repeat(5000)}`,
  ])('%s is 400', async (line) => {
    expect(await statusOf(server.port, line)).toBe('400')
  })

  test('a plain one is found, with a query or without, and another is nowhere', async () => {
    expect(await statusOf(server.port, 'GET /healthz')).toBe('200')
    expect(await statusOf(server.port, 'GET /a/b/c?x=%2e%2e//..')).toBe('200')
    expect(await statusOf(server.port, 'GET /healthz/')).toBe('404')
    expect(await statusOf(server.port, 'GET /.well-known/x')).toBe('404')
    expect(await statusOf(server.port, 'POST /healthz')).toBe('405')
  })
})

test.each(['a@b', 'a/b', 'x y', 'localhost:99999'])('a Host that is none is 400: %s', async (host) => {
  expect(await statusOf(server.port, 'GET /healthz', `Host: ${host}`)).toBe('400')
})

test('HTTP/1.0 needs no Host', async () => {
  expect(await speak(server.port, 'GET /healthz HTTP/1.0\r\n\r\n').ended).toMatch(/^HTTP\/1\.1 200 /)
})

test('HEAD tells what GET would, without it; what is not taken is named', async () => {
  const head = 'HEAD /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n'
  const said = await speak(server.port, head).ended
  expect(said).toMatch(/^HTTP\/1\.1 200 OK\r\n(.*\r\n)*content-length: 2\r\n(.*\r\n)*\r\n$/i)
  const post = await fetch(`http://127.0.0.1:${server.port}/healthz`, { method: 'POST' })
  expect([post.status, post.headers.get('allow')]).toEqual([405, 'GET'])
  const body = { error: { code: 'method_not_allowed', message: '/healthz takes GET.', path: '' } }
  expect(await post.json()).toEqual(body)
})

test('an unexpected error is told without its detail, and the server goes on', async () => {
  const broken = await fetch(`http://127.0.0.1:${server.port}/broken`)
  expect([broken.status, await broken.text()]).toEqual([500, expect.not.stringContaining('secret')])
  expect([...broken.headers.keys()]).not.toContain('x-powered-by')
  expect([...broken.headers.keys()]).not.toContain('server')
  expect(await statusOf(server.port, 'GET /healthz')).toBe('200')
})

test('a route gets no more of a body than it says that it takes: without a word, none', async () => {
  const sent = async (path: string) =>
    (await fetch(`http://127.0.0.1:${server.port}${path}`, { method: 'POST', body: 'all of it' })).text()
  expect([await sent('/forgetful'), await sent('/echo')]).toEqual(['', 'all of it'])
})

describe('what is left unfinished', () => {
  const open: Raw[] = []
  const leave = (text: string | Buffer) => {
    const raw = speak(server.port, text)
    open.push(raw)
    return raw
  }
  const begun = (bytes: number, declared: number) =>
    Buffer.concat([
      Buffer.from(`POST /in HTTP/1.1\r\nHost: localhost\r\nContent-Length: ${declared}\r\n\r\n`),
      Buffer.alloc(bytes, 'x'),
    ])
  const deliver = async (bytes: number) => {
    const response = await fetch(`http://127.0.0.1:${server.port}/in`, {
      method: 'POST',
      body: 'x'.repeat(bytes),
    })
    return { status: response.status, body: await response.json() }
  }
  /** On a busy machine the sender itself may fall silent for a moment: it does as it is told. */
  const deliverAgain = async (bytes: number) => {
    for (let left = 4; left > 0; left--) {
      const delivery = await deliver(bytes)
      if (delivery.status !== 503) return delivery
    }
    return deliver(bytes)
  }
  /** What the first `count` of them were answered. */
  const firstOf = (some: Raw[], count: number) =>
    new Promise<string[]>((resolve, reject) => {
      const answers: string[] = []
      for (const { ended } of some) {
        ended.then((answer) => {
          answers.push(answer)
          if (answers.length === count) resolve([...answers])
        }, reject)
      }
    })
  const collectGarbage = () => {
    setFlagsFromString('--expose-gc')
    runInNewContext('gc')()
  }
  afterAll(() => {
    for (const { socket } of open) socket.destroy()
  })

  test('gives way to the largest delivery, and holds a bounded part of memory', async () => {
    const size = 24 * 1024 * 1024
    const most = begun(size, size + 1)
    const before = process.memoryUsage().arrayBuffers
    const left = Array.from({ length: 12 }, () => leave(most))
    // Two of them fit in; whoever gave way to them was told to send it again.
    const refused = await firstOf(left, 10)
    for (const answer of refused) expect(answer).toMatch(/^HTTP\/1\.1 503 .*"code":"busy"/s)
    expect(await deliverAgain(MOST)).toEqual({ status: 202, body: { bytes: MOST } })
    // What nobody holds any more does not count, whenever it is collected.
    collectGarbage()
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(160 * 1024 * 1024)
  })

  test('a crowd of silent connections keeps nobody out', async () => {
    const silent = Array.from({ length: 700 }, () => leave(''))
    await Promise.race(silent.map((one) => one.ended))
    expect(await statusOf(server.port, 'GET /healthz')).toBe('200')
    expect(await deliver(10_000)).toMatchObject({ status: 202 })
  })

  test('a crowd of unfinished requests keeps nobody out, also not many who come at once', async () => {
    const unfinished = Array.from({ length: 700 }, () => leave(begun(1_000, 2_000)))
    await Promise.race(unfinished.map((one) => one.ended))
    const deliveries = await Promise.all(Array.from({ length: 100 }, () => deliver(1_000)))
    expect(deliveries.filter(({ status }) => status === 202)).toHaveLength(100)
  })

  test('a body that is too large is refused before it is sent, and the answer is heard', async () => {
    const { ended } = leave(begun(200_000, MOST + 1))
    expect(await ended).toMatch(/^HTTP\/1\.1 413 /)
  })

  test('a body in the smallest chunks weighs what it is', async () => {
    const chunks = '1\r\nx\r\n'.repeat(20_000)
    const head =
      'POST /in HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n'
    expect(await leave(`${head}${chunks}0\r\n\r\n`).ended).toContain('{"bytes":20000}')
  })
})

test('a port that is taken is named', async () => {
  const again = startWebServer({ ...OPTIONS, port: server.port })
  await expect(again).rejects.toThrow(`PORT: something else listens on 127.0.0.1:${server.port} already`)
})
