// Static vectors of terms: texts whose words differ but stand in like company come out close.

/** A vector per known term of one language. */
export interface TermVectors {
  language: string
  dimensions: number
  numbers: Map<string, number>
  /** Row by row; a row's length says how much the term matters. */
  values: Float32Array
  /** Length of each row. */
  lengths: Float32Array
  /** Likenesses that were asked for lately. */
  likenesses: Likenesses
}

/** A table of pairs of terms with their likeness: each pair has one place, which it shares with others. */
interface Likenesses {
  pairs: Int32Array
  values: Float64Array
}

/** As in the weights file: rows of signed bytes, each with a scale of its own. */
export interface VectorsFile {
  language: string
  dimensions: number
  terms: string
  /** Base64 of one signed byte per value. */
  values: string
  /** Base64 of one little-endian 32-bit float per row. */
  scales: string
}

export function vectorsOf(file: VectorsFile): TermVectors {
  const terms = file.terms.split(' ')
  const bytes = Buffer.from(file.values, 'base64')
  const scales = Buffer.from(file.scales, 'base64')
  const values = new Float32Array(terms.length * file.dimensions)
  for (let row = 0; row < terms.length; row++) {
    const scale = scales.readFloatLE(row * 4)
    for (let at = row * file.dimensions; at < (row + 1) * file.dimensions; at++)
      values[at] = bytes.readInt8(at) * scale
  }
  const numbers = new Map(terms.map((term, number) => [term, number]))
  const lengths = new Float32Array(terms.length)
  for (let row = 0; row < terms.length; row++) {
    const slice = values.subarray(row * file.dimensions, (row + 1) * file.dimensions)
    lengths[row] = Math.sqrt(dot(slice, slice)) + 1e-9
  }
  const likenesses = { pairs: new Int32Array(PLACES).fill(-1), values: new Float64Array(PLACES) }
  return { language: file.language, dimensions: file.dimensions, numbers, values, lengths, likenesses }
}

export function encodeVectors(
  language: string,
  terms: string[],
  dimensions: number,
  values: Float32Array,
): VectorsFile {
  const bytes = Buffer.alloc(values.length)
  const scales = Buffer.alloc(terms.length * 4)
  for (let row = 0; row < terms.length; row++) {
    const slice = values.subarray(row * dimensions, (row + 1) * dimensions)
    const scale = slice.reduce((most, value) => Math.max(most, Math.abs(value)), 1e-9) / 127
    scales.writeFloatLE(scale, row * 4)
    slice.forEach((value, d) => {
      bytes.writeInt8(Math.round(value / scale), row * dimensions + d)
    })
  }
  return {
    language,
    dimensions,
    terms: terms.join(' '),
    values: bytes.toString('base64'),
    scales: scales.toString('base64'),
  }
}

/** Unit vector of a text's distinct terms; null when none of them is known. */
export function embed(
  vectors: TermVectors,
  terms: Iterable<readonly [term: string, weight: number]>,
): Float32Array | null {
  const { dimensions, numbers, values } = vectors
  const sum = new Float32Array(dimensions)
  let known = false
  for (const [term, weight] of terms) {
    const number = numbers.get(term)
    if (number === undefined) continue
    known = true
    const from = number * dimensions
    for (let d = 0; d < dimensions; d++) sum[d]! += weight * values[from + d]!
  }
  return known ? unit(sum) : null
}

/** Each distinct term with weight 1. */
export function* once(terms: Iterable<string>): Generator<[string, number]> {
  for (const term of new Set(terms)) yield [term, 1]
}

/** 1.5 MB: about what one long question asks for. */
const PLACES_BITS = 17
const PLACES = 2 ** PLACES_BITS
/** Spreads pairs of neighbouring numbers over all places: https://en.wikipedia.org/wiki/Hash_function#Fibonacci_hashing */
const SPREAD = 0x9e3779b1

/**
 * Cosine of two terms by their rows; below zero counts as zero. A question asks for the same pairs again and again, for
 * every phrasing of every article.
 */
export function likeness(vectors: TermVectors, left: number, right: number): number {
  const { pairs, values } = vectors.likenesses
  const pair = left * vectors.lengths.length + right
  const place = Math.imul(pair, SPREAD) >>> (32 - PLACES_BITS)
  if (pairs[place] === pair) return values[place]!
  const like = cosine(vectors, left, right)
  pairs[place] = pair
  values[place] = like
  return like
}

function cosine(vectors: TermVectors, left: number, right: number): number {
  const { dimensions, values, lengths } = vectors
  let sum = 0
  const from = left * dimensions
  const other = right * dimensions
  for (let d = 0; d < dimensions; d++) sum += values[from + d]! * values[other + d]!
  return Math.max(0, sum / (lengths[left]! * lengths[right]!))
}

/** Scales a vector to length 1, in place. */
export function unit(vector: Float32Array): Float32Array {
  let square = 0
  for (const value of vector) square += value * value
  const length = Math.sqrt(square) + 1e-9
  for (let d = 0; d < vector.length; d++) vector[d]! /= length
  return vector
}

/** Dot product with the row that begins at `from`. */
export function dot(left: Float32Array, right: Float32Array, from = 0): number {
  let sum = 0
  for (let d = 0; d < left.length; d++) sum += left[d]! * right[from + d]!
  return sum
}
