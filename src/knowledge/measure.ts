// Measures how one article fits a question, by its words and by how it is asked.

import { type AskedTerms, type HeldOut, remaining } from './asked-terms.ts'
import { idfOf } from './build.ts'
import { type Closeness, measureCloseness, NOTHING_HELD } from './closeness.ts'
import type { ArticleDocument, Knowledge, Phrasing } from './knowledge.ts'
import { measureMeaning } from './measure-meaning.ts'
import { withLearned } from './nearest-learned.ts'

/** How one document fits a question. All signals lie between 0 and 1. */
export interface Candidate extends Closeness {
  document: number
  /** A learned phrasing that was counted in, see `withLearned`. */
  learned: Phrasing | null
  /** The BM25F score as a share of what a document with all the words would get. */
  fit: number
  /** Share of the question's idf mass that the article's words cover. */
  coverage: number
  /** The same by the title and phrasings alone. */
  askedCoverage: number
  /** The same by one passage of the body alone. */
  passage: number
  /** tf-idf cosine with the closest phrasing, with the three closest, and with the title. */
  closest: number
  close3: number
  title: number
  /** Shared idf mass over united idf mass with the closest phrasing. */
  overlap: number
  /** Cosine over words and pairs with function words: with the closest phrasing, the three closest, and all together. */
  manner: number
  manner3: number
  mannerCentre: number
  /** Cosine of meanings: with the article's centre, its closest phrasing, its body. 0 without vectors. */
  centre: number
  nearest: number
  nearest3: number
  body: number
  /** Coverage where a missing word counts as far as there is one of like meaning: by the article, by one phrasing. */
  soft: number
  softClosest: number
  /** Idf of the rarest word that the article lacks, as a share of the question's mass. */
  lacked: number
  /** tf-idf cosine with the closest `not_for` entry. */
  against: number
  /** The question's idf mass. */
  mass: number
}

export function measure(
  knowledge: Knowledge,
  asked: AskedTerms,
  number: number,
  score: number,
  held?: HeldOut,
  learned: Phrasing | null = null,
): Candidate {
  const known = knowledge.documents[number]!
  const document = learned ? withLearned(known, learned, knowledge.model.vectors) : known
  const heldPhrasing = held?.document === number ? held.phrasing : -1
  return {
    document: number,
    learned,
    fit: asked.possible === 0 ? 0 : score / asked.possible,
    ...measureCoverage(asked, document, heldPhrasing),
    ...measurePhrasings(knowledge, asked, document, heldPhrasing),
    ...measureManner(knowledge, asked, document, heldPhrasing),
    ...measureMeaning(knowledge, asked, document, heldPhrasing),
    ...measureCloseness(
      asked.spoken,
      document,
      heldPhrasing >= 0 ? heldPhrasing : NOTHING_HELD,
      // Where phrasings say what an article is for, a body that happens to be near says less than they do.
      knowledge.style === 'docs' || knowledge.style === 'told',
      learned !== null,
    ),
    against: measureRefusals(
      knowledge,
      asked,
      document,
      held?.document === number ? held.refusal : undefined,
    ),
    mass: asked.mass,
  }
}

function measureCoverage(asked: AskedTerms, document: ArticleDocument, heldPhrasing: number) {
  const left = heldPhrasing >= 0 ? document.phrasings[heldPhrasing]!.terms : []
  const { inBody, passage } = readBody(asked, document)
  let covered = 0
  let askedCovered = 0
  let lacked = 0
  for (const { term, weight, idf } of asked.terms) {
    const inAsked = remaining(document, left, term) > 0
    if (inAsked) askedCovered += weight * idf
    if (inAsked || inBody.has(term)) covered += weight * idf
    else lacked = Math.max(lacked, weight * idf)
  }
  // A question of function words alone has no mass; the sentence model may know it all the same.
  const mass = asked.mass || 1
  return {
    coverage: covered / mass,
    askedCoverage: askedCovered / mass,
    passage: passage / mass,
    lacked: lacked / mass,
  }
}

