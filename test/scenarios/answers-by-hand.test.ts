// Answers that maintainers ask for and take back: at any time, one in place of the other, and in the asker's language.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ARTICLES, HOUR, KNOWN, openScene, REPO, type Scene, SETTINGS, UNKNOWN } from './harness.ts'

let scene: Scene
beforeAll(async () => {
  scene = await openScene({
    settings: SETTINGS.replace('notify:', 'acknowledge: "We look at this by {deadline}."\n    notify:'),
    articles: {
      ...ARTICLES,
      'cache.md':
        '---\ntitle: Clear the cache\nquestions: [Comment vider le cache de widget ?]\n---\nDelete `.widget`.\n',
    },
  })
})
afterAll(() => scene.close())

const open = async (login: string, draft: { title: string; body?: string }) => {
  const { number } = scene.acts.openIssue(REPO, login, draft)
  await scene.settle()
  return number
}

const comment = async (number: number, login: string, body: string) => {
  const { id } = scene.acts.comment(REPO, number, login, body)
  await scene.settle()
  return id
}

const label = async (number: number, name: string) => {
  scene.acts.label(REPO, number, 'maya', name)
  await scene.settle()
}

const TAKEN_BACK = '↩️ A maintainer took this automatic answer back.\n\n<!-- firstline:answer install -->'
const bodies = (number: number) => scene.said(number).map(({ body }) => body)

test('/retract leaves one line of the answer, and nothing answers again by itself', async () => {
  const number = await open('robin', KNOWN)
  expect(scene.parts(number)).toEqual(['answer install'])
  const id = await comment(number, 'maya', '/retract')
  expect(bodies(number)).toEqual([TAKEN_BACK])
  expect(scene.reactions(number, id)).toEqual(['+1'])
  scene.acts.editIssue(REPO, number, 'robin', { body: 'Still.' })
  await scene.settle()
  expect(bodies(number)).toEqual([TAKEN_BACK])
  const again = await comment(number, 'maya', '/retract')
  expect(scene.reactions(number, again)).toEqual(['-1'])
  await comment(number, 'maya', '/answer install')
  expect(bodies(number).at(-1)).toContain('Run `npm install -g widget`.')
})

test('/retract takes back the answer alone where the comment says something else too', async () => {
  const number = await open('paula', KNOWN)
  expect(scene.parts(number)).toEqual(['acknowledgement pro', 'answer install'])
  const [acknowledged] = bodies(number)[0]!.split('\n\n---\n\n')
  await comment(number, 'maya', '/retract')
  expect(bodies(number)).toEqual([`${acknowledged}\n\n${TAKEN_BACK}`])
})

test('/answer takes the place of the answer that stands', async () => {
  const number = await open('robin', KNOWN)
  const id = await comment(number, 'maya', '/answer proxy')
  expect(scene.reactions(number, id)).toEqual(['+1'])
  expect(scene.parts(number)).toEqual(['answer proxy'])
  await comment(number, 'maya', '/answer install')
  expect(scene.parts(number)).toEqual(['answer install'])
})

test('/answer takes only the answer out of a comment that says something else too', async () => {
  const number = await open('paula', KNOWN)
  await comment(number, 'maya', '/answer proxy')
  expect(scene.parts(number)).toEqual(['acknowledgement pro', 'answer proxy'])
  expect(bodies(number)[0]).toMatch(/<!-- firstline:acknowledgement pro -->$/)
})

test('/answer with the article that stands is told so', async () => {
  const number = await open('robin', KNOWN)
  const id = await comment(number, 'maya', '/answer install')
  expect(scene.reactions(number, id)).toEqual(['-1'])
  expect(scene.parts(number).filter((part) => part.startsWith('answer'))).toEqual(['answer install'])
})

test('/answer is not outdone by a mistyped one that comes before it was carried out', async () => {
  const number = await open('robin', { title: 'Some words about nothing' })
  await scene.stop()
  scene.acts.comment(REPO, number, 'maya', '/answer proxy')
  scene.clock.skip(2_000)
  const { id } = scene.acts.comment(REPO, number, 'maya', '/answer nothing-of-that-name')
  scene.clock.skip(HOUR)
  await scene.start()
  await scene.settle()
  expect(scene.reactions(number, id)).toEqual(['-1'])
  expect(scene.parts(number)).toContain('answer proxy')
})

