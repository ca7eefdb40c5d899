// Compares a question with articles by the sentence model's vectors: which are close, and how each piece of one is.
import type { Steps } from '../domain/steps.ts'
import type { HeldOut, Spoken } from './asked-terms.ts'
import type { ArticleDocument, Knowledge } from './knowledge.ts'
import { piecesOf } from './meaning.ts'
import { isTelling } from './same-question.ts'
import type { Meaning, Vectors } from './types.ts'

/** How close an article is in meaning: cosines, 0 without vectors. `Whole` is the title with the body. */
export interface Closeness {
  /** With the closest of title, phrasings and learned phrasings. */
  said: number
  saidWhole: number
  /** With the centre of title and phrasings. */
  heart: number
  heartWhole: number
  /** With the closest piece of the body. */
  page: number
  pageWhole: number
  /** With whatever is closest, title and whole together. */
  near: number
}

const NONE: Closeness = { said: 0, saidWhole: 0, heart: 0, heartWhole: 0, page: 0, pageWhole: 0, near: 0 }

/** What the rows of an article's vectors are, and what is computed of them once. */
interface Rows {
  /** Of each row: the number of its phrasing (0 the title), or one of those below. */
  kinds: Int16Array
  /** Unit vector amid title and phrasings; null where that is the title alone. */
  centre: Float32Array | null
  /** Amid all rows, by which many articles are sifted; made when first needed. */
  middle: Int8Array | null
}

const LEARNED = -1
const BODY = -2
/** Learned as well, but it says too little to be counted as the article's own. */
const TOPIC = -4
const read = new WeakMap<Vectors, Rows>()
/** Where there are more articles, those that are not near by the middle of all their pieces are not looked at closer. */
const SIFTED = 1_000
const KEPT = 200

/**
 * How close the document is to what is asked.
 * @param withBody false: what title and phrasings say is all that is compared
 * @param withLearned the closest learned phrasing counts as one of the article's own in the centre, too
 */
export function measureCloseness(
  spoken: Spoken | null,
  document: ArticleDocument,
  heldPhrasing: number,
  withBody = true,
  withLearned = false,
): Closeness {
  const vectors = spoken?.of(document.article)
  if (!spoken || !vectors) return NONE
  const rows = rowsOf(vectors, document)
  if (!rows) return NONE
  const { main, whole } = spoken
  const { learnedRow, ...found } = rowByRow(spoken, vectors, rows, { heldPhrasing, withBody })
  const taught = withLearned ? learnedRow : -1
  const isWhole = heldPhrasing < 0 && taught < 0
  const centre = isWhole ? rows.centre : centreOf(vectors, rows.kinds, heldPhrasing, taught)
  const titled = centre === null && rows.kinds[0] === 0 && heldPhrasing !== 0
  const amid = (asked: Float32Array) =>
    centre ? Math.max(0, product(centre, asked)) : titled ? rowDot(vectors, 0, asked) : 0
  found.heart = amid(main)
  found.heartWhole = whole === main ? found.heart : amid(whole)
  found.near = Math.max(found.near, (found.heart + found.heartWhole) / 2)
  return found
}

/** What single rows tell, and which learned phrasing that says enough is the closest: its row, -1 without one. */
function rowByRow(
  { main, whole }: Spoken,
  vectors: Vectors,
  { kinds }: Rows,
  { heldPhrasing, withBody }: { heldPhrasing: number; withBody: boolean },
): Closeness & { learnedRow: number } {
  const found = { ...NONE, learnedRow: -1 }
  let nearest = 0
  for (const [row, kind] of kinds.entries()) {
    if (kind === heldPhrasing || (kind === BODY && !withBody)) continue
    const title = rowDot(vectors, row, main)
    const all = whole === main ? title : rowDot(vectors, row, whole)
    const near = (title + all) / 2
    found.near = Math.max(found.near, near)
    if (kind === BODY) {
      found.page = Math.max(found.page, title)
      found.pageWhole = Math.max(found.pageWhole, all)
      continue
    }
    found.said = Math.max(found.said, title)
    found.saidWhole = Math.max(found.saidWhole, all)
    if (kind !== LEARNED || near <= nearest) continue
    nearest = near
    found.learnedRow = row
  }
  return found
}

