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
  words: Profile
  /** Absent: words only. */
  vectors?: VectorsFile
  /** Used where the question's language has vectors. */
  meaning?: Profile
}

/**
 * Knowledge bases are of three styles. `asked`: titles and a few phrasings say what an article is for; `many`: so do
 * many phrasings each; `told`: titles say little, and the bodies must be searched.
 */
export type Style = 'asked' | 'many' | 'told'

/** What was fitted for one set of signals (words only, or with vectors). */
export interface Profile {
  /** Signal → weight in the ranker. */
  ranker: Record<Style, Record<string, number>>
  /** Signal → weight in the acceptance model, `bias` included. */
  acceptance: Record<Style, Record<string, number>>
  /** Family of languages → asked precision and least confidence that is answered, ascending; `other` is always there. */
  bars: Record<Style, Record<string, Array<[precision: number, confidence: number]>>>
}

export interface Model {
  parameters: WeightsFile['parameters']
  background: Map<string, Map<string, number>>
  words: Profile
  vectors: TermVectors | null
  meaning: Profile | null
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
    words: file.words,
    vectors,
    meaning: file.meaning ?? null,
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
