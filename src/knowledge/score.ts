// Finds the articles that may answer a question and measures how each of them fits.
import { type ArticleDocument, idfOf, type Knowledge } from './build.ts'

/** A question's terms, each with how much it counts (a word of the title 1, of the body less). */
export interface QueryTerms {
  language: string
  terms: Map<string, number>
}

/** How one document fits a question. All but `bm25` lie between 0 and 1. */
export interface Candidate {
  document: number
  bm25: number
  /** bm25 as a share of what a document with all the words would get. */
  fit: number
  /** Share of the question's idf mass that the article's words cover. */
  coverage: number
  /** tf-idf cosine with the closest phrasing, with the three closest, and with the title. */
  closest: number
  close3: number
  title: number
  /** Shared idf mass over united idf mass with the closest phrasing. */
  overlap: number
  /** tf-idf cosine with the closest `not_for` entry. */
  against: number
  /** The question's idf mass: how much it says at all. */
  mass: number
}

/** Leaves one phrasing of one document out, so that a known question can be asked as if it were new. */
export interface HeldOut {
  document: number
  phrasing: number
  /** Number of the `not_for` entry left out instead; then `phrasing` is -1. */
  refusal?: number
}

const CANDIDATES = 12

/** The documents that fit best by BM25F, best first, measured. */
export function findCandidates(knowledge: Knowledge, query: QueryTerms, held?: HeldOut): Candidate[] {
  const terms = [...query.terms].map(([term, weight]) => ({
    term,
    weight,
    idf: idfOf(knowledge, term, query.language),
  }))
  const { k1 } = knowledge.model.parameters
  let possible = 0
  let mass = 0
  for (const { weight, idf } of terms) {
    possible += weight * idf * (k1 + 1)
    mass += weight * idf
  }
  if (mass === 0) return []
  const scores = scoreAll(knowledge, terms)
  if (held && held.phrasing >= 0) scores[held.document] = heldScore(knowledge, terms, held)
  return best(scores, CANDIDATES).map((document) =>
    measure(
      knowledge,
      terms,
      document,
      { bm25: scores[document]!, possible, mass, language: query.language },
      held,
    ),
  )
}

export interface WeightedTerm {
  term: string
  weight: number
  idf: number
}

function scoreAll(knowledge: Knowledge, terms: WeightedTerm[]): Float64Array {
  const scores = new Float64Array(knowledge.documents.length)
  for (const { term, weight, idf } of terms) {
    const postings = knowledge.postings.get(term)
    if (!postings) continue
    for (let i = 0; i < postings.documents.length; i++) {
      const number = postings.documents[i]!
      const document = knowledge.documents[number]!
      scores[number]! += weight * idf * saturate(knowledge, document, postings.asked[i]!, postings.told[i]!)
    }
  }
  return scores
}

/** BM25F with a saturation of its own for title and phrasings, and for the body. */
function saturate(
  knowledge: Knowledge,
  document: ArticleDocument,
  asked: number,
  told: number,
  less = 0,
): number {
  const { k1, b, bodyB } = knowledge.model.parameters
  const askedNorm = 1 - b + (b * (document.askedLength - less)) / knowledge.averageAsked
  const toldNorm = 1 - bodyB + (bodyB * document.toldLength) / knowledge.averageTold
  const frequency = asked / askedNorm + (knowledge.bodyWeight * told) / toldNorm
  return (frequency * (k1 + 1)) / (frequency + k1)
}

function heldScore(knowledge: Knowledge, terms: WeightedTerm[], held: HeldOut): number {
  const document = knowledge.documents[held.document]!
  const left = document.phrasings[held.phrasing]!.terms
  let score = 0
  for (const { term, weight, idf } of terms) {
    const asked = remaining(document, left, term)
    const told = document.told.get(term) ?? 0
    score += weight * idf * saturate(knowledge, document, asked, told, left.length)
  }
  return score
}

function remaining(document: ArticleDocument, left: readonly string[], term: string): number {
  let frequency = document.asked.get(term) ?? 0
  for (const other of left) if (other === term) frequency -= 1
  return frequency
}

function best(scores: Float64Array, count: number): number[] {
  const top: number[] = []
  for (let i = 0; i < scores.length; i++) {
    const score = scores[i]!
    if (score <= 0 || (top.length === count && score <= scores[top[count - 1]!]!)) continue
    let at = top.length
    while (at > 0 && scores[top[at - 1]!]! < score) at--
    top.splice(at, 0, i)
    if (top.length > count) top.pop()
  }
  return top
}

interface Totals {
  bm25: number
  possible: number
  mass: number
  language: string
}

function measure(
  knowledge: Knowledge,
  terms: WeightedTerm[],
  number: number,
  totals: Totals,
  held?: HeldOut,
): Candidate {
  const document = knowledge.documents[number]!
  const heldPhrasing = held?.document === number ? held.phrasing : -1
  const left = heldPhrasing >= 0 ? document.phrasings[heldPhrasing]!.terms : []
  let covered = 0
  let norm = 0
  for (const { term, weight, idf } of terms) {
    norm += (weight * idf) ** 2
    if (remaining(document, left, term) > 0 || document.told.has(term)) covered += weight * idf
  }
  const cosines: number[] = []
  let overlap = 0
  let title = 0
  document.phrasings.forEach((phrasing, i) => {
    if (i === heldPhrasing) return
    const fit = compare(knowledge, terms, Math.sqrt(norm), totals.mass, phrasing.terms, phrasing.language)
    cosines.push(fit.cosine)
    overlap = Math.max(overlap, fit.overlap)
    if (i === 0) title = fit.cosine
  })
  let against = 0
  document.notFor.forEach((refusal, i) => {
    if (held?.document === number && held.refusal === i) return
    const fit = compare(knowledge, terms, Math.sqrt(norm), totals.mass, refusal, document.article.language)
    against = Math.max(against, fit.cosine)
  })
  cosines.sort((a, b) => b - a)
  const three = cosines.slice(0, 3)
  return {
    document: number,
    bm25: totals.bm25,
    fit: totals.bm25 / totals.possible,
    coverage: covered / totals.mass,
    closest: cosines[0] ?? 0,
    close3: three.reduce((sum, value) => sum + value, 0) / 3,
    title,
    overlap,
    against,
    mass: totals.mass,
  }
}

function compare(
  knowledge: Knowledge,
  terms: WeightedTerm[],
  norm: number,
  mass: number,
  phrasing: readonly string[],
  language: string,
): { cosine: number; overlap: number } {
  let dot = 0
  let shared = 0
  let square = 0
  let phrasingMass = 0
  const seen = new Set<string>()
  for (const term of phrasing) {
    if (seen.has(term)) continue
    seen.add(term)
    const idf = idfOf(knowledge, term, language)
    square += idf * idf
    phrasingMass += idf
    const asked = terms.find((candidate) => candidate.term === term)
    if (!asked) continue
    dot += asked.weight * asked.idf * idf
    shared += Math.min(1, asked.weight) * asked.idf
  }
  if (dot === 0) return { cosine: 0, overlap: 0 }
  return { cosine: dot / (norm * Math.sqrt(square)), overlap: shared / (mass + phrasingMass - shared) }
}
