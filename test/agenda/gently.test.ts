import { afterEach, expect, test, vi } from 'vitest'
import { mapGently, ownTurn } from '../../src/agenda/gently.ts'

afterEach(() => void vi.restoreAllMocks())

test('between things that take long, whatever else waits gets its turn', async () => {
  let clock = 0
  vi.spyOn(performance, 'now').mockImplementation(() => clock)
  const order: string[] = []
  setImmediate(() => order.push('a request'))
  const made = mapGently(['a', 'b', 'c'], (item) => {
    order.push(item)
    clock += 100
    return item.toUpperCase()
  })
  expect(await made).toEqual(['A', 'B', 'C'])
  expect(order).toEqual(['a', 'a request', 'b', 'c'])
})

test('of many that can go on in the same moment each has a turn of its own', async () => {
  const order: string[] = []
  const work = async (name: string) => {
    await ownTurn()
    order.push(name)
  }
  setImmediate(() => setImmediate(() => order.push('a request')))
  await Promise.all(['a', 'b', 'c', 'd'].map(work))
  expect(order.indexOf('a request')).toBeLessThan(order.indexOf('d'))
})
