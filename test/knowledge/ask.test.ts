import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readDocs } from '../../src/knowledge/docs/read-docs.ts'
import {
  askKnowledge,
  buildKnowledge,
  type Match,
  type Question,
  questionFromTicket,
  readArticles,
} from '../../src/knowledge/index.ts'
import { filesOf, knowledgeOf, PRODUCT } from './build.ts'

const knowledge = knowledgeOf(PRODUCT)

function ask(question: string | Question, precision = 0.95): Match {
  return askKnowledge(knowledge, typeof question === 'string' ? { text: question } : question, { precision })
}

describe('a question that an article answers', () => {
  it('is answered when it is a known phrasing, whatever its case and marks', () => {
    const match = ask('NPM install fails with “permission denied”!')
    expect(match).toMatchObject({ answered: true, article: { slug: 'eacces' } })
    expect(match.confidence).toBeGreaterThan(0.99)
  })

  it('is answered in Chinese by the Chinese translation', () => {
    expect(ask('如何安装此项目？')).toMatchObject({
      answered: true,
      language: 'zh',
      article: { slug: 'install', language: 'zh' },
    })
  })

  it('is answered by a knowledge base of that one article', () => {
    const alone = knowledgeOf({ 'install.md': PRODUCT['install.zh.md']! })
    expect(askKnowledge(alone, { text: '如何安装此项目？' }, { precision: 0.95 }).answered).toBe(true)
  })

  it('is answered when its log has a symptom of the article', () => {
    const match = ask({
      title: 'It does not work on my machine',
      logs: [
        "2026-01-02T03:04:05Z npm ERR! Error: EACCES: permission denied, mkdir '/usr/local/lib/node_modules/x'",
      ],
    })
    expect(match).toMatchObject({ answered: true, article: { slug: 'eacces' } })
    expect(match.signatures).toContain('eacces permission denied mkdir')
  })

  it('lists articles and sections of documentation together, and none as surer than one before it', () => {
    const text = (path: string) => files[path as keyof typeof files]
    const files = {
      'docs/backup.md':
        '# Backups\n\nHow the server makes backups of its data directory every night.\n\n## Restoring\n\nStop the server, unpack the archive into the directory, start the server again.\n',
      'docs/cluster.md':
        '# Clustering\n\nServers share one database.\n\n## Electing a leader\n\nThe leader is elected through an advisory lock; configure its number.\n',
    }
    const place = { site: null, anchors: 'github', base: 'docs', link: () => null } as const
    const pages = Object.keys(files).map((path) => ({ file: { path, text: text(path) }, place }))
    const both = buildKnowledge([...readArticles(filesOf(PRODUCT)).articles, ...readDocs(pages).sections])
    const asked = ['install the server', 'configure the lock', 'proxy for backups', 'error in the directory']
    for (const text of asked) {
      const shares = askKnowledge(both, { text }, { precision: 0.95 }).ranked.map((one) => one.confidence)
      expect([text, shares]).toEqual([text, shares.toSorted((a, b) => b - a)])
    }
  })

  it('lists no article twice and at most five, best first', () => {
    const { ranked } = ask('install package proxy permission')
    expect(new Set(ranked.map(({ slug }) => slug)).size).toBe(ranked.length)
    expect(ranked.map(({ confidence }) => confidence)).toEqual(
      ranked.map(({ confidence }) => confidence).sort((a, b) => b - a),
    )
  })
})

describe('the same words', () => {
  it.each([
    ['[Question]: npm install fails with permission denied', ''],
    ['Question: npm install fails with permission denied', 'Thanks in advance'],
    ['npm install fails with permission denied', 'I am on v9.0.'],
    ['Feature request: npm install fails with permission denied', ''],
    ['Add a proxy', 'Please.'],
    ['How do I set a proxy?', '> quoted\n\n```\nEACCES: permission denied, mkdir\n```'],
    ['🎉', ''],
    ['it fails', ''],
  ])('get the same verdict as a ticket and as a text: %j %j', (title, body) => {
    const { answered, confidence, reasons } = ask(questionFromTicket(title, body))
    expect(ask(`${title}\n\n${body}`)).toMatchObject({ answered, confidence, reasons })
    expect(ask(`${title}\r\n${body}`)).toMatchObject({ answered, confidence, reasons })
  })
})

