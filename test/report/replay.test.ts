// What a replay of past questions comes to.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { judgementOf, type Replayed, replayFigures, shareOf } from '../../src/report/replay.ts'

const asked = (override: Partial<Replayed> = {}): Replayed => ({
  number: 1,
  url: 'https://github.com/acme/widget/issues/1',
  question: 'How do I install it?',
  openedAt: 0,
  shown: null,
  linked: [],
  ...override,
})
const answer = (slug: string): Replayed['shown'] => ({
  as: 'answer',
  articles: [{ slug, title: `About ${slug}` }],
  confidence: 0.97,
})

describe('a replay', () => {
  it('counts an answer as right where a maintainer linked it, or the page that it is a section of', () => {
    expect(judgementOf(asked({ shown: answer('install'), linked: ['install'] }))).toBe('right')
    expect(judgementOf(asked({ shown: answer('docs/a.md#b'), linked: ['docs/a.md'] }))).toBe('right')
    expect(judgementOf(asked({ shown: answer('docs/a.md#b'), linked: ['docs/a.md#c'] }))).toBe('wrong')
    expect(judgementOf(asked({ shown: answer('install'), linked: [] }))).toBe('unjudged')
  })

  it('counts links as right where one of them was linked', () => {
    const articles = ['a', 'b'].map((slug) => ({ slug, title: slug }))
    const shown = { as: 'links' as const, articles, confidence: 0.7 }
    expect(judgementOf(asked({ shown, linked: ['b'] }))).toBe('right')
    expect(judgementOf(asked({ shown, linked: ['c'] }))).toBe('wrong')
  })

  it('gives the interval of Wilson, which stays inside 0 and 1', () => {
    // By the formula at https://en.wikipedia.org/wiki/Binomial_proportion_confidence_interval#Wilson_score_interval
    expect(shareOf(8, 10)).toMatchObject({
      share: 0.8,
      low: expect.closeTo(0.4902, 4),
      high: expect.closeTo(0.9433, 4),
    })
    expect(shareOf(20, 20)).toMatchObject({ share: 1, low: expect.closeTo(0.8389, 4) })
    expect(shareOf(0, 0)).toBeNull()
    fc.assert(
      fc.property(fc.nat(1000), fc.nat(1000), (right, wrong) => {
        const share = shareOf(right, right + wrong)
        if (!share) return right + wrong === 0
        return 0 <= share.low && share.low <= share.share && share.share <= share.high && share.high <= 1
      }),
    )
  })

  it('sets the unjudged apart, and shows what was wrong first', () => {
    const past = [
      ...Array.from({ length: 12 }, (_, i) => asked({ number: i + 1, shown: answer('install') })),
      asked({ number: 20, shown: answer('proxy'), linked: ['proxy'] }),
      asked({ number: 21, shown: answer('proxy'), linked: ['install'] }),
      asked({ number: 22, linked: ['install'] }),
      asked({ number: 23 }),
    ]
    const { answers, linked, examples, articles } = replayFigures(past)
    expect(answers).toMatchObject({ shown: 14, right: 1, wrong: 1, unjudged: 12 })
    expect(answers.precision!.share).toBe(0.5)
    expect(linked).toEqual({ questions: 3, answered: 1, offered: 0 })
    expect(examples.map(({ number }) => number)).toEqual([21, 20, 12, 11, 10, 9, 8, 7, 6, 5])
    expect(articles.map(({ slug, shown }) => [slug, shown])).toEqual([
      ['install', 12],
      ['proxy', 2],
    ])
  })

  it('never counts one question twice, whatever was shown', () => {
    const slug = fc.constantFrom('a', 'b', 'c#d', 'c')
    const one = fc.record({
      shown: fc.option(
        fc.record({
          as: fc.constantFrom('answer' as const, 'links' as const),
          articles: fc.array(fc.record({ slug, title: slug }), { minLength: 1, maxLength: 3 }),
          confidence: fc.double({ min: 0, max: 1, noNaN: true }),
        }),
      ),
      linked: fc.array(slug, { maxLength: 2 }),
    })
    fc.assert(
      fc.property(fc.array(one), (all) => {
        const {
          asked: count,
          answers,
          links,
          examples,
          linked,
        } = replayFigures(all.map((each) => asked(each)))
        expect(count).toBe(all.length)
        for (const told of [answers, links]) expect(told.right + told.wrong + told.unjudged).toBe(told.shown)
        expect(answers.shown + links.shown).toBeLessThanOrEqual(count)
        expect(linked.answered + linked.offered).toBeLessThanOrEqual(linked.questions)
        expect(examples.length).toBe(Math.min(10, answers.shown + links.shown))
      }),
    )
  })
})
