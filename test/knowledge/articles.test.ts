import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { nameOf } from '../../src/knowledge/articles.ts'
import { readArticles } from '../../src/knowledge/index.ts'
import { filesOf } from './build.ts'

const good = '---\ntitle: Good\n---\nAn answer.'

function problemsOf(texts: Record<string, string>): string[] {
  return readArticles(filesOf(texts)).problems.map(({ file, line, message }) => `${file}:${line}: ${message}`)
}

describe('an article that is in order', () => {
  it('has what its front matter says, and the slug of its file', () => {
    const text = `---
title: Install fails
topics: [install]
questions: [it fails, "why: it fails"]
not_for: [pushing]
symptoms: ["EACCES: denied"]
versions: ">=2 <4"
language: en-GB
---

Do this.
`
    const { articles, problems } = readArticles(filesOf({ 'docs/install.md': text }))
    expect(problems).toEqual([])
    expect(articles[0]).toMatchObject({
      slug: 'install',
      language: 'en',
      path: 'docs/install.md',
      title: 'Install fails',
      body: 'Do this.',
      questions: ['it fails', 'why: it fails'],
      notFor: ['pushing'],
      symptoms: ['EACCES: denied'],
      versions: '>=2 <4',
    })
  })

  it('shares its slug with its translation', () => {
    const { articles } = readArticles(
      filesOf({ 'a.md': good, 'a.zh.md': '---\ntitle: 好\n---\n答案在这里。' }),
    )
    expect(articles.map(({ slug, language }) => [slug, language])).toEqual([
      ['a', 'en'],
      ['a', 'zh'],
    ])
  })

  it('keeps a dotted name that ends in no language', () => {
    expect(nameOf('node.js.md')).toEqual({ slug: 'node.js', language: null })
    expect(nameOf('api.no-op.md')).toEqual({ slug: 'api.no-op', language: null })
    expect(nameOf('setup.IT.md')).toEqual({ slug: 'setup.IT', language: null })
  })

  it('may have a script or region in its name, however it is written', () => {
    const names = ['a.pt-BR.md', 'a.zh_CN.md', 'a.zh-hant-tw.md', 'a.ES-419.markdown']
    expect(names.map((name) => nameOf(`x/${name}`).language)).toEqual([
      'pt-BR',
      'zh-CN',
      'zh-Hant-TW',
      'es-419',
    ])
  })
})

it('an article of addresses, mentions and code is in the language of its title', () => {
  const text =
    '---\ntitle: Whom to mention\n---\n@maint @acme/co, a@z.pl, `co`, [@z](https://github.com/co/z), https://x.y/@do\n'
  expect(readArticles(filesOf({ 'a.md': text })).articles[0]?.language).toBe('en')
})

it('a mistake in the YAML hides none of the others, and is told once', () => {
  const text = `---
title: widget: cannot start
questionz: [a]
versions: newest
questions:
  - How: do I start it
  - "quoted" and more
\t- after a tab
---
[x](nope.md)`
  const problems = problemsOf({ 'docs/a.md': text, 'docs/b.md': good })
  expect(problems.map((one) => one.replace(/^docs\/a\.md:(\d+):.*$/, '$1'))).toEqual([
    '2',
    '3',
    '4',
    '6',
    '7',
    '8',
    '10',
  ])
})