describe('a question about something that no article knows', () => {
  const animals = ['otter', 'heron', 'gecko', 'lemur', 'ibis', 'newt', 'seal', 'quail']
  const zoo = knowledgeOf(
    Object.fromEntries(
      animals.map((name) => [
        `${name}.md`,
        `---\ntitle: Rotate the ${name} store\nquestions: [How do I rotate the ${name} store at night?]\n---\nRun it.`,
      ]),
    ),
  )
  it.each([
    ['How do I rotate the otter store at night since yesterday?', 'otter'],
    ['rotating the otter store at night', 'otter'],
    ['How do I rotate the walrus store at night?', null],
    ['How do I rotate the walrus store?', null],
    ['How do I defrost the otter store at night?', null],
  ])('is no known one with another word in it: %s', (text, slug) => {
    const match = askKnowledge(zoo, { text }, { precision: 0.95 })
    expect(match.answered ? match.article?.slug : null).toBe(slug)
  })
})

describe('an error line of an article', () => {
  const log = "npm ERR! Error: EACCES: permission denied, mkdir '/usr/local/lib/node_modules/x'"
  const asked = (title: string, body: string) => ask(questionFromTicket(title, body))

  it('decides also where the title is that of a bug form', () => {
    const match = asked('[Bug]: nothing works any more', `### Log\n\n\`\`\`\n${log}\n\`\`\``)
    expect(match).toMatchObject({ answered: true, article: { slug: 'eacces' } })
    expect(match.reasons[0]).toBe('its symptom "eacces permission denied mkdir" is in the question')
  })

  it('is found far down in a log and late in a line', () => {
    const noise = Array.from(
      { length: 300 },
      (_, i) => `step ${i}: Error: module m${i} could not be resolved`,
    )
    const late = `${'word '.repeat(40)}${log}`
    const match = asked('[Bug]: build', `\`\`\`\n${[...noise, late].join('\n')}\n\`\`\``)
    expect(match).toMatchObject({ answered: true, article: { slug: 'eacces' } })
  })

  it.each([
    ['a title that is it', { title: 'Waiting for the lock of the store', body: '' }],
    [
      'a line of prose that is it',
      { title: 'Stuck', body: 'Then:\n\nwaiting for the lock of the store 17\n\nWhat now?' },
    ],
    [
      'code in a sentence',
      { title: 'Stuck', body: 'It says `waiting for the lock of the store` and stops.' },
    ],
    ['a quotation in the title', { title: 'Hangs with "waiting for the lock of the store"', body: '' }],
    [
      'the end of a long log',
      {
        title: 'Stuck',
        body: `\`\`\`\n${'step is done\n'.repeat(4_500)}12:00 waiting for the lock of the store\n\`\`\``,
      },
    ],
    [
      'a log of very many lines',
      { title: 'Stuck', body: `\`\`\`\n${'ok\n'.repeat(15_000)}waiting for the lock of the store\n\`\`\`` },
    ],
    [
      'a log in one line',
      {
        title: 'Stuck',
        body: `\`\`\`\n${'{"level":"info"}, '.repeat(2_000)}{"msg":"waiting for the lock of the store"}\n\`\`\``,
      },
    ],
    [
      'a long paste without a fence',
      { title: 'Stuck', body: `${'step is done\n'.repeat(2_500)}waiting for the lock of the store` },
    ],
    [
      'a field that asks nothing',
      {
        title: 'Stuck',
        body: '### Environment\n\nmacOS\n12:00:01 hello\n[2026-01-02T03:04] waiting for the lock of the store',
      },
    ],
  ])('is found in %s, wherever it is asked', (_, { title, body }) => {
    const lock = knowledgeOf({
      'lock.md':
        '---\ntitle: The store is locked\nsymptoms: [waiting for the lock of the store]\n---\nRemove `store.lock`.',
    })
    expect(askKnowledge(lock, questionFromTicket(title, body), { precision: 0.95 }).answered).toBe(true)
    expect(askKnowledge(lock, { text: `${title}\n\n${body}` }, { precision: 0.95 }).answered).toBe(true)
  })

  it('in a request for a feature is no reason for the silence that the request meets', () => {
    const { answered, reasons } = askKnowledge(knowledge, questionFromTicket('[Feature]: retry', log), {
      precision: 0.95,
    })
    expect(answered).toBe(false)
    expect(reasons[0]).toMatch(/for precision 0\.99 \(a request for a feature\)$/)
  })

  it('need not look like an error in a log, but must in prose', () => {
    const texts = {
      ...PRODUCT,
      'hang.md':
        '---\ntitle: Widget hangs\nsymptoms: [waiting for the lock of the store]\n---\nRemove the lock.',
    }
    const verdict = (body: string) =>
      askKnowledge(knowledgeOf(texts), questionFromTicket('[Bug]: it stands still', body), {
        precision: 0.95,
      })
    expect(verdict('```\n12:00:01 waiting for the lock of the store\n```')).toMatchObject({ answered: true })
    expect(verdict('I am waiting for the lock of the store room.').answered).toBe(false)
  })

  it('does not turn a wish for a feature into a question, nor overrule versions', () => {
    expect(asked('[Feature]: a nicer message', `\`\`\`\n${log}\n\`\`\``).answered).toBe(false)
    const old = asked('[Bug]: nothing works', `### Version\n\n1.4.0\n\n### Log\n\n\`\`\`\n${log}\n\`\`\``)
    expect(old.answered).toBe(false)
    expect(old.reasons[0]).toContain('eacces is for versions >=2 <4, and the question names 1.4.0')
  })

  it('counts for the article that names more of it', () => {
    const texts = {
      'short.md': '---\ntitle: Denied\nsymptoms: ["EACCES: permission denied"]\n---\nShort.',
      'long.md': '---\ntitle: Denied in mkdir\nsymptoms: ["EACCES: permission denied, mkdir"]\n---\nLong.',
    }
    const match = askKnowledge(knowledgeOf(texts), { title: 'x', logs: [log] }, { precision: 0.95 })
    expect(match).toMatchObject({ answered: true, article: { slug: 'long' } })
  })
})

