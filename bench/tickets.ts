// What a ticket's turn costs: statements by story, then processor time and tickets a second on both engines, beside
// bare statements on the same machine: `npm run bench:tickets -- [--list] [--json] [--only stories|flood]
// [--story REGEXP] [--engine sqlite|postgres] [--workers 1,2,4] [--tickets 600] [--rounds 3] [--profiles FOLDER]`.
import { parseArgs } from 'node:util'
import pg from 'pg'
import { startPostgres } from '../test/postgres-server.ts'
import { total } from './statements.ts'
import { type Bare, barePostgres, bareSqlite } from './tickets-bare.ts'
import { type FloodResult, flood } from './tickets-flood.ts'
import { playStories, type StoryResult } from './tickets-stories.ts'

interface FloodRow extends FloodResult {
  engine: string
  workers: number
  /** Between the rounds. */
  bare: Bare
}

const { values: given } = parseArgs({
  options: {
    list: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
    only: { type: 'string' },
    story: { type: 'string', default: '.' },
    engine: { type: 'string' },
    tickets: { type: 'string', default: '600' },
    rounds: { type: 'string', default: '3' },
    workers: { type: 'string', default: '1,2,4' },
    profiles: { type: 'string' },
  },
})
const tickets = Number(given.tickets)

const stories = given.only === 'flood' ? [] : await playStories(new RegExp(given.story))
if (given.only !== 'flood' && stories.length === 0) throw new Error(`No story is called like ${given.story}`)
if (!given.json) showStories(stories)
const floods = given.only === 'stories' ? [] : await floodBoth()
if (given.json) console.log(JSON.stringify({ stories, floods }, null, 2))
else if (floods.length > 0) showFloods()

async function floodBoth(): Promise<FloodRow[]> {
  const rows: FloodRow[] = []
  if (given.engine !== 'postgres') rows.push(await measure('SQLite', 1, bareSqlite, runOnSqlite))
  if (given.engine === 'sqlite') return rows
  const server = await startPostgres({ flush: true })
  try {
    for (const workers of given.workers.split(',').map(Number)) {
      const bare = () => withDatabase(server.url, barePostgres)
      rows.push(
        await measure('PostgreSQL', workers, bare, () => {
          return withDatabase(server.url, (databaseUrl) =>
            flood({ tickets, databaseUrl, workers, profiles: given.profiles }),
          )
        }),
      )
    }
  } finally {
    await server.stop()
  }
  return rows
}

function runOnSqlite(): Promise<FloodResult> {
  return flood({ tickets, workers: 1, profiles: given.profiles })
}

/** Medians over the rounds, bare statements and flood in turns, so that other load falls on both. */
async function measure(
  engine: string,
  workers: number,
  bare: () => Promise<Bare>,
  run: () => Promise<FloodResult>,
): Promise<FloodRow> {
  const bares: Bare[] = [await bare()]
  const results: FloodResult[] = []
  for (let round = 0; round < Number(given.rounds); round++) {
    results.push(await run())
    bares.push(await bare())
  }
  return {
    engine,
    workers,
    perSecond: median(results.map((one) => one.perSecond)),
    cpuMs: median(results.map((one) => one.cpuMs)),
    bare: {
      perSecond: median(bares.map((one) => one.perSecond)),
      cpuMs: median(bares.map((one) => one.cpuMs)),
    },
  }
}

/** An empty database for one run. */
async function withDatabase<T>(serverUrl: string, work: (databaseUrl: string) => Promise<T>): Promise<T> {
  const name = `bench_${Date.now()}`
  const client = new pg.Client(serverUrl)
  await client.connect()
  await client.query(`create database ${name}`)
  try {
    return await work(serverUrl.replace(/\/postgres$/, `/${name}`))
  } finally {
    await client.query(`drop database ${name} with (force)`)
    await client.end()
  }
}

function showStories(results: StoryResult[]): void {
  if (results.length === 0) return
  console.log(
    '| story | statements | select | insert | update | delete | transactions | flushes | calls to GitHub |',
  )
  console.log('|---|---|---|---|---|---|---|---|---|')
  for (const { name, counts, calls } of results) {
    const { select, insert, update, delete: deleted, transactions, flushes } = counts
    const figures = [total(counts), select, insert, update, deleted, transactions, flushes, calls.length]
    console.log(`| ${[name, ...figures].join(' | ')} |`)
  }
  if (given.list) for (const story of results) list(story)
}

function list({ name, groups, calls }: StoryResult): void {
  console.log(`\n## ${name}\n`)
  for (const { count, text, from } of groups) {
    const short = text.length > 150 ? `${text.slice(0, 149)}…` : text
    console.log(`${String(count).padStart(4)} ${short}${from === '' ? '' : `\n       ${from}`}`)
  }
  const kinds = Map.groupBy(calls, (call) => call.replace(/\d+/g, 'N'))
  for (const [call, { length }] of kinds) console.log(`${String(length).padStart(4)} ${call}`)
}

function showFloods(): void {
  const opening = stories.find((story) => story.name.startsWith('a community opening'))
  console.log(`\n${tickets} unanswered community issues let go at once; medians of ${given.rounds} rounds.`)
  console.log('Beside it, the time and the processor time of a ticket as a number of bare statements.\n')
  console.log(
    '| engine | workers | tickets/s | CPU ms a ticket | bare/s | time as bare | CPU as bare | speed of as many bare |',
  )
  console.log('|---|---|---|---|---|---|---|---|')
  for (const { engine, workers, perSecond, cpuMs, bare } of floods) {
    const timeAsBare = bare.perSecond / perSecond
    const share = opening ? (total(opening.counts) / timeAsBare).toFixed(2) : '–'
    const figures = [perSecond, cpuMs, bare.perSecond, timeAsBare, cpuMs / bare.cpuMs]
    const shown = figures.map((figure) => figure.toFixed(figure < 20 ? 1 : 0))
    console.log(`| ${[engine, workers, ...shown, share].join(' | ')} |`)
  }
}

function median(numbers: number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b)
  return (sorted[(sorted.length - 1) >> 1]! + sorted[sorted.length >> 1]!) / 2
}
