// What channels are told is safe whatever people wrote on GitHub, and says what happened.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Notice } from '../../src/domain/notice.ts'
import {
  LONGEST_PART,
  noticeBody,
  noticePart,
  openedNotice,
  promiseNotice,
  ratingNotice,
} from '../../src/words/notice-words.ts'

const notice: Notice = {
  event: 'missed',
  tier: null,
  deadlineAt: Date.UTC(2026, 10, 16, 14),
  at: Date.UTC(2026, 10, 16, 14),
  says: 'It is missed.',
  isLate: false,
}
const about = {
  id: '1',
  repository: 'acme/widget',
  kind: 'issue',
  number: 7,
  title: 'Install fails',
  url: 'https://github.com/acme/widget/issues/7',
} as const

test('a notice has its facts beside a line that people read', () => {
  expect(JSON.parse(noticeBody(notice, about))).toEqual({
    id: '1',
    text: 'acme/widget#7: It is missed. “Install fails” https://github.com/acme/widget/issues/7',
    event: 'missed',
    repository: 'acme/widget',
    kind: 'issue',
    number: 7,
    url: 'https://github.com/acme/widget/issues/7',
    tier: null,
    deadline_at: '2026-11-16T14:00:00.000Z',
    at: '2026-11-16T14:00:00.000Z',
    late: false,
  })
})

test('it says whose promise it is', () => {
  const promised = {
    clock: 'first response',
    target: 'within 4 hours of R&D hours',
    deadlineAt: notice.at,
    zone: 'UTC',
  }
  expect(promiseNotice({ ...promised, state: 'missed', tier: 'pro' })).toBe(
    'The promised first response (within 4 hours of R&amp;D hours, tier pro) was due Mon 16 Nov 2026, 14:00 UTC and is missed.',
  )
  expect(promiseNotice({ ...promised, state: 'at risk', tier: null })).toBe(
    'The promised first response (within 4 hours of R&amp;D hours) is due Mon 16 Nov 2026, 14:00 UTC and at risk.',
  )
  expect([openedNotice('pro'), ratingNotice(1)]).toEqual([
    'A customer (tier pro) has opened a ticket.',
    'The requester rated the solution 1 of 5.',
  ])
})

const TOKEN = `ghp_${'a1B2c3D4e5F6g7H8i9J0'.repeat(2).slice(0, 36)}`

test.each([
  ['markup of Slack', '<!channel> & <@U123> <https://evil.example|click>'],
  ['mentions', '@channel @here @everyone ＠all @acme/support'],
  ['a picture that would be fetched', '![x](https://evil.example/pixel.png)'],
  ['more than one line', 'one\ntwo\r\nthree\u2028four\u0085five'],
  ['signs that turn the text', 'safe \u202e txt.exe \u2066x\u2069 \u200f y'],
  ['controls', 'a\u0000b\u001b[31mc\u0007\u009b'],
  ['halves of signs', '\ud83d half \ude00'],
  ['a secret', `it says ${TOKEN} there`],
  ['a secret with a sign in it that nobody sees', `it says ${TOKEN.slice(0, 10)}\u200b${TOKEN.slice(10)}`],
  ['entities that are there already', '&lt;!channel&gt;'],
])('%s cannot do anything', (_what, title) => {
  const part = noticePart(title)
  expect(part).not.toMatch(/[<>\n\r\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069\u200e\u200f]/u)
  expect(part).not.toMatch(/&(?!amp;|lt;|gt;)/)
  expect(part).not.toMatch(/[@＠][^\u200b]|[@＠]$/)
  expect(part).not.toContain('](')
  expect(part).not.toContain(TOKEN)
  expect(part.isWellFormed()).toBe(true)
})

test('what fits stands as it is, and more is cut between signs and entities', () => {
  const whole = 'x'.repeat(LONGEST_PART)
  expect(noticePart(whole)).toBe(whole)
  expect(noticePart(`${whole}y`)).toBe(`${'x'.repeat(LONGEST_PART - 1)}…`)
  expect(noticePart('&'.repeat(300))).toBe(`${'&amp;'.repeat(39)}…`)
  const family = '👨‍👩‍👧‍👦'
  expect(noticePart(family.repeat(100))).toBe(`${family.repeat(18)}…`)
  expect(noticePart(`z${'\u0301'.repeat(100_000)}`)).toBe('…')
})

test('whatever it is made of, it has its length and is safe', () => {
  const signs = fc.constantFrom(
    '<',
    '>',
    '&',
    '@',
    ']',
    '(',
    '\n',
    '\u202e',
    '\ud83d',
    '😀',
    'é',
    'x',
    ' ',
    '\u0000',
  )
  const hostile = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.array(signs, { maxLength: 400 }).map((all) => all.join('')),
  )
  fc.assert(
    fc.property(hostile, (title) => {
      const part = noticePart(title)
      expect(part.length).toBeLessThanOrEqual(LONGEST_PART)
      expect(part).not.toMatch(/[<>\n\r\u202e\p{Cc}]/u)
      expect(part).not.toMatch(/&(?!amp;|lt;|gt;)/)
      expect(part).not.toMatch(/@[^\u200b]|@$/)
      expect(part.isWellFormed()).toBe(true)
      expect(JSON.parse(noticeBody(notice, { ...about, title })).text.isWellFormed()).toBe(true)
    }),
  )
})