/** Which of the question's words the body has, and the mass of those that stand together in its best stretch. */
function readBody(
  asked: AskedTerms,
  { told }: ArticleDocument,
): { inBody: Map<string, number>; passage: number } {
  const width = STRETCH[asked.language] ?? 30
  const inside = new Map<string, number>()
  let mass = 0
  let most = 0
  for (let end = 0; end < told.length; end++) {
    const entering = asked.byTerm.get(told[end]!)
    if (entering) {
      const count = inside.get(entering.term) ?? 0
      if (count === 0) mass += entering.weight * entering.idf
      inside.set(entering.term, count + 1)
      if (mass > most) most = mass
    }
    const leaving = end >= width ? asked.byTerm.get(told[end - width]!) : undefined
    if (!leaving) continue
    const count = inside.get(leaving.term)! - 1
    if (count === 0) mass -= leaving.weight * leaving.idf
    inside.set(leaving.term, count)
  }
  return { inBody: inside, passage: most }
}

/** Terms in a stretch of about two sentences: characters and bigrams make more of them. */
const STRETCH: Record<string, number> = { zh: 110, ja: 110, th: 90, vi: 50 }

function measurePhrasings(
  knowledge: Knowledge,
  asked: AskedTerms,
  document: ArticleDocument,
  heldPhrasing: number,
) {
  const cosines: number[] = []
  let overlap = 0
  let title = 0
  document.phrasings.forEach((phrasing, i) => {
    if (i === heldPhrasing) return
    const fit = compare(knowledge, asked, phrasing.terms, phrasing.language)
    cosines.push(fit.cosine)
    overlap = Math.max(overlap, fit.overlap)
    if (i === 0) title = fit.cosine
  })
  cosines.sort((a, b) => b - a)
  return { closest: cosines[0] ?? 0, close3: meanOf3(cosines), title, overlap }
}

/** Mean of the first three; those that are missing count as 0. */
function meanOf3(sorted: number[]): number {
  return sorted.slice(0, 3).reduce((sum, value) => sum + value, 0) / 3
}

function measureRefusals(
  knowledge: Knowledge,
  asked: AskedTerms,
  document: ArticleDocument,
  held?: number,
): number {
  let against = 0
  document.notFor.forEach((terms, i) => {
    if (i !== held)
      against = Math.max(against, compare(knowledge, asked, terms, document.article.language).cosine)
  })
  return against
}

function compare(knowledge: Knowledge, asked: AskedTerms, phrasing: readonly string[], language: string) {
  let dot = 0
  let shared = 0
  let square = 0
  let mass = 0
  for (const term of new Set(phrasing)) {
    const idf = idfOf(knowledge, term, language)
    square += idf * idf
    mass += idf
    const match = asked.byTerm.get(term)
    if (!match) continue
    dot += match.weight * match.idf * idf
    shared += Math.min(1, match.weight) * match.idf
  }
  if (dot === 0) return { cosine: 0, overlap: 0 }
  return { cosine: dot / (asked.norm * Math.sqrt(square)), overlap: shared / (asked.mass + mass - shared) }
}

/** The title of an article that has phrasings is a heading: nobody asks in its manner. */
function measureManner(
  knowledge: Knowledge,
  asked: AskedTerms,
  document: ArticleDocument,
  heldPhrasing: number,
) {
  const { manner: mine, mannerNorm: norm } = asked
  const { manners, strangeManner } = knowledge
  const centre = new Map<string, number>()
  const cosines: number[] = []
  document.phrasings.forEach((phrasing, i) => {
    if (i === heldPhrasing || (i === 0 && document.phrasings.length > 1)) return
    const weights = phrasing.manner.map((item) => manners.get(item) ?? strangeManner)
    let dot = 0
    let square = 0
    phrasing.manner.forEach((item, k) => {
      const weight = weights[k]!
      square += weight * weight
      if (mine.has(item)) dot += weight * weight
    })
    if (dot > 0) cosines.push(dot / Math.sqrt(norm * square))
    phrasing.manner.forEach((item, k) => {
      centre.set(item, (centre.get(item) ?? 0) + weights[k]! / Math.sqrt(square))
    })
  })
  let dot = 0
  let square = 0
  for (const [item, weight] of centre) {
    square += weight * weight
    dot += weight * (mine.get(item) ?? 0)
  }
  cosines.sort((a, b) => b - a)
  return {
    manner: cosines[0] ?? 0,
    manner3: meanOf3(cosines),
    mannerCentre: dot > 0 ? dot / Math.sqrt(norm * square) : 0,
  }
}
