// Questions that differ in function words alone are one question, in every language whose function words are known.
import { describe, expect, it } from 'vitest'
import { askKnowledge, buildKnowledge } from '../../src/knowledge/index.ts'
import { essenceOf, isTelling } from '../../src/knowledge/same-question.ts'
import { knowledgeOf, PRODUCT } from './build.ts'

describe('are the same', () => {
  it.each([
    [
      'en',
      'How do I install this project?',
      'How can I install this?',
      'how to install it',
      'How should we install the package',
    ],
    ['de', 'Wie installiere ich dieses Projekt?', 'Wie kann ich das installieren?'],
    [
      'fr',
      'Comment installer ce projet ?',
      'Comment puis-je installer ça ?',
      "Comment est-ce que je l'installe ?",
    ],
    ['es', '¿Cómo instalo este proyecto?', '¿Cómo puedo instalar esto?', '¿Cómo se instala?'],
    ['pt', 'Como instalar este projeto?', 'Como posso instalar isso?'],
    ['it', 'Come si installa questo progetto?', 'Come posso installare questo?'],
    ['nl', 'Hoe installeer ik dit project?', 'Hoe kan ik dit installeren?'],
    ['pl', 'Jak zainstalować ten projekt?', 'Jak mogę to zainstalować?'],
    ['ro', 'Cum instalez acest proiect?', 'Cum pot instala asta?'],
    ['ru', 'Как установить этот проект?', 'Как я могу установить это?'],
    ['uk', 'Як встановити цей проєкт?', 'Як я можу встановити це?'],
    ['el', 'Πώς να εγκαταστήσω αυτό το έργο;', 'Πώς μπορώ να το εγκαταστήσω;'],
    ['zh', '如何安装此项目？', '怎么安装这个项目', '请问怎样安装？'],
    [
      'ja',
      'このプロジェクトはどうやってインストールするのですか？',
      'インストールするにはどうすればいいですか',
    ],
    ['ko', '이 프로젝트를 어떻게 설치하나요?', '어떻게 설치합니까?'],
    ['th', 'ติดตั้งโปรเจกต์นี้อย่างไร', 'จะติดตั้งได้อย่างไร'],
    ['ar', 'كيف يتم تثبيت هذا المشروع؟', 'كيف يمكنني تثبيت هذا؟'],
    ['hi', 'मैं इस प्रोजेक्ट को कैसे इंस्टॉल करूं?', 'इसे कैसे इंस्टॉल करते हैं?'],
    ['fa', 'چگونه این پروژه را نصب کنم؟', 'چطور نصب کنم'],
  ])('%s: %s', (language, first, ...others) => {
    expect(essenceOf(first, language)).not.toBe('')
    for (const other of others) expect(essenceOf(other, language)).toBe(essenceOf(first, language))
  })
})

describe('are not the same', () => {
  it.each([
    ['en', 'How do I install this?', 'Why can I not install this?'],
    ['en', 'How do I turn this on?', 'How do I turn this off?'],
    ['en', 'How do I log in?', 'How do I log?'],
    ['en', 'How do I sign in?', 'How do I sign up?'],
    ['en', 'How do I set up the cache?', 'How do I set the cache?'],
    ['en', 'How do I run it with Docker?', 'How do I run it without Docker?'],
    ['en', 'How do I migrate from MySQL to SQLite?', 'How do I migrate to MySQL from SQLite?'],
    ['en', 'Where is the log?', 'What is the log?'],
    ['de', 'Wie installiere ich das?', 'Warum kann ich das nicht installieren?'],
    ['es', '¿Cómo instalo esto?', '¿Cómo instancio esto?'],
    ['es', '¿Por qué instalar esto?', '¿Qué instalar?'],
    ['zh', '如何安装？', '为什么安装？'],
    ['ko', '어떻게 설치하나요?', '어떻게 설정하나요?'],
  ])('%s: %s | %s', (language, one, other) => {
    expect(essenceOf(one, language)).not.toBe(essenceOf(other, language))
  })
})

it('a question of function words alone says nothing', () => {
  expect(essenceOf('How do I do this?', 'en')).toBe('')
  expect(essenceOf('', 'en')).toBe('')
})

it('such a question is answered, and one that stands so under not_for is not', () => {
  const knowledge = knowledgeOf({
    ...PRODUCT,
    'publish.md': '---\ntitle: Publish\nquestions: [How do I publish this project?]\n---\nRun it.',
    'unpublish.md':
      '---\ntitle: Unpublish\nquestions: [How do I take it back?]\nnot_for: [How do I publish this project?]\n---\nNo.',
  })
  const match = askKnowledge(knowledge, { text: 'How can I publish it?' }, { precision: 0.95 })
  expect(match).toMatchObject({ answered: true, article: { slug: 'publish' } })
  expect(match.reasons[0]).toBe('a known phrasing but for function words')
})

describe('what was learnt is the same question only where it says enough', () => {
  it.each([
    ['en', 'How do I rotate the signing keys?', true],
    ['en', 'Nightly syncs stall behind the office proxy', true],
    ['en', 'How to install', false],
    ['en', 'Installation failed', false],
    ['en', 'Build error on Windows', false],
    ['zh', '如何轮换签名密钥？', true],
    ['zh', '如何安装？', false],
    ['zh', '安装失败', false],
  ])('%s: %s', (language, text, tells) => expect(isTelling(essenceOf(text, language))).toBe(tells))

  it('and then it is answered by words alone', () => {
    const knowledge = buildKnowledge(
      [...knowledgeOf(PRODUCT).documents].map(({ article }, i) =>
        i === 0
          ? { ...article, learned: ['Installation failed', 'Why do nightly syncs stall here?'] }
          : article,
      ),
    )
    const ask = (text: string) => askKnowledge(knowledge, { text }, { precision: 0.95 })
    expect(ask('why does a nightly sync stall').reasons[0]).toBe(
      'a question that a maintainer answered with it',
    )
    expect(ask('Installation failed').reasons[0]).not.toContain('maintainer')
  })
})
