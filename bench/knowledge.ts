// Compares the matcher with other search libraries on the tuning data: `node bench/knowledge.ts DIRECTORY`.
import { askUbuntu, askUbuntuBodies, clinc, type Task, xquad } from '../knowledge-training/data.ts'
import { engines } from './knowledge/engines.ts'
import { acceptance, accuracy, foreignRate, speed } from './knowledge/measures.ts'

const directory = process.argv[2]
if (!directory) throw new Error('Usage: node bench/knowledge.ts DIRECTORY (the folder "matching")')

const tasks: Task[] = [
  askUbuntu(directory),
  askUbuntuBodies(directory),
  clinc(directory, 10),
  ...['en', 'zh', 'ru', 'th'].map((language) => xquad(directory, language, false)),
]

console.log('Right first / among the first three, %; milliseconds a question.\n')
console.log(`| engine | ${tasks.map(({ name }) => name).join(' | ')} | ms |`)
console.log(`| --- |${' --- |'.repeat(tasks.length + 1)}`)
for (const engine of engines) {
  const cells: string[] = []
  let ms = 0
  for (const task of tasks) {
    const { first, three, msPerQuestion } = await accuracy(engine, task)
    cells.push(`${first.toFixed(1)} / ${three.toFixed(1)}`)
    if (task === tasks[0]) ms = msPerQuestion
  }
  console.log(`| ${engine.name} | ${cells.join(' | ')} | ${ms.toFixed(2)} |`)
}

console.log('\nAnswers at the shipped bar for 0.95: precision, and coverage of what could be answered, %.\n')
console.log('| task | precision | coverage |\n| --- | --- | --- |')
const halves = ['en', 'zh', 'de', 'es', 'ru', 'ar', 'vi', 'th', 'tr', 'hi', 'el', 'ro']
for (const task of [...tasks.slice(0, 3), ...halves.map((language) => xquad(directory, language, true))]) {
  const { precision, coverage } = acceptance(task)
  console.log(`| ${task.name} | ${precision.toFixed(1)} | ${coverage.toFixed(1)} |`)
}
console.log(`\nForeign questions answered by mistake: ${foreignRate(directory)}\n`)
console.log(await speed(directory))
