// Finds the articles that may answer a question: the best by BM25F and the closest in meaning.

import type { AskedTerms, HeldOut, QueryTerms, WeightedTerm } from './asked-terms.ts'
import { remaining } from './asked-terms.ts'
import { idfOf } from './build.ts'
import { closestDocuments } from './closeness.ts'
import type { ArticleDocument, Knowledge, Phrasing } from './knowledge.ts'
import { type Candidate, measure } from './measure.ts'
import { nearestLearned } from './nearest-learned.ts'
import { countTerms } from './postings.ts'
import { dot, embed } from './vectors.ts'

/** How many documents are measured: the best by words, and the closest in meaning beside them. */
const BY_WORDS = 12
const BY_MEANING = 6
const BY_SENTENCE = 10

/**
 * The documents that may fit, measured, in no particular order; none when the question has no words. One that learnt a
 * phrasing like the question is there twice: as it stands, and with the phrasing as its own.
 * @param wanted documents to measure in any case
 */
export function findCandidates(
  knowledge: Knowledge,
  query: QueryTerms,
  held?: HeldOut,
  wanted: readonly number[] = [],
  isMeant: (document: number) => boolean = () => true,
): Candidate[] {
  const asked = askedOf(knowledge, query)
  if (asked.mass === 0 && !asked.spoken) return []
  const ownScores = scoreAll(knowledge, asked.terms)
  if (held && held.phrasing >= 0) ownScores[held.document] = heldScore(knowledge, asked.terms, held)
  // What is held out is asked of the files alone.
  const learned = held ? new Map<number, Phrasing>() : nearestLearned(knowledge.learnedTerms, asked.terms)
  const taught = new Map(
    [...learned].map(([number, one]) => [number, learnedScore(knowledge, asked.terms, number, one)]),
  )
  const scores = ownScores.slice()
  for (const [number, score] of taught) scores[number] = Math.max(scores[number]!, score)
  for (const number of scores.keys()) if (scores[number]! > 0 && !isMeant(number)) scores[number] = 0
  const found = best(scores, BY_WORDS)
  if (asked.meaning) {
    const closest = best(centreCloseness(knowledge, asked.meaning, held), BY_MEANING).filter(isMeant)
    found.push(...closest.filter((document) => !found.includes(document)))
  }
  if (asked.spoken) {
    const closest = closestDocuments(asked.spoken, knowledge.documents, BY_SENTENCE, isMeant, held)
    found.push(...closest.filter((document) => !found.includes(document)))
  }
  found.push(...wanted.filter((document) => !found.includes(document)))
  return found.flatMap((document) => {
    const own = measure(knowledge, asked, document, ownScores[document]!, held)
    const phrasing = learned.get(document)
    if (!phrasing) return [own]
    return [own, measure(knowledge, asked, document, taught.get(document)!, held, phrasing)]
  })
}

function askedOf(knowledge: Knowledge, query: QueryTerms): AskedTerms {
  const { language } = query
  const terms = [...query.terms].map(([term, weight]) => ({
    term,
    weight,
    idf: idfOf(knowledge, term, language),
  }))
  let mass = 0
  let square = 0
  for (const { weight, idf } of terms) {
    mass += weight * idf
    square += (weight * idf) ** 2
  }
  const manner = new Map(
    query.manner.map((item) => [item, knowledge.manners.get(item) ?? knowledge.strangeManner]),
  )
  let mannerNorm = 0
  for (const weight of manner.values()) mannerNorm += weight * weight
  const { vectors, parameters } = knowledge.model
  const meaning = !query.spoken && vectors?.language === language ? embed(vectors, query.terms) : null
  return {
    terms,
    byTerm: new Map(terms.map((one) => [one.term, one])),
    language,
    manner,
    mannerNorm,
    mass,
    norm: Math.sqrt(square),
    possible: mass * (parameters.k1 + 1),
    meaning,
    spoken: query.spoken,
  }
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

/** BM25F: frequencies of title and phrasings, and of the body, are joined before they saturate. */
function saturate(
  knowledge: Knowledge,
  document: ArticleDocument,
  asked: number,
  told: number,
  less = 0,
): number {
  const { k1, b, bodyB } = knowledge.model.parameters
  const askedNorm = 1 - b + (b * (document.askedLength - less)) / knowledge.averageAsked
  const toldNorm =
    1 - bodyB + (bodyB * document.told.length) / knowledge.averageTold.get(document.article.language)!
  const frequency = asked / askedNorm + (knowledge.bodyWeight * told) / toldNorm
  return (frequency * (k1 + 1)) / (frequency + k1)
}

function heldScore(knowledge: Knowledge, terms: WeightedTerm[], held: HeldOut): number {
  const document = knowledge.documents[held.document]!
  const left = document.phrasings[held.phrasing]!.terms
  let score = 0
  for (const { term, weight, idf } of terms) {
    const asked = remaining(document, left, term)
    const told = document.told.reduce((count, other) => count + Number(other === term), 0)
    score += weight * idf * saturate(knowledge, document, asked, told, left.length)
  }
  return score
}

/** What the article would score if it had the phrasing. */
function learnedScore(
  knowledge: Knowledge,
  terms: readonly WeightedTerm[],
  number: number,
  { terms: more }: Phrasing,
): number {
  const document = knowledge.documents[number]!
  const added = countTerms(more)
  let score = 0
  for (const { term, weight, idf } of terms) {
    const asked = (document.asked.get(term) ?? 0) + (added.get(term) ?? 0)
    const told = toldOf(knowledge, term, number)
    score += weight * idf * saturate(knowledge, document, asked, told, -more.length)
  }
  return score
}

/** How often the body has a term, from the postings: bodies keep no counts. */
function toldOf({ postings }: Knowledge, term: string, number: number): number {
  const found = postings.get(term)
  if (!found) return 0
  const { documents, told } = found
  let [low, high] = [0, documents.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (documents[middle]! < number) low = middle + 1
    else high = middle
  }
  return documents[low] === number ? told[low]! : 0
}

function centreCloseness(knowledge: Knowledge, meaning: Float32Array, held?: HeldOut): Float64Array {
  const scores = new Float64Array(knowledge.documents.length)
  knowledge.documents.forEach((document, number) => {
    if (!document.meaning || number === held?.document) return
    scores[number] = dot(meaning, document.meaning.centre)
    if (document.phrasings.length === 1)
      scores[number] = Math.max(scores[number]!, dot(meaning, document.meaning.body))
  })
  return scores
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
