// Likeness of terms: remembered, and the same whether it is remembered or not.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { encodeVectors, likeness, vectorsOf } from '../../src/knowledge/vectors.ts'

const TERMS = 1_000
const DIMENSIONS = 8

function someVectors() {
  const values = Float32Array.from({ length: TERMS * DIMENSIONS }, (_, i) => Math.sin(i * i + i))
  const terms = Array.from({ length: TERMS }, (_, i) => `t${i}`)
  return vectorsOf(encodeVectors('en', terms, DIMENSIONS, values))
}

test('a pair is as like the hundredth time as the first, whatever was asked for in between', () => {
  const known = someVectors()
  const number = fc.integer({ min: 0, max: TERMS - 1 })
  // More pairs than are remembered.
  for (let left = 0; left < 300; left++)
    for (let right = 0; right < TERMS; right++) likeness(known, left, right)

  fc.assert(
    fc.property(fc.array(fc.tuple(number, number), { minLength: 1, maxLength: 50 }), (pairs) => {
      const asked = pairs.map(([left, right]) => likeness(known, left, right))
      const again = pairs.map(([left, right]) => likeness(known, left, right))
      expect(again).toEqual(asked)
      expect(asked).toEqual(pairs.map(([left, right]) => anew(known, left, right)))
    }),
    { numRuns: 20 },
  )
})

/** As by vectors that were never asked before. */
function anew(vectors: ReturnType<typeof someVectors>, left: number, right: number): number {
  const likenesses = { pairs: new Int32Array(2 ** 17).fill(-1), values: new Float64Array(2 ** 17) }
  return likeness({ ...vectors, likenesses }, left, right)
}
