// Questions in other languages become English words.
import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { GLOSSED, glossaryOf } from '../../src/knowledge/glossary/load.ts'
import { glossed, inOwnWords } from '../../src/knowledge/glossary/look-up.ts'
import { plainText } from '../../src/knowledge/glossary/plain-text.ts'

const languages = [...GLOSSED]

describe('a question becomes English words', () => {
  it.each([
    ['zh', '如何配置代理？', ['configure', 'proxy']],
    ['ja', 'プロキシの設定方法', ['proxy']],
    ['ko', '프록시를 설정하는 방법', ['proxy']],
    ['ru', 'Как настроить прокси?', ['proxy']],
    ['es', '¿Cómo configuro un proxy?', ['proxy']],
    ['pt', 'Como configurar um proxy?', ['proxy']],
    ['fr', 'Comment configurer un proxy ?', ['proxy']],
    ['de', 'Wie richte ich einen Proxy ein?', ['proxy']],
  ])('%s: %s', (language, text, words) => {
    expect(glossed(text, language)).toEqual(expect.arrayContaining(words))
  })

  it('neighbouring words that have an entry of their own win over each alone', () => {
    expect(glossed('安装不了', 'zh')).toEqual(['cannot', 'install'])
  })

  it('a word that is not there is known by how it begins', () => {
    expect(glossaryOf('ru')!.has('устанавливается')).toBe(false)
    expect(glossed('устанавливается', 'ru')).toContain('install')
  })

  it('German compounds are taken apart, linking sounds and all', () => {
    expect(glossed('Netzwerkverbindung', 'de')).toEqual(['network', 'connect'])
    expect(glossed('Installationsordner', 'de')).toEqual(['install', 'folder', 'directory'])
    expect(glossed('Updatefehler', 'de')).toEqual(['update', 'error'])
  })

  it('names, commands and versions stay; what nobody knows goes', () => {
    expect(glossed('LibreOffice를 7.4 버전으로', 'ko')).toEqual(
      expect.arrayContaining(['libreoffice', '7.4']),
    )
    expect(glossed('VirtualBox startet', 'de')).toEqual(expect.arrayContaining(['virtualbox', 'start']))
    expect(glossed('wineでC++', 'ja')).toEqual(['wine', 'c++'])
    expect(glossed('щщщщ npm', 'ru')).toEqual(['npm'])
  })

  it('marks, width and case are no matter', () => {
    expect(glossed('INSTALACION', 'es')).toEqual(glossed('instalación', 'es'))
    expect(glossed('ＵＳＢ', 'zh')).toEqual(['usb'])
  })

  it('a language without a glossary gives nothing', () => {
    expect(glossed('How do I install this?', 'en')).toEqual([])
    expect(glossed('ติดตั้งอย่างไร', 'th')).toEqual([])
  })
})

describe("a project's own words", () => {
  it('win over the glossary, phrases over words, wherever unspaced scripts put them', () => {
    const words = { 报错: 'error', 小部件: 'widget', 'панель задач': 'dock', панель: 'panel' }
    expect(glossed('启动小部件时报错', 'zh', words)).toEqual(expect.arrayContaining(['widget', 'error']))
    expect(glossed('Пропала панель задач', 'ru', words)).toContain('dock')
    expect(glossed('Пропала панель задач', 'ru', words)).not.toContain('panel')
  })

  it('work in every language, English too, where they stand alone', () => {
    const words = { flux: 'message broker', วิดเจ็ต: 'widget', '.env': 'environment file' }
    expect(glossed('Flux does not start', 'en', words)).toEqual(['message', 'broker'])
    expect(glossed('fluxbox does not start', 'en', words)).toEqual([])
    expect(glossed('ติดตั้งวิดเจ็ตอย่างไร', 'th', words)).toEqual(['widget'])
    expect(glossed('my .env is ignored', 'en', words)).toEqual(['environment', 'file'])
  })

  it('are put in their place in a text that is English already', () => {
    expect(inOwnWords('Flux does not start.', { flux: 'message broker' })).toBe(
      'message broker does not start.',
    )
    expect(inOwnWords('Nothing of Flux', { fluxo: 'x' })).toBe('Nothing of Flux')
  })

  it('are found in Hangul whatever particle follows, and in the middle of no word', () => {
    expect(glossed('위젯을', 'ko', { 위젯: 'widget' })).toContain('widget')
    expect(glossed('큰위젯', 'ko', { 위젯: 'widget' })).not.toContain('widget')
  })
})

describe('whatever is asked', () => {
  const part = fc.constantFrom(
    '安装',
    'エラー',
    '설치',
    'ошибка',
    'fehler',
    '​',
    ' ',
    '\u0000',
    '🤖',
    'é',
    '\ud800',
    "'",
    '1.2',
  )
  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.array(part).map((parts) => parts.join('')),
  )

  it('comes out in English words, never as an error', () => {
    fc.assert(
      fc.property(
        text,
        fc.constantFrom(...languages, 'en', 'th', ''),
        fc.dictionary(text, text),
        (said, language, words) => {
          for (const word of glossed(said, language, words)) expect(word).toMatch(/\S/)
        },
      ),
    )
  })

  it('long words, long lines and many words of a project take no longer than their length', () => {
    const words = Object.fromEntries(Array.from({ length: 2_000 }, (_, i) => [`${'a'.repeat(90)}${i}`, 'x']))
    for (const unit of ['安', 'あ', '가', 'я', 'a', 'a ', 'netzwerk', '​', '무 '])
      for (const language of languages) glossed(unit.repeat(1_000_000), language, words)
  })
})

it.each(languages)('each line of the glossary of %s can be looked up', (language) => {
  const folder = new URL('../../src/knowledge/glossary/', import.meta.url)
  for (const file of [`${language}.tsv`, `said/${language}.tsv`]) {
    const lines = readFileSync(new URL(file, folder), 'utf8').split('\n')
    const entries = lines
      .filter((line) => line !== '' && !line.startsWith('#'))
      .map((line) => line.split('\t'))
    for (const [key = '', ...rest] of entries) {
      if (file.startsWith('said/')) expect(key.replace(/\*$/, '')).toBe(plainText(key.replace(/\*$/, '')))
      expect(rest.length).toBeGreaterThan(1)
      expect(Number(rest.at(-1))).toBeGreaterThan(0)
    }
    expect(new Set(entries.map(([key]) => key)).size).toBe(entries.length)
  }
})

it.each(languages)('what people say in %s is found where they say nothing else', (language) => {
  const file = new URL(`../../src/knowledge/glossary/said/${language}.tsv`, import.meta.url)
  const lines = readFileSync(file, 'utf8').split('\n').slice(1).filter(Boolean)
  expect(lines.length).toBeGreaterThan(30)
  for (const line of lines) {
    const [key = '', ...rest] = line.split('\t')
    expect([key, ...glossed(key.replace('*', ''), language)]).toEqual([key, ...rest.slice(0, -1)])
  }
})
