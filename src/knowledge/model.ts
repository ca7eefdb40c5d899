// The fitted part of the matcher: background frequencies, token vectors, ranker, acceptance model and bars.
import { readFileSync } from 'node:fs'
import { type TermVectors, type VectorsFile, vectorsOf } from './vectors.ts'

/** How the weights file looks; written by `knowledge-training/train.ts`, explained in docs/matching.md. */
export interface WeightsFile {
  version: number
  parameters: {
    k1: number
    b: number
    bodyB: number
    bodyLeast: number
    bodyShare: number
    /** How many general documents the background counts as beside the knowledge base's own. */
    backgroundSize: number
    /** How much a word of the ticket's body and of its logs counts beside one of the title. */
    askedBody: number
    askedLog: number
  }
  /** Language → terms (separated by spaces) and one character each: how rare the term is, see `decodeRarity`. */
  background: Record<string, { terms: string; rarity: string }>
  /** Absent: words only. */
  vectors?: VectorsFile
  profiles: Profiles
}

/**
 * Knowledge bases are of four styles. `asked`: titles and a few phrasings say what an article is for; `many`: so do
 * many phrasings each; `docs`: titles are headings, bodies hold the answer, and there are no phrasings; `told`: titles
 * say little, and the bodies must be searched.
 */
export type Style = 'asked' | 'many' | 'docs' | 'told'

/** What was fitted for one style and one set of signals. */
export interface Fit {
  /** Signal → weight. */
  ranker: Record<string, number>
  /** Signal → weight in the probability that the first is right, `bias` included. */
  acceptance: Record<string, number>
  /** Family of languages → asked precision and least confidence that is answered, ascending; `other` is always there. */
  bars: Record<string, Bars>
  /** Signal → weight in the probability that one of the first three is right. */
  help: Record<string, number>
  /** The share of offers that must help, and the least such probability that is offered, ascending. */
  offers: Bars
}

export type Bars = Array<[share: number, least: number]>

/**
 * Sets of signals. `words`: words alone; `vectors`: with the vectors of terms, for English; `sentence`: with the
 * sentence model; `glossed` and `glossedSentence`: the same of questions that were put in English words.
 */
export interface Profiles {
  words: Record<Style, Fit>
  vectors: Partial<Record<Style, Fit>>
  sentence: Record<Style, Fit>
  glossed: Partial<Record<Style, Fit>>
  glossedSentence: Partial<Record<Style, Fit>>
}

export interface Model {
  parameters: WeightsFile['parameters']
  background: Map<string, Map<string, number>>
  vectors: TermVectors | null
  profiles: Profiles
}

/** Share of general documents that hold a term nobody ever counted. */
const UNSEEN = 2 ** -15

/** Share of general documents in a language that hold the term, 0 to 1. */
export function backgroundShare(model: Model, term: string, language: string): number {
  const list = model.background.get(language)
  return list?.get(term) ?? UNSEEN
}

/** Makes the model out of a weights file's content. */
export function modelOf(file: WeightsFile): Model {
  const background = new Map<string, Map<string, number>>()
  for (const [language, { terms, rarity }] of Object.entries(file.background)) {
    const shares = terms.split(' ').map((term, i) => [term, decodeRarity(rarity.charCodeAt(i))] as const)
    background.set(language, new Map(shares))
  }
  const vectors = file.vectors ? vectorsOf(file.vectors) : null
  return {
    parameters: file.parameters,
    background,
    vectors,
    profiles: file.profiles,
  }
}

/** Characters from `0` on stand for shares 2^0, 2^-0.25, 2^-0.5, … */
export function encodeRarity(share: number): string {
  return String.fromCharCode(48 + Math.min(70, Math.max(0, Math.round(-4 * Math.log2(share)))))
}

function decodeRarity(code: number): number {
  return 2 ** (-(code - 48) / 4)
}

export function readWeights(url = new URL('./model/weights.json', import.meta.url)): WeightsFile {
  return JSON.parse(readFileSync(url, 'utf8')) as WeightsFile
}
