// Compares questions with articles by an operator's model, beside all that is bundled.

import type { Embedder } from './embedder.ts'
import type { Knowledge } from './knowledge.ts'
import { cleanText } from './text.ts'
import type { Question } from './types.ts'
import { dot } from './vectors.ts'

/** Document number → cosine with its closest phrasing, -1 to 1. */
export type Closeness = (document: number) => number

const BATCH = 32
const LONGEST = 1_000

/** Vectors of every phrasing, by document; texts that `known` has are not embedded again. */
export async function embedArticles(
  knowledge: Knowledge,
  embedder: Embedder,
  known: Map<string, Float32Array> = new Map(),
): Promise<Float32Array[][]> {
  const texts = knowledge.documents.map(({ article }) =>
    [article.title, ...article.questions].map((text) => cleanText(text, LONGEST)),
  )
  const missing = [...new Set(texts.flat())].filter((text) => !known.has(text))
  for (let at = 0; at < missing.length; at += BATCH) {
    const batch = missing.slice(at, at + BATCH)
    const vectors = await embedder.embed(batch)
    batch.forEach((text, i) => {
      known.set(text, vectors[i]!)
    })
  }
  return texts.map((list) => list.map((text) => known.get(text)!))
}

/** How close each document is to the question. */
export async function closenessOf(
  articles: readonly Float32Array[][],
  embedder: Embedder,
  question: Question,
): Promise<Closeness> {
  const text = cleanText([question.title, question.text, question.body].filter(Boolean).join('\n'), LONGEST)
  const [asked] = await embedder.embed([text])
  const scores = articles.map((rows) => rows.reduce((most, row) => Math.max(most, dot(asked!, row)), -1))
  return (document) => scores[document] ?? 0
}
