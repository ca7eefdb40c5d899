// What `POST /support` makes of a verdict: articles, sections and links, each with an address.
import { expect, test } from 'vitest'
import type { KnowledgeBase } from '../../src/facts/knowledge-facts.ts'
import { supportAnswer } from '../../src/facts/support.ts'
import type { Match } from '../../src/knowledge/index.ts'
import { anArticle, aRepository, aSection } from '../builders.ts'

const PROXY = aSection({
  slug: 'docs/networking.md#behind-a-proxy',
  headings: ['Networking', 'Behind a proxy'],
  opening: 'widget reads `HTTPS_PROXY`, as curl does.',
  url: 'https://docs.example.org/networking#behind-a-proxy',
})
const HIDDEN = aSection({ slug: 'handbook/dates.md#rollout', url: null })
const INSTALL = anArticle({ slug: 'install', title: 'Install widget', body: 'Run it.' })

function base(override: Partial<KnowledgeBase> = {}): KnowledgeBase {
  return {
    articles: [INSTALL],
    sections: [PROXY, HIDDEN],
    articlesAt: { repository: 'acme/widget', branch: 'main' },
    repository: aRepository(),
    webUrl: 'https://github.com',
    ...override,
  }
}

function aMatch(override: Partial<Match>): Match {
  const none = { answered: false, confidence: 0.4, article: null, ranked: [], suggested: [] }
  return { language: 'en', ...none, signatures: [], reasons: [], ...override }
}

const ranked = (...slugs: string[]) =>
  slugs.map((slug, i) => ({ slug, title: slug, confidence: 0.98 - i / 10 }))

test('a section that answers is pointed to, by its address', () => {
  const match = aMatch({
    answered: true,
    confidence: 0.98,
    article: PROXY,
    ranked: ranked(PROXY.slug, 'install'),
  })
  expect(supportAnswer(base(), match, 'zh')).toEqual({
    solution: `文档中有相关说明：[Networking › Behind a proxy](${PROXY.section?.url})。

> widget reads \`HTTPS_PROXY\`, as curl does.

此回答的语言：英语（暂无中文版本）。`,
    answered: true,
    article: {
      slug: 'docs/networking.md#behind-a-proxy',
      title: 'Networking › Behind a proxy',
      url: PROXY.section?.url,
      language: 'en',
    },
    confidence: 0.98,
    alternatives: [
      {
        slug: 'install',
        title: 'Install widget',
        url: 'https://github.com/acme/widget/blob/main/.github/knowledge/install.md',
        confidence: 0.88,
        suggested: false,
      },
    ],
  })
})

test('links that may help are among the alternatives, and marked', () => {
  const all = ranked('install', PROXY.slug)
  const { solution, article, alternatives } = supportAnswer(
    base(),
    aMatch({ ranked: all, suggested: all.slice(1) }),
    'en',
  )
  expect([solution, article]).toEqual(['No article answers this question.', null])
  expect(alternatives.map(({ slug, suggested }) => [slug, suggested])).toEqual([
    ['install', false],
    [PROXY.slug, true],
  ])
})

test('what has no address that readers may know is neither answer nor alternative', () => {
  const match = aMatch({ answered: true, article: HIDDEN, ranked: ranked(HIDDEN.slug, 'install') })
  const { answered, alternatives } = supportAnswer(base(), match, 'en')
  expect(answered).toBe(false)
  expect(alternatives.map(({ slug }) => slug)).toEqual(['install'])
})

test('an article of a private repository would not be linked to on a ticket', () => {
  const all = ranked('install', PROXY.slug)
  const hidden = base({ articlesAt: { repository: 'acme/handbook', branch: 'main', private: true } })
  const { alternatives } = supportAnswer(hidden, aMatch({ ranked: all, suggested: all }), 'en')
  expect(alternatives.map(({ suggested }) => suggested)).toEqual([false, true])
})