test('/answer answers also where a maintainer deleted the answer before', async () => {
  const number = await open('robin', KNOWN)
  scene.acts.deleteComment(REPO, scene.said(number)[0]!.id, 'maya')
  await scene.settle()
  await comment(number, 'maya', '/answer')
  expect(scene.parts(number)).toEqual(['answer install'])
})

test('a label that names an article takes the place of the answer that stands, once', async () => {
  const number = await open('robin', KNOWN)
  scene.clock.skip(2_000)
  await label(number, 'kb: proxy')
  expect(scene.parts(number)).toEqual(['answer proxy'])
  scene.clock.skip(2_000)
  await comment(number, 'maya', '/answer install')
  expect(scene.parts(number)).toEqual(['answer install'])
  scene.clock.skip(2_000)
  await comment(number, 'maya', '/retract')
  await comment(number, 'robin', 'And now?')
  expect(bodies(number)).toEqual([TAKEN_BACK])
})

test('a question in French that finds an English article is answered in French, with a word about the English', async () => {
  const number = await open('robin', { title: 'Comment vider le cache de widget ?' })
  expect(bodies(number)).toMatchInlineSnapshot(`
    [
      "🤖 Ceci est une réponse automatique. Un mainteneur lira tout de même ce fil.

    Delete \`.widget\`.

    Langue de cette réponse : anglais (elle n’existe pas encore en français).

    ---

    Source : [cache.md](https://github.com/acme/widget/blob/main/.github/knowledge/cache.md). Cela vous a-t-il aidé ? Réagissez avec 👍 ou 👎.

    <!-- firstline:answer cache -->",
    ]
  `)
})

test('a log in English makes no question English', async () => {
  const body = `\`\`\`\n${'the connection was refused by the host and it is not there\n'.repeat(30)}Error: connect ETIMEDOUT 10.0.0.1:443\n\`\`\``
  const number = await open('robin', { title: '启动时出错', body })
  expect(bodies(number)[0]).toContain('这是自动回答')
  expect(bodies(number)[0]).toContain('此回答的语言：英语')
})

test.each([
  ['/retract', KNOWN],
  ['/answer proxy', { title: 'The printed ledger lacks its seventh column' }],
  ['/answer proxy', KNOWN],
])('%s whose thumb is held up is no mistake afterwards', async (body, draft) => {
  const number = await open('robin', draft)
  scene.github.fail({ method: 'POST', path: /\/reactions$/, status: 502 })
  const id = await comment(number, 'maya', body)
  await scene.pass(HOUR)
  expect(scene.reactions(number, id)).toEqual(['+1'])
  expect(scene.parts(number).filter((part) => part.startsWith('reply'))).toEqual([])
})

test('/answer may go back to an article that had to give way, and each is judged by its moment', async () => {
  const number = await open('robin', KNOWN)
  const ids = [
    await comment(number, 'maya', '/answer proxy'),
    await comment(number, 'maya', '/answer install'),
    await comment(number, 'maya', '/answer proxy'),
  ]
  expect(ids.map((id) => scene.reactions(number, id))).toEqual([['+1'], ['+1'], ['+1']])
  expect(bodies(number).at(-1)).toContain('HTTPS_PROXY')
})

test.each([
  ['/retract', { method: 'PATCH', path: /\/comments\/\d+$/ }, KNOWN],
  ['/answer proxy', { method: 'POST', path: /\/comments$/ }, KNOWN],
])('%s whose answer from GitHub got lost is no mistake afterwards', async (body, request, draft) => {
  const number = await open('robin', draft)
  scene.github.fail({ ...request, drop: true, applied: true })
  const id = await comment(number, 'maya', body)
  await scene.pass(HOUR)
  expect(scene.reactions(number, id)).toEqual(['+1'])
  expect(scene.parts(number).filter((part) => part.startsWith('reply'))).toEqual([])
})

test('after a lost database nothing is taken back, posted or replied to a second time', async () => {
  const retracted = await open('robin', KNOWN)
  await comment(retracted, 'maya', '/retract')
  const swapped = await open('robin', KNOWN)
  await comment(swapped, 'maya', '/answer proxy')
  await comment(swapped, 'maya', '/answer install')
  const byHand = await open('robin', UNKNOWN)
  await comment(byHand, 'maya', '/answer proxy')
  await comment(byHand, 'maya', '/retract')
  const all = [retracted, swapped, byHand]
  const before = all.map(bodies)
  await scene.stop()
  await scene.start()
  await scene.pass(HOUR)
  for (const number of all) await comment(number, 'robin', 'And now?')
  expect(all.map(bodies)).toEqual(before)
})
