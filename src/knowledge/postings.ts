// Turns documents round: which term occurs in which of them, and how much a way of asking weighs.

import type { Steps } from '../domain/steps.ts'
import type { ArticleDocument, Postings } from './knowledge.ts'

/** Term → the documents that have it, in order of their numbers. */
export function* postingsOf(documents: readonly ArticleDocument[]): Steps<Map<string, Postings>> {
  const counts = new Map<string, number>()
  for (const { asked, told } of documents) {
    for (const term of new Set([...asked.keys(), ...told])) counts.set(term, (counts.get(term) ?? 0) + 1)
    yield
  }
  const postings = new Map<string, Postings>()
  const filled = new Map<string, number>()
  for (const [number, { asked, told }] of documents.entries()) {
    const inBody = countTerms(told)
    for (const term of new Set([...asked.keys(), ...told])) {
      let list = postings.get(term)
      if (!list) {
        const size = counts.get(term)!
        list = { documents: new Uint32Array(size), asked: new Uint16Array(size), told: new Uint16Array(size) }
        postings.set(term, list)
      }
      const at = filled.get(term) ?? 0
      list.documents[at] = number
      list.asked[at] = Math.min(65_535, asked.get(term) ?? 0)
      list.told[at] = Math.min(65_535, inBody.get(term) ?? 0)
      filled.set(term, at + 1)
    }
    yield
  }
  return postings
}

/** Word or pair of `manner` → its weight. */
export function* mannersOf(documents: readonly ArticleDocument[]): Steps<Map<string, number>> {
  const counts = new Map<string, number>()
  for (const { phrasings } of documents) {
    const seen = new Set(phrasings.flatMap(({ manner }) => manner))
    for (const item of seen) counts.set(item, (counts.get(item) ?? 0) + 1)
    yield
  }
  for (const [item, count] of counts) counts.set(item, mannerWeight(documents.length, count))
  return counts
}

/** Rare among the articles' phrasings weighs more; 20 stands for articles that are not there. */
export function mannerWeight(size: number, count: number): number {
  return Math.log(1 + (size + 20) / (count + 0.5))
}

/** Term → how often it occurs. */
export function countTerms(terms: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const term of terms) counts.set(term, (counts.get(term) ?? 0) + 1)
  return counts
}
