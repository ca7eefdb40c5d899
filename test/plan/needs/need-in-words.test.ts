// Whether training and consulting are told from technical support by what people write.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { NeedKind } from '../../../src/domain/triage.ts'
import { needInWords, type OwnWords } from '../../../src/plan/ticket/needs/need-in-words.ts'
import { ORDINARY, TRAPS } from './traps.ts'
import { CONSULTING, TRAINING } from './wanted.ts'

function needIn(ticket: string, own: OwnWords = {}): NeedKind | null {
  const [title = '', body = ''] = ticket.split(/ \| ([\s\S]*)/)
  return needInWords({ title, body }, own)
}

describe.each([
  ['training', TRAINING],
  ['consulting', CONSULTING],
] as const)('asked for %s', (kind, byLanguage) => {
  test.each(Object.entries(byLanguage))('in %s', (_, tickets) => {
    expect(tickets.filter((ticket) => needIn(ticket) !== kind)).toEqual([])
  })
})

test('there are enough of both to mean something', () => {
  const wanted = [...Object.values(TRAINING), ...Object.values(CONSULTING)].flat()
  expect(wanted.length).toBeGreaterThanOrEqual(60)
  expect(TRAPS.length).toBeGreaterThanOrEqual(60)
})

test.each(TRAPS)('no need: %s', (ticket) => {
  expect(needIn(ticket)).toBeNull()
})

test.each(ORDINARY)('ordinary: %s', (ticket) => {
  expect(needIn(ticket)).toBeNull()
})

test('quotes, code, comments and boxes that are not ticked ask for nothing', () => {
  const asks = 'Do you offer training for our team?'
  expect(needIn(`Question | ${asks}`)).toBe('training')
  for (const body of [`> ${asks}`, `\`${asks}\``, `~~~\n${asks}\n~~~`, `<!-- ${asks} -->`, `- [ ] ${asks}`])
    expect([body, needIn(`Question | ${body}`)]).toEqual([body, null])
})

test('a sentence that goes over two lines is one sentence', () => {
  expect(needIn('Hello | We would like to book\na two-day workshop for our staff.')).toBe('training')
})

test('the first that is asked for counts', () => {
  expect(needIn('Do you offer consulting? | Later we would also like to book a workshop.')).toBe('consulting')
})

describe('words of the settings', () => {
  const own: OwnWords = { training: ['Masterclass', '学习班'], consulting: ['code audit'] }

  test.each([
    ['When is the next masterclass?', 'training'],
    ['MASTERCLASSES in autumn', 'training'],
    ['想报名学习班', 'training'],
    ['A code  audit of our plugin', 'consulting'],
    ['The masterclassic theme is broken', null],
    ['In `masterclass.ts` there is an error', null],
  ] as const)('%s', (text, kind) => {
    expect(needIn(` | ${text}`, own)).toBe(kind)
  })
})

test('any text is read to its end', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'binary', maxLength: 400 }),
      fc.string({ maxLength: 2_000 }),
      (title, body) => {
        const kind = needInWords({ title, body })
        expect(kind === null || kind === 'training' || kind === 'consulting').toBe(true)
      },
    ),
  )
})

const HOSTILE = [
  'training for ',
  '我们需要 ',
  '> ',
  '`',
  '- [ ] ',
  'would like ',
  'a '.repeat(5),
  '<a ',
  '### x\n',
]

test.each(HOSTILE)('twice the text is at most twice the work: %j', (piece) => {
  const work = (times: number) => {
    let characters = 0
    needInWords({ title: '', body: piece.repeat(times) }, {}, (count) => {
      characters += count
    })
    return characters
  }
  for (let times = 50; times <= 3_200; times *= 2) {
    expect(work(times * 2)).toBeLessThanOrEqual(2.2 * work(times) + 1_000)
  }
})
