// The index that questions are asked against, as it lies in memory.

import type { Model, Style } from './model.ts'
import type { Article } from './types.ts'

/** Where a term occurs. */
export interface Postings {
  documents: Uint32Array
  asked: Uint16Array
  told: Uint16Array
}

/** One way of asking that an article is known by: its title first, then its questions. */
export interface Phrasing {
  terms: string[]
  /** Distinct words and pairs of neighbours, function words included. */
  manner: string[]
  language: string
  /** What is left without function words, see `essenceOf`. */
  essence: string
}

/** Where terms of learned phrasings occur. Apart from `Postings`: what was learnt makes no word common. */
export interface LearnedTerms {
  /** All learned phrasings with the number of their document. */
  phrasings: Array<{ phrasing: Phrasing; document: number }>
  /** Term → places in that list. */
  places: Map<string, number[]>
}

/** An article cut into terms; kept while the file does not change. */
export interface ArticleDocument {
  article: Article
  phrasings: Phrasing[]
  /** What tickets asked that maintainers answered with it: compared one by one, and counted in no frequency or average. */
  learned: Phrasing[]
  notFor: string[][]
  /** Term → how often it stands in title and phrasings. */
  asked: Map<string, number>
  askedLength: number
  /** The body's terms in reading order. No counts are kept: they would be most of the memory. */
  told: string[]
  /** Unit vectors of the phrasings, row by row, and of the body; zero where no term is known. Null without vectors. */
  meaning: { rows: Float32Array; body: Float32Array; centre: Float32Array } | null
}

/** The index over all articles in all languages, without sections. Immutable. */
export interface Knowledge {
  model: Model
  /** The index over sections of documentation, apart: thousands of them must not make words of articles common. */
  sections: Knowledge | null
  documents: ArticleDocument[]
  postings: Map<string, Postings>
  /** Null where nothing was learnt. */
  learnedTerms: LearnedTerms | null
  averageAsked: number
  /** Language → average length of the bodies written in it: Chinese makes more terms of a sentence than English. */
  averageTold: Map<string, number>
  /** Language → number of articles. A translation is no rival of its original, and must not count as one. */
  sizes: Map<string, number>
  /** How much a word of the body counts beside one of title or phrasings. */
  bodyWeight: number
  style: Style
  /** `sameText` of a known phrasing → numbers of the documents that claim it. */
  exact: Map<string, number[]>
  /** `essenceOf` a known phrasing → numbers of the documents that claim it. */
  same: Map<string, number[]>
  /** `essenceOf` a learned question → numbers of the documents that it was answered with. */
  learned: Map<string, number[]>
  /** `sameText` and `essenceOf` a `not_for` entry → slugs that must not answer it. */
  refused: Map<string, string[]>
  /** Normalised symptoms with their document. */
  symptoms: Array<{ signature: string; document: number }>
  /** How much a word or pair of `manner` weighs; one that no phrasing has weighs `strangeManner`. */
  manners: Map<string, number>
  strangeManner: number
  /** Language → term → inverse document frequency, filled as it is asked for. */
  idfs: Map<string, Map<string, number>>
  languages: string[]
  bySlug: Map<string, number[]>
  byFingerprint: Map<string, ArticleDocument>
}
