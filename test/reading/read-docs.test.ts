// What of documentation is fetched in one call.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { batchesOf } from '../../src/reading/read-docs.ts'

test('batches hold every file once, in order, at most twenty and 2 MB of them but for one that is larger alone', () => {
  const sizes = fc.array(fc.oneof(fc.integer({ min: 0, max: 5_000 }), fc.integer({ min: 0, max: 3_000_000 })))
  fc.assert(
    fc.property(sizes, (all) => {
      const files = all.map((size, number) => ({ size, number }))
      const batches = batchesOf(files)
      expect(batches.flat()).toEqual(files)
      for (const batch of batches) {
        const bytes = batch.reduce((sum, { size }) => sum + size, 0)
        expect(batch.length).toBeGreaterThan(0)
        expect(batch.length).toBeLessThanOrEqual(20)
        expect(batch.length === 1 || bytes <= 2_000_000).toBe(true)
      }
    }),
  )
})

test('small files go twenty in a call', () => {
  expect(batchesOf(Array.from({ length: 45 }, () => ({ size: 100 }))).map(({ length }) => length)).toEqual([
    20, 20, 5,
  ])
})
