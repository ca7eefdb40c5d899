// A past question is asked without what was taken from it, or from those that came later.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { inOneGo } from '../../src/domain/steps.ts'
import { findingEpochs, rowsLeft, type TakenFrom } from '../../src/knowledge/held-back.ts'
import { packVectors, piecesOf, questionFromTicket, readArticles } from '../../src/knowledge/index.ts'
import { sameText } from '../../src/knowledge/text.ts'
import type { Article, Question } from '../../src/knowledge/types.ts'

const anArticle = (override: Partial<Article> = {}): Article => ({
  ...readArticles([{ path: 'install.md', text: '---\ntitle: Installing\n---\nRun it.\n' }]).articles[0]!,
  ...override,
})
const epochsOf = (articles: Article[], past: Question[], takenFrom: TakenFrom = () => undefined, most = 60) =>
  inOneGo(findingEpochs(articles, past, takenFrom, most))
const asked = (...titles: string[]) => titles.map((title) => questionFromTicket(title, ''))

describe('in a replay', () => {
  it('a phrasing that a question brought counts only after the last one that asks so', () => {
    const article = anArticle({ questions: ['How can I install this?', 'Set-up fails'] })
    const past = asked('Where is the log?', '[Bug] How do I install this project?', 'Anything else?')
    const [before, after, ...more] = epochsOf([article], past)
    expect(before).toMatchObject({
      from: 0,
      articles: [{ title: 'Installing', questions: ['Set-up fails'] }],
    })
    expect(after).toMatchObject({ from: 2 })
    expect(after!.articles[0]).toBe(article)
    expect(more).toEqual([])
  })

  it('the first sentence of a question, and one with its secrets taken out, are as well its own', () => {
    const article = anArticle({ questions: ['Which proxy may I use?', 'Token [redacted] is refused'] })
    const past = [
      questionFromTicket('Help', 'Which proxy may I use? It hangs.'),
      questionFromTicket(`Token ghp_${'a1B2'.repeat(9)} is refused`, ''),
    ]
    expect(epochsOf([article], past)[0]!.articles[0]!.questions).toEqual([])
  })

  it('an article that was named after a question goes by its other phrasings until then', () => {
    const article = anArticle({ title: 'It hangs at start', questions: ['Nothing happens when I run it'] })
    const [before] = epochsOf([article], asked('It hangs at start', 'Another'))
    expect(before!.articles[0]).toMatchObject({ title: 'Nothing happens when I run it', questions: [] })
  })

  it('what was learnt from a ticket counts after it, whatever its words', () => {
    const article = anArticle({ learned: ['start hangs'] })
    const epochs = epochsOf([article], asked('One', 'Two', 'Three'), () => 1)
    expect(epochs.map(({ from, articles }) => [from, articles[0]!.learned])).toEqual([
      [0, []],
      [2, ['start hangs']],
    ])
  })

  it('nothing counts sooner than it may, however many changes there are', () => {
    const words = ['install', 'proxy', 'export', 'login', 'theme', 'cache']
    const title = fc
      .tuple(fc.constantFrom(...words), fc.constantFrom(...words))
      .map(([a, b]) => `${a} fails on ${b}`)
    fc.assert(
      fc.property(
        fc.array(title, { maxLength: 30 }),
        fc.array(fc.array(title, { maxLength: 8 }), { minLength: 1, maxLength: 4 }),
        fc.integer({ min: 1, max: 5 }),
        (titles, phrasings, most) => {
          const articles = phrasings.map((questions, i) => anArticle({ slug: `a${i}`, questions }))
          const epochs = epochsOf(articles, asked(...titles), undefined, most)
          expect(epochs.length).toBeLessThanOrEqual(most)
          for (const [number, epoch] of epochs.entries()) {
            const still = new Set(titles.slice(epoch.from).map(sameText))
            const known = epoch.articles.flatMap(({ questions }) => questions)
            expect(known.filter((text) => still.has(sameText(text)))).toEqual([])
            expect(epoch.from).toBeGreaterThanOrEqual(epochs[number - 1]?.from ?? 0)
          }
        },
      ),
    )
  })

  it('what is left of an article keeps its own vectors', () => {
    const original = anArticle({ title: 'Title', questions: ['one', 'two'], body: 'Body.' })
    const vectors = packVectors(piecesOf(original).map((_, row) => Float32Array.of(row + 1, 1)))
    const left = { ...original, questions: ['two'] }
    const rows = rowsLeft(left, original, vectors)
    const first = [...rows.scales].map((scale, row) => Math.round(rows.bytes[row * 2]! * scale))
    expect(piecesOf(left).map(({ text }) => text)).toEqual(['Title', 'two', 'Title. Body.'])
    expect(first).toEqual([1, 3, 4])
    // The pieces of its text stood under the title.
    const renamed = rowsLeft({ ...original, title: 'two', questions: [] }, original, vectors)
    expect([...renamed.scales].at(-1)).toBe(0)
  })
})
