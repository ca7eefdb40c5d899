// Questions made to hold up whoever reads them: each is cut first or read in linear time, and met with a verdict.
import { describe, expect, it } from 'vitest'
import { askKnowledge, type Meaning, questionFromTicket, textsAsked } from '../../src/knowledge/index.ts'
import { knowledgeOf, PRODUCT } from './build.ts'

const knowledge = knowledgeOf(PRODUCT)
const words = Object.fromEntries(
  Array.from({ length: 500 }, (_, i) => [`${'слово '.repeat(15)}${i}`, 'word']),
)

const TAGS =
  'en de fr es pt it nl pl ro tr vi ru uk bg sr el he ar fa ur hi bn ta te th lo km my ka hy am zh ja ko sv da fi cs hu id'
const languages = TAGS.split(' ').map((tag) => new Intl.DisplayNames(tag, { type: 'language' }))

const TEXTS: Array<[string, string]> = [
  ['zero-width characters', '\u200b\u200d\ufeff\u2060'.repeat(50_000)],
  ['zero-width characters between letters', [...'如何配置代理'.repeat(5_000)].join('\u200b')],
  ['one word ten thousand times', 'proxy '.repeat(10_000)],
  ['one Chinese word ten thousand times', '代理'.repeat(10_000)],
  ['one German compound ten thousand times', 'Netzwerkverbindungsfehler '.repeat(10_000)],
  ['one German compound without an end', 'netzwerk'.repeat(100_000)],
  ['Hangul without a blank', '설치'.repeat(300_000)],
  ['marks upon marks', `a${'\u0301'.repeat(300_000)}`],
  ['halves of characters', '\ud83d'.repeat(300_000)],
  ['forty languages', languages.flatMap((names) => TAGS.split(' ').map((tag) => names.of(tag))).join(' ')],
  ['a megabyte of Russian', 'Как настроить прокси? '.repeat(45_000)],
  ['a megabyte of Japanese', 'プロキシの設定方法を教えてください。'.repeat(19_000)],
  ['a megabyte on one line', 'how to install it, and how not to, '.repeat(30_000)],
]

/** Says the same of every text: what is measured here is what reads the question, not what it comes to. */
const meaning: Meaning = { asked: () => Float32Array.of(1, 0), of: () => null }

describe.each(TEXTS)('a question of %s', (_, text) => {
  it.each([
    ['as it is', () => ({ text })],
    ['as a title', () => questionFromTicket(text, '')],
    ['as a body', () => questionFromTicket('Help', text)],
    ['in a language that it is not in', () => ({ text, language: 'ko' })],
  ])('gets a verdict %s', (_, question) => {
    for (const options of [{ precision: 0.95 }, { precision: 0.95, suggest: 0.5, words, meaning }]) {
      const match = askKnowledge(knowledge, question(), options)
      expect(match.confidence).toBeGreaterThanOrEqual(0)
      expect(match.confidence).toBeLessThanOrEqual(1)
      expect(match.ranked.length).toBeLessThanOrEqual(5)
      expect(match.suggested.length).toBeLessThanOrEqual(3)
    }
  })

  it('gives the model little to read', () => {
    const asked = textsAsked(questionFromTicket(text, text))
    expect(asked.join('').length).toBeLessThanOrEqual(4_000)
  })
})

it('a question that is nothing but zero-width characters is met with silence', () => {
  const match = askKnowledge(knowledge, { text: '\u200b\u200d\ufeff'.repeat(10_000) }, { precision: 0.5 })
  expect(match).toMatchObject({ answered: false, ranked: [], suggested: [] })
})
