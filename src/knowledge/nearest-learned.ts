// Finds of each article the learned phrasing that shares most with a question, so that it can be measured as its own.
import type { WeightedTerm } from './asked-terms.ts'
import type { ArticleDocument, LearnedTerms, Phrasing } from './knowledge.ts'
import { countTerms } from './postings.ts'
import { isTelling } from './same-question.ts'
import { embed, once, type TermVectors, unit } from './vectors.ts'

/** Of those that say enough to mean the same for two people; null where there is none. */
export function learnedTermsOf(documents: readonly ArticleDocument[]): LearnedTerms | null {
  const phrasings = documents.flatMap(({ learned }, document) => {
    const telling = learned.filter(({ essence }) => isTelling(essence))
    return telling.map((phrasing) => ({ phrasing, document }))
  })
  if (phrasings.length === 0) return null
  const places = new Map<string, number[]>()
  for (const [place, { phrasing }] of phrasings.entries()) {
    for (const term of new Set(phrasing.terms)) {
      const list = places.get(term)
      if (list) list.push(place)
      else places.set(term, [place])
    }
  }
  return { phrasings, places }
}

/** Number of a document → the one of its learned phrasings with most of the question's mass; the shortest of those. */
export function nearestLearned(
  learned: LearnedTerms | null,
  asked: readonly WeightedTerm[],
): Map<number, Phrasing> {
  const nearest = new Map<number, Phrasing>()
  if (!learned) return nearest
  const shared = new Map<number, number>()
  for (const { term, weight, idf } of asked)
    for (const place of learned.places.get(term) ?? [])
      shared.set(place, (shared.get(place) ?? 0) + weight * idf)
  const most = new Map<number, number>()
  for (const [place, mass] of shared) {
    const { phrasing, document } = learned.phrasings[place]!
    const known = nearest.get(document)
    const lead = mass - (most.get(document) ?? 0)
    if (known && (lead < 0 || (lead === 0 && phrasing.terms.length >= known.terms.length))) continue
    nearest.set(document, phrasing)
    most.set(document, mass)
  }
  return nearest
}

/** The document as if the phrasing stood among its questions. */
export function withLearned(
  document: ArticleDocument,
  phrasing: Phrasing,
  vectors: TermVectors | null,
): ArticleDocument {
  const asked = new Map(document.asked)
  for (const [term, count] of countTerms(phrasing.terms)) asked.set(term, (asked.get(term) ?? 0) + count)
  return {
    ...document,
    asked,
    askedLength: document.askedLength + phrasing.terms.length,
    phrasings: [...document.phrasings, phrasing],
    meaning: vectors && document.meaning ? meaningWith(document.meaning, phrasing, vectors) : null,
  }
}

function meaningWith(
  { rows, body }: NonNullable<ArticleDocument['meaning']>,
  { terms, language }: Phrasing,
  vectors: TermVectors,
): ArticleDocument['meaning'] {
  const { dimensions } = vectors
  const added = language === vectors.language ? embed(vectors, once(terms)) : null
  const all = new Float32Array(rows.length + dimensions)
  all.set(rows)
  if (added) all.set(added, rows.length)
  const centre = new Float32Array(dimensions)
  for (const [at, value] of all.entries()) centre[at % dimensions]! += value
  return { rows: all, body, centre: unit(centre) }
}
