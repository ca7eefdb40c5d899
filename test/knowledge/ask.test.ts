import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  askKnowledge,
  buildKnowledge,
  type Match,
  type Question,
  readArticles,
} from '../../src/knowledge/index.ts'
import { filesOf, knowledgeOf, PRODUCT } from './build.ts'

const knowledge = knowledgeOf(PRODUCT)

function ask(question: string | Question, precision = 0.95): Match {
  return askKnowledge(knowledge, typeof question === 'string' ? { text: question } : question, { precision })
}

describe('a question that an article answers', () => {
  it('is answered when it is a known phrasing, whatever its case and marks', () => {
    const match = ask('NPM install fails with “permission denied”!')
    expect(match).toMatchObject({ answered: true, article: { slug: 'eacces' } })
    expect(match.confidence).toBeGreaterThan(0.99)
  })

  it('is answered in Chinese by the Chinese translation', () => {
    expect(ask('如何安装此项目？')).toMatchObject({
      answered: true,
      language: 'zh',
      article: { slug: 'install', language: 'zh' },
    })
  })

  it('is answered by a knowledge base of that one article', () => {
    const alone = knowledgeOf({ 'install.md': PRODUCT['install.zh.md']! })
    expect(askKnowledge(alone, { text: '如何安装此项目？' }, { precision: 0.95 }).answered).toBe(true)
  })

  it('is answered when its log has a symptom of the article', () => {
    const match = ask({
      title: 'It does not work on my machine',
      logs: [
        "2026-01-02T03:04:05Z npm ERR! Error: EACCES: permission denied, mkdir '/usr/local/lib/node_modules/x'",
      ],
    })
    expect(match).toMatchObject({ answered: true, article: { slug: 'eacces' } })
    expect(match.signatures).toContain('error eacces permission denied mkdir')
  })

  it('lists no article twice and at most five, best first', () => {
    const { ranked } = ask('install package proxy permission')
    expect(new Set(ranked.map(({ slug }) => slug)).size).toBe(ranked.length)
    expect(ranked.map(({ confidence }) => confidence)).toEqual(
      ranked.map(({ confidence }) => confidence).sort((a, b) => b - a),
    )
  })
})

describe('silence', () => {
  it.each([
    ['an unrelated bug', 'Segmentation fault when parsing nested arrays in release builds'],
    ['a feature request', 'Please add a dark mode to the settings page'],
    ['words in common and another problem', 'The tests fail on CI with a permission error'],
    ['another project', 'How do I roast a chicken with lemon and thyme?'],
    ['nothing', ''],
    ['emoji', '🎉🎉🎉 👍'],
    ['zero-width characters', '\u200b\u200d\ufeff'],
    ['function words', 'how do I do this and that?'],
  ])('meets %s', (_, text) => {
    expect(ask(text).answered).toBe(false)
  })

  it('meets what an article says it is not for, and questions like it', () => {
    expect(ask('permission denied when pushing to a repository').ranked[0]?.slug).not.toBe('eacces')
    expect(ask('permission denied while pushing to my repository').answered).toBe(false)
  })

  it('meets a ticket that names a version outside of the article', () => {
    const question = { text: 'npm install fails with permission denied', versions: ['4.1.0'] }
    expect(ask(question).answered).toBe(false)
    expect(ask({ ...question, versions: ['3.9.1'] }).answered).toBe(true)
  })

  it('meets a known phrasing that two articles claim', () => {
    const texts = {
      'a.md': '---\ntitle: One thing\nquestions: [how to start]\n---\nBody.',
      'b.md': '---\ntitle: Other thing\nquestions: [how to start]\n---\nBody.',
    }
    const { articles } = readArticles(filesOf(texts))
    expect(
      askKnowledge(buildKnowledge(articles), { text: 'how to start' }, { precision: 0.95 }).answered,
    ).toBe(false)
  })

  it('grows with the precision asked for', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('install the package', 'configure our proxy', 'permission denied'),
        (text) => {
          if (ask(text, 0.99).answered) expect(ask(text, 0.9).answered).toBe(true)
        },
      ),
    )
  })
})

it('any text gets a verdict with a confidence between 0 and 1', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'binary', maxLength: 300 }),
      fc.string({ maxLength: 300 }),
      (title, body) => {
        const match = ask({ title, body })
        expect(match.confidence).toBeGreaterThanOrEqual(0)
        expect(match.confidence).toBeLessThanOrEqual(1)
      },
    ),
  )
})

it('a text of a megabyte is cut, not read for ever', () => {
  for (const unit of ['a ', '安', 'Error: x at /a/b/c.js:1:1\n', '`', '<!--']) {
    const text = unit.repeat(Math.ceil(1_000_000 / unit.length))
    expect(ask({ title: text, body: text, logs: [text] }).answered).toBe(false)
  }
})

it('rebuilding keeps the documents of unchanged articles and answers the same', () => {
  const { articles } = readArticles(filesOf(PRODUCT))
  const again = buildKnowledge(articles.slice(1), knowledge)
  expect(again.documents[0]!.phrasings).toBe(knowledge.documents[1]!.phrasings)
  const fresh = buildKnowledge(articles.slice(1))
  const question = { text: 'our proxy times out' }
  expect(askKnowledge(again, question, { precision: 0.95 })).toEqual(
    askKnowledge(fresh, question, { precision: 0.95 }),
  )
})

it('translations neither help nor hinder an answer in the original language', () => {
  const english = { 'install.md': PRODUCT['install.md']!, 'proxy.md': PRODUCT['proxy.md']! }
  const question = { text: 'which settings does the proxy need' }
  const alone = askKnowledge(knowledgeOf(english), question, { precision: 0.95 })
  const both = askKnowledge(
    knowledgeOf({ ...english, 'install.zh.md': PRODUCT['install.zh.md']! }),
    question,
    {
      precision: 0.95,
    },
  )
  expect(both.ranked[0]?.slug).toBe(alone.ranked[0]?.slug)
  expect(Math.abs(both.confidence - alone.confidence)).toBeLessThan(0.05)
})
