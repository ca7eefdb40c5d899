// Who gives way when unfinished bodies have used up their memory.
import { expect, test } from 'vitest'
import { createBodyBudget } from '../../src/web/body-budget.ts'

const MB = 1024 * 1024

function bench(most: number) {
  let now = 0
  const gone: string[] = []
  const budget = createBodyBudget(most, () => now)
  return {
    gone,
    pass: (ms: number) => {
      now += ms
    },
    enter: (name: string) => budget.enter(() => gone.push(name)),
  }
}

test('the slowest gives way to one that arrives', () => {
  const { enter, gone, pass } = bench(50 * MB)
  expect(enter('left').grow(24 * MB)).toBe(true)
  pass(5_000)
  expect(enter('trickles').grow(24 * MB)).toBe(true)
  pass(2_000)
  expect(enter('arrives').grow(25 * MB)).toBe(true)
  expect(gone).toEqual(['left'])
})

test('the slowest itself is refused, and what is whole is left alone', () => {
  const { enter, gone, pass } = bench(30 * MB)
  const whole = enter('whole')
  whole.grow(20 * MB)
  whole.keep()
  const slow = enter('slow')
  slow.grow(5 * MB)
  pass(1_000)
  expect(slow.grow(25 * MB)).toBe(false)
  expect(gone).toEqual([])
  whole.release()
  whole.release()
  expect(slow.grow(25 * MB)).toBe(true)
})

test('small bodies need no room at all', () => {
  const { enter } = bench(0)
  expect(enter('small').grow(64 * 1024)).toBe(true)
  expect(enter('larger').grow(64 * 1024 + 1)).toBe(false)
})
