// Many new tickets, recorded while their installation is on hold and then let go at once: how fast they are through.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { EmbeddedGitHub } from '../src/embedded-github/embedded-github.ts'
import type { Store } from '../src/store/open.ts'
import { openStore } from '../src/store/open-store.ts'
import { type Launched, launch } from './launch.ts'
import { openProject, REPO } from './tickets-project.ts'

export interface FloodOptions {
  tickets: number
  /** Of an empty database; without it, SQLite and one process that does everything. */
  databaseUrl?: string
  /** With PostgreSQL: processes with `ROLE=worker`, beside one with `ROLE=web`. */
  workers: number
  /** A folder for profiles of the processes that work. */
  profiles?: string | undefined
}

export interface FloodResult {
  perSecond: number
  /** Processor time of the processes that work, a ticket. */
  cpuMs: number
}

const LOOK_EVERY_MS = 20
const LONGEST_MS = 300_000
/** What was put off for so short a time belongs to the beginning. */
const SOON_MS = 5_000

/** A run of its own, from an empty database on. @throws where a ticket was answered: its cost is another */
export async function flood(options: FloodOptions): Promise<FloodResult> {
  const github = await openProject()
  const dataDir = mkdtempSync(join(tmpdir(), 'firstline-bench-'))
  const servers: Launched[] = []
  try {
    servers.push(...(await start(github, dataDir, options)))
    github.sendWebhooksTo(`http://127.0.0.1:${servers[0]!.port}/api/github/webhooks`)
    const store = await openStore({ dataDir, databaseUrl: options.databaseUrl, role: 'command' })
    try {
      const installation = github.acts.install('acme', [REPO])
      await until(async () => (await isRead(store)) && (await isIdle(store)))
      await setHold(store, installation, true)
      for (let i = 0; i < options.tickets; i++) github.acts.openIssue(REPO, `user-${i % 50}`, issue(i))
      await github.settle()
      const result = await letGo(store, installation, servers.slice(-options.workers), options.tickets)
      const asked = github.threads(REPO).filter(({ author }) => author.login !== github.botLogin)
      if (asked.some(({ comments }) => comments.length > 0)) throw new Error('A ticket was answered')
      return result
    } finally {
      await store.close()
    }
  } finally {
    for (const server of servers) await server.stop()
    await github.close()
    rmSync(dataDir, { recursive: true })
  }
}

/** The processes of a run: those that work stand last. */
async function start(github: EmbeddedGitHub, dataDir: string, options: FloodOptions): Promise<Launched[]> {
  const { databaseUrl, workers, profiles } = options
  const execArgv = profiles ? ['--cpu-prof', `--cpu-prof-dir=${profiles}`] : []
  if (!databaseUrl) return [await launch(github, { execArgv, env: { DATA_DIR: dataDir } })]
  const env = { DATA_DIR: dataDir, DATABASE_URL: databaseUrl }
  const web = await launch(github, { env: { ...env, ROLE: 'web' } })
  const starting = Array.from({ length: workers }, () =>
    launch(github, { execArgv, env: { ...env, ROLE: 'worker' } }),
  )
  return [web, ...(await Promise.all(starting))]
}

async function letGo(
  store: Store,
  installation: number,
  workers: Launched[],
  tickets: number,
): Promise<FloodResult> {
  const before = await decided(store)
  const cpuBefore = await cpuOf(workers)
  await setHold(store, installation, false)
  // From the first that is through: how long the workers take to look is no part of it.
  await until(async () => (await decided(store)) > before)
  const first = (await decided(store)) - before
  const startedAt = performance.now()
  await until(async () => (await decided(store)) >= before + tickets)
  const seconds = (performance.now() - startedAt) / 1000
  return { perSecond: (tickets - first) / seconds, cpuMs: ((await cpuOf(workers)) - cpuBefore) / tickets }
}

async function cpuOf(workers: Launched[]): Promise<number> {
  let sum = 0
  for (const worker of workers) sum += await worker.cpuMs()
  return sum
}

/** A report as people write them, about nothing that an article knows; every one in words of its own. */
function issue(i: number) {
  const column = `column_${(i * 7919) % 1_000}`
  return {
    title: `The printed ledger lacks ${column} since 2.${i % 9}`,
    body: `### What happened
Since Tuesday the ledger of branch ${i} is printed without **${column}**, while the preview on the screen shows it.
I tried it with two printers, and on a colleague's machine, where it was the same. With 2.${i % 7}.1 it was still there.

### Steps
1. \`widget ledger open --branch ${i}\`
2. Choose *Print*, then *All columns*
3. Look at the seventh column of the second page

\`\`\`
[12:04:${10 + (i % 50)}] ledger: 212 rows, 9 columns, branch ${i}
[12:04:${10 + (i % 50)}] layout: ${column} has width 0 after rounding
    at Layout.fit (/opt/widget/lib/layout.js:${100 + (i % 300)}:17)
    at Printer.page (/opt/widget/lib/printer.js:88:9)
\`\`\`

### Versions
widget 2.${i % 9}.0, Node 22.${i % 14}.0, Debian 12. I have searched the open issues and have not found this one.
`,
  }
}

/** Whether the repository was read, so that its tickets can be decided. */
async function isRead({ db }: Store): Promise<boolean> {
  const row = await db.selectFrom('settings_version').select('seq').limit(1).executeTakeFirst()
  return row !== undefined
}

/** Tickets that were decided. */
async function decided({ db }: Store): Promise<number> {
  const row = await db
    .selectFrom('decision')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return Number(row.count)
}

/** Nothing is in hand, nor due soon. */
async function isIdle({ db, now }: Store): Promise<boolean> {
  const row = await db
    .selectFrom('agenda')
    .select('key')
    .where((eb) => eb.or([eb('due_at', '<=', now() + SOON_MS), eb('claimed_by', 'is not', null)]))
    .limit(1)
    .executeTakeFirst()
  return row === undefined
}

/** As GitHub's own limit would hold it. */
async function setHold({ db, now }: Store, installationId: number, on: boolean): Promise<void> {
  await db.deleteFrom('hold').where('installation_id', '=', installationId).execute()
  if (!on) return
  const hold = { installation_id: installationId, not_before: now() + LONGEST_MS }
  await db.insertInto('hold').values(hold).execute()
}

async function until(done: () => Promise<boolean>): Promise<void> {
  const endAt = performance.now() + LONGEST_MS
  while (!(await done())) {
    if (performance.now() > endAt) throw new Error('It took too long')
    await pause(LOOK_EVERY_MS)
  }
}
