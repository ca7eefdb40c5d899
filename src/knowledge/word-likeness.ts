// How alike two questions are by their words alone: the cosine of what is rare in them.
import type { Steps } from '../domain/steps.ts'
import { backgroundShare, type Model } from './model.ts'
import { tokenize } from './tokenize.ts'
import type { Question } from './types.ts'

/** Terms by weight, of length 1. */
export type WordVector = Map<string, number>

const BODY_WEIGHT = 0.25
const MOST_TERMS = 60

/** One a question, in steps. */
export function* wordVectors(questions: readonly Question[], model: Model): Steps<WordVector[]> {
  const vectors: WordVector[] = []
  for (const question of questions) {
    vectors.push(vectorOf(question, model))
    yield
  }
  return vectors
}

/** By place. */
export function likenessOf(vectors: readonly WordVector[]): (a: number, b: number) => number {
  return (a, b) => {
    const [small, large] =
      vectors[a]!.size < vectors[b]!.size ? [vectors[a]!, vectors[b]!] : [vectors[b]!, vectors[a]!]
    let sum = 0
    for (const [term, weight] of small) sum += weight * (large.get(term) ?? 0)
    return sum
  }
}

function vectorOf({ title, text, body, language = 'en' }: Question, model: Model): WordVector {
  const weights: WordVector = new Map()
  const add = (words: string, weight: number) => {
    for (const term of tokenize(words, language).slice(0, MOST_TERMS)) {
      const rarity = -Math.log2(backgroundShare(model, term, language))
      weights.set(term, Math.max(weights.get(term) ?? 0, weight * rarity))
    }
  }
  add([title, text].filter(Boolean).join('\n'), 1)
  add(body ?? '', BODY_WEIGHT)
  let squares = 0
  for (const weight of weights.values()) squares += weight * weight
  const length = Math.sqrt(squares) || 1
  for (const [term, weight] of weights) weights.set(term, weight / length)
  return weights
}
