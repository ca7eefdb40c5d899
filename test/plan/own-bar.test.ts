// The bar of one repository: it rises where its answers were judged wrong too often, and never falls.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { GivenAnswer } from '../../src/domain/learned.ts'
import { ownBar } from '../../src/plan/own-bar.ts'
import { ownBarSection } from '../../src/words/report/own-bar-section.ts'

const DAY = 86_400_000
const given = (confidence: number, wasRight: boolean | null, number = 0): GivenAnswer => ({
  ticketId: `issue:${number}`,
  slug: 'a',
  confidence,
  givenAt: Date.parse('2026-11-01') + number * DAY,
  wasRight,
})

test('too few judged answers say nothing, and answers that nobody judged count for nothing', () => {
  const wrong = Array.from({ length: 19 }, (_, i) => given(0.96, false, i))
  const unjudged = Array.from({ length: 40 }, (_, i) => given(0.96, null, i))
  expect(ownBar(0.95, [...wrong, ...unjudged])).toBeNull()
})

test('rises to where the answers that would still be given kept the precision', () => {
  const sure = Array.from({ length: 15 }, (_, i) => given(0.99, true, i))
  const doubtful = Array.from({ length: 7 }, (_, i) => given(0.96, i < 3, i))
  const bar = ownBar(0.95, [...doubtful, ...sure])
  expect(bar).toEqual({
    precision: 0.95,
    atLeast: 0.99,
    judged: 22,
    right: 18,
    sinceAt: Date.parse('2026-11-01'),
  })
  expect(ownBarSection(bar, 'UTC')).toBe(
    'Of 22 answers since 1 Nov that somebody judged, 18 were right: fewer than the 95 % that `precision` asks for. Until that is better, only answers that are at least 99 % sure are posted.',
  )
})

test('where even the surest were wrong, nothing is answered by itself', () => {
  const bar = ownBar(
    0.95,
    Array.from({ length: 20 }, (_, i) => given(0.99, i % 2 === 0, i)),
  )
  expect(bar?.atLeast).toBe(1)
  expect(ownBarSection(bar, 'UTC')).toContain('none is posted without a maintainer')
})

const answers = fc.array(
  fc.record({ confidence: fc.constantFrom(0.9, 0.95, 0.97, 0.99, 0.995), wasRight: fc.boolean() }),
  { minLength: 0, maxLength: 60 },
)

test('what would still be given kept the precision, whatever the order', () => {
  fc.assert(
    fc.property(answers, fc.constantFrom(0.8, 0.9, 0.95), (list, precision) => {
      const all = list.map(({ confidence, wasRight }, i) => given(confidence, wasRight, i))
      const bar = ownBar(precision, all)
      expect(ownBar(precision, all.toReversed())).toEqual(bar)
      if (bar === null) return
      const kept = all.filter(({ confidence }) => confidence >= bar.atLeast)
      const right = kept.filter(({ wasRight }) => wasRight).length
      expect(kept.length === 0 || right / kept.length >= precision - 1e-9).toBe(true)
    }),
  )
})
