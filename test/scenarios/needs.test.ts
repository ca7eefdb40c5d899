// Who wants training or consulting gets a label and what the maintainers offer, once, in their language.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { DAY, HOUR, KNOWN, openScene, REPO, type Scene, SETTINGS, UNKNOWN } from './harness.ts'

const NEEDS = `${SETTINGS}
needs:
  training:
    offer:
      en: "We run **courses**: https://acme.example/courses"
      zh: "我们开设课程：https://acme.example/zh"
  consulting: { offer: "Write to hello@acme.example. Ask @maya." }
  words: { training: [masterclass] }
`
const TRAINING = { title: 'Do you offer training for our team?', body: 'We are ten developers.' }
const CONSULTING = { title: 'Wir suchen einen Berater', body: 'Bieten Sie Beratung für eine Migration an?' }

let scene: Scene
beforeAll(async () => {
  scene = await openScene({ settings: NEEDS })
})
afterAll(() => scene.close())

async function opened(draft: { title: string; body?: string; labels?: string[] }, login = 'robin') {
  const { number } = scene.acts.openIssue(REPO, login, draft)
  await scene.settle()
  return number
}

async function says(number: number, login: string, body: string) {
  const { id } = scene.acts.comment(REPO, number, login, body)
  await scene.settle()
  return scene.reactions(number, id)
}

const text = (number: number) => scene.said(number).map(({ body }) => body)

