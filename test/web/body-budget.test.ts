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

test('what is left unfinished gives way to one that has only begun', () => {
  const { enter, gone, pass } = bench(48 * MB)
  for (const name of ['a', 'b']) enter(name).grow(24 * MB)
  pass(4_000)
  const arrives = enter('arrives')
  for (let bytes = MB; bytes <= 25 * MB; bytes += MB) {
    expect(arrives.grow(bytes)).toBe(true)
    pass(10)
  }
  expect(gone).toHaveLength(2)
})

test('of a crowd that begins at once the largest gives way', () => {
  const { enter, gone } = bench(48 * MB)
  for (const name of ['a', 'b']) enter(name).grow(24 * MB)
  expect(enter('arrives').grow(5 * MB)).toBe(true)
  expect(gone).toHaveLength(1)
})

test('what trickles gives way before what grows', () => {
  const { enter, gone, pass } = bench(50 * MB)
  enter('trickles').grow(10 * MB)
  pass(100)
  const grows = enter('grows')
  grows.grow(35 * MB)
  expect(enter('arrives').grow(10 * MB)).toBe(true)
  expect(gone).toEqual(['trickles'])
})

test('the largest itself is refused, and what is whole is left alone', () => {
  const { enter, gone, pass } = bench(30 * MB)
  const whole = enter('whole')
  whole.grow(20 * MB)
  whole.keep()
  pass(1_000)
  const other = enter('other')
  expect(other.grow(5 * MB)).toBe(true)
  expect(other.grow(25 * MB)).toBe(false)
  expect(gone).toEqual([])
  whole.release()
  whole.release()
  expect(other.grow(25 * MB)).toBe(true)
})

test('small bodies need no room at all', () => {
  const { enter } = bench(0)
  expect(enter('small').grow(64 * 1024)).toBe(true)
  expect(enter('larger').grow(64 * 1024 + 1)).toBe(false)
})
