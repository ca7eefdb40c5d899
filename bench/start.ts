// How soon `firstline start` is ready, and how much memory it holds when idle: `npm run bench:start`.
import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { EmbeddedGitHub } from '../src/embedded-github/embedded-github.ts'

const ROUNDS = 5
const PORT = 39_471
const IDLE_MS = 3_000
const LONGEST_MS = 30_000
const MOST_READY_MS = 2_000
const MOST_MB = 150
const REPO = 'acme/widget'
const ROOT = join(import.meta.dirname, '..')
const PROJECT = join(ROOT, 'src/demo/project')

interface Round {
  readyMs: number
  idleMb: number
}

const github = await EmbeddedGitHub.start({
  webhookUrl: `http://127.0.0.1:${PORT}/api/github/webhooks`,
  webhookSecret: 'a-secret-for-the-benchmark',
})
const articles = fillGitHub()
const rounds: Round[] = []
try {
  for (let round = 0; round < ROUNDS; round++) rounds.push(await startOnce())
} finally {
  await github.close()
}
report()

/** The demo's project, installed. Returns how many articles it has. */
function fillGitHub(): number {
  const { acts } = github
  acts.addOrganization('acme')
  acts.addRepository(REPO)
  acts.setPermission(REPO, 'maya', 'maintain')
  acts.putFile(REPO, 'maya', '.github/firstline.yml', readFileSync(join(PROJECT, 'firstline.yml'), 'utf8'))
  const names = readdirSync(join(PROJECT, 'knowledge'))
  for (const name of names) {
    acts.putFile(
      REPO,
      'maya',
      `.github/knowledge/${name}`,
      readFileSync(join(PROJECT, 'knowledge', name), 'utf8'),
    )
  }
  acts.install('acme', [REPO])
  return names.length
}

/** A start with an empty database. */
async function startOnce(): Promise<Round> {
  const dataDir = mkdtempSync(join(tmpdir(), 'firstline-bench-'))
  const startedAt = performance.now()
  const child = spawn(process.execPath, startArguments(), {
    cwd: dataDir,
    env: environment(dataDir),
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  try {
    await ready(child, startedAt)
    const readyMs = performance.now() - startedAt
    await pause(IDLE_MS)
    const rssKb = Number(execFileSync('ps', ['-o', 'rss=', '-p', String(child.pid)], { encoding: 'utf8' }))
    return { readyMs, idleMb: rssKb / 1024 }
  } finally {
    const ended = child.exitCode === null ? once(child, 'exit') : null
    child.kill('SIGTERM')
    await ended
    rmSync(dataDir, { recursive: true, force: true })
  }
}

/** As `npm start` has them. */
function startArguments(): string[] {
  const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
    scripts: { start: string }
  }
  const [, ...words] = scripts.start.replace(/^exec /, '').split(' ')
  return words.map((word) => (word.endsWith('.js') ? join(ROOT, word) : word))
}

function environment(dataDir: string): NodeJS.ProcessEnv {
  return {
    PATH: process.env.PATH,
    NODE_ENV: 'production',
    APP_ID: String(github.appId),
    PRIVATE_KEY: github.privateKey,
    WEBHOOK_SECRET: 'a-secret-for-the-benchmark',
    SPONSORS_TOKEN: github.acts.createToken('acme'),
    GITHUB_API_URL: github.url,
    DATA_DIR: dataDir,
    HOST: '127.0.0.1',
    PORT: String(PORT),
  }
}

/** Asks `/readyz` until it says 200. */
async function ready(child: ChildProcess, startedAt: number): Promise<void> {
  while (performance.now() - startedAt < LONGEST_MS) {
    if (child.exitCode !== null) throw new Error(`firstline start ended with ${child.exitCode}`)
    // Refused until it listens.
    const answer = await fetch(`http://127.0.0.1:${PORT}/readyz`).catch(() => null)
    await answer?.arrayBuffer()
    if (answer?.ok) return
    await pause(10)
  }
  throw new Error('It did not get ready')
}

function report(): void {
  const readyMs = median(rounds.map((round) => round.readyMs))
  const idleMb = median(rounds.map((round) => round.idleMb))
  const good = readyMs < MOST_READY_MS && idleMb < MOST_MB
  console.log(`An empty SQLite database, one repository, ${articles} articles; medians of ${ROUNDS} starts\n`)
  console.log('| what | measured | aim |\n|---|---|---|')
  console.log(
    `| from spawn to /readyz 200 | ${(readyMs / 1000).toFixed(2)} s | < ${MOST_READY_MS / 1000} s |`,
  )
  console.log(`| resident after ${IDLE_MS / 1000} s idle | ${idleMb.toFixed(0)} MB | < ${MOST_MB} MB |`)
  console.log(`\n${good ? 'Kept' : 'MISSED'}`)
  if (!good) process.exitCode = 1
}

function median(values: number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN
}
