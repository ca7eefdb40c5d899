// A ticket without the facts of its topic is asked for them once, in its requester's language, and waits.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { DAY, HOUR, KNOWN, openScene, REPO, type Scene, UNKNOWN } from './harness.ts'

const SETTINGS = `
tiers:
  pro: { label: { name: "support: pro" }, promise: { resolution: 2d } }
  gold: { label: { name: "support: gold" }, needs_information: true }
entitlements:
  github_sponsors: ~
  users: { paula: pro, sam: gold }
needs_information:
  install: [version, platform, log, db_kind]
  usage: version
  flavour: [flavour, version]
`
const CLOSING = `
labels:
  "waiting: requester": { wait: 14d, then: close, reason: not_planned }
`
const FORM = `name: Bug
description: Something is wrong
body:
  - type: markdown
    attributes: { value: Thanks! }
  - { type: dropdown, id: topic, attributes: { label: What is it about?, options: [install, usage] } }
  - { type: input, id: db_kind, attributes: { label: Which database? } }
  - { type: input, attributes: { label: No id } }
`
const FLAVOUR = 'body:\n  - { type: input, id: flavour, attributes: { label: Which flavour? } }\n'
const ASKED = 'request-information install'

let scene: Scene
beforeAll(async () => {
  scene = await openScene({
    settings: SETTINGS,
    before: (acts) => {
      acts.putFile(REPO, 'maya', '.github/ISSUE_TEMPLATE/bug.yml', FORM)
      acts.putFile(REPO, 'maya', '.github/ISSUE_TEMPLATE/broken.yml', 'body: [')
      acts.putFile(REPO, 'maya', '.github/DISCUSSION_TEMPLATE/q-a.yml', FLAVOUR)
      acts.putFile(REPO, 'maya', '.github/ISSUE_TEMPLATE/config.yml', 'blank_issues_enabled: false')
    },
  })
})
afterAll(() => scene.close())

async function opened(
  body: string,
  { login = 'robin', title = UNKNOWN.title, labels = ['topic: install'] } = {},
) {
  const { number } = scene.acts.openIssue(REPO, login, { title, body, labels })
  await scene.settle()
  return number
}

async function says(number: number, login: string, body: string) {
  scene.acts.comment(REPO, number, login, body)
  await scene.settle()
}

test('what is missing is asked for once, and the ticket waits for its requester', async () => {
  const number = await opened('It fails since Tuesday.')
  expect(scene.said(number).map(({ body }) => body)).toMatchInlineSnapshot(`
    [
      "To help you, the maintainers need to know more. Please add:

    - the version that you use
    - the platform: operating system, or where it runs
    - the error message or log, as text
    - Which database?

    Add it to the description or in a comment; until then this waits for you. This is an automatic note.

    <!-- firstline:request-information install -->",
    ]
  `)
  expect(scene.labels(number)).toEqual(['topic: install', 'waiting: requester'])
})

test('only what is missing: the field of the form is known by its label', async () => {
  const body =
    '### What is it about?\n\ninstall\n\n### Which database?\n\nPostgreSQL\n\n### Notes\n\nIt fails with 1.4.2 on Debian.'
  const number = await opened(body, { labels: [] })
  expect(scene.said(number).map((one) => one.body)).toMatchInlineSnapshot(`
    [
      "To help you, the maintainers need to know more. Please add:

    - the error message or log, as text

    Add it to the description or in a comment; until then this waits for you. This is an automatic note.

    <!-- firstline:request-information install -->",
    ]
  `)
})

test('a discussion is asked as well, by the form of its category', async () => {
  const body = '### Which flavour?\n\n_No response_\n\n### Text\n\nVersion 1.2'
  const { number } = scene.acts.createDiscussion(REPO, 'robin', {
    ...UNKNOWN,
    body,
    labels: ['topic: flavour'],
  })
  await scene.settle()
  expect(scene.said(number)[0]?.body).toContain('- Which flavour?')
})

test.each([
  ['as a form', '### Which database?\n\nMySQL'],
  ['as a line of its own', '**Which database?**: MySQL'],
])('nothing is said where all is there, %s', async (_, database) => {
  const number = await opened(`Version 2.0 on macOS:\n\n\`\`\`\nError: boom\n\`\`\`\n\n${database}`)
  expect([scene.parts(number), scene.labels(number)]).toEqual([[], ['topic: install']])
})

test('what a template only names is not told', async () => {
  const number = await opened(
    '<!-- such as Windows, 1.2.3 -->\n- OS: [e.g. iOS]\n- Version [e.g. 22]\n\n### Logs\n\n_No response_',
  )
  expect(scene.said(number)[0]?.body).toContain('- the version')
  expect(scene.said(number)[0]?.body).toContain('- the platform')
  expect(scene.said(number)[0]?.body).toContain('- the error message')
})

