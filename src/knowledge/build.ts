// Builds the index that questions are asked against: terms, their weights per article, and known phrasings.

import { inOneGo, type Steps } from '../domain/steps.ts'
import type { ArticleDocument, Knowledge, Phrasing } from './knowledge.ts'
import { detectLanguage } from './language.ts'
import { backgroundShare, type Model } from './model.ts'
import { learnedTermsOf } from './nearest-learned.ts'
import { countTerms, mannersOf, mannerWeight, postingsOf } from './postings.ts'
import { plainTitle } from './question.ts'
import { essenceOf, isTelling } from './same-question.ts'
import { normaliseSignature } from './signatures.ts'
import { styleOf, tellingLength } from './style.ts'
import { sameText } from './text.ts'
import { mannerOf, tokenize } from './tokenize.ts'
import type { Article } from './types.ts'
import { embed, once, type TermVectors, unit } from './vectors.ts'

/** The share of a long article's body that is indexed. */
const MAX_BODY = 100_000
/** As many learned phrasings as the sentence model reads. */
const MAX_LEARNED = 60

/**
 * Builds the index. With `previous`, articles whose content is unchanged are not tokenised again.
 */
export function buildIndex(articles: readonly Article[], model: Model, previous?: Knowledge): Knowledge {
  return inOneGo(buildingIndex(articles, model, previous))
}

/** The same in steps, one an article. */
export function* buildingIndex(
  articles: readonly Article[],
  model: Model,
  previous?: Knowledge,
): Steps<Knowledge> {
  const sections = articles.filter(({ section }) => section !== null)
  const whole = yield* indexing(
    sections.length === 0 ? articles : articles.filter(({ section }) => section === null),
    model,
    previous,
  )
  if (sections.length === 0) return whole
  const apart = yield* indexing(sections, model, previous?.sections ?? undefined)
  return { ...whole, sections: apart, languages: [...new Set([...whole.languages, ...apart.languages])] }
}

function* indexing(articles: readonly Article[], model: Model, previous?: Knowledge): Steps<Knowledge> {
  const documents: ArticleDocument[] = []
  for (const article of articles) {
    const known = previous?.byFingerprint.get(keyOf(article))
    documents.push(known ? { ...known, article, learned: learnedOf(article) } : documentOf(article, model))
    yield
  }
  const { bodyLeast, bodyShare } = model.parameters
  // Where titles say little, bodies must speak.
  const telling = yield* tellingLength(documents)
  const bodyWeight = Math.min(1, Math.max(bodyLeast, bodyShare / Math.max(1, telling)))
  const knowledge: Knowledge = {
    model,
    sections: null,
    documents,
    postings: yield* postingsOf(documents),
    learnedTerms: learnedTermsOf(documents),
    averageAsked: average(documents.map(({ askedLength }) => askedLength)),
    averageTold: perLanguage(documents, (these) => average(these.map(({ told }) => told.length))),
    sizes: perLanguage(documents, (these) => new Set(these.map(({ article }) => article.slug)).size),
    bodyWeight,
    style: styleOf(documents, telling, bodyWeight),
    exact: new Map(),
    same: new Map(),
    learned: new Map(),
    refused: new Map(),
    symptoms: [],
    manners: yield* mannersOf(documents),
    strangeManner: mannerWeight(documents.length, 0),
    idfs: new Map(),
    languages: [...new Set(articles.map(({ language }) => language))],
    bySlug: new Map(),
    byFingerprint: new Map(documents.map((document) => [keyOf(document.article), document])),
  }
  for (const [number, document] of documents.entries()) {
    addLookups(knowledge, document, number)
    yield
  }
  return knowledge
}

/** Inverse document frequency of a term, steadied by how common it is in general. */
export function idfOf(knowledge: Knowledge, term: string, language: string): number {
  let known = knowledge.idfs.get(language)
  if (!known) {
    known = new Map()
    knowledge.idfs.set(language, known)
  }
  const cached = known.get(term)
  if (cached !== undefined) return cached
  const idf = computeIdf(knowledge, term, language)
  // Only terms of the articles are worth keeping: questions bring ever new ones.
  if (knowledge.postings.has(term)) known.set(term, idf)
  return idf
}

function computeIdf(knowledge: Knowledge, term: string, language: string): number {
  const own = knowledge.postings.get(term)?.documents.length ?? 0
  const background = knowledge.model.parameters.backgroundSize
  const df = own + background * backgroundShare(knowledge.model, term, language)
  const size = Math.max(own, sizeFor(knowledge, language)) + background
  return Math.log(1 + (size - df + 0.5) / (df + 0.5))
}