describe('a mistake is named with file and line', () => {
  it.each([
    ['no front matter', 'Just text.', /a\.md:1: .*front matter/],
    ['front matter that never ends', '---\ntitle: x\nbody', /a\.md:1: .*never closed/],
    ['wrong YAML', '---\ntitle: x\nquestions: [a\n---\nBody.', /a\.md:3: Something is not closed here/],
    ['no title', '---\ntopics: [install]\n---\nBody.', /a\.md:\d: .*no title/],
    [
      'an unknown key',
      '---\ntitle: x\nqestions: [a]\n---\nBody.',
      /a\.md:3: Unknown key "qestions"\. Did you mean "questions"/,
    ],
    [
      'a wrong value',
      '---\ntitle: x\nquestions:\n  - a: b\n---\nBody.',
      /a\.md:4: "questions" must be a list of texts/,
    ],
    ['a wrong range', '---\ntitle: x\nversions: newest\n---\nBody.', /a\.md:3: "newest" is no range/],
    ['an empty body', '---\ntitle: x\n---\n  \n', /a\.md:3: .*no body/],
    [
      'a key that stands twice',
      '---\ntitle: x\ntitle: y\n---\nBody.',
      /a\.md:3: The key `title` stands here twice/,
    ],
    [
      'a question that YAML takes for a repetition',
      '---\ntitle: x\nquestions:\n  - *never*\n---\nBody.',
      /a\.md:4: `\*never\*` names nothing: .*in quotes/,
    ],
    [
      'a question that YAML takes for a tag',
      '---\ntitle: x\nquestions:\n  - !important flags\n---\nBody.',
      /a\.md:4: .*is a tag.*in quotes/,
    ],
    [
      'an error code that YAML takes for a key',
      '---\ntitle: x\nsymptoms:\n  - 404: not found\n---\nBody.',
      /a\.md:4: YAML reads the key `404` as a number\. .*the whole text/,
    ],
    [
      'a text behind the end of the YAML',
      '---\ntitle: x\n...\nmore: y\n---\nBody.',
      /a\.md:4: A second document/,
    ],
    [
      'a title with a colon',
      '---\ntitle: Error: no such file\n---\nBody.',
      /a\.md:2: .*must stand in quotes/,
    ],
    [
      'a quotation mark that is never closed',
      '---\ntitle: "x\ntopics: [a]\n---\nBody.',
      /a\.md:2: .*not closed/,
    ],
    [
      'a country for a language',
      '---\ntitle: x\nlanguage: jp\n---\nBody.',
      /a\.md:3: "jp" is no language code/,
    ],
    [
      'a symptom that says nothing',
      '---\ntitle: x\nsymptoms: ["/usr/lib 404"]\n---\nBody.',
      /a\.md:3: The symptom "\/usr\/lib 404" says too little/,
    ],
    [
      'a title that YAML cuts',
      '---\ntitle: Error #2 at start\n---\nBody.',
      /a\.md:2: YAML reads "#2 at start" as/,
    ],
    [
      'a question that YAML cuts',
      '---\ntitle: x\nquestions:\n  - why #define fails\n---\nBody.',
      /a\.md:4: YAML reads "#define fails"/,
    ],
    ['a body of comments', '---\ntitle: x\n---\n<!-- to be written -->\n', /a\.md:3: .*no body.*comments/],
    [
      'a body that no comment can hold',
      `---\ntitle: x\n---\n${'word '.repeat(13_000)}`,
      /a\.md:4: The body has 64999/,
    ],
    [
      'a text nested too deep',
      `---\ntitle: x\n---\nFine.\n\n${'- > '.repeat(4_000)}`,
      /a\.md:6: .*nested deeper/,
    ],
    ['YAML nested too deep', `---\ntitle: ${'{'.repeat(30_000)}\n---\nBody.`, /a\.md:2: .*nested too deep/],
    [
      'a front matter beyond the cap',
      `---\ntitle: ${'x'.repeat(66_000)}\n---\nBody.`,
      /a\.md:1: .*has 66008/,
    ],
    ['a file in another encoding', '---\ntitle: x\n---\n\nGr\ufffd\ufffde', /a\.md:5: The file is not UTF-8/],
    ['a binary file', '---\ntitle: x\n---\nab\u0000c', /a\.md:4: .*binary/],
    ['a file beyond the cap', `---\ntitle: x\n---\n${'x'.repeat(1_000_001)}`, /a\.md:1: .*too big/],
    [
      'a dead link',
      '---\ntitle: x\n---\nSee\n[this](../other.md).',
      /a\.md:5: .*"\.\.\/other\.md" leads nowhere/,
    ],
  ])('%s', (_, text, expected) => {
    const problems = problemsOf({ 'docs/a.md': text, 'good.md': good })
    expect(problems.join('\n')).toMatch(expected)
    expect(
      readArticles(filesOf({ 'docs/a.md': text, 'good.md': good })).articles.map(({ slug }) => slug),
    ).toContain('good')
  })

  it('all of them at once, and which files are not used', () => {
    const text = '---\nversions: newest\ncolour: red\nlanguage: klingonese\n---\n[x](gone.md)\n'
    const files = filesOf({ 'a.md': text, 'b.md': '---\ntitle: B\n---\n[x](gone.md)', 'good.md': good })
    const { problems, leftOut } = readArticles(files)
    expect(problems.map(({ file, message }) => `${file}: ${message.split(/[;.:]/)[0]}`)).toEqual([
      'a.md: The article has no title',
      'a.md: "newest" is no range of versions',
      'a.md: Unknown key "colour"',
      'a.md: "klingonese" is no language code',
      'a.md: The link to "gone',
      'b.md: The link to "gone',
    ])
    expect(leftOut).toEqual(['a.md'])
  })

  it('of an article with hundreds the first ones', () => {
    const keys = Array.from({ length: 300 }, (_, i) => `k${i}: 1`).join('\n')
    const messages = problemsOf({ 'a.md': `---\n${keys}\n---\nBody.`, 'good.md': good })
    expect(messages).toHaveLength(21)
    expect(messages.at(-1)).toContain('281 more in this file')
  })

  it('two files of one slug and language', () => {
    expect(problemsOf({ 'a/x.md': good, 'b/x.md': good })).toEqual([
      'b/x.md:1: The slug "x" (en) is already taken by a/x.md; rename one.',
    ])
  })

  it('a question that two articles claim, however it is written', () => {
    const one = '---\ntitle: One\nquestions: ["How to start?"]\n---\nBody one.'
    const two = '---\ntitle: Two\nquestions:\n  - x\n  - how to START\n---\nBody two.'
    expect(problemsOf({ 'one.md': one, 'two.md': two })).toEqual([
      'two.md:5: The question "how to START" is also claimed by one.md; one question can have one answer.',
    ])
  })

  it('but links to files, folders, anchors, sites and inside code are no mistakes', () => {
    const text =
      '---\ntitle: x\n---\n[a](good.md#x) [b](img/) [c](#here) [d](https://x.org) [e](../up.md) `[f](no.md)`'
    expect(problemsOf({ 'a.md': text, 'good.md': good, 'img/x.png': '' })).toEqual([])
  })
})

