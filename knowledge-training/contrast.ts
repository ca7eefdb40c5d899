// Moves vectors so that texts which mean the same come together.
import { randomFrom, shuffle } from './random.ts'
import type { VectorOptions, Vectors } from './vectors.ts'

/** Pulls the texts of a group together and pushes those of other groups in the batch away (InfoNCE, Adagrad). */
export function contrast(vectors: Vectors, groups: number[][][], options: VectorOptions): void {
  const random = randomFrom(options.seed + 1)
  const grown = new Float32Array(vectors.values.length).fill(1e-4)
  for (let epoch = 0; epoch < options.epochs; epoch++) {
    const pairs = shuffle(pairsOf(groups, random), random)
    const rate = options.rate * (1 - epoch / options.epochs) + options.rate * 0.05
    for (let at = 0; at + 16 < pairs.length; at += options.batch) {
      step(vectors, pairs.slice(at, at + options.batch), grown, rate, options, random)
    }
  }
}

interface Pair {
  group: number
  left: number[]
  right: number[]
}

/** Each group gives about as many pairs as it has texts, at most 12. */
function pairsOf(groups: number[][][], random: () => number): Pair[] {
  const pairs: Pair[] = []
  groups.forEach((texts, group) => {
    const count = Math.min(12, texts.length)
    const mixed = shuffle([...texts], random)
    for (let i = 0; i < count; i++)
      pairs.push({ group, left: mixed[i]!, right: mixed[(i + 1) % mixed.length]! })
  })
  return pairs
}

function step(
  vectors: Vectors,
  pairs: Pair[],
  grown: Float32Array,
  rate: number,
  options: VectorOptions,
  random: () => number,
): void {
  const { dimensions } = vectors
  const drop = (ids: number[]) => {
    const kept = ids.filter(() => random() >= options.dropout)
    return kept.length > 0 ? kept : ids
  }
  const left = pairs.map((pair) => embed(vectors, drop(pair.left)))
  const right = pairs.map((pair) => embed(vectors, drop(pair.right)))
  const { leftPull, rightPull } = pullsOf(pairs, left, right, options.temperature)
  const gradients = new Map<number, Float32Array>()
  for (let i = 0; i < pairs.length; i++) {
    gather(left[i]!, leftPull[i]!, gradients, dimensions)
    gather(right[i]!, rightPull[i]!, gradients, dimensions)
  }
  for (const [id, gradient] of gradients) {
    for (let d = 0; d < dimensions; d++) {
      const at = id * dimensions + d
      const slope = gradient[d]! / pairs.length
      grown[at]! += slope * slope
      vectors.values[at]! -= (rate * slope) / Math.sqrt(grown[at]!)
    }
  }
}

/** How each text of a batch is drawn to its partner and away from the others. */
function pullsOf(pairs: Pair[], left: Embedded[], right: Embedded[], temperature: number) {
  const dimensions = left[0]?.unit.length ?? 0
  const leftPull = pairs.map(() => new Float32Array(dimensions))
  const rightPull = pairs.map(() => new Float32Array(dimensions))
  for (let i = 0; i < pairs.length; i++) {
    const scores = new Float64Array(pairs.length)
    let highest = Number.NEGATIVE_INFINITY
    for (let j = 0; j < pairs.length; j++) {
      const other = i !== j && pairs[j]!.group === pairs[i]!.group
      let dot = 0
      for (let d = 0; d < dimensions; d++) dot += left[i]!.unit[d]! * right[j]!.unit[d]!
      scores[j] = other ? Number.NEGATIVE_INFINITY : dot / temperature
      if (scores[j]! > highest) highest = scores[j]!
    }
    let sum = 0
    for (let j = 0; j < pairs.length; j++) sum += Math.exp(scores[j]! - highest)
    for (let j = 0; j < pairs.length; j++) {
      const gradient = (Math.exp(scores[j]! - highest) / sum - (i === j ? 1 : 0)) / temperature
      if (Math.abs(gradient) < 1e-5) continue
      for (let d = 0; d < dimensions; d++) {
        leftPull[i]![d]! += gradient * right[j]!.unit[d]!
        rightPull[j]![d]! += gradient * left[i]!.unit[d]!
      }
    }
  }
  return { leftPull, rightPull }
}

interface Embedded {
  ids: number[]
  unit: Float32Array
  norm: number
}

function embed(vectors: Vectors, ids: number[]): Embedded {
  const { dimensions, values } = vectors
  const unit = new Float32Array(dimensions)
  for (const id of ids) for (let d = 0; d < dimensions; d++) unit[d]! += values[id * dimensions + d]!
  let square = 0
  for (let d = 0; d < dimensions; d++) square += unit[d]! ** 2
  const norm = Math.sqrt(square) + 1e-6
  for (let d = 0; d < dimensions; d++) unit[d]! /= norm
  return { ids, unit, norm }
}

function gather(
  text: Embedded,
  pull: Float32Array,
  gradients: Map<number, Float32Array>,
  dimensions: number,
): void {
  let along = 0
  for (let d = 0; d < dimensions; d++) along += pull[d]! * text.unit[d]!
  for (const id of text.ids) {
    let gradient = gradients.get(id)
    if (!gradient) {
      gradient = new Float32Array(dimensions)
      gradients.set(id, gradient)
    }
    for (let d = 0; d < dimensions; d++) gradient[d]! += (pull[d]! - along * text.unit[d]!) / text.norm
  }
}
