// A repository that has neither settings nor articles is shown what it could begin with.
import { afterEach, expect, test } from 'vitest'
import { readArticles } from '../../src/knowledge/articles.ts'
import { parseSettings } from '../../src/settings/parse.ts'
import { HOUR, openScene, REPO, type Scene } from '../scenarios/harness.ts'
import { previewReadAlone } from './given.ts'

let scene: Scene
afterEach(() => scene.close())

const NO_FILE = { from: 'defaults', path: null, problems: [] } as const

test('an article is drafted from what maintainers answered to several, in their words alone', async () => {
  const secret = `ghp_${'a1B2'.repeat(9)}`
  scene = await openScene({
    settings: null,
    articles: {},
    before: (acts, clock) => {
      const asked = (login: string, title: string) => {
        const { number } = acts.openIssue(REPO, login, { title, body: '' })
        clock.skip(HOUR)
        return number
      }
      const first = asked('robin', 'How do I export the ledger as PDF?')
      acts.comment(REPO, first, 'eve', 'I used a printer for it, and it works very well for me. Try that.')
      acts.comment(
        REPO,
        first,
        'maya',
        `Run \`widget export --pdf --token ${secret}\` in the ledger's folder.`,
      )
      acts.close(REPO, first, 'maya', 'completed')
      const second = acts.createDiscussion(REPO, 'sam', { title: 'Export of the ledger to PDF?' })
      clock.skip(HOUR)
      const said = acts.discussionComment(
        REPO,
        second.number,
        'eve',
        'Use the screenshot key of your keyboard.',
      )
      acts.answer(REPO, said.id, 'sam')
      asked('robin', 'The theme is too bright at night')
    },
  })
  const { suggested, answers } = await previewReadAlone(scene, { settings: NO_FILE })
  expect(answers).toBeNull()
  expect(suggested.articles).toHaveLength(1)
  const [article] = suggested.articles
  expect(article).toMatchObject({ tickets: [1, 2], title: 'How do I export the ledger as PDF?' })
  expect(article!.path).toMatch(/^\.github\/knowledge\/[\w-]+\.md$/)
  expect(article!.text).toContain('widget export --pdf')
  for (const not of [secret, 'printer', 'screenshot']) expect(article!.text).not.toContain(not)
  const { articles, problems } = readArticles([{ path: 'draft.md', text: article!.text }])
  expect(articles[0]?.questions).toContain('Export of the ledger to PDF?')
  expect(problems).toEqual([])
})

test('a settings file is proposed with the tiers of the sponsors page and the documentation that is there', async () => {
  scene = await openScene({ settings: null, articles: {} })
  const preview = await previewReadAlone(scene, {
    settings: NO_FILE,
    paths: ['README.md', 'src/index.ts', 'docs/usage.md', 'docs/deep/more.md'],
    sponsorTiers: [
      { name: '$5 a month', dollars: 5, oneTime: false },
      { name: '$500 a month', dollars: 500, oneTime: false },
      { name: '$50 one time', dollars: 50, oneTime: true },
    ],
  })
  const { docs, settings: file } = preview.suggested
  expect(docs).toEqual(['README.md', 'docs/**/*.md'])
  const { settings, problems } = parseSettings(file!.text, { owner: 'acme', file: file!.path })
  expect(problems).toEqual([])
  expect(settings?.entitlements.githubSponsors?.tiers).toEqual({ 'sponsor-500': 500, 'sponsor-5': 5 })
  expect(settings?.knowledgeBase.docs.map(({ files }) => files)).toEqual(docs)
  expect(file!.url).toMatch(
    /^https:\/\/github\.com\/acme\/widget\/new\/main\?filename=\.github%2Ffirstline\.yml&value=/,
  )
})

test('where there are settings and articles, none are suggested', async () => {
  scene = await openScene({ settings: 'knowledge_base: { docs: [README.md] }\n' })
  const { suggested } = await previewReadAlone(scene, { paths: ['README.md', 'docs/a.md'] })
  expect(suggested).toEqual({ settings: null, articles: [], docs: [] })
})

test('a settings file with mistakes is mended, not replaced', async () => {
  scene = await openScene({ settings: null, articles: {} })
  const { suggested } = await previewReadAlone(scene, {
    settings: NO_FILE,
    paths: ['.github/firstline.yaml'],
  })
  expect(suggested.settings).toBeNull()
})