/** Numbers of the closest documents, best first. */
export function closestDocuments(
  spoken: Spoken,
  documents: readonly ArticleDocument[],
  count: number,
  isMeant: (document: number) => boolean,
  held?: HeldOut,
): number[] {
  const near = sift(spoken, documents, isMeant).map((number) => {
    const heldPhrasing = held?.document === number ? held.phrasing : NOTHING_HELD
    return { number, near: measureCloseness(spoken, documents[number]!, heldPhrasing).near }
  })
  near.sort((a, b) => b.near - a.near || a.number - b.number)
  return near
    .filter((one) => one.near > 0)
    .slice(0, count)
    .map(({ number }) => number)
}

/** No row is of this kind. */
export const NOTHING_HELD = -3

/** Reads what vectors are new, in steps: otherwise the first question over thousands of articles would do it at once. */
export function* readingVectors(knowledge: Knowledge, of: Meaning['of']): Steps<void> {
  for (const { documents } of knowledge.sections ? [knowledge, knowledge.sections] : [knowledge]) {
    for (const document of documents) {
      const vectors = of(document.article)
      if (!vectors || read.has(vectors)) continue
      const rows = rowsOf(vectors, document)
      if (rows && documents.length > SIFTED) middleOf(rows, vectors)
      yield
    }
  }
}

function sift(
  spoken: Spoken,
  documents: readonly ArticleDocument[],
  isMeant: (document: number) => boolean,
): number[] {
  const all = documents.map((_, number) => number).filter(isMeant)
  if (all.length <= SIFTED) return all
  const asked = spoken.main.map((value, d) => value + spoken.whole[d]!)
  const scores = new Float64Array(documents.length)
  for (const number of all) {
    const document = documents[number]!
    const vectors = spoken.of(document.article)
    const rows = vectors ? rowsOf(vectors, document) : null
    if (rows) scores[number] = product(middleOf(rows, vectors!), asked)
  }
  return all.sort((a, b) => scores[b]! - scores[a]! || a - b).slice(0, KEPT)
}

/** Null where the vectors are not those of the article's pieces. */
function rowsOf(vectors: Vectors, { article, learned }: ArticleDocument): Rows | null {
  const known = read.get(vectors)
  if (known) return known
  const pieces = piecesOf(article)
  if (pieces.length !== vectors.scales.length || pieces.length === 0) return null
  const kinds = Int16Array.from(pieces, ({ kind, number }) => {
    if (kind === 'body') return BODY
    if (kind !== 'learned') return number
    return isTelling(learned[number - 1]?.essence ?? '') ? LEARNED : TOPIC
  })
  const rows: Rows = { kinds, centre: centreOf(vectors, kinds, NOTHING_HELD), middle: null }
  read.set(vectors, rows)
  return rows
}

/** As bytes of one scale for all articles; few values of a unit vector are beyond a quarter, and those are cut. */
function middleOf(rows: Rows, vectors: Vectors): Int8Array {
  if (rows.middle) return rows.middle
  const middle = new Float32Array(vectors.dimensions)
  for (const row of rows.kinds.keys()) addRow(vectors, row, middle)
  unitOf(middle)
  rows.middle = Int8Array.from(middle, (value) => Math.max(-127, Math.min(127, Math.round(value * 508))))
  return rows.middle
}

function centreOf(
  vectors: Vectors,
  kinds: Int16Array,
  heldPhrasing: number,
  taught = -1,
): Float32Array | null {
  const centre = new Float32Array(vectors.dimensions)
  let rows = 0
  for (const [row, kind] of kinds.entries()) {
    if ((kind < 0 && row !== taught) || kind === heldPhrasing) continue
    addRow(vectors, row, centre)
    rows++
  }
  return rows < 2 && kinds[0] === 0 ? null : unitOf(centre)
}

function addRow({ bytes, scales, dimensions }: Vectors, row: number, sum: Float32Array): void {
  for (let d = 0; d < dimensions; d++) sum[d]! += bytes[row * dimensions + d]! * scales[row]!
}

function unitOf(vector: Float32Array): Float32Array {
  const length = Math.sqrt(product(vector, vector)) + 1e-9
  for (let d = 0; d < vector.length; d++) vector[d]! /= length
  return vector
}

function rowDot({ bytes, scales, dimensions }: Vectors, row: number, asked: Float32Array): number {
  let sum = 0
  const from = row * dimensions
  for (let d = 0; d < dimensions; d++) sum += bytes[from + d]! * asked[d]!
  return Math.max(0, sum * scales[row]!)
}

function product(one: Float32Array | Int8Array, other: Float32Array): number {
  let sum = 0
  for (let d = 0; d < other.length; d++) sum += one[d]! * other[d]!
  return sum
}