describe('by itself', () => {
  test('training is offered with a label, in one comment', async () => {
    const number = await opened(TRAINING)
    expect(scene.labels(number)).toEqual(['need: training'])
    expect(text(number)).toMatchInlineSnapshot(`
      [
        "The maintainers of this project offer training:

      We run **courses**: https://acme.example/courses

      This is an automatic note. A maintainer will read this thread all the same.

      <!-- firstline:offer training -->",
      ]
    `)
  })

  test('in the language of who asks, in the maintainers’ words where they have no other', async () => {
    expect(
      text(await opened({ title: '请问是否提供培训？', body: '我们团队希望有一次线上培训。' })),
    ).toMatchInlineSnapshot(`
      [
        "本项目的维护者提供培训：

      我们开设课程：https://acme.example/zh

      这是自动消息。维护者仍会查看此讨论。

      <!-- firstline:offer training -->",
      ]
    `)
    const number = await opened(CONSULTING)
    expect(scene.labels(number)).toEqual(['need: consulting'])
    expect(text(number)).toMatchInlineSnapshot(`
      [
        "Die Maintainer dieses Projekts bieten Beratung an:

      Write to hello@acme.example. Ask @maya.

      Dies ist ein automatischer Hinweis. Ein Maintainer liest trotzdem mit.

      <!-- firstline:offer consulting -->",
      ]
    `)
  })

  test.each([
    [
      'Bonjour, proposez-vous des formations ?',
      'Notre équipe de développeurs découvre le projet.',
      'Les mainteneurs',
    ],
    ['¿Ofrecen formación?', 'Somos un equipo de diez desarrolladores de una empresa.', 'Los mantenedores'],
    [
      'Vocês oferecem treinamento?',
      'Somos uma equipe de dez desenvolvedores e não conhecemos o projeto.',
      'Os mantenedores',
    ],
    ['Проводите ли вы обучение?', 'Нас десять разработчиков, хотели бы заказать тренинг.', 'Сопровождающие'],
    ['研修の依頼', '社内の開発者十名向けに研修をお願いできますか。', 'メンテナーは研修'],
    ['교육 문의', '저희 팀 개발자 열 명을 위한 교육 과정이 있나요?', '관리자가 교육'],
    ['Gibt es Kurse für Anfänger?', 'Unsere Mitarbeiter haben noch nie damit gearbeitet.', 'Die Maintainer'],
  ])('%s', async (title, body, words) => {
    const [said] = text(await opened({ title, body }))
    expect(said).toContain(words)
    expect(said).toContain('We run **courses**')
  })

  test('whatever a form says goes before the words', async () => {
    const number = await opened({
      title: 'Hello',
      body: '### Kind of request\n\nConsulting\n\n### Details\n\nA migration.',
    })
    expect(scene.parts(number)).toEqual(['offer consulting'])
    const other = await opened({ ...TRAINING, body: '### Kind of request\n\nBug report\n\n### Details\n\nx' })
    expect(scene.labels(other)).toEqual([])
  })

  test('the settings’ own words count', async () => {
    expect(scene.labels(await opened({ title: 'When is the next masterclass?' }))).toEqual(['need: training'])
  })

  test('together with an answer and an acknowledgement it is one comment', async () => {
    const number = await opened({ title: KNOWN.title, body: 'Also, do you offer training for our team?' })
    expect(scene.said(number)).toHaveLength(1)
    expect(scene.parts(number)).toEqual(['answer install', 'offer training'])
  })

  test('a discussion is a ticket too', async () => {
    const { number } = scene.acts.createDiscussion(REPO, 'robin', TRAINING)
    await scene.settle()
    expect(scene.parts(number)).toEqual(['offer training'])
    expect(scene.labels(number)).toEqual(['need: training'])
  })

  test('who pays keeps label and clock', async () => {
    const number = await opened(TRAINING, 'paula')
    expect(scene.labels(number)).toEqual(['need: training', 'support: pro'])
    expect(scene.parts(number)).toEqual(['offer training'])
    await scene.pass(3.5 * HOUR)
    expect(scene.labels(number)).toContain('sla: at risk')
    expect(scene.thread(number).closedAt).toBeNull()
  })

  test('nothing to tell: technical support', async () => {
    const number = await opened(UNKNOWN)
    expect([scene.labels(number), text(number)]).toEqual([[], []])
  })

  test('an edit may ask for it as well, but it is said once', async () => {
    const number = await opened(UNKNOWN)
    scene.acts.editIssue(REPO, number, 'robin', { body: TRAINING.title })
    await scene.settle()
    expect(scene.parts(number)).toEqual(['offer training'])
    scene.acts.editIssue(REPO, number, 'robin', { body: `${TRAINING.title} Please.` })
    await scene.pass(DAY)
    expect(scene.parts(number)).toEqual(['offer training'])
  })

  test('not to maintainers, nor after one has spoken', async () => {
    expect(text(await opened(TRAINING, 'maya'))).toEqual([])
    const number = await opened(UNKNOWN)
    await says(number, 'maya', 'What do you mean?')
    scene.acts.editIssue(REPO, number, 'robin', { body: TRAINING.title })
    await scene.settle()
    expect([scene.labels(number), text(number)]).toEqual([[], []])
  })
})

