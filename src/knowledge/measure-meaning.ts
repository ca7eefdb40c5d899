// Measures how close an article is to a question in meaning, by vectors of terms.

import type { AskedTerms } from './asked-terms.ts'
import { idfOf } from './build.ts'
import type { ArticleDocument, Knowledge, Phrasing } from './knowledge.ts'
import { dot, likeness, type TermVectors, unit } from './vectors.ts'

/** Most distinct words of an article's phrasings that are compared one by one. */
const MOST_TERMS = 200

export interface Meaning {
  centre: number
  nearest: number
  nearest3: number
  body: number
  soft: number
  softClosest: number
}

/** All zero where the question's language has no vectors. */
export function measureMeaning(
  knowledge: Knowledge,
  asked: AskedTerms,
  document: ArticleDocument,
  heldPhrasing: number,
): Meaning {
  const { vectors } = knowledge.model
  if (!vectors || !asked.meaning || !document.meaning)
    return { centre: 0, nearest: 0, nearest3: 0, body: 0, soft: 0, softClosest: 0 }
  const kept = document.phrasings.filter(
    ({ language }, i) => i !== heldPhrasing && language === asked.language,
  )
  return {
    ...wholes(asked.meaning, document, heldPhrasing),
    soft: softCoverage(vectors, asked, kept),
    softClosest: kept.reduce(
      (most, phrasing) => Math.max(most, softLikeness(knowledge, vectors, asked, phrasing)),
      0,
    ),
  }
}

function wholes(meaning: Float32Array, document: ArticleDocument, heldPhrasing: number) {
  const { rows, body, centre } = document.meaning!
  const size = meaning.length
  const cosines: number[] = []
  const rest = new Float32Array(size)
  for (let i = 0; i < document.phrasings.length; i++) {
    if (i === heldPhrasing) continue
    cosines.push(Math.max(0, dot(meaning, rows, i * size)))
    if (heldPhrasing >= 0) for (let d = 0; d < size; d++) rest[d]! += rows[i * size + d]!
  }
  cosines.sort((a, b) => b - a)
  return {
    centre: Math.max(0, dot(meaning, heldPhrasing < 0 ? centre : unit(rest))),
    nearest: cosines[0] ?? 0,
    nearest3: cosines.slice(0, 3).reduce((sum, value) => sum + value, 0) / 3,
    body: Math.max(0, dot(meaning, body)),
  }
}

function softCoverage(vectors: TermVectors, asked: AskedTerms, phrasings: Phrasing[]): number {
  const there = new Set(phrasings.flatMap(({ terms }) => terms))
  const numbers: number[] = []
  for (const term of there) {
    const number = vectors.numbers.get(term)
    if (number !== undefined && numbers.length < MOST_TERMS) numbers.push(number)
  }
  let sum = 0
  for (const { term, weight, idf } of asked.terms) {
    if (there.has(term)) sum += weight * idf
    else sum += weight * idf * closestOf(vectors, vectors.numbers.get(term), numbers)
  }
  return sum / asked.mass
}

function closestOf(vectors: TermVectors, number: number | undefined, others: number[]): number {
  let most = 0
  if (number !== undefined)
    for (const other of others) most = Math.max(most, likeness(vectors, number, other))
  return most
}

/** Mean of how well the question's words are met by the phrasing's, and the other way round. */
function softLikeness(
  knowledge: Knowledge,
  vectors: TermVectors,
  asked: AskedTerms,
  phrasing: Phrasing,
): number {
  const there = [...new Set(phrasing.terms)].slice(0, 40).map((term) => ({
    term,
    number: vectors.numbers.get(term),
    idf: idfOf(knowledge, term, phrasing.language),
    met: 0,
  }))
  let sum = 0
  for (const { term, weight, idf } of asked.terms.slice(0, 60)) {
    const number = vectors.numbers.get(term)
    let most = 0
    for (const other of there) {
      const same = other.term === term
      const like =
        same || number === undefined || other.number === undefined
          ? Number(same)
          : likeness(vectors, number, other.number)
      if (like > most) most = like
      if (like * Math.min(1, weight) > other.met) other.met = like * Math.min(1, weight)
    }
    sum += weight * idf * most
  }
  let met = 0
  let mass = 1e-9
  for (const other of there) {
    met += other.idf * other.met
    mass += other.idf
  }
  return (sum / asked.mass + met / mass) / 2
}
