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
