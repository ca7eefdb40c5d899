// A long computation lets others in between: whoever waits for the server is answered while articles are read.
import { expect, test } from 'vitest'
import { inOneGo, type Steps } from '../../src/domain/steps.ts'
import { readingArticles } from '../../src/knowledge/index.ts'
import { gently } from '../../src/lines/gently.ts'

function* counting(steps: number, work: () => void): Steps<number> {
  for (let i = 0; i < steps; i++) {
    work()
    yield
  }
  return steps
}

test('others come in between the slices, and the result is the same', async () => {
  let others = 0
  let isOver = false
  const other = () => {
    others++
    if (!isOver) setImmediate(other)
  }
  setImmediate(other)
  const busy = () => {
    const until = performance.now() + 1
    while (performance.now() < until);
  }
  expect(await gently(counting(200, busy))).toBe(inOneGo(counting(200, () => {})))
  isOver = true
  expect(others).toBeGreaterThan(2)
})

test('what a step throws arrives, and a short computation does not pause', async () => {
  const throwing = counting(3, () => {
    throw new Error('odd')
  })
  await expect(gently(throwing)).rejects.toThrow('odd')
  expect((await gently(readingArticles([]))).articles).toEqual([])
})
