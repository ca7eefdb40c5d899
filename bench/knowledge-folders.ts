// Plays the tuning data through the command line: `node bench/knowledge-folders.ts DIRECTORY`.
// Each task becomes a folder of Markdown files and a file of questions for `firstline kb ask`.
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { stringify } from 'yaml'
import { askUbuntu, askUbuntuBodies, clinc, type Task, xquad } from '../knowledge-training/data.ts'
import type { Article } from '../src/knowledge/index.ts'

const directory = process.argv[2]
if (!directory)
  throw new Error('Usage: node bench/knowledge-folders.ts DIRECTORY (with matching, real, glossaries)')

const tasks = [
  askUbuntu(directory),
  askUbuntuBodies(directory),
  clinc(directory, 10),
  ...['en', 'zh', 'ru', 'th', 'vi', 'de'].map((language) => xquad(directory, language, true)),
]
console.log(
  '| task | first / three | precision | coverage | seconds in all |\n| --- | --- | --- | --- | --- |',
)
for (const task of tasks) console.log(played(task))

interface Line {
  id: number
  answered: boolean
  confidence: number
  ranked: Array<{ slug: string; confidence: number }>
}

function played(task: Task): string {
  const folder = mkdtempSync(join(tmpdir(), 'firstline-bench-'))
  writeFolder(folder, task)
  const main = fileURLToPath(new URL('../src/main.ts', import.meta.url))
  const args = [
    main,
    'kb',
    'ask',
    '--kb',
    join(folder, 'kb'),
    '--questions',
    join(folder, 'q.jsonl'),
    '--json',
  ]
  const started = performance.now()
  const { stdout, stderr, status } = spawnSync(process.execPath, args, { encoding: 'utf8', maxBuffer: 1e9 })
  const seconds = (performance.now() - started) / 1000
  rmSync(folder, { recursive: true })
  if (status !== 0) throw new Error(`${task.name}: exit ${status}\n${stderr.slice(0, 2000)}`)
  const lines = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Line)
  return `| ${task.name} | ${figures(task, lines)} | ${seconds.toFixed(1)} |`
}

function writeFolder(folder: string, { articles, questions }: Task): void {
  mkdirSync(join(folder, 'kb'))
  for (const article of articles) writeFileSync(join(folder, 'kb', fileName(article)), fileText(article))
  const lines = questions.map(({ question }, id) => JSON.stringify({ id, ...question, language: undefined }))
  writeFileSync(join(folder, 'q.jsonl'), lines.join('\n'))
}

function fileName({ slug, language }: Article): string {
  return language === 'en' ? `${slug}.md` : `${slug}.${language}.md`
}

function fileText({ title, questions, body }: Article): string {
  return `---\n${stringify({ title, questions })}---\n${body || title}\n`
}

function figures({ questions }: Task, lines: Line[]): string {
  let answerable = 0
  let first = 0
  let three = 0
  let answered = 0
  let good = 0
  questions.forEach(({ right }, i) => {
    const { answered: spoken, ranked } = lines[i]!
    const place = ranked.findIndex(({ slug }) => right.includes(slug))
    if (right.length > 0) answerable++
    if (place === 0) first++
    if (place >= 0 && place < 3) three++
    if (spoken) answered++
    if (spoken && place === 0) good++
  })
  const percent = (part: number, whole: number) => ((100 * part) / whole).toFixed(1)
  const ranks = `${percent(first, answerable)} / ${percent(three, answerable)}`
  return `${ranks} | ${percent(good, answered)} | ${percent(good, answerable)}`
}
