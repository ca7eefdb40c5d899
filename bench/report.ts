// What a report costs on a store with many tickets, about six entries each, a tenth of them open: seconds and memory of
// `firstline report` while nothing is kept of figures, with figures that are kept, and of a plain recomputation that
// holds all tickets; then the longest stop of the event loop while the same is counted beside a server's pages:
// `npm run bench:report -- [--tickets 100000] [--days 90] [--store FOLDER]` (a folder that exists is used again).
// Aims: 100,000 tickets in 2 s and 300 MB, 1,000,000 in 10 s; no stop over 20 ms.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { gently } from '../src/agenda/gently.ts'
import { countFigures } from '../src/facts/each-figure.ts'
import { keepSomeFigures } from '../src/facts/keep-figures.ts'
import { countMetrics } from '../src/report/metrics.ts'
import { countWeeks } from '../src/report/trend.ts'
import { dropFigures } from '../src/store/figures.ts'
import type { Store } from '../src/store/open.ts'
import { openStore } from '../src/store/open-store.ts'
import { fillStore, openWidget } from './report-store.ts'

const { values: given } = parseArgs({
  options: {
    tickets: { type: 'string', default: '100000' },
    days: { type: 'string', default: '90' },
    store: { type: 'string' },
  },
})
const [tickets, days] = [Number(given.tickets), Number(given.days)]
const DAY_MS = 86_400_000
const ROUNDS = 3
/** As bin/firstline.js has it. */
const MEMORY = '--max-semi-space-size=2'
/** More of them need more memory at once than Node gives. */
const MOST_HELD = 200_000
const from = new Date(Date.now() - (days + 1) * DAY_MS).toISOString().slice(0, 10)

const folder = given.store ?? mkdtempSync(join(tmpdir(), 'firstline-bench-'))
const isNew = !existsSync(join(folder, 'firstline.db'))
try {
  if (isNew)
    await timed(`put in ${tickets} tickets`, () => inStore((store) => fillStore(store, { tickets, days })))
  else await inStore((store) => dropFigures(store.db, 7))
  await measure('report, nothing kept', ['bin/main.js', 'report', 'acme/widget', '--from', from, '--json'])
  if (tickets <= MOST_HELD) await measure('plain recomputation', ['bench/report-plain.ts', folder, from])
  await timed('keep the figures', keepAll)
  for (let round = 0; round < ROUNDS; round++) {
    await measure('report, all kept', ['bin/main.js', 'report', 'acme/widget', '--from', from, '--json'])
  }
  await stops()
} finally {
  if (given.store === undefined) rmSync(folder, { recursive: true })
}

async function inStore<T>(work: (store: Store) => Promise<T>): Promise<T> {
  const store = await openStore({ dataDir: folder, role: 'server' })
  try {
    return await work(store)
  } finally {
    await store.close()
  }
}

async function timed(what: string, work: () => Promise<unknown>): Promise<void> {
  const startedAt = performance.now()
  await work()
  tell(what, performance.now() - startedAt)
}

/** In a process of its own, which tells the most memory it had as it ends. */
async function measure(what: string, args: string[]): Promise<void> {
  const says = 'process.on("exit", () => console.error(JSON.stringify(process.resourceUsage())))'
  const startedAt = performance.now()
  const child = spawn(
    process.execPath,
    [MEMORY, '--import', `data:text/javascript,${encodeURIComponent(says)}`, ...args],
    {
      env: { ...process.env, DATA_DIR: folder },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  )
  const texts = { out: '', err: '' }
  child.stdout.on('data', (text) => (texts.out += text))
  child.stderr.on('data', (text) => (texts.err += text))
  const [code] = await once(child, 'close')
  if (code !== 0) throw new Error(`${what} failed: ${texts.err}`)
  const ms = performance.now() - startedAt
  const opened = /"opened": ?(\d+)/.exec(texts.out.slice(texts.out.lastIndexOf('"all"')))?.[1]
  const used = JSON.parse(texts.err.trim().split('\n').at(-1) ?? '') as NodeJS.ResourceUsage
  const cpu = ((used.userCPUTime + used.systemCPUTime) / 1e6).toFixed(2)
  tell(what, ms, `${cpu} s of a processor, ${Math.round(used.maxRSS / 1024)} MB, ${opened} counted`)
}

async function keepAll(): Promise<void> {
  await inStore(async (store) => {
    const { deps, served } = await openWidget(store)
    while (await keepSomeFigures(deps, served, { now: store.now(), chunks: 10 }));
  })
}

async function stops(): Promise<void> {
  await inStore(async (store) => {
    const { deps, served } = await openWidget(store)
    const now = store.now()
    const span = { fromAt: now - (days + 1) * DAY_MS, toAt: now + 1 }
    const longest = longestStop()
    const counting = countMetrics({ repository: 'acme/widget', ...span, now, tiers: [] })
    const weeks = countWeeks(now, 'UTC')
    await countFigures(
      deps,
      served,
      { span, now, view: 'shown' },
      {
        add: (ticket) => {
          counting.add(ticket)
          weeks.add(ticket)
        },
        correct: counting.correct,
      },
    )
    await gently(counting.told())
    weeks.told()
    await setImmediate()
    console.log(`${'longest stop'.padEnd(28)} ${longest().toFixed(0).padStart(8)} ms of a processor`)
  })
}

/** How long nothing else could run, in processor time of this thread: what other processes take is no stop of ours. */
function longestStop(): () => number {
  let [longest, isOver, last] = [0, false, usedMs()]
  const look = async () => {
    while (!isOver) {
      await setImmediate()
      longest = Math.max(longest, usedMs() - last)
      last = usedMs()
    }
  }
  void look()
  return () => {
    isOver = true
    return longest
  }
}

function usedMs(): number {
  const { user, system } = process.threadCpuUsage()
  return (user + system) / 1000
}

function tell(what: string, ms: number, more = ''): void {
  console.log(`${what.padEnd(28)} ${(ms / 1000).toFixed(2).padStart(8)} s  ${more}`)
}
