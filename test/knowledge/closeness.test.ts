// Asking with a sentence model at hand: what it changes, and what it never does.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type Article,
  askKnowledge,
  buildKnowledge,
  type Knowledge,
  type Meaning,
  packVectors,
  piecesOf,
  textsAsked,
} from '../../src/knowledge/index.ts'
import { knowledgeOf, PRODUCT } from './build.ts'

const DIMENSIONS = 64

/** Stands in for a model: texts that share pieces of words come out close. */
function embed(text: string): Float32Array {
  const vector = new Float32Array(DIMENSIONS)
  for (const word of text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []) {
    for (let at = 0; at + 3 <= word.length; at++) vector[place(word.slice(at, at + 3))]! += 1
  }
  const length = Math.hypot(...vector) || 1
  return vector.map((value) => value / length)
}

function place(piece: string): number {
  let hash = 7
  for (const character of piece) hash = (hash * 31 + character.codePointAt(0)!) % 1_000_003
  return hash % DIMENSIONS
}

const MEANING: Meaning = {
  asked: embed,
  of: (article) => packVectors(piecesOf(article).map(({ text }) => embed(text))),
}

const ASKED = { precision: 0.95, suggest: 0.5 }

function sectionsOf(count: number): Article[] {
  const { documents } = knowledgeOf(PRODUCT)
  return Array.from({ length: count }, (_, i) => ({
    ...documents[0]!.article,
    slug: `guide.md#part-${i}`,
    path: 'guide.md',
    language: 'en',
    locale: 'en',
    title: `Guide part ${i}`,
    body: `Part ${i} tells about gears number ${i} and how the ${i % 7} belts are set.`,
    questions: [],
    fingerprint: `part-${i}`,
    section: { anchor: `part-${i}`, headings: ['Guide', `Part ${i}`], opening: '', url: null },
  }))
}

describe('with a sentence model at hand', () => {
  it('any text gets a verdict between 0 and 1, the same each time', () => {
    const knowledge = knowledgeOf(PRODUCT)
    const text = fc.oneof(
      fc.string(),
      fc.string({ unit: 'binary' }),
      fc.constant('requests stop at the proxy'),
    )
    fc.assert(
      fc.property(text, text, (title, body) => {
        const options = { ...ASKED, meaning: MEANING }
        const match = askKnowledge(knowledge, { title, body }, options)
        expect(match.confidence).toBeGreaterThanOrEqual(0)
        expect(match.confidence).toBeLessThanOrEqual(1)
        expect(match.suggested.length).toBeLessThanOrEqual(match.answered ? 0 : 3)
        expect(askKnowledge(knowledge, { title, body }, options)).toEqual(match)
      }),
      { numRuns: 50 },
    )
  })

  it('decides by words where the model has not said anything, of the question or of any article', () => {
    const knowledge = knowledgeOf(PRODUCT)
    const silent: Meaning[] = [
      { asked: () => undefined, of: MEANING.of },
      { asked: () => undefined, of: () => null },
    ]
    for (const text of ['requests time out behind a proxy', '安装失败', 'how to install', '']) {
      const byWords = askKnowledge(knowledge, { text }, ASKED)
      for (const meaning of silent) {
        expect(askKnowledge(knowledge, { text }, { ...ASKED, meaning })).toEqual(byWords)
      }
    }
  })

  it('takes no vectors for those of an article whose pieces they are not', () => {
    const knowledge = knowledgeOf(PRODUCT)
    const stale: Meaning = { asked: embed, of: () => packVectors([embed('proxy')]) }
    const text = 'our company proxy stops all requests'
    const none: Meaning = { asked: embed, of: () => null }
    expect(askKnowledge(knowledge, { text }, { ...ASKED, meaning: stale })).toEqual(
      askKnowledge(knowledge, { text }, { ...ASKED, meaning: none }),
    )
  })

  it('a question learnt for an article never makes the article less likely', () => {
    const knowledge = knowledgeOf(PRODUCT)
    const { article } = knowledge.documents.find((one) => one.article.slug === 'proxy')!
    const others = knowledge.documents.filter((one) => one.article !== article).map((one) => one.article)
    const scoreOf = (learned: string[], text: string) => {
      const base = buildKnowledge([...others, { ...article, learned }])
      const { ranked } = askKnowledge(base, { text }, { ...ASKED, meaning: MEANING })
      return ranked.findIndex(({ slug }) => slug === 'proxy')
    }
    const text = 'everything hangs once the office gateway is on'
    expect(scoreOf([text], text)).toBe(0)
    fc.assert(
      fc.property(fc.array(fc.string({ maxLength: 60 }), { maxLength: 4 }), (learned) => {
        const before = scoreOf([], 'requests time out behind a proxy')
        expect(scoreOf(learned, 'requests time out behind a proxy')).toBeLessThanOrEqual(before)
      }),
      { numRuns: 20 },
    )
  })
})

it('a question that was learnt is known word by word, with or without the model; a topic is not', () => {
  const articles = knowledgeOf(PRODUCT).documents.map(({ article }) => article)
  const learned = ['Everything hangs once the office gateway is on', 'Gateway']
  const base = buildKnowledge(
    articles.map((article) => (article.slug === 'proxy' ? { ...article, learned } : article)),
  )
  const ask = (text: string, meaning?: Meaning) => askKnowledge(base, { text }, { ...ASKED, meaning })
  for (const meaning of [undefined, MEANING]) {
    expect(ask('everything hangs once the office gateway is on!', meaning)).toMatchObject({
      answered: true,
      article: { slug: 'proxy' },
    })
    expect(ask('gateway', meaning).answered).toBe(false)
  }
  const again = buildKnowledge(articles, base)
  expect(askKnowledge(again, { text: learned[0]! }, ASKED).answered).toBe(false)
})

describe('articles and sections in one knowledge base', () => {
  const articles = knowledgeOf(PRODUCT).documents.map(({ article }) => article)
  const both: Knowledge = buildKnowledge([...articles, ...sectionsOf(500)])

  it('articles answer as sure as they do without sections', () => {
    const alone = buildKnowledge(articles)
    for (const text of ['How do I install this?', 'requests time out behind a corporate proxy']) {
      const match = askKnowledge(both, { text }, ASKED)
      const { answered, confidence, article } = askKnowledge(alone, { text }, ASKED)
      expect(match).toMatchObject({ answered, confidence, article })
    }
  })

  it('sections are found too, and listed with the articles', () => {
    const { ranked } = askKnowledge(both, { text: 'gears number 42 and its belts' }, ASKED)
    expect(ranked[0]!.slug).toBe('guide.md#part-42')
    for (const text of [
      'gears number 42',
      'How do I set a proxy?',
      'belts',
      'Gears behind a proxy, number 7?',
    ]) {
      const shares = askKnowledge(both, { text }, ASKED).ranked.map(({ confidence }) => confidence)
      expect(shares).toEqual(shares.toSorted((a, b) => b - a))
    }
  })
})

it('a question in another language is read by the model in English words, and not at all without any', () => {
  expect(textsAsked({ text: 'Как установить пакет?' }).join(' ')).toMatch(/install/)
  expect(textsAsked({ text: 'ติดตั้งอย่างไร' })).toEqual([])
  expect(textsAsked({ title: 'Proxy', body: 'It stops.' })).toEqual(['Proxy', 'Proxy\nIt stops.'])
})
