// Answers from the knowledge base: posted once, in the asker's language, and all the times Firstline keeps silent.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { KNOWN, openScene, REPO, type Scene, SETTINGS, UNKNOWN } from './harness.ts'

let scene: Scene
beforeAll(async () => {
  scene = await openScene({
    before: (acts) => {
      acts.openIssue(REPO, 'robin', KNOWN)
      acts.addRepository('acme/old')
      acts.addBot('helper[bot]')
    },
  })
})
afterAll(() => scene.close())

const open = async (login: string, draft = KNOWN) => {
  const { number } = scene.acts.openIssue(REPO, login, draft)
  await scene.settle()
  return number
}

test('a known question is answered once, with its source and how to say whether it helped', async () => {
  const number = await open('robin')
  const [answer, ...others] = scene.said(number)
  expect(answer?.body).toMatchInlineSnapshot(`
    "🤖 This is an automatic answer. A maintainer will read this thread all the same.

    Run \`npm install -g widget\`.

    ---

    Source: [install.md](https://github.com/acme/widget/blob/main/.github/knowledge/install.md). Did it help? Please react with 👍 or 👎.

    <!-- firstline:answer install -->"
  `)
  expect(others).toEqual([])
  scene.acts.comment(REPO, number, 'eve', 'I have the same question: how do I install widget')
  scene.acts.editIssue(REPO, number, 'robin', { body: 'On Linux.' })
  await scene.settle()
  expect(scene.parts(number)).toEqual(['answer install'])
})

test('a question in Chinese is answered in Chinese, also in a discussion', async () => {
  const { number } = scene.acts.createDiscussion(REPO, 'robin', { title: '如何安装此项目？' })
  await scene.settle()
  const [answer] = scene.said(number)
  expect(answer?.body).toContain('运行')
  expect(answer?.body).toContain('🤖 这是自动回答。')
})

test('an error in a log finds its article', async () => {
  const number = await open('robin', {
    title: 'Help please',
    body: '```\nError: connect ETIMEDOUT 10.0.0.1:443\n```',
  })
  expect(scene.parts(number)).toEqual(['answer proxy'])
})

test('a question that no article answers meets silence', async () => {
  const number = await open('robin', UNKNOWN)
  expect(scene.said(number)).toEqual([])
})

test('a question that becomes known by an edit is answered then', async () => {
  const number = await open('robin', UNKNOWN)
  scene.acts.editIssue(REPO, number, 'robin', KNOWN)
  await scene.settle()
  expect(scene.parts(number)).toEqual(['answer install'])
})

test('after a maintainer has spoken, an edited question is not answered', async () => {
  const number = await open('robin', UNKNOWN)
  scene.acts.comment(REPO, number, 'maya', 'I will look.')
  await scene.settle()
  scene.acts.editIssue(REPO, number, 'robin', KNOWN)
  await scene.settle()
  expect(scene.said(number)).toEqual([])
})

test('a comment of a maintainer that holds only a command does not count as having spoken', async () => {
  const number = await open('robin', UNKNOWN)
  scene.acts.comment(REPO, number, 'maya', '/tier none')
  await scene.settle()
  scene.acts.editIssue(REPO, number, 'robin', KNOWN)
  await scene.settle()
  expect(scene.parts(number)).toEqual(['answer install'])
})

test('where the maintainer was faster than the delivery, nothing is said', async () => {
  scene.github.pauseWebhooks('fail')
  const { number } = scene.acts.openIssue(REPO, 'robin', KNOWN)
  const opened = scene.github.deliveries.at(-1)
  scene.clock.skip(20_000)
  scene.acts.comment(REPO, number, 'maya', 'See the readme.')
  await scene.github.settle()
  scene.github.resumeWebhooks()
  scene.github.redeliver(opened?.id ?? 0)
  await scene.settle()
  expect(scene.said(number)).toEqual([])
})

test("a maintainer's and a bot's tickets are not answered", async () => {
  expect(scene.said(await open('maya'))).toEqual([])
  expect(scene.said(await open('helper[bot]'))).toEqual([])
})

test('a ticket that was there before the installation is never answered', async () => {
  expect(scene.said(1)).toEqual([])
  scene.acts.comment(REPO, 1, 'robin', 'Nobody?')
  await scene.settle()
  expect(scene.said(1)).toEqual([])
})

test('a ticket that is transferred in is never answered', async () => {
  const old = scene.acts.openIssue('acme/old', 'robin', KNOWN)
  const { number } = scene.acts.transfer('acme/old', old.number, 'maya', REPO)
  await scene.settle()
  scene.acts.comment(REPO, number, 'robin', 'Nobody?')
  await scene.settle()
  expect(scene.said(number)).toEqual([])
})

test('an answer that a maintainer deletes stays deleted', async () => {
  const number = await open('robin')
  const [answer] = scene.said(number)
  scene.acts.deleteComment(REPO, answer?.id ?? 0, 'maya')
  await scene.settle()
  scene.acts.editIssue(REPO, number, 'robin', { body: 'On Windows.' })
  await scene.settle()
  await scene.pass(600_000)
  expect(scene.said(number)).toEqual([])
})

test('a further comment of the asker after the answer calls for a human, until one comes', async () => {
  const number = await open('robin')
  scene.acts.comment(REPO, number, 'robin', 'That did not work.')
  await scene.settle()
  expect(scene.labels(number)).toEqual(['support: needs human'])
  scene.acts.comment(REPO, number, 'maya', 'Then let us see.')
  await scene.settle()
  expect(scene.labels(number)).toEqual([])
})

test('on a ticket with the label firstline: ignore nothing is written any more', async () => {
  const number = await open('robin', UNKNOWN)
  scene.acts.label(REPO, number, 'maya', 'firstline: ignore')
  await scene.settle()
  scene.acts.editIssue(REPO, number, 'robin', KNOWN)
  scene.acts.comment(REPO, number, 'maya', '/help')
  await scene.settle()
  expect(scene.said(number)).toEqual([])
})

test('in draft mode the queue shows the candidate, and /answer posts it', async () => {
  const drafts = await openScene({ settings: `${SETTINGS}\nknowledge_base: { mode: draft }\n` })
  const { number } = drafts.acts.openIssue(REPO, 'robin', KNOWN)
  await drafts.settle()
  expect(drafts.said(number)).toEqual([])
  drafts.acts.comment(REPO, number, 'maya', '/metrics')
  await drafts.settle()
  const queue = drafts.desk()?.comments.find((one) => one.body.includes('firstline:queue'))
  expect(queue?.body).toContain('`install`')
  drafts.acts.comment(REPO, number, 'maya', '/answer')
  await drafts.settle()
  expect(drafts.parts(number)).toEqual(['answer install'])
  await drafts.close()
})
