// Learns a small vector for each English term: first from which terms stand together, then from known duplicates.
import { contrast } from './contrast.ts'
import { randomFrom } from './random.ts'

export interface Vectors {
  terms: string[]
  dimensions: number
  /** Row by row. */
  values: Float32Array
}

export interface VectorOptions {
  dimensions: number
  leastCount: number
  epochs: number
  rate: number
  temperature: number
  batch: number
  seed: number
  dropout: number
}

/**
 * @param texts tokenised texts whose terms are related by standing together
 * @param groups tokenised texts that mean the same, by group
 */
export function trainVectors(texts: string[][], groups: string[][][], options: VectorOptions): Vectors {
  const terms = vocabularyOf(texts, options.leastCount)
  const numbers = new Map(terms.map((term, i) => [term, i]))
  const idsOf = (text: string[]) => [
    ...new Set(text.map((t) => numbers.get(t)).filter((id) => id !== undefined)),
  ]
  const values = cooccurrence(texts.map(idsOf), terms.length, options)
  const vectors = { terms, dimensions: options.dimensions, values }
  const idGroups = groups
    .map((group) => group.map(idsOf).filter((ids) => ids.length > 0))
    .filter((g) => g.length > 1)
  contrast(vectors, idGroups, options)
  return vectors
}

function vocabularyOf(texts: string[][], leastCount: number): string[] {
  const counts = new Map<string, number>()
  for (const text of texts) for (const term of new Set(text)) counts.set(term, (counts.get(term) ?? 0) + 1)
  const kept = [...counts].filter(([, count]) => count >= leastCount)
  return kept.sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([term]) => term)
}

/** Truncated singular vectors of the positive pointwise mutual information, by subspace iteration. */
function cooccurrence(texts: number[][], size: number, options: VectorOptions): Float32Array {
  const rows = ppmi(texts, size)
  const { dimensions } = options
  const random = randomFrom(options.seed)
  let basis: Float64Array = Float64Array.from(
    { length: size * dimensions },
    () => random() + random() + random() - 1.5,
  )
  let values: Float64Array = new Float64Array(dimensions)
  for (let round = 0; round < 8; round++) {
    values = orthonormalise(basis, size, dimensions)
    basis = multiply(rows, basis, size, dimensions)
  }
  values = orthonormalise(basis, size, dimensions)
  const result = new Float32Array(size * dimensions)
  // Rows scaled by the square root of the singular value, and by rarity as a first guess of importance.
  const counts = new Float64Array(size)
  for (const text of texts) for (const id of text) counts[id]! += 1
  const scale = Math.sqrt(values[0]!)
  for (let i = 0; i < size; i++) {
    let norm = 0
    for (let d = 0; d < dimensions; d++) {
      const value = basis[i * dimensions + d]! * Math.sqrt(values[d]!)
      result[i * dimensions + d] = value / scale
      norm += (value / scale) ** 2
    }
    const idf = Math.log(1 + texts.length / (counts[i]! + 1))
    const factor = idf / (8 * Math.sqrt(norm) + 1e-9)
    for (let d = 0; d < dimensions; d++) result[i * dimensions + d]! *= factor
  }
  return result
}

interface SparseRow {
  ids: Uint32Array
  values: Float64Array
}

function ppmi(texts: number[][], size: number): SparseRow[] {
  const pairs = Array.from({ length: size }, () => new Map<number, number>())
  const totals = new Float64Array(size)
  let all = 0
  for (const text of texts) {
    const weight = 1 / Math.max(1, text.length - 1)
    for (const a of text) {
      for (const b of text) {
        if (a === b) continue
        pairs[a]!.set(b, (pairs[a]!.get(b) ?? 0) + weight)
        totals[a]! += weight
        all += weight
      }
    }
  }
  const smooth = totals.map((total) => total ** 0.75)
  const smoothAll = smooth.reduce((sum, value) => sum + value, 0)
  return pairs.map((row, a) => {
    const kept = [...row]
      .map(([b, count]) => [b, Math.log(count / totals[a]! / (smooth[b]! / smoothAll))] as const)
      .filter(([, value]) => value > 0)
    void all
    return {
      ids: Uint32Array.from(kept.map(([b]) => b)),
      values: Float64Array.from(kept.map(([, value]) => value)),
    }
  })
}

function multiply(rows: SparseRow[], basis: Float64Array, size: number, dimensions: number): Float64Array {
  const result = new Float64Array(size * dimensions)
  for (let i = 0; i < size; i++) {
    const { ids, values } = rows[i]!
    for (let k = 0; k < ids.length; k++) {
      const from = ids[k]! * dimensions
      const value = values[k]!
      for (let d = 0; d < dimensions; d++) result[i * dimensions + d]! += value * basis[from + d]!
    }
  }
  return result
}

/** Gram–Schmidt over the columns, in place; returns the columns' lengths before. */
function orthonormalise(basis: Float64Array, size: number, dimensions: number): Float64Array {
  const lengths = new Float64Array(dimensions)
  for (let d = 0; d < dimensions; d++) {
    for (let e = 0; e < d; e++) {
      let dot = 0
      for (let i = 0; i < size; i++) dot += basis[i * dimensions + d]! * basis[i * dimensions + e]!
      for (let i = 0; i < size; i++) basis[i * dimensions + d]! -= dot * basis[i * dimensions + e]!
    }
    let square = 0
    for (let i = 0; i < size; i++) square += basis[i * dimensions + d]! ** 2
    lengths[d] = Math.sqrt(square)
    for (let i = 0; i < size; i++) basis[i * dimensions + d]! /= lengths[d]! + 1e-12
  }
  return lengths
}
