// Solutions that did not last.
import { expect, test } from 'vitest'
import { reopenedTimes } from '../../src/plan/ticket/ratings/reopened.ts'
import { entry, maintainer, requester, story } from './ledger-builder.ts'

const opened = entry('opened', 0, requester)
const closed = (hours: number, reason?: string) =>
  entry('closed', hours, maintainer, reason === undefined ? {} : { reason })
const reopened = (hours: number) => entry('reopened', hours, requester)

test('a close as completed that stands did last', () => {
  expect(reopenedTimes(story([opened, closed(1, 'completed')]))).toBe(0)
})

test('each close as completed that was taken back counts', () => {
  const twice = [closed(1, 'completed'), reopened(2), closed(3, 'completed'), reopened(4)]
  expect(reopenedTimes(story([opened, ...twice]))).toBe(2)
  expect(reopenedTimes(story([opened, closed(1), reopened(2), closed(3, 'completed')]))).toBe(1)
})

test('what was closed as not planned was no solution', () => {
  expect(reopenedTimes(story([opened, closed(1, 'not_planned'), reopened(2)]))).toBe(0)
})

test('an answer in a discussion that is marked no more did not last', () => {
  const marked = entry('answered', 1, requester, { commentId: 7 })
  const unmarked = entry('unanswered', 2, requester, { commentId: 7 })
  expect(reopenedTimes(story([opened, marked, unmarked], { ticket: { kind: 'discussion' } }))).toBe(1)
})