describe('by maintainers', () => {
  test('a command sets the label and has it offered, also after they spoke', async () => {
    const number = await opened(UNKNOWN)
    await says(number, 'maya', 'You need a course.')
    expect(await says(number, 'maya', '/need training')).toEqual(['+1'])
    expect(scene.labels(number)).toEqual(['need: training'])
    expect(text(number)).toMatchInlineSnapshot(`
      [
        "The maintainers of this project offer training:

      We run **courses**: https://acme.example/courses

      <!-- firstline:offer training -->",
      ]
    `)
    await says(number, 'maya', '/need training')
    expect(scene.parts(number)).toEqual(['offer training'])
  })

  test('a command corrects: the other label comes off, nothing is taken back', async () => {
    const number = await opened(TRAINING)
    await says(number, 'maya', '/need technical support')
    expect(scene.labels(number)).toEqual(['need: technical-support'])
    expect(scene.parts(number)).toEqual(['offer training'])
    await says(number, 'maya', '/need consulting')
    expect(scene.labels(number)).toEqual(['need: consulting'])
    expect(scene.parts(number)).toEqual(['offer training', 'offer consulting'])
  })

  test('a wrong word is told with the allowed ones; strangers get a thumb down', async () => {
    const number = await opened(UNKNOWN)
    expect(await says(number, 'maya', '/need coaching')).toEqual(['-1'])
    expect(text(number)).toMatchInlineSnapshot(`
      [
        "\`coaching\` is no kind of need. Allowed: \`technical-support\`, \`training\`, \`consulting\`.

      <!-- firstline:reply 3562000029 -->",
      ]
    `)
    expect(await says(number, 'robin', '/need training')).toEqual(['-1'])
    expect(scene.labels(number)).toEqual([])
    expect(await says(number, 'maya', '/need more people for this one')).toEqual([])
  })

  test('their label has it offered, and what Firstline had put on goes', async () => {
    const number = await opened(TRAINING)
    scene.acts.label(REPO, number, 'maya', 'need: consulting')
    await scene.settle()
    expect(scene.labels(number)).toEqual(['need: consulting'])
    expect(scene.parts(number)).toEqual(['offer training', 'offer consulting'])
  })

  test('a label that they take off stays off', async () => {
    const number = await opened(TRAINING)
    scene.acts.unlabel(REPO, number, 'maya', 'need: training')
    await scene.pass(DAY)
    scene.acts.editIssue(REPO, number, 'robin', { body: `${TRAINING.body} Please.` })
    await scene.pass(DAY)
    expect(scene.labels(number)).toEqual([])
  })

  test('what they delete stays deleted', async () => {
    const number = await opened(TRAINING)
    scene.acts.deleteComment(REPO, scene.said(number)[0]!.id, 'maya')
    await scene.pass(DAY)
    expect(text(number)).toEqual([])
  })
})

test('an offer of technical support is for those who get no answer and do not pay', async () => {
  const other = await openScene({
    settings: `${SETTINGS}\nneeds: { technical-support: { offer: "Support plans: https://acme.example" } }`,
  })
  const partsOf = async (login: string, draft: { title: string }) => {
    const { number } = other.acts.openIssue(REPO, login, draft)
    await other.settle()
    return other.parts(number)
  }
  expect(await partsOf('robin', UNKNOWN)).toEqual(['offer technical-support'])
  expect(await partsOf('robin', KNOWN)).toEqual(['answer install'])
  expect(await partsOf('paula', UNKNOWN)).toEqual([])
  await other.close()
})

test('what the settings begin to offer is offered on tickets opened from then on', async () => {
  const other = await openScene({ settings: SETTINGS })
  const first = other.acts.openIssue(REPO, 'robin', TRAINING).number
  await other.settle()
  await other.pass(HOUR)
  other.acts.putFile(REPO, 'maya', '.github/firstline.yml', NEEDS)
  await other.pass(HOUR)
  const second = other.acts.openIssue(REPO, 'robin', TRAINING).number
  await other.settle()
  expect([other.parts(first), other.parts(second)]).toEqual([[], ['offer training']])
  other.acts.comment(REPO, first, 'maya', '/need training')
  await other.settle()
  expect(other.parts(first)).toEqual(['offer training'])
  await other.close()
})

test('the desk tells how often maintainers left a need as it was', async () => {
  const other = await openScene({ settings: NEEDS })
  const numbers = [TRAINING, TRAINING, CONSULTING].map(
    (one) => other.acts.openIssue(REPO, 'robin', one).number,
  )
  await other.settle()
  other.acts.comment(REPO, numbers[0]!, 'maya', '/need support')
  await other.pass(2 * HOUR)
  const told = other.desk()?.comments.find(({ body }) => body.includes('firstline:metrics'))?.body
  expect(told).toContain(
    'In the last 90 days Firstline put 2 tickets under `training`, of which maintainers left 1 so (50 %); 1 ticket under `consulting`, of which maintainers left 1 so (100 %).',
  )
  await other.close()
})
