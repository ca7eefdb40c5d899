// Documentation as a whole: which pages are read, in which languages, and within which bounds.
import { expect, test } from 'vitest'
import type { DocsPlace } from '../../../src/knowledge/docs/page.ts'
import { choosePages, MOST_PAGES } from '../../../src/knowledge/docs/page-choice.ts'
import { MOST_SECTIONS, readDocs } from '../../../src/knowledge/docs/read-docs.ts'
import { askKnowledge, buildKnowledge } from '../../../src/knowledge/index.ts'
import { IN_REPOSITORY, readPageOf } from './build.ts'

const TEXT = 'You can set the proxy in the settings file of the program, and then start it again.'
const CHINESE = '您可以在程序的设置文件中设置代理，然后重新启动程序。这样就可以使用了。'

function docsOf(pages: Record<string, string>, place: Partial<DocsPlace> = {}) {
  const files = Object.entries(pages).map(([path, text]) => ({ path, text }))
  return readDocs(files.map((file) => ({ file, place: { ...IN_REPOSITORY, ...place } })))
}

test('translations of a page are the same sections in other languages', () => {
  const { sections } = docsOf({
    'docs/proxy.md': `# Proxies\n\n${TEXT}\n\n## Set one\n\n${TEXT}\n`,
    'docs/zh/proxy.md': `# 代理\n\n${CHINESE}\n\n## 设置\n\n${CHINESE}\n`,
    'docs/i18n/ja/proxy.md': `# プロキシ\n\n設定ファイルでプロキシを設定できます。そして再起動します。\n`,
    'docs/proxy.pt_BR.md': `# Proxies\n\nVocê pode definir o proxy no arquivo de configuração do programa e depois reiniciar.\n`,
  })
  expect(sections.map(({ slug, locale, section }) => [slug, locale, section?.url])).toEqual([
    ['docs/proxy.md', 'en', 'https://github.com/acme/app/blob/abc123/docs/proxy.md'],
    ['docs/proxy.md#set-one', 'en', 'https://github.com/acme/app/blob/abc123/docs/proxy.md#set-one'],
    ['docs/proxy.md', 'zh', 'https://github.com/acme/app/blob/abc123/docs/zh/proxy.md'],
    [
      'docs/proxy.md#set-one',
      'zh',
      'https://github.com/acme/app/blob/abc123/docs/zh/proxy.md#%E8%AE%BE%E7%BD%AE',
    ],
    ['docs/proxy.md', 'ja', 'https://github.com/acme/app/blob/abc123/docs/i18n/ja/proxy.md'],
    ['docs/proxy.md', 'pt-BR', 'https://github.com/acme/app/blob/abc123/docs/proxy.pt_BR.md'],
  ])
})

test('a translation with another outline is known by its anchors, and else stands for itself', () => {
  const { sections } = docsOf(
    {
      'docs/en/a.md': `# A\n\n## One {#one}\n\n${TEXT}\n\n## Two\n\n${TEXT}\n`,
      'docs/zh-CN/a.md': `# A\n\n## 一 {#one}\n\n${CHINESE}\n\n## 二\n\n${CHINESE}\n\n## 三\n\n${CHINESE}\n`,
    },
    { site: 'https://docs.example.org/{path}' },
  )
  expect(sections.map(({ slug, locale }) => [slug, locale])).toEqual([
    ['docs/en/a.md#one', 'en'],
    ['docs/en/a.md#two', 'en'],
    ['docs/en/a.md#one', 'zh-CN'],
    ['docs/zh-CN/a.md#二', 'zh-CN'],
    ['docs/zh-CN/a.md#三', 'zh-CN'],
  ])
})

test('a folder with the letters of a language is none where the text is in another', () => {
  const { sections } = docsOf({ 'docs/it/a.md': `# A\n\n${TEXT}\n`, 'docs/go/b.md': `# B\n\n${TEXT}\n` })
  expect(sections.map(({ locale }) => locale)).toEqual(['en', 'en'])
})

test('of versions the newest is read', () => {
  const paths = [
    'docs/v1.9/a.md',
    'docs/v1.10/a.md',
    'docs/v1.10/b.md',
    'docs/c.md',
    'versioned_docs/version-2.0/a.md',
  ]
  const { paths: read, leftOut } = choosePages(paths)
  expect(read).toEqual(['docs/c.md', 'docs/v1.10/a.md', 'docs/v1.10/b.md'])
  expect(leftOut).toEqual([
    { path: 'docs/v1.9/a.md', why: 'a newer version of it is there' },
    { path: 'versioned_docs/version-2.0/a.md', why: 'a newer version of it is there' },
  ])
})