describe('a knowledge base of one article, or two', () => {
  const build =
    '---\ntitle: Build fails on macOS\n---\nInstall the command line tools: `xcode-select --install`.'
  const proxy =
    '---\ntitle: Use widget behind a proxy\nquestions: [How do I configure a proxy server?]\n---\nSet it.'
  const one = knowledgeOf({ 'build.md': build })
  const two = knowledgeOf({ 'build.md': build, 'proxy.md': proxy })

  it.each([
    ['it fails', ''],
    ['Build fails', ''],
    ['Build fails on Windows', 'MSBuild says error C1083.'],
    ['Update the build', 'Please use a newer runner.'],
    ['build', 'When is the next nightly build?'],
    ['Build fails on Linux with gcc 14', 'error: implicit declaration of function'],
    ['How do I configure the editor?', ''],
    ['Which server do you use?', ''],
  ])('is silent on "%s"', (title, body) => {
    for (const base of [one, two]) {
      const match = askKnowledge(base, questionFromTicket(title, body), { precision: 0.95 })
      expect(match.answered).toBe(false)
    }
  })

  it.each([
    ['The build fails on macOS 15', 'build'],
    ['macOS build fails', 'build'],
    ['How to configure a proxy server on Ubuntu', 'proxy'],
    ['how can I configure the proxy server', 'proxy'],
  ])('answers "%s", which is nearly said', (title, slug) => {
    expect(askKnowledge(two, { title }, { precision: 0.95 })).toMatchObject({
      answered: true,
      article: { slug },
    })
  })
})

