// A question cut into terms, ready to be compared with documents.

import type { ArticleDocument } from './knowledge.ts'
import type { Meaning } from './types.ts'

/** A question's terms, each with how much it counts (a word of the title 1, of the body less). */
export interface QueryTerms {
  language: string
  terms: Map<string, number>
  /** Words and pairs of the title, function words included. */
  manner: string[]
  /** What the sentence model says; null: nothing. */
  spoken: Spoken | null
}

/** A question's unit vectors: of its title, and of title and body; the same where there is no body. */
export interface Spoken {
  main: Float32Array
  whole: Float32Array
  of: Meaning['of']
}

export interface WeightedTerm {
  term: string
  weight: number
  idf: number
}

/** A question, ready to be compared with documents. */
export interface AskedTerms {
  terms: WeightedTerm[]
  byTerm: Map<string, WeightedTerm>
  language: string
  /** Words and pairs with their weights. */
  manner: Map<string, number>
  mannerNorm: number
  /** Sum of weight × idf: how much the question says at all. */
  mass: number
  /** Length of the tf-idf vector. */
  norm: number
  /** What a document would score that had every word without end. */
  possible: number
  /** Unit vector, or null where its language has none. */
  meaning: Float32Array | null
  spoken: Spoken | null
}

/** Leaves one phrasing or one `not_for` entry out, so that a known question can be asked as if it were new. */
export interface HeldOut {
  document: number
  /** Number of the phrasing (0 is the title), or -1. */
  phrasing: number
  /** Number of the `not_for` entry. */
  refusal?: number
}

/** How often a term stands in title and phrasings without the phrasing left out. */
export function remaining(document: ArticleDocument, left: readonly string[], term: string): number {
  let frequency = document.asked.get(term) ?? 0
  for (const other of left) if (other === term) frequency -= 1
  return frequency
}