test.each([
  ['为什么安装失败？', '从星期二开始就不能用了，请帮忙。', '您使用的版本'],
  [
    'Seit Dienstag geht die Installation nicht',
    'Ich weiß nicht, was ich noch tun soll.',
    'die verwendete Version',
  ],
  ['Rien ne marche depuis mardi', 'Je ne sais plus quoi faire, pouvez-vous m’aider ?', 'la version utilisée'],
  ['No funciona desde el martes', 'No sé qué más puedo hacer, ¿me pueden ayudar?', 'la versión que utiliza'],
  ['Não funciona desde terça-feira', 'Não sei o que fazer, vocês podem me ajudar?', 'a versão que utiliza'],
  ['Не работает со вторника', 'Не знаю, что ещё можно сделать.', 'используемую версию'],
  ['火曜日から動きません', 'どうすればいいのか分かりません。', '使用しているバージョン'],
  ['화요일부터 작동하지 않아요', '어떻게 해야 할지 모르겠습니다.', '사용 중인 버전'],
])('in the language of who asks: %s', async (title, body, words) => {
  const number = await opened(body, { title })
  expect(scene.said(number)[0]?.body).toContain(words)
})

describe('looked at again', () => {
  test('a comment with the rest ends the wait, and nothing more is said', async () => {
    const number = await opened('It fails.')
    await says(number, 'robin', 'I have no idea what you need.')
    expect(scene.labels(number)).toEqual(['topic: install'])
    scene.acts.editIssue(REPO, number, 'robin', { body: 'It still fails.' })
    await scene.pass(DAY)
    expect(scene.parts(number)).toEqual([ASKED])
  })

  test('an edit ends it as well', async () => {
    const number = await opened('It fails.')
    scene.acts.editIssue(REPO, number, 'robin', { body: 'It fails with 1.2 on Linux.' })
    await scene.settle()
    expect(scene.labels(number)).toEqual(['topic: install'])
    expect(scene.parts(number)).toEqual([ASKED])
  })

  test('a topic that a maintainer gives later asks then, with what was said meanwhile', async () => {
    const number = await opened('It fails.', { labels: [] })
    expect(scene.parts(number)).toEqual([])
    await says(number, 'robin', 'That is 1.2 on Linux, of course.')
    scene.acts.label(REPO, number, 'maya', 'topic: Install')
    await scene.settle()
    expect(scene.parts(number)).toEqual([ASKED])
    expect(scene.said(number)[0]?.body).not.toContain('version')
  })
})

describe('not asked', () => {
  test('of who pays, unless the tier says so', async () => {
    expect(scene.parts(await opened('It fails.', { login: 'paula' }))).toEqual([])
    expect(scene.parts(await opened('It fails.', { login: 'sam' }))).toEqual([ASKED])
  })

  test('where an answer is posted', async () => {
    expect(scene.parts(await opened('', { title: KNOWN.title }))).toEqual(['answer install'])
  })

  test('of maintainers, after they spoke, about other topics, or who wants training', async () => {
    expect(scene.parts(await opened('It fails.', { login: 'maya' }))).toEqual([])
    expect(scene.parts(await opened('It fails.', { labels: ['topic: other'] }))).toEqual([])
    expect(scene.parts(await opened('Do you offer training for our team?'))).toEqual([])
    const number = await opened('It fails.', { labels: [] })
    await says(number, 'maya', 'I see.')
    scene.acts.label(REPO, number, 'maya', 'topic: install')
    await scene.settle()
    expect(scene.parts(number)).toEqual([])
  })

  test('again after a maintainer has deleted it', async () => {
    const number = await opened('It fails.')
    scene.acts.deleteComment(REPO, scene.said(number)[0]!.id, 'maya')
    await scene.pass(DAY)
    expect(scene.parts(number)).toEqual([])
  })
})

test('a rule for the label that Firstline put on closes after its wait', async () => {
  const other = await openScene({ settings: SETTINGS + CLOSING })
  const { number } = other.acts.openIssue(REPO, 'robin', { ...UNKNOWN, labels: ['topic: install'] })
  await other.settle()
  expect(other.said(number)).toHaveLength(1)
  expect(other.said(number)[0]?.body).toContain('closed automatically on 30 November 2026')
  await other.pass(DAY)
  expect(other.said(number)).toHaveLength(1)
  await other.pass(15 * DAY)
  expect(other.thread(number)).toMatchObject({ closedAt: expect.any(Number), stateReason: 'not_planned' })
  await other.close()
})

test('what the settings begin to ask is asked on tickets opened from then on; the best article tells the topic', async () => {
  const other = await openScene({
    settings: 'knowledge_base: { suggest: 0.5, precision: 0.999, mode: draft }',
    articles: {
      'install.md':
        '---\ntitle: Install widget\ntopics: [install]\nquestions: [how do I install widget]\n---\nRun it.\n',
    },
  })
  const ask = async () => {
    const { number } = other.acts.openIssue(REPO, 'robin', KNOWN)
    await other.settle()
    return number
  }
  const first = await ask()
  await other.pass(HOUR)
  other.acts.putFile(
    REPO,
    'maya',
    '.github/firstline.yml',
    'knowledge_base: { suggest: 0.5, precision: 0.999, mode: draft }\nneeds_information: { install: version }',
  )
  await other.pass(HOUR)
  const second = await ask()
  expect([other.parts(first), other.parts(second)]).toEqual([[], [ASKED]])
  await other.close()
})
