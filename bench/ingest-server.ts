// One server of the benchmark of deliveries, in its own process: `node bench/ingest-server.ts KIND`.
import { createHmac, generateKeyPairSync, timingSafeEqual } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pino from 'pino'
import { createNodeMiddleware, createProbot } from 'probot'
import { signatureCheck } from '../src/github/signature.ts'
import { openStore } from '../src/store/open-store.ts'
import { createRecorder } from '../src/store/recorder.ts'
import { startWebServer } from '../src/web/server.ts'
import { webhookRoutes } from '../src/web/webhooks.ts'

export type Kind = 'hmac' | 'probot' | 'sqlite-each' | 'sqlite' | 'postgres'

const PATH = '/api/github/webhooks'
const [kind, secret = '', databaseUrl] = process.argv.slice(2)
const started = await start(kind as Kind)
process.send?.(started.port)
process.once('disconnect', () => void started.stop().then(() => process.exit(0)))

interface Started {
  port: number
  stop(): Promise<void>
}

function start(wanted: Kind): Promise<Started> {
  switch (wanted) {
    case 'hmac':
      return listen(checkHmac)
    case 'probot':
      return startProbot()
    case 'sqlite-each':
      return startFirstline({ most: 1 })
    case 'sqlite':
    case 'postgres':
      return startFirstline({})
    default:
      throw new Error(`No such server: ${wanted satisfies never}`)
  }
}

/** The least that any receiver does. */
function checkHmac(...[request, response]: Parameters<RequestListener>): void {
  const chunks: Buffer[] = []
  request.on('data', (chunk: Buffer) => chunks.push(chunk))
  request.on('end', () => {
    const expected = createHmac('sha256', secret).update(Buffer.concat(chunks)).digest()
    const given = Buffer.from(String(request.headers['x-hub-signature-256']).slice('sha256='.length), 'hex')
    const good = given.length === expected.length && timingSafeEqual(given, expected)
    response.statusCode = good ? 202 : 401
    response.end()
  })
}

async function startProbot(): Promise<Started> {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const probot = createProbot({
    overrides: {
      appId: 1,
      privateKey: privateKey.export({ type: 'pkcs1', format: 'pem' }).toString(),
      secret,
      logLevel: 'error',
    },
  })
  const handle = await createNodeMiddleware((app) => void app.on('issues', () => {}), {
    probot,
    webhooksPath: PATH,
  })
  return listen((request, response) => void handle(request, response))
}

async function listen(handle: RequestListener): Promise<Started> {
  const server = createServer(handle)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return { port: (server.address() as AddressInfo).port, stop: async () => void server.close() }
}

/** Firstline's own route and store, without the worker: what a process with `ROLE=web` is. */
async function startFirstline(recording: { most?: number }): Promise<Started> {
  const dataDir = mkdtempSync(join(tmpdir(), 'firstline-bench-'))
  const store = await openStore({ databaseUrl, dataDir, role: 'server' })
  const log = pino({ level: 'info' })
  const isSigned = signatureCheck([secret])
  const routes = webhookRoutes({
    from: 'github',
    verify: (body, header) => isSigned(body, header('x-hub-signature-256')),
    record: createRecorder(store, recording).record,
    recorded: () => {},
    refused: () => {},
    now: store.now,
    log,
  })
  const server = await startWebServer({ host: '127.0.0.1', port: 0, routes: [routes], log })
  return {
    port: server.port,
    stop: async () => {
      await server.stop(1_000)
      await store.close()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}
