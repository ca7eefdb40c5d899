// Versions of an article in one language but other scripts and regions stand side by side.
import { expect, it } from 'vitest'
import { askKnowledge, bestVersion, readArticles, wantedLocale } from '../../src/knowledge/index.ts'
import { detectLocale } from '../../src/knowledge/locale.ts'
import { filesOf, knowledgeOf } from './build.ts'

const REGIONS = {
  'install.md': '---\ntitle: How to install widget\nquestions: ["How do I install widget?"]\n---\nUse npm.',
  'install.zh_CN.md': '---\ntitle: 如何安装 widget\nquestions: ["如何安装 widget？"]\n---\n请使用 npm 安装。',
  'install.zh-TW.md': '---\ntitle: 如何安裝 widget\nquestions: ["如何安裝 widget？"]\n---\n請使用 npm 安裝。',
  'install.pt-BR.md': '---\ntitle: Como instalar o widget\n---\nUse o npm para instalar.',
  'install.pt-PT.md': '---\ntitle: Como instalar o widget no sistema\n---\nUtilize o npm para instalar.',
}

it('all of them are read, and none takes the place of another', () => {
  const { articles, problems } = readArticles(filesOf(REGIONS))
  expect(problems).toEqual([])
  expect(articles.map(({ slug, language, locale }) => [slug, language, locale])).toEqual([
    ['install', 'en', 'en'],
    ['install', 'zh', 'zh-CN'],
    ['install', 'zh', 'zh-TW'],
    ['install', 'pt', 'pt-BR'],
    ['install', 'pt', 'pt-PT'],
  ])
})

it('two spellings of one region are the same version', () => {
  const text = '---\ntitle: 好\n---\n答案在这里。'
  const { problems, leftOut } = readArticles(filesOf({ 'a.zh-CN.md': text, 'a.zh_cn.md': text }))
  expect(problems[0]!.message).toContain('already taken by a.zh-CN.md')
  expect(leftOut).toEqual(['a.zh_cn.md'])
})

it.each([
  ['如何安装 widget？', undefined, 'zh-CN'],
  ['如何安裝 widget？', undefined, 'zh-TW'],
  ['如何安裝 widget？', 'zh', 'zh-TW'],
  ['如何安装 widget？', 'zh_TW', 'zh-TW'],
  ['如何安装 widget？', 'zh-HK', 'zh-TW'],
  ['Como instalar o widget', 'pt-PT', 'pt-PT'],
  ['Como instalar o widget', undefined, 'pt-BR'],
  ['How do I install widget?', undefined, 'en'],
  ['How do I install widget?', 'fr', 'en'],
])('"%s" (%s) gets the version in %s', (text, language, locale) => {
  const match = askKnowledge(knowledgeOf(REGIONS), { text, language }, { precision: 0.95 })
  expect(match.article).toMatchObject({ slug: 'install', locale })
})

it.each([
  ['zh', ['zh-TW', 'zh-CN'], 'zh-CN'],
  ['zh-Hant', ['zh', 'zh-TW'], 'zh-TW'],
  ['pt-AO', ['pt-BR', 'pt'], 'pt'],
  ['en-AU', ['en-GB', 'de'], 'en-GB'],
  ['fr', ['de', 'en-GB', 'zh'], 'en-GB'],
  ['fr', ['de', 'zh'], 'de'],
])('who wants %s and finds %j reads %s', (wanted, there, expected) => {
  expect(
    bestVersion(
      there.map((locale) => ({ locale })),
      wanted,
    )?.locale,
  ).toBe(expected)
})

it('the text tells script and region where its author did not', () => {
  expect(detectLocale('設定檔案在哪裡？')).toBe('zh-Hant')
  expect(detectLocale('Não consigo abrir o ficheiro no ecrã do meu computador')).toBe('pt-PT')
  expect(wantedLocale('pt_br', 'Não abre o ficheiro')).toBe('pt-BR')
  expect(wantedLocale('nonsense!', 'x')).toBe('nonsense!')
})