/** How many documents compete for a question in this language. */
export function sizeFor(knowledge: Knowledge, language: string): number {
  return knowledge.sizes.get(language) ?? knowledge.documents.length
}

function perLanguage(
  documents: readonly ArticleDocument[],
  measure: (these: ArticleDocument[]) => number,
): Map<string, number> {
  const groups = Map.groupBy(documents, ({ article }) => article.language)
  return new Map([...groups].map(([language, these]) => [language, measure(these)]))
}

function keyOf(article: Article): string {
  return `${article.path}\n${article.language}\n${article.fingerprint}`
}

function documentOf(article: Article, model: Model): ArticleDocument {
  const phrasings = [article.title, ...article.questions].map((text) => phrasingOf(text, article))
  const symptoms = tokenize(article.symptoms.join('\n'), article.language)
  const asked = countTerms(phrasings.flatMap(({ terms }) => terms))
  const written = tokenize(plainText(article.body).slice(0, MAX_BODY), article.language)
  const body = [...symptoms, ...(tellsMore(asked, written) ? written : [])]
  const notFor = article.notFor.map((text) => tokenize(text, detectLanguage(text, [article.language])))
  const askedLength = phrasings.reduce((sum, { terms }) => sum + terms.length, 0)
  const meaning = model.vectors ? meaningOf(model.vectors, phrasings, body) : null
  const learned = learnedOf(article)
  return { article, phrasings, learned, notFor, asked, told: body, askedLength, meaning }
}

function learnedOf(article: Article): Phrasing[] {
  return article.learned.slice(0, MAX_LEARNED).map((text) => phrasingOf(text, article))
}

function phrasingOf(text: string, article: Article): Phrasing {
  const language = detectLanguage(text, [article.language])
  return {
    terms: tokenize(text, language),
    manner: [...new Set(mannerOf(text, language))],
    language,
    essence: essenceOf(plainTitle(text), language),
  }
}

function meaningOf(
  vectors: TermVectors,
  phrasings: Phrasing[],
  told: readonly string[],
): ArticleDocument['meaning'] {
  const { dimensions, language } = vectors
  const rows = new Float32Array(phrasings.length * dimensions)
  const centre = new Float32Array(dimensions)
  phrasings.forEach(({ terms, language: written }, i) => {
    const row = written === language ? embed(vectors, once(terms)) : null
    if (!row) return
    rows.set(row, i * dimensions)
    for (let d = 0; d < dimensions; d++) centre[d]! += row[d]!
  })
  const body = embed(vectors, once(told)) ?? new Float32Array(dimensions)
  return { rows, body, centre: unit(centre) }
}

/** A body that only repeats the title must not count as a second witness. */
function tellsMore(asked: ReadonlyMap<string, number>, written: readonly string[]): boolean {
  const more = new Set(written.filter((term) => !asked.has(term)))
  return more.size > 3 || asked.size === 0
}

/** Average of those that are not empty. */
function average(lengths: number[]): number {
  const filled = lengths.filter((length) => length > 0)
  return filled.length === 0 ? 1 : filled.reduce((sum, length) => sum + length, 0) / filled.length
}

/** Markdown without its marks: link targets and HTML say nothing about what an article answers. */
function plainText(markdown: string): string {
  return markdown
    .replace(/<!--[\s\S]*?-->/g, ' ')
    .replace(/\]\([^)\s]{0,500}\)/g, '] ')
    .replace(/<\/?[a-z][^<>]{0,200}>/gi, ' ')
}

function addLookups(
  knowledge: Knowledge,
  { article, phrasings, learned }: ArticleDocument,
  number: number,
): void {
  const push = <T>(map: Map<string, T[]>, key: string, value: T) => {
    if (key === '') return
    const list = map.get(key)
    if (!list) map.set(key, [value])
    else if (!list.includes(value)) list.push(value)
  }
  push(knowledge.bySlug, article.slug, number)
  for (const text of [article.title, ...article.questions])
    push(knowledge.exact, sameText(plainTitle(text)), number)
  for (const { essence } of phrasings) push(knowledge.same, essence, number)
  for (const { essence } of learned) if (isTelling(essence)) push(knowledge.learned, essence, number)
  for (const text of article.notFor) {
    push(knowledge.refused, sameText(text), article.slug)
    push(knowledge.refused, essenceOf(text, detectLanguage(text, [article.language])), article.slug)
  }
  for (const symptom of article.symptoms) {
    const signature = normaliseSignature(symptom)
    if (signature) knowledge.symptoms.push({ signature, document: number })
  }
}
