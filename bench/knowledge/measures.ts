// What is measured of a matcher: accuracy, precision of what it answers, silence, speed.

import { articleOf, askUbuntu, clinc, type Task, titles, xquad } from '../../knowledge-training/data.ts'
import { askKnowledge, buildKnowledge } from '../../src/knowledge/index.ts'
import type { Article } from '../../src/knowledge/types.ts'
import type { Engine } from './engines.ts'

export async function accuracy(engine: Engine, { articles, questions }: Task) {
  const ask = await engine.index(articles)
  let first = 0
  let three = 0
  let asked = 0
  const started = performance.now()
  for (const { question, right } of questions) {
    if (right.length === 0) continue
    const found = await ask(question)
    asked++
    if (right.includes(found[0] ?? '')) first++
    if (found.slice(0, 3).some((slug) => right.includes(slug))) three++
  }
  const msPerQuestion = (performance.now() - started) / asked
  return { first: (100 * first) / asked, three: (100 * three) / asked, msPerQuestion }
}

export function acceptance({ articles, questions }: Task) {
  const knowledge = buildKnowledge(articles)
  let answered = 0
  let good = 0
  for (const { question, right } of questions) {
    const match = askKnowledge(knowledge, question, { precision: 0.95 })
    if (!match.answered) continue
    answered++
    if (right.includes(match.ranked[0]!.slug)) good++
  }
  const answerable = questions.filter(({ right }) => right.length > 0).length
  return { precision: (100 * good) / answered, coverage: (100 * good) / answerable }
}

/** Titles of one project asked of knowledge bases about something else. */
export function foreignRate(directory: string): string {
  const asked = titles(directory).map(({ title }) => title)
  const bases: Task[] = [clinc(directory, 10), clinc(directory, 3), xquad(directory, 'en', false)]
  return bases
    .map(({ name, articles }) => {
      const knowledge = buildKnowledge(articles)
      const answered = asked.filter(
        (text) => askKnowledge(knowledge, { text }, { precision: 0.95 }).answered,
      ).length
      return `${name} ${((100 * answered) / asked.length).toFixed(3)} %`
    })
    .join(', ')
}

/** Time and memory of an index of 10,000 articles, and time of a question at 300 and at 10,000. */
export async function speed(directory: string): Promise<string> {
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
  const large = timed(articles.length, (text) => askKnowledge(knowledge, { text }, { precision: 0.95 }), all)
  const small = buildKnowledge(askUbuntu(directory).articles)
  const few = timed(300, (text) => askKnowledge(small, { text }, { precision: 0.95 }), all)
  return `10,000 articles: index ${(built / 1000).toFixed(1)} s, ${grown.toFixed(0)} MB more resident memory.\n${few}\n${large}`
}

function timed(size: number, ask: (text: string) => unknown, all: Array<{ title: string }>): string {
  const asked = all.slice(-500)
  for (const { title } of asked.slice(0, 100)) ask(title)
  const started = performance.now()
  for (const { title } of asked) ask(title)
  return `${size} articles: ${((performance.now() - started) / asked.length).toFixed(2)} ms a question.`
}
