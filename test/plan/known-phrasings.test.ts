// Which learned questions count: not those that led astray, none of what is gone, and of one article the newest.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { AnswerObjection, LearnedQuestion } from '../../src/domain/learned.ts'
import { knownPhrasings, MOST_LEARNED } from '../../src/plan/known-phrasings.ts'

const question = (number: number, override: Partial<LearnedQuestion> = {}): LearnedQuestion => ({
  number,
  ticketId: `issue:${number}`,
  slug: 'a',
  text: `question ${number}`,
  how: 'link',
  commentId: number,
  taughtAt: number,
  ...override,
})
const objection = (number: number, override: Partial<AnswerObjection> = {}): AnswerObjection => ({
  ticketId: `issue:${100 + number}`,
  requesterId: number,
  slug: 'a',
  by: 'requester',
  at: 50,
  ledBy: 'issue:1',
  ...override,
})
const numbers = (learned: LearnedQuestion[], said: AnswerObjection[] = [], slugs = ['a']) =>
  (knownPhrasings(learned, said, slugs).get('a') ?? []).map(({ number }) => number)

test('one requester drops nothing, two do, and one who said it twice is one', () => {
  const learned = [question(1), question(2)]
  expect(numbers(learned, [objection(1)])).toEqual([1, 2])
  expect(numbers(learned, [objection(1), objection(2)])).toEqual([2])
  expect(numbers(learned, [objection(1), objection(2, { requesterId: 1 })])).toEqual([1, 2])
})

test('a maintainer drops it alone, until it is taught again', () => {
  const said = [objection(1, { by: 'maintainer' })]
  expect(numbers([question(1)], said)).toEqual([])
  expect(numbers([question(1, { taughtAt: 51 })], said)).toEqual([1])
})

test('of a section the marker may write the slug otherwise', () => {
  const slug = 'docs/a--b.md#über'
  const known = knownPhrasings(
    [question(1, { slug })],
    [objection(1, { by: 'maintainer', slug: 'docs/a-b.md#über' })],
    [slug],
  )
  expect(known.size).toBe(0)
})

test('of one article the newest count, each wording once', () => {
  const many = Array.from({ length: MOST_LEARNED + 5 }, (_, i) => question(i + 1))
  const kept = numbers([...many, question(200, { text: 'Question 65?' })])
  expect(kept).toHaveLength(MOST_LEARNED)
  expect(kept.at(-1)).toBe(200)
  expect(kept).not.toContain(65)
  expect(kept).not.toContain(1)
})

test('the order in which it is known changes nothing', () => {
  const learned = fc.array(
    fc.record({
      text: fc.constantFrom('a b', 'c d', 'e f'),
      slug: fc.constantFrom('a', 'b', 'gone'),
      taughtAt: fc.nat(5),
    }),
  )
  fc.assert(
    fc.property(learned, fc.array(fc.nat(5)), (some, against) => {
      const all = some.map((one, i) => question(i, one))
      const said = against.map((n, i) => objection(i, { ledBy: `issue:${n}`, at: n }))
      expect(knownPhrasings(all.toReversed(), said.toReversed(), ['b', 'a'])).toEqual(
        knownPhrasings(all, said, ['a', 'b']),
      )
    }),
  )
})
