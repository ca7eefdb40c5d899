import { describe, expect, it } from 'vitest'
import { detectLanguage, questionFromTicket } from '../../src/knowledge/index.ts'

describe('the question of a ticket', () => {
  it('leaves greetings, quotes, checklists, comments and templates out and puts logs apart', () => {
    const body = `<!-- Please fill in this form -->
Hi all,

I cannot start the server behind our proxy.

> somebody else said this

- [x] I have searched existing issues

### Version

3.1.0

### Environment

macOS 14, node 20

### Additional context

_No response_

\`\`\`
Error: connect ETIMEDOUT 10.0.0.1:443
    at TCPConnectWrap.afterConnect (net.js:1141:16)
\`\`\`

Thanks in advance!`
    const question = questionFromTicket('[Bug]: server does not start', body)
    expect(question).toMatchObject({
      title: 'server does not start',
      body: 'I cannot start the server behind our proxy.',
      versions: ['3.1.0'],
      language: 'en',
      kind: 'report',
    })
    expect(question.logs?.[0]).toBe('Error: connect ETIMEDOUT 10.0.0.1:443')
  })

  it('reads form fields that come apart', () => {
    const fields = { 'What happened?': 'The proxy is ignored.', Version: 'v2.4.1' }
    const question = questionFromTicket('Help', '', { fields })
    expect(question.body).toBe('The proxy is ignored.')
    expect(question.versions).toEqual(['2.4.1'])
  })

  it('tells a request from a question', () => {
    expect(questionFromTicket('Add support for Bun', '').kind).toBe('request')
    expect(questionFromTicket('How do I add support staff?', '').kind).toBe('question')
  })
})

describe('the language of a text', () => {
  it.each([
    ['en', 'How do I configure the proxy?'],
    ['en', 'npm ERR! code EACCES'],
    ['zh', '如何安装此项目？'],
    ['zh', '运行 npm install 时报错 EACCES permission denied'],
    ['ja', 'インストールの方法を教えてください'],
    ['ko', '설치 방법을 알려주세요'],
    ['de', 'Wie kann ich das Programm unter Windows installieren?'],
    ['es', '¿Cómo puedo instalar el programa?'],
    ['ru', 'Как установить программу?'],
    ['th', 'ติดตั้งโปรแกรมอย่างไร'],
    ['vi', 'Làm thế nào để cài đặt chương trình?'],
    ['tr', 'Programı nasıl kurabilirim?'],
    ['fr', 'Comment est-ce que je peux installer le logiciel ?'],
    ['ar', 'كيف يمكنني تثبيت البرنامج؟'],
    ['zh', '升级 xorg 时报错 "dpkg-divert: error: rename involves overwriting a different file"'],
    ['zh', '14.04 E: Sub-process /usr/bin/dpkg returned an error code (1) 怎么解决'],
    ['ru', 'Ошибка Evolution Calendar factory'],
    ['ru', 'sudo apt-get -f install выдаёт ошибку'],
    ['ko', 'Kernel Panic: not syncing: VFS unable 이 떠요'],
    ['es', 'Wubi no funciona en Raring'],
    ['es', 'Al actualizar xorg sale "dpkg-divert: error: rename involves overwriting a different file"'],
    ['pt', 'Como instalo o Adobe AIR?'],
    ['fr', 'Comment installer Adobe AIR ?'],
    ['fr', 'Impossible de télécharger Ubuntu Netbook Edition'],
    ['de', 'ie9 unter wine installieren?'],
    ['en', 'The app crashes when I open Документы пользователя in the folder'],
    ['en', 'Comment installer crashes'],
    ['en', 'Disco Dingo crash on boot'],
    ['en', ''],
    ['en', 'La Marzocco plugin crash'],
    ['en', 'Error in de_DE locale'],
    ['en', 'Crash on se linux'],
    ['en', '@maint @acme/support a b c o e y z'],
  ])('%s: %s', (language, text) => {
    expect(detectLanguage(text)).toBe(language)
    expect(questionFromTicket(text, '').language).toBe(language)
  })
})

it('a text of forty languages, of zero-width characters, of one word or of a megabyte is read in some language', () => {
  const tags =
    'en de fr es pt it nl pl ro tr vi ru uk bg sr el he ar fa ur hi bn ta te th lo km my ka hy am zh ja ko sv da fi cs hu id'
  const names = tags.split(' ').map((tag) => new Intl.DisplayNames(tag, { type: 'language' }).of('en'))
  const texts = [
    names.join(' '),
    '\u200b'.repeat(100_000),
    'word '.repeat(10_000),
    'слово '.repeat(200_000),
    '「'.repeat(500_000),
  ]
  for (const text of texts) {
    for (const [title, body] of [
      [text, ''],
      ['', text],
      [text, text],
    ] as const) {
      const { language = '', title: read = '', body: said = '' } = questionFromTicket(title, body)
      expect(language).toMatch(/^[a-z]{2}$/)
      expect(read.length).toBeLessThanOrEqual(1_000)
      expect(said.length).toBeLessThanOrEqual(20_000)
    }
  }
})
