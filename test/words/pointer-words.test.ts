// What is posted of pages that are linked to: a pointer to one section, and links that may help.
import { expect, test } from 'vitest'
import { safeQuote } from '../../src/words/safe-quote.ts'
import {
  linksMessage,
  linksTakenBackMessage,
  pageName,
  pointerMessage,
} from '../../src/words/ticket/pointer-words.ts'

const PROXY = {
  headings: ['Networking', 'Behind a proxy'],
  url: 'https://docs.example.org/networking#behind-a-proxy',
  language: 'en',
}

test('a pointer says where the section is and how it begins', () => {
  const quotation = safeQuote('Set `HTTPS_PROXY`:\n\n```sh\nexport HTTPS_PROXY=http://proxy:3128\n```', 1_000)
  expect(pointerMessage({ ...PROXY, quotation, reader: 'en' })).toMatchInlineSnapshot(`
    "🤖 This is an automatic answer. A maintainer will read this thread all the same.

    The documentation covers this under [Networking › Behind a proxy](https://docs.example.org/networking#behind-a-proxy).

    > Set \`HTTPS_PROXY\`:
    >
    > \`\`\`sh
    > export HTTPS_PROXY=http://proxy:3128
    > \`\`\`

    ---

    Did it help? Please react with 👍 or 👎."
  `)
})

test('a section without text of its own is pointed to without a quotation, in the language of the reader', () => {
  expect(pointerMessage({ ...PROXY, quotation: '', reader: 'zh' })).toMatchInlineSnapshot(`
    "🤖 这是自动回答。维护者仍会查看此讨论。

    文档中有相关说明：[Networking › Behind a proxy](https://docs.example.org/networking#behind-a-proxy)。

    此回答的语言：英语（暂无中文版本）。

    ---

    有帮助吗？请用 👍 或 👎 告诉我们。"
  `)
})

test('links name each page in a line, with its language where that is not the reader’s', () => {
  const article = {
    headings: ['代理'],
    url: 'https://github.com/acme/widget/blob/main/proxy.zh.md',
    language: 'zh',
    about: '设置代理服务器。',
  }
  expect(
    linksMessage([article, { ...PROXY, about: 'widget reads `HTTPS_PROXY` like @curl.' }], 'zh-CN'),
  ).toMatchInlineSnapshot(`
    "🤖 以下链接由系统自动查找。维护者仍会查看此讨论。

    以下内容可能有帮助：

    - [代理](https://github.com/acme/widget/blob/main/proxy.zh.md)：设置代理服务器。
    - [Networking › Behind a proxy](https://docs.example.org/networking#behind-a-proxy)（英语）：widget reads \\\`HTTPS_PROXY\\\` like @​curl.

    ---

    有帮助吗？请用 👍 或 👎 告诉我们。"
  `)
})

test('every language that answers are framed in has words for links and pointers', () => {
  const languages = 'en zh ja ko de fr es pt ru it nl pl ro tr vi th uk ar fa hi el he'.split(' ')
  const said = languages.flatMap((reader) => [
    linksMessage([{ ...PROXY, language: reader, about: '' }], reader),
    pointerMessage({ ...PROXY, language: reader, quotation: '', reader }),
    linksTakenBackMessage(reader),
  ])
  expect(new Set(said).size).toBe(said.length)
  expect(linksMessage([{ ...PROXY, language: 'en', about: '' }], 'fi')).toContain('These may help:')
})

test.each([
  [['Install'], 'Install'],
  [['Install', 'Install'], 'Install'],
  [['CLI', 'build', 'Options'], 'CLI › build › Options'],
  [['Guide', 'Part two', 'CLI', 'build', 'Options'], 'Guide › … › build › Options'],
  [['', 'Options'], 'Options'],
  [['Guide', 'x'.repeat(200)], `Guide › ${'x'.repeat(89)}…`],
])('%j is told as a page and its section', (headings, name) => {
  expect(pageName(headings)).toBe(name)
})

test('what is code in a text is code in its quotation, behind a tab too', () => {
  expect(safeQuote('Run:\n\n\tmake @all\n-\tmail @octocat', 1_000)).toBe(
    '> Run:\n>\n>     make @all\n> -   mail @\u200boctocat',
  )
})

test('a quotation ends where it stands', () => {
  expect(safeQuote('```\nopen <!-- firstline:answer x -->', 1_000)).toBe(
    '> ```\n> open <!\u200b-- firstline:answer x -->\n> ```',
  )
  expect(safeQuote(' \n\t\n', 1_000)).toBe('')
})
