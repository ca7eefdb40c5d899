// Splits the data by cluster and trains vectors without the part that they are judged on.

import { tokenize } from '../src/knowledge/tokenize.ts'
import { encodeVectors, type VectorsFile } from '../src/knowledge/vectors.ts'
import { clinc, titles } from './data.ts'
import { shareOf } from './random.ts'
import { trainVectors, type VectorOptions } from './vectors.ts'

export const FOLDS = 4

/** The fold of a cluster, an intent or a question without any. */
export function foldOf(key: string): number {
  return Math.floor(shareOf(key) * FOLDS)
}

export const VECTOR_OPTIONS: VectorOptions = {
  dimensions: 96,
  leastCount: 2,
  epochs: 10,
  rate: 0.01,
  temperature: 0.2,
  batch: 256,
  seed: 1,
  dropout: 0.2,
}

/** Vectors out of all titles and intents but those of one fold (null: out of all). */
export function vectorsWithout(
  directory: string,
  fold: number | null,
  options = VECTOR_OPTIONS,
): VectorsFile {
  const kept = (key: string) => fold === null || foldOf(key) !== fold
  const texts: string[][] = []
  const groups = new Map<string, string[][]>()
  const add = (text: string, group: string | null) => {
    const terms = tokenize(text, 'en')
    texts.push(terms)
    if (group === null) return
    const list = groups.get(group) ?? []
    list.push(terms)
    groups.set(group, list)
  }
  for (const { id, cluster, title } of titles(directory)) if (kept(cluster ?? id)) add(title, cluster)
  for (const { slug, questions } of clinc(directory, 20).articles) {
    if (kept(slug)) for (const question of questions) add(question, slug)
  }
  const { terms, dimensions, values } = trainVectors(texts, [...groups.values()], options)
  return encodeVectors('en', terms, dimensions, values)
}