it('a knowledge base that is only tried keeps what can be ranked', () => {
  const files = filesOf({
    'a.md': '---\ntitle: A\nquestions: [how]\n---\n',
    'b.md': 'No front matter at all.',
  })
  const { articles, problems } = readArticles(files, { lenient: true })
  expect(articles.map(({ slug, title }) => [slug, title])).toEqual([
    ['a', 'A'],
    ['b', 'b'],
  ])
  expect(problems).toHaveLength(2)
})

it('links that leave the folder are not judged: what lies there is not known', () => {
  const article = (link: string) => `---\ntitle: x\n---\n${link}`
  const files = {
    '.github/knowledge/a.md': article('[x](../../docs/guide.md) [y](/docs/guide.md) ![z](img/z.png)'),
    '.github/knowledge/img/z.png': '',
  }
  expect(problemsOf(files)).toEqual([])
})

it('comments of an article are not posted, those in its examples are', () => {
  const comments =
    '<!-- markdownlint-disable -->\nFirst.\n\n<!-- of\n\nmany lines -->\nSecond <!-- here --> `<!-- kept -->`\n\n' +
    '```html\n<!-- kept too -->\n```\n\n- a\n<!-- prettier-ignore -->\n- b\n\n<!-- open to the end\nHidden.'
  const { articles } = readArticles(filesOf({ 'a.md': `---\ntitle: x\n---\n${comments}` }))
  expect(articles[0]!.body).toBe(
    'First.\n\n\nSecond  `<!-- kept -->`\n\n```html\n<!-- kept too -->\n```\n\n- a\n- b',
  )
})

it('no text makes reading fail', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.string(), (front, body) => {
      readArticles([{ path: 'a.md', text: `---\n${front}\n---\n${body}` }])
    }),
  )
})

it('a path of half a million folders holds nothing up', () => {
  const path = `knowledge/${'a/'.repeat(500_000)}long.md`
  const { articles } = readArticles([
    { path, text: '---\ntitle: Long\n---\nBody' },
    { path: 'knowledge/short.md', text: '---\ntitle: Short\n---\nSee [x](./gone.md)' },
  ])
  expect(articles.map(({ slug }) => slug)).toEqual(['long', 'short'])
})