describe('silence', () => {
  it.each([
    ['an unrelated bug', 'Segmentation fault when parsing nested arrays in release builds'],
    ['a feature request', 'Please add a dark mode to the settings page'],
    ['words in common and another problem', 'The tests fail on CI with a permission error'],
    ['another project', 'How do I roast a chicken with lemon and thyme?'],
    ['nothing', ''],
    ['emoji', '🎉🎉🎉 👍'],
    ['zero-width characters', '\u200b\u200d\ufeff'],
    ['function words', 'how do I do this and that?'],
  ])('meets %s', (_, text) => {
    expect(ask(text).answered).toBe(false)
  })

  it('meets what an article says it is not for, and questions like it', () => {
    expect(ask('permission denied when pushing to a repository').ranked[0]?.slug).not.toBe('eacces')
    expect(ask('permission denied while pushing to my repository').answered).toBe(false)
  })

  it.each([
    ['I use widget 4.1.0 on Windows 11.', false],
    ['### Version\n\n4.1.0', false],
    ['### Widget version\n\n3.1.0\n\n### Node.js version\n\n20.1.0', true],
    ['I am on Node v20.1.0 and npm version 10.', true],
    ['Node version: 20', true],
  ])('meets a ticket for another version of the project alone: %j', (body, answered) => {
    const question = questionFromTicket('npm install fails with permission denied', body, {
      project: 'widget',
    })
    expect(ask(question).answered).toBe(answered)
  })

  it.each(['Help', 'Question', 'Need help please', '[Bug]: ', '求助', 'It does not work'])(
    'is not what a ticket gets whose title says nothing: %j',
    (title) => {
      const asked = (body: string) => ask(questionFromTicket(title, body))
      expect(asked('npm install fails with permission denied').answered).toBe(true)
      expect(asked('').answered).toBe(false)
    },
  )

  it('meets a ticket that names a version outside of the article', () => {
    const question = { text: 'npm install fails with permission denied', versions: ['4.1.0'] }
    expect(ask(question).answered).toBe(false)
    expect(ask({ ...question, versions: ['3.9.1'] }).answered).toBe(true)
  })

  it('meets a known phrasing that two articles claim', () => {
    const texts = {
      'a.md': '---\ntitle: One thing\nquestions: [how to start]\n---\nBody.',
      'b.md': '---\ntitle: Other thing\nquestions: [how to start]\n---\nBody.',
    }
    const { articles } = readArticles(filesOf(texts))
    expect(
      askKnowledge(buildKnowledge(articles), { text: 'how to start' }, { precision: 0.95 }).answered,
    ).toBe(false)
  })

  it('grows with the precision asked for', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('install the package', 'configure our proxy', 'permission denied'),
        (text) => {
          if (ask(text, 0.99).answered) expect(ask(text, 0.9).answered).toBe(true)
        },
      ),
    )
  })
})

it('any text gets a verdict with a confidence between 0 and 1', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'binary', maxLength: 300 }),
      fc.string({ maxLength: 300 }),
      (title, body) => {
        const match = ask({ title, body })
        expect(match.confidence).toBeGreaterThanOrEqual(0)
        expect(match.confidence).toBeLessThanOrEqual(1)
      },
    ),
  )
})

it('a text of a megabyte is cut, not read for ever', () => {
  for (const unit of ['a ', '安', 'Error: x at /a/b/c.js:1:1\n', '`', '<!--']) {
    const text = unit.repeat(Math.ceil(1_000_000 / unit.length))
    expect(ask({ title: text, body: text, logs: [text] }).answered).toBe(false)
  }
})

it('rebuilding keeps the documents of unchanged articles and answers the same', () => {
  const { articles } = readArticles(filesOf(PRODUCT))
  const again = buildKnowledge(articles.slice(1), knowledge)
  expect(again.documents[0]!.phrasings).toBe(knowledge.documents[1]!.phrasings)
  const fresh = buildKnowledge(articles.slice(1))
  const question = { text: 'our proxy times out' }
  expect(askKnowledge(again, question, { precision: 0.95 })).toEqual(
    askKnowledge(fresh, question, { precision: 0.95 }),
  )
})

it('translations neither help nor hinder an answer in the original language', () => {
  const english = { 'install.md': PRODUCT['install.md']!, 'proxy.md': PRODUCT['proxy.md']! }
  const question = { text: 'which settings does the proxy need' }
  const alone = askKnowledge(knowledgeOf(english), question, { precision: 0.95 })
  const both = askKnowledge(
    knowledgeOf({ ...english, 'install.zh.md': PRODUCT['install.zh.md']! }),
    question,
    {
      precision: 0.95,
    },
  )
  expect(both.ranked[0]?.slug).toBe(alone.ranked[0]?.slug)
  expect(Math.abs(both.confidence - alone.confidence)).toBeLessThan(0.05)
})
