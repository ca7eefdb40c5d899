// How soon `firstline start` is ready, and how much memory it holds when idle and after a question, with the sentence
// model and without: `npm run bench:start`.
import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { EmbeddedGitHub } from '../src/embedded-github/embedded-github.ts'

const ROUNDS = 3
const PORT = 39_471
const IDLE_MS = 3_000
const LONGEST_MS = 30_000
const MOST_READY_MS = 2_000
const MOST_MB = 150
/** What the sentence model may take beside, before the first question and after it. */
const MOST_MODEL_MB = { idle: 60, asked: 120 }
const REPO = 'acme/widget'
const ROOT = join(import.meta.dirname, '..')
const PROJECT = join(ROOT, 'src/demo/project')

interface Round {
  readyMs: number
  idleMb: number
  askedMb: number
}

type Model = 'off' | 'on'

const github = await EmbeddedGitHub.start({
  webhookUrl: `http://127.0.0.1:${PORT}/api/github/webhooks`,
  webhookSecret: 'a-secret-for-the-benchmark',
})
const articles = fillGitHub()
const rounds: Record<Model, Round[]> = { off: [], on: [] }
try {
  for (let round = 0; round < ROUNDS; round++) {
    for (const model of ['off', 'on'] as const) rounds[model].push(await startOnce(model))
  }
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
async function startOnce(model: Model): Promise<Round> {
  const dataDir = mkdtempSync(join(tmpdir(), 'firstline-bench-'))
  const startedAt = performance.now()
  const child = spawn(process.execPath, startArguments(), {
    cwd: dataDir,
    env: environment(dataDir, model),
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  try {
    await ready(child, startedAt)
    const readyMs = performance.now() - startedAt
    await pause(IDLE_MS)
    const idleMb = residentMb(child)
    await ask()
    await pause(IDLE_MS)
    return { readyMs, idleMb, askedMb: residentMb(child) }
  } finally {
    const ended = child.exitCode === null ? once(child, 'exit') : null
    child.kill('SIGTERM')
    await ended
    rmSync(dataDir, { recursive: true, force: true })
  }
}

function residentMb({ pid }: ChildProcess): number {
  return Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' })) / 1024
}

/** A question that no article has word by word. */
async function ask(): Promise<void> {
  const body = JSON.stringify({
    question: 'It hangs for ever when our firewall is in between',
    repository: REPO,
  })
  const headers = { 'content-type': 'application/json' }
  const answer = await fetch(`http://127.0.0.1:${PORT}/support`, { method: 'POST', headers, body })
  if (!answer.ok) throw new Error(`POST /support: ${answer.status} ${await answer.text()}`)
}

/** As `npm start` has them. */
function startArguments(): string[] {
  const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
    scripts: { start: string }
  }
  const [, ...words] = scripts.start.replace(/^exec /, '').split(' ')
  return words.map((word) => (word.endsWith('.js') ? join(ROOT, word) : word))
}

function environment(dataDir: string, model: Model): NodeJS.ProcessEnv {
  return {
    PATH: process.env.PATH,
    NODE_ENV: 'production',
    APP_ID: String(github.appId),
    PRIVATE_KEY: github.privateKey,
    WEBHOOK_SECRET: 'a-secret-for-the-benchmark',
    SPONSORS_TOKEN: github.acts.createToken('acme'),
    GITHUB_API_URL: github.url,
    DATA_DIR: dataDir,
    SENTENCE_MODEL: model,
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
  const of = (model: Model, figure: keyof Round) => median(rounds[model].map((round) => round[figure]))
  const lines = [
    ['from spawn to /readyz 200, ms', of('off', 'readyMs'), of('on', 'readyMs'), MOST_READY_MS],
    [`resident after ${IDLE_MS / 1000} s idle, MB`, of('off', 'idleMb'), of('on', 'idleMb'), MOST_MB],
    ['resident after a question, MB', of('off', 'askedMb'), of('on', 'askedMb'), null],
  ] as const
  const idle = of('on', 'idleMb') - of('off', 'idleMb')
  const asked = of('on', 'askedMb') - of('off', 'askedMb')
  console.log(`An empty SQLite database, one repository, ${articles} articles; medians of ${ROUNDS} starts\n`)
  console.log('| what | model off | on | aim |\n|---|---|---|---|')
  for (const [what, off, on, aim] of lines) {
    console.log(`| ${what} | ${off.toFixed(0)} | ${on.toFixed(0)} | ${aim === null ? '' : `< ${aim}`} |`)
  }
  console.log(
    `\nThe model takes ${idle.toFixed(0)} MB before the first question (aim: ${MOST_MODEL_MB.idle}), `,
  )
  console.log(`${asked.toFixed(0)} MB after it (aim: ${MOST_MODEL_MB.asked}).`)
  const inTime = lines.every(([, off, on, aim]) => aim === null || Math.max(off, on) < aim)
  const isSmall = idle <= MOST_MODEL_MB.idle && asked <= MOST_MODEL_MB.asked
  console.log(`\n${inTime && isSmall ? 'Kept' : 'MISSED'}`)
  if (!inTime || !isSmall) process.exitCode = 1
}

function median(values: number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN
}
