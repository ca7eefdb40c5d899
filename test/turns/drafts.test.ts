// Drafts: the candidate waits in the queue until a maintainer posts it, or another one.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { DAY, HOUR, KNOWN, openScene, REPO, type Scene, SETTINGS, UNKNOWN } from '../scenarios/harness.ts'

let scene: Scene
beforeAll(async () => {
  const settings = SETTINGS.replace('pro:\n', 'pro:\n    answers: draft\n')
  scene = await openScene({ settings })
})
afterAll(() => scene.close())

async function ask(login: string, question = KNOWN): Promise<number> {
  const { number } = scene.acts.openIssue(REPO, login, question)
  await scene.settle()
  return number
}

/** The ticket's row in the queue. */
async function row(number: number): Promise<string | undefined> {
  await scene.pass(2 * HOUR)
  const queue = scene.desk()!.comments.find((one) => one.body.includes('firstline:queue'))!
  return queue.body.split('\n').find((line) => line.includes(`[#${number} `))
}

const answers = (number: number) => scene.parts(number).filter((part) => part.startsWith('answer '))

test('a tier whose answers are drafts gets none by itself; the candidate is shown in the queue', async () => {
  const paid = await ask('paula')
  const free = await ask('robin')
  expect(answers(paid)).toEqual([])
  expect(answers(free)).toEqual(['answer install'])
  expect(await row(paid)).toContain('Install widget (`install`)')
  expect(await row(free)).not.toContain('`install`')
})

test('/answer posts the first candidate, once; then it waits in the queue no more', async () => {
  const number = await ask('paula')
  scene.acts.comment(REPO, number, 'maya', '/answer')
  await scene.settle()
  expect(answers(number)).toEqual(['answer install'])
  scene.acts.comment(REPO, number, 'maya', '/answer proxy')
  await scene.settle()
  expect(answers(number)).toEqual(['answer proxy'])
  expect(await row(number)).not.toContain('`install`')
})

test('/answer SLUG posts another article', async () => {
  const number = await ask('paula')
  scene.acts.comment(REPO, number, 'maya', '/answer proxy')
  await scene.settle()
  expect(answers(number)).toEqual(['answer proxy'])
  expect(scene.said(number).at(-1)!.body).toContain('Set `HTTPS_PROXY`.')
})

test('nobody but a maintainer can post a draft', async () => {
  const number = await ask('paula')
  for (const login of ['paula', 'a-passer-by']) scene.acts.comment(REPO, number, login, '/answer')
  await scene.settle()
  expect(answers(number)).toEqual([])
})

test('a draft waits as long as the ticket does, and a question that nothing answers has none', async () => {
  const known = await ask('paula')
  const unknown = await ask('paula', UNKNOWN)
  await scene.pass(10 * DAY)
  expect(await row(known)).toContain('(`install`)')
  expect(await row(unknown)).not.toContain('draft')
})

test('a draft is dropped once a maintainer has answered in their own words', async () => {
  const number = await ask('paula')
  scene.acts.comment(REPO, number, 'maya', 'Run the installer again.')
  scene.acts.comment(REPO, number, 'paula', 'I did, to no avail.')
  await scene.settle()
  expect(await row(number)).not.toContain('draft')
})

test('an article that is written later makes a draft, until the requester edits the question', async () => {
  const { number } = scene.acts.openIssue(REPO, 'robin', { title: 'How do I feed the walrus?' })
  await scene.settle()
  scene.clock.skip(4_000)
  const article = '---\ntitle: Feed the walrus\nquestions: [How do I feed the walrus?]\n---\nFish.'
  scene.acts.putFile(REPO, 'maya', '.github/knowledge/walrus.md', article)
  await scene.pass(2 * HOUR)
  expect(answers(number)).toEqual([])
  expect(await row(number)).toContain('`walrus`')
  scene.acts.editIssue(REPO, number, 'maya', { title: 'How do I feed the walrus of mine?' })
  await scene.settle()
  expect(answers(number)).toEqual([])
  scene.acts.editIssue(REPO, number, 'robin', { title: 'How do I feed the walrus' })
  await scene.settle()
  expect(answers(number)).toEqual(['answer walrus'])
  const later = scene.acts.openIssue(REPO, 'robin', { title: 'How do I feed the walrus?' })
  await scene.settle()
  expect(answers(later.number)).toEqual(['answer walrus'])
})

test('an article that was pushed just before the question still answers it', async () => {
  const article = '---\ntitle: Wash the ibis\nquestions: [How do I wash the ibis?]\n---\nWater.'
  scene.acts.putFile(REPO, 'maya', '.github/knowledge/ibis.md', article)
  const { number } = scene.acts.openIssue(REPO, 'robin', { title: 'How do I wash the ibis?' })
  await scene.settle()
  expect(answers(number)).toEqual(['answer ibis'])
})

test('an article whose push is told after the question that came after it still answers it', async () => {
  const { number } = scene.acts.openIssue(REPO, 'robin', { title: 'How do I brush the lemur?' })
  await scene.settle()
  const article = '---\ntitle: Brush the lemur\nquestions: [How do I brush the lemur?]\n---\nGently.'
  scene.acts.putFile(REPO, 'maya', '.github/knowledge/lemur.md', article)
  await scene.settle()
  expect(answers(number)).toEqual(['answer lemur'])
})
