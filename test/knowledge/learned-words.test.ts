// Questions that were learnt for an article, by words alone: they find it, and change nothing else.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Article, askKnowledge, buildKnowledge } from '../../src/knowledge/index.ts'
import { knowledgeOf, PRODUCT } from './build.ts'

const LEARNED = 'Everything hangs once the office gateway is on'
const articles = knowledgeOf(PRODUCT).documents.map(({ article }) => article)
const OPTIONS = { precision: 0.95, suggest: 0.5 }

function ask(known: readonly Article[], text: string) {
  return askKnowledge(buildKnowledge(known), { text }, OPTIONS)
}

function gateway(number: number): string {
  return `---\ntitle: Office gateway of model ${number} is switched off\n---\nTurn the key ${number} times.`
}

function taught(...learned: string[]): Article[] {
  return articles.map((article) => (article.slug === 'proxy' ? { ...article, learned } : article))
}

describe('a question like one that was learnt', () => {
  it('finds an article that shares none of its words, among many that share some', () => {
    const more = Array.from({ length: 30 }, (_, i) => [`gateway-${i}.md`, gateway(i)])
    const others = knowledgeOf(Object.fromEntries(more)).documents.map(({ article }) => article)
    const text = 'everything hangs as soon as the office gateway is switched on'
    const found = (known: readonly Article[]) => ask([...others, ...known], text).ranked[0]?.slug
    expect(found(articles)).not.toBe('proxy')
    expect(found(taught(LEARNED))).toBe('proxy')
  })

  it('is answered though it is no equal one', () => {
    const text = 'why does everything hang once I turn the office gateway on?'
    expect(ask(articles, text).answered).toBe(false)
    expect(ask(taught(LEARNED), text)).toMatchObject({ answered: true, article: { slug: 'proxy' } })
  })

  it('finds an English article in the words of another language', () => {
    const match = ask(taught('打开办公室网关后一切都卡住了'), '办公室网关打开以后全部卡住')
    expect(match.ranked[0]).toMatchObject({ slug: 'proxy' })
  })
})

it('a hundred learnt questions that each have one word of it are not added up', () => {
  const text = 'everything hangs at the office gateway'
  const parts = ['everything', 'hangs', 'office', 'gateway']
  const many = Array.from({ length: 60 }, (_, i) => `${parts[i % 4]} of kind ${i} in some other matter`)
  expect(ask(taught(...many), text).answered).toBe(false)
})

it('what was learnt changes nothing for questions that share no word with it', () => {
  const words = fc.constantFrom(
    'install',
    'permission',
    'denied',
    'npm',
    'package',
    'proxy',
    'server',
    'restore',
  )
  fc.assert(
    fc.property(fc.array(words, { minLength: 1, maxLength: 6 }), (asked) => {
      const text = asked.join(' ')
      expect(ask(taught(LEARNED), text)).toEqual(ask(articles, text))
    }),
    { numRuns: 50 },
  )
})

it('what was learnt never lets its article fall in the ranking', () => {
  const place = (known: readonly Article[]) =>
    ask(known, 'requests time out behind a proxy').ranked.findIndex(({ slug }) => slug === 'proxy')
  fc.assert(
    fc.property(fc.array(fc.string({ maxLength: 60 }), { maxLength: 4 }), (learned) => {
      expect(place(taught(...learned))).toBeLessThanOrEqual(place(articles))
    }),
    { numRuns: 30 },
  )
})