test('what answers nobody is left out with its reason', () => {
  const paths = [
    'CHANGELOG.md',
    'docs/release-notes.rst',
    'docs/whats-new-3.1.rst',
    'LICENSE.md',
    'CODE_OF_CONDUCT.md',
    'docs/_sidebar.md',
    'docs/_partial.mdx',
    'docs/SUMMARY.md',
    '.github/ISSUE_TEMPLATE/bug_report.md',
    'docs/snippets/a.md',
    'docs/licensing-server.md',
    'docs/history-of-jobs.md',
    'docs/news-feed.md',
    'docs/index.md',
  ]
  const { paths: read } = choosePages(paths)
  expect(read).toEqual([
    'docs/history-of-jobs.md',
    'docs/index.md',
    'docs/licensing-server.md',
    'docs/news-feed.md',
  ])
})

test('drafts, redirects and generated references are left out with their reason', () => {
  const why = (text: string) => readPageOf(text).leftOut
  expect(why(`---\ndraft: true\n---\n# A\n\n${TEXT}\n`)).toBe('it is a draft')
  expect(why('---\nredirect_to: /b\n---\n')).toBe('it only leads to another page')
  expect(why('# A\n\nThis page has moved to [B](b.md).\n')).toBe('it only leads to another page')
  expect(why(`<!-- This file is auto-generated. Do not edit. -->\n\n# A\n\n${TEXT}\n`)).toBe(
    'it is generated',
  )
  const reference = Array.from({ length: 150 }, (_, i) => `### get_${i}(name, value)\n\n${TEXT}\n`).join('\n')
  expect(why(`# Module\n\n${reference}`)).toBe('it is a reference of signatures')
  const settings = Array.from({ length: 150 }, (_, i) => `### app.files.store${i}\n\n${TEXT}\n`).join('\n')
  expect(why(`# Settings\n\n${settings}`)).toBeNull()
  expect(why(`# Auto-generated clients\n\n${TEXT}\n`)).toBeNull()
})

test('more pages or sections than are read are told', () => {
  const paths = Array.from({ length: MOST_PAGES + 2 }, (_, i) => `docs/page-${i}.md`)
  const chosen = choosePages(paths)
  expect(chosen.paths).toHaveLength(MOST_PAGES)
  expect(chosen.leftOut).toHaveLength(2)
  expect(chosen.problems.map(({ message }) => message)).toEqual([
    'The documentation has 2002 pages; 2000 are read, and this page and those after it are left out. Narrow the globs of `knowledge_base.docs`, or leave pages out with `!`.',
  ])
  const page = `# A\n\n${Array.from({ length: 2_500 }, (_, i) => `## How to do it ${i} times\n\n${TEXT}\n`).join('\n')}`
  const many = docsOf(Object.fromEntries(Array.from({ length: 10 }, (_, i) => [`docs/${i}.md`, page])))
  expect(many.sections).toHaveLength(MOST_SECTIONS)
  expect(many.problems).toHaveLength(1)
  expect(many.problems[0]?.file).toBe('docs/8.md')
})

test('one page does not take the room of those after it', () => {
  const { sections, problems } = docsOf({
    'all.md': `## Usage\n\n${TEXT}\n\n`.repeat(6_000),
    'docs/proxy.md': `# Proxies\n\n${TEXT}\n`,
  })
  expect(sections).toHaveLength(5_001)
  expect(sections.at(-1)?.slug).toBe('docs/proxy.md')
  expect(problems).toEqual([
    {
      file: 'all.md',
      level: 'warning',
      message:
        'The page has more than 5000 headings: what is below the next one ("Usage") is left out. Cut it into several pages.',
    },
  ])
})

test('a page that is too big, binary or in another encoding is left out and told', () => {
  const told = (text: string) => readPageOf(text).problems.map(({ message }) => message)
  expect(told('a '.repeat(600_000))).toEqual([
    'The page is left out: it has 1200000 characters; at most 1000000 are read.',
  ])
  expect(told('a\u0000b')).toEqual(['The page is left out: it is binary or not UTF-8.'])
  expect(told('\ufffdber '.repeat(100))).toEqual(['The page is left out: it is not UTF-8.'])
  expect(told(`# Guide\n\nA sign \ufffd in ${TEXT}\n`)).toEqual([])
})

test('of sections that are read at one address, the one that was found is shown', () => {
  const { sections } = docsOf({
    'docs/a.rst': `Guide\n=====\n\nHow to begin with it.\n\nWhat's a proxy?\n---------------\n\n${TEXT}\n\nWhat's a mirror?\n----------------\n\nA mirror keeps a copy of all packages so that downloads are quick.\n`,
  })
  const question = { text: 'What is a mirror of packages, and is a download quick?' }
  const { article } = askKnowledge(buildKnowledge(sections), question, { precision: 0.9 })
  expect(article?.slug).toBe('docs/a.rst')
  expect(article?.section?.headings).toEqual(['Guide', "What's a mirror?"])
})
