// What is measured of a matcher: accuracy, precision of what it answers, silence, speed.

import { articleOf, askUbuntu, clinc, type Task, titles, xquad } from '../../knowledge-training/data.ts'
import { type Embedded, meaningBy } from '../../knowledge-training/embedded.ts'
import { askKnowledge, buildKnowledge, type Knowledge } from '../../src/knowledge/index.ts'
import type { Article, AskOptions, Meaning } from '../../src/knowledge/types.ts'
import type { Engine } from './engines.ts'

export async function accuracy(engine: Engine, tasks: readonly Task[]) {
  let first = 0
  let three = 0
  let asked = 0
  let spent = 0
  for (const { articles, questions } of tasks) {
    const ask = await engine.index(articles)
    const started = performance.now()
    for (const { question, right } of questions) {
      if (right.length === 0) continue
      const found = await ask(question)
      asked++
      if (right.includes(found[0] ?? '')) first++
      if (found.slice(0, 3).some((slug) => right.includes(slug))) three++
    }
    spent += performance.now() - started
  }
  const msPerQuestion = spent / asked
  return { first: (100 * first) / asked, three: (100 * three) / asked, msPerQuestion }
}

export interface Answers {
  /** Percent: right of what is answered; answered rightly of what could be. */
  precision: number
  coverage: number
  /** Percent of offers that help, of the answerable that they help, of the unanswerable that get one. */
  useful: number
  reach: number
  needless: number
}

export function acceptance(tasks: readonly Task[], options: AskOptions): Answers {
  const counts = { answered: 0, good: 0, shown: 0, helped: 0, needless: 0, answerable: 0, all: 0 }
  for (const { articles, questions } of tasks) {
    const knowledge = buildKnowledge(articles)
    for (const { question, right } of questions) {
      const { answered, ranked, suggested } = askKnowledge(knowledge, question, options)
      counts.all++
      if (right.length > 0) counts.answerable++
      if (answered) counts.answered++
      if (answered && right.includes(ranked[0]!.slug)) counts.good++
      if (suggested.length === 0) continue
      counts.shown++
      if (suggested.some(({ slug }) => right.includes(slug))) counts.helped++
      if (right.length === 0) counts.needless++
    }
  }
  const { answered, good, shown, helped, needless, answerable, all } = counts
  return {
    precision: (100 * good) / answered,
    coverage: (100 * good) / answerable,
    useful: (100 * helped) / shown,
    reach: (100 * helped) / answerable,
    needless: (100 * needless) / (all - answerable),
  }
}

/** Titles of one project asked of knowledge bases about something else. */
export function foreignRate(directory: string, meaning?: Meaning): string {
  const asked = titles(directory).map(({ title }) => title)
  const bases: Task[] = [clinc(directory, 10), clinc(directory, 3), xquad(directory, 'en', false)]
  return bases
    .map(({ name, articles }) => {
      const knowledge = buildKnowledge(articles)
      const answered = asked.filter(
        (text) => askKnowledge(knowledge, { text }, { precision: 0.95, meaning }).answered,
      ).length
      return `${name} ${((100 * answered) / asked.length).toFixed(3)} %`
    })
    .join(', ')
}

/** Time and memory of an index of 10,000 articles, and time of a question at 300 and at 10,000, with vectors at hand. */
export function speed(directory: string, embedded: Embedded): string {
  const all = titles(directory)
  const paragraphs = xquad(directory, 'en', false).articles.map(({ body }) => body)
  const articles: Article[] = Array.from({ length: 10_000 }, (_, i) =>
    articleOf(`a${i}`, {
      title: all[i]!.title,
      questions: [all[i + 10_000]!.title, `${all[(i * 7) % 20_000]!.title}`],
      body: paragraphs[i % paragraphs.length]!,
    }),
  )
  globalThis.gc?.()
  const before = process.memoryUsage().rss
  const started = performance.now()
  const knowledge = buildKnowledge(articles)
  const built = performance.now() - started
  globalThis.gc?.()
  const grown = (process.memoryUsage().rss - before) / 1e6
  const small = buildKnowledge(askUbuntu(directory).articles)
  const lines = [false, true].flatMap((isSpoken) => {
    const meaning = isSpoken ? meaningBy(madeUp(embedded)) : undefined
    const ask = (base: Knowledge) => (text: string) =>
      askKnowledge(base, { text }, { precision: 0.95, meaning })
    const model = isSpoken ? 'with' : 'without'
    return [300, 10_000].map((size) => {
      const ms = timed(ask(size === 300 ? small : knowledge), all)
      return `${size} articles ${model} the model: ${ms.toFixed(2)} ms a question.`
    })
  })
  return [
    `10,000 articles: index ${(built / 1000).toFixed(1)} s, ${grown.toFixed(0)} MB more resident memory.`,
    ...lines,
  ].join('\n')
}

/** For speed any vector does where a text was not embedded. */
function madeUp(embedded: Embedded): Embedded {
  const other = [...embedded.values()]
  const get = (text: string) => embedded.get(text) ?? other[text.length % other.length]
  return { get } as Embedded
}

/** Milliseconds of processor time a question: others on the machine do not count. */
function timed(ask: (text: string) => unknown, all: Array<{ title: string }>): number {
  const asked = all.slice(-500)
  for (const { title } of asked.slice(0, 100)) ask(title)
  const before = process.cpuUsage()
  for (const { title } of asked) ask(title)
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1_000 / asked.length
}
