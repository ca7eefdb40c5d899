// Deliveries taken per second, beside a bare server and Probot's own middleware: `npm run bench:ingest`.
import { type ChildProcess, fork } from 'node:child_process'
import { createHmac, randomBytes, randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { closeSync, fsyncSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startPostgres } from '../test/postgres-server.ts'
import type { Kind } from './ingest-server.ts'
import { type Measured, runLoad } from './load.ts'

const CONNECTIONS = 32
const BODY_BYTES = 10 * 1024
const ROUNDS = 4
const WARM_UP_MS = 1_000
const ROUND_MS = 2_500
const FLUSHING_MS = 500
const TICKETS = 200

const NAMES: Record<Kind, string> = {
  hmac: 'bare Node server that checks the HMAC',
  probot: "Probot's createNodeMiddleware, empty handler",
  'sqlite-each': 'Firstline, SQLite, one flushed commit per delivery',
  sqlite: 'Firstline, SQLite, group commit (as shipped)',
  postgres: 'Firstline, PostgreSQL, group commit (as shipped)',
}
/** At least this share of what Probot's middleware takes, and p99 below this. */
const AIMS: Partial<Record<Kind, number>> = { 'sqlite-each': 0.25, sqlite: 0.5 }
const MOST_P99_MS = 100

const secret = randomBytes(20).toString('hex')
const deliveries = Array.from({ length: TICKETS }, (_, i) => delivery(i + 1))
const database = await startPostgres({ flush: true })
const servers = new Map<Kind, { child: ChildProcess; port: number }>()
const measured = new Map<Kind, Measured[]>()
const flushes: number[] = []
try {
  for (const kind of Object.keys(NAMES) as Kind[]) servers.set(kind, await startServer(kind))
  for (const kind of servers.keys()) await measure(kind, WARM_UP_MS)
  measured.clear()
  // Turn by turn, so that whatever else the machine does falls on all of them.
  for (let round = 0; round < ROUNDS; round++) {
    flushes.push(flushesPerSecond())
    for (const kind of servers.keys()) await measure(kind, ROUND_MS)
  }
} finally {
  for (const { child } of servers.values()) await stopServer(child)
  await database.stop()
}
report()

async function startServer(kind: Kind): Promise<{ child: ChildProcess; port: number }> {
  const args = [kind, secret, ...(kind === 'postgres' ? [database.url] : [])]
  const child = fork(new URL('./ingest-server.ts', import.meta.url), args)
  const [port] = (await once(child, 'message')) as [number]
  return { child, port }
}

async function stopServer(child: ChildProcess): Promise<void> {
  const ended = once(child, 'exit')
  child.disconnect()
  await ended
}

async function measure(kind: Kind, durationMs: number): Promise<void> {
  const { port } = servers.get(kind)!
  let next = 0
  const request = () => {
    const { head, rest } = deliveries[next++ % TICKETS]!
    return [Buffer.from(`${head}${randomUUID()}\r\n\r\n`), rest]
  }
  const status = kind === 'probot' ? 200 : 202
  const result = await runLoad({ port, connections: CONNECTIONS, durationMs, request, status })
  measured.set(kind, [...(measured.get(kind) ?? []), result])
}

/** What the disk itself does, one after the other: no more single commits than this are possible. */
function flushesPerSecond(): number {
  const folder = mkdtempSync(join(tmpdir(), 'firstline-bench-'))
  const file = openSync(join(folder, 'flushed'), 'w')
  const bytes = Buffer.alloc(BODY_BYTES)
  const startedAt = performance.now()
  let count = 0
  for (; performance.now() - startedAt < FLUSHING_MS; count++) {
    writeSync(file, bytes)
    fsyncSync(file)
  }
  const seconds = (performance.now() - startedAt) / 1000
  closeSync(file)
  rmSync(folder, { recursive: true })
  return count / seconds
}

/** A signed `issues.edited` of one of 200 issues; all but its GUID is made beforehand. */
function delivery(id: number): { head: string; rest: Buffer } {
  const payload = {
    action: 'edited',
    issue: {
      id,
      node_id: `I_${id}`,
      number: id,
      title: 'Install fails',
      body: '',
      user: { id: 1, login: 'octocat' },
    },
    repository: { id: 1, node_id: 'R_1', name: 'widget', owner: { id: 2, login: 'acme' } },
    installation: { id: 3 },
  }
  const left = BODY_BYTES - JSON.stringify(payload).length
  payload.issue.body = 'npm error EACCES: permission denied, mkdir. '.repeat(250).slice(0, left)
  const body = Buffer.from(JSON.stringify(payload))
  const signature = createHmac('sha256', secret).update(body).digest('hex')
  const head = [
    'POST /api/github/webhooks HTTP/1.1',
    'Host: localhost',
    'Content-Type: application/json',
    `Content-Length: ${body.length}`,
    'X-GitHub-Event: issues',
    `X-Hub-Signature-256: sha256=${signature}`,
    'X-GitHub-Delivery: ',
  ].join('\r\n')
  return { head, rest: body }
}

function report(): void {
  const rows = new Map([...measured].map(([kind, rounds]) => [kind, medianOf(rounds)]))
  const bare = rows.get('hmac')!.perSecond
  const probot = rows.get('probot')!.perSecond
  console.log(`${CONNECTIONS} connections, ${BODY_BYTES / 1024} KB bodies, medians of ${ROUNDS} rounds\n`)
  console.log(
    '| server | deliveries/s | p50 ms | p99 ms | of bare | of Probot | aim |\n|---|---|---|---|---|---|---|',
  )
  for (const [kind, row] of rows) {
    const share = row.perSecond / probot
    const aim = AIMS[kind]
    const kept = aim === undefined || (share >= aim && row.p99Ms < MOST_P99_MS)
    if (!kept) process.exitCode = 1
    const wanted = aim === undefined ? '' : `≥ ${aim}, p99 < ${MOST_P99_MS} ms: ${kept ? 'kept' : 'MISSED'}`
    const figures = [row.perSecond.toFixed(0), row.p50Ms.toFixed(1), row.p99Ms.toFixed(1)]
    const shares = [(row.perSecond / bare).toFixed(2), share.toFixed(2)]
    console.log(`| ${[NAMES[kind], ...figures, ...shares, wanted].join(' | ')} |`)
  }
  const [least = 0, most = 0] = [Math.min(...flushes), Math.max(...flushes)]
  console.log(
    `\nThe disk flushed a file ${least.toFixed(0)} to ${most.toFixed(0)} times a second between the rounds.`,
  )
}

/** The median of each figure over the rounds. */
function medianOf(rounds: Measured[]): Measured {
  const middle = (figure: (one: Measured) => number) => {
    const sorted = rounds.map(figure).sort((a, b) => a - b)
    return (sorted[(sorted.length - 1) >> 1]! + sorted[sorted.length >> 1]!) / 2
  }
  return {
    perSecond: middle((one) => one.perSecond),
    p50Ms: middle((one) => one.p50Ms),
    p99Ms: middle((one) => one.p99Ms),
  }
}
