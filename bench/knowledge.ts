// Compares the matcher with other search libraries on the tuning data: `npm run bench:knowledge -- DIRECTORY`.
import { readFileSync } from 'node:fs'
import {
  askUbuntu,
  askUbuntuBodies,
  clinc,
  realProjects,
  type Task,
  translatedTask,
  xquad,
} from '../knowledge-training/data.ts'
import { embedAll, meaningBy } from '../knowledge-training/embedded.ts'
import { piecesOf, textsAsked } from '../src/knowledge/index.ts'
import { enginesWith } from './knowledge/engines.ts'
import { acceptance, accuracy, foreignRate, speed } from './knowledge/measures.ts'

const directory = process.argv[2]
if (!directory)
  throw new Error('Usage: npm run bench:knowledge -- DIRECTORY (with matching, real, glossaries)')

const ranked: Array<[name: string, tasks: Task[]]> = [
  ['documentation', realProjects(directory)],
  ['askubuntu', [askUbuntu(directory)]],
  ['with bodies', [askUbuntuBodies(directory)]],
  ['clinc', [clinc(directory, 10)]],
  ...['en', 'zh', 'ru', 'th'].map((one): [string, Task[]] => [
    `xquad ${one}`,
    [xquad(directory, one, false)],
  ]),
  ...['zh', 'ru'].map((one): [string, Task[]] => [`${one} → en`, [translatedTask(directory, one)]]),
]
const halves = ['en', 'zh', 'ru', 'th', 'de', 'es', 'ar', 'vi', 'tr', 'hi', 'el', 'ro'].map(
  (one): [string, Task[]] => [`xquad ${one}, half missing`, [xquad(directory, one, true)]],
)
const judged = [...ranked.filter(([name]) => !name.startsWith('xquad')), ...halves]
const texts = judged.concat(ranked).flatMap(([, tasks]) => {
  return tasks.flatMap(({ articles, questions }) => [
    ...articles
      .filter(({ language }) => language === 'en')
      .flatMap((one) => piecesOf(one).map(({ text }) => text)),
    ...questions.flatMap(({ question }) => textsAsked(question)),
  ])
})
const embedded = await embedAll(texts)
const meaning = meaningBy(embedded)

console.log('Right first / among the first three, %; milliseconds a question over 300 articles.\n')
console.log(`| engine | ${ranked.map(([name]) => name).join(' | ')} | ms |`)
console.log(`| --- |${' --- |'.repeat(ranked.length + 1)}`)
for (const engine of enginesWith(meaning)) {
  const cells: string[] = []
  let ms = 0
  for (const [name, tasks] of ranked) {
    const { first, three, msPerQuestion } = await accuracy(engine, tasks)
    cells.push(`${first.toFixed(1)} / ${three.toFixed(1)}`)
    if (name === 'askubuntu') ms = msPerQuestion
  }
  console.log(`| ${engine.name} | ${cells.join(' | ')} | ${ms.toFixed(2)} |`)
}

console.log(
  '\nAt the shipped bars, %: precision and coverage of answers at 0.95 and 0.9; offers at 0.5: useful,',
)
console.log('reach of the answerable, shown where nothing answers.\n')
console.log('| task | model | 0.95 | 0.9 | offers |\n| --- | --- | --- | --- | --- |')
for (const [name, tasks] of judged) {
  for (const isSpoken of [true, false]) {
    const options = { suggest: 0.5, ...(isSpoken ? { meaning } : {}) }
    const high = acceptance(tasks, { ...options, precision: 0.95 })
    const low = acceptance(tasks, { ...options, precision: 0.9 })
    const answers = [high, low].map((one) => `${percent(one.precision)} at ${percent(one.coverage)}`)
    const offers = [high.useful, high.reach, high.needless].map(percent).join(' · ')
    console.log(`| ${name} | ${isSpoken ? 'with' : 'without'} | ${answers.join(' | ')} | ${offers} |`)
  }
}
console.log(`\nForeign questions answered by mistake, without the model: ${foreignRate(directory)}\n`)
console.log(speed(directory, embedded))
const checked = new URL('../knowledge-training/checked.txt', import.meta.url)
console.log('\nAs checked in training, by weights that did not see the questions:\n')
console.log(readFileSync(checked, 'utf8'))

/** A dash where there is nothing to be counted. */
function percent(value: number): string {
  return Number.isNaN(value) ? '–' : value.toFixed(1)
}
