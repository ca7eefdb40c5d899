// What the sentence model costs: how long articles and questions take to be read, in processor time too, and how long the
// main thread stands still meanwhile. `node bench/sentence.ts [ARTICLES]`; 300 if left out.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { articleVectors } from '../src/facts/article-vectors.ts'
import { understand } from '../src/facts/ask-served.ts'
import { keptInDatabase } from '../src/facts/vector-keeper.ts'
import {
  type Article,
  askKnowledge,
  buildKnowledge,
  type Knowledge,
  piecesOf,
  readArticles,
} from '../src/knowledge/index.ts'
import { openSentences } from '../src/sentence/open-sentences.ts'
import type { Store } from '../src/store/open.ts'
import { openStore } from '../src/store/open-store.ts'

const ARTICLES = Number(process.argv[2] ?? 300)
const QUESTIONS = 200
const FOLDER = join(import.meta.dirname, '../src/knowledge/sentence')
const ASKING = { precision: 0.95 }
const WORDS =
  `install configure proxy server client build module package token cache folder file error timeout retry network
  certificate version upgrade release branch commit test coverage report plugin setting option value default variable path
  system user group right access login session cookie header request response body query index table column row field`
    .split(/\s+/)
    .filter(Boolean)

interface Measured {
  ms: number
  cpuMs: number
  /** The longest that the main thread stood still: by the clock, and at work (on a busy machine others are at work too). */
  stopMs: number
  workMs: number
}

const knowledge = buildKnowledge(writtenArticles(ARTICLES))
const dataDir = mkdtempSync(join(tmpdir(), 'firstline-bench-'))
const store = await openStore({ dataDir, role: 'server' })
try {
  await run(store)
} finally {
  await store.close()
  rmSync(dataDir, { recursive: true })
}

async function run(store: Store): Promise<void> {
  const first = await opened(store)
  const load = await measured(() => first.sentences.embed(['Is anybody there?']))
  const made = await measured(() => first.vectors.of('here', knowledge))
  await first.close()
  const again = await opened(store)
  await again.sentences.embed(['Is anybody there?'])
  const read = await measured(() => again.vectors.of('here', knowledge))
  const asked = await questions(again, knowledge)
  await again.close()
  report({ load, made, read, asked })
}

/** The model and what is kept, as another process would open them. */
async function opened({ db, now }: Store) {
  const sentences = await openSentences(FOLDER, { onTrouble: console.error })
  const vectors = articleVectors(sentences, {
    keeper: keptInDatabase({ db, now }),
    waitMs: Number.POSITIVE_INFINITY,
  })
  const close = async () => {
    await sentences.close()
    await vectors.close()
  }
  return { sentences, vectors, close }
}

async function questions(deps: Awaited<ReturnType<typeof opened>>, knowledge: Knowledge): Promise<Measured> {
  const all = await measured(async () => {
    for (let q = 0; q < QUESTIONS; q++) {
      const question = { title: `How do I ${sentence(q, 6)}`, body: paragraph(q, 4) }
      const meaning = await understand(deps, { place: 'here', knowledge }, question, ASKING)
      askKnowledge(knowledge, question, meaning ? { ...ASKING, meaning } : ASKING)
    }
  })
  return { ...all, ms: all.ms / QUESTIONS, cpuMs: all.cpuMs / QUESTIONS }
}

async function measured(work: () => Promise<unknown>): Promise<Measured> {
  const delays = monitorEventLoopDelay({ resolution: 1 })
  const longest = watchWork()
  delays.enable()
  const cpu = process.cpuUsage()
  const startedAt = performance.now()
  await work()
  const ms = performance.now() - startedAt
  const { user, system } = process.cpuUsage(cpu)
  delays.disable()
  return { ms, cpuMs: (user + system) / 1000, stopMs: delays.max / 1e6, workMs: longest() }
}

/** The main thread's own processor time between two turns of its loop. */
function watchWork(): () => number {
  let longest = 0
  let before = process.threadCpuUsage()
  const look = () => {
    const now = process.threadCpuUsage()
    longest = Math.max(longest, (now.user + now.system - before.user - before.system) / 1000)
    before = now
  }
  const timer = setInterval(look, 1)
  return () => {
    clearInterval(timer)
    look()
    return longest
  }
}

function report({ load, made, read, asked }: Record<'load' | 'made' | 'read' | 'asked', Measured>): void {
  const pieces = piecesOf(knowledge.documents[0]!.article).length
  const stops = [load, made, read, asked].map(({ workMs }) => workMs)
  console.log(`${ARTICLES} articles of ${pieces} texts each; SQLite\n`)
  console.log(
    '| what | takes, ms | processor, ms | longest stop of the main thread, ms | at work in it, ms |\n|---|---|---|---|---|',
  )
  const line = (what: string, { ms, cpuMs, stopMs, workMs }: Measured) =>
    console.log(
      `| ${what} | ${ms.toFixed(1)} | ${cpuMs.toFixed(1)} | ${stopMs.toFixed(1)} | ${workMs.toFixed(1)} |`,
    )
  line('the first question, with loading', load)
  line('reading all articles once', made)
  line('taking up what was kept', read)
  line('a question, matched', asked)
  const mostMs = ARTICLES <= 300 ? 10_000 : ARTICLES * 30
  const good = made.ms < mostMs && asked.cpuMs < 40 && Math.max(...stops) < 20
  console.log(
    `\nAims: articles once ${mostMs / 1000} s, a question 40 ms of processor time, no stop over 20 ms`,
  )
  console.log(good ? 'Kept' : 'MISSED')
  if (!good) process.exitCode = 1
}

/** As long as a section of documentation usually is. */
function writtenArticles(count: number): Article[] {
  const files = Array.from({ length: count }, (_, number) => ({
    path: `a${number}.md`,
    text: `---\ntitle: ${sentence(number, 5)} ${number}\nquestions:\n  - how to ${sentence(number + 7, 7)}\n---\n${paragraph(number, 18)}\n`,
  }))
  return readArticles(files).articles
}

function paragraph(number: number, sentences: number): string {
  return Array.from({ length: sentences }, (_, s) => `${sentence(number * 31 + s * 17, 11)}.`).join(' ')
}

function sentence(seed: number, words: number): string {
  return Array.from(
    { length: words },
    (_, w) => WORDS[(seed * 7 + w * 13 + ((seed * w) % 11)) % WORDS.length],
  ).join(' ')
}
