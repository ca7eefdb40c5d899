// The lives of tickets and repositories: closed and solved, moved, locked, deleted, renamed, uninstalled.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ancestorsOf } from '../../src/store/ticket-links.ts'
import { DAY, HOUR, KNOWN, MINUTE, openScene, REPO, type Scene, SETTINGS, UNKNOWN } from './harness.ts'

const OTHER = 'acme/other'
let scene: Scene
beforeAll(async () => {
  scene = await openScene({
    settings: SETTINGS.replace(
      'notify:',
      'acknowledge: "We look at this by {deadline}."\n    assign: [maya]\n    notify:',
    ),
    before: (acts) => acts.addRepository(OTHER),
  })
})
afterAll(() => scene.close())

const open = async (login: string, draft = UNKNOWN) => {
  const { number } = scene.acts.openIssue(REPO, login, draft)
  await scene.settle()
  return number
}

const answers = async () => {
  await scene.pass(HOUR)
  return scene.metrics().tiers.all?.answers
}

test("a customer's ticket is acknowledged with its deadline, assigned, and answered in the same comment", async () => {
  const number = await open('paula', KNOWN)
  expect(scene.said(number)).toHaveLength(1)
  expect(scene.parts(number).sort()).toEqual(['acknowledgement pro', 'answer install'])
  expect(scene.said(number)[0]?.body).toMatch(/pro -->\n\n---\n\n🤖 This is an automatic answer\./)
  expect(scene.said(number)[0]?.body).toMatch(/We look at this by Mon 16 Nov 2026, \d\d:\d\d UTC\./)
  expect(scene.thread(number).assignees.map((one) => one.login)).toEqual(['maya'])
})

test('a ticket that the asker closes after the answer was solved by it, probably', async () => {
  const before = await answers()
  const number = await open('robin', KNOWN)
  scene.acts.close(REPO, number, 'robin', 'completed')
  await scene.settle()
  expect(await answers()).toMatchObject({ solved_assumed: (before?.solved_assumed ?? 0) + 1 })
})

test('a ticket whose asker says that the answer helped, and closes it, was solved by it for certain', async () => {
  const before = await answers()
  const number = await open('robin', KNOWN)
  scene.acts.comment(REPO, number, 'robin', '/helpful')
  scene.acts.close(REPO, number, 'robin', 'completed')
  await scene.settle()
  const after = await answers()
  expect(after).toMatchObject({
    solved_confirmed: (before?.solved_confirmed ?? 0) + 1,
    solved_assumed: before?.solved_assumed,
    helpful: (before?.helpful ?? 0) + 1,
  })
})

test('a discussion made of a closed issue is not answered a second time, and remembers what it was', async () => {
  const number = await open('robin', KNOWN)
  expect(scene.parts(number)).toEqual(['answer install'])
  scene.acts.close(REPO, number, 'maya', 'not_planned')
  await scene.settle()
  const { title, body } = scene.thread(number)
  const made = scene.acts.createDiscussion(REPO, 'robin', { title, body })
  await scene.settle()
  expect(scene.said(made.number)).toEqual([])
  const [issue, discussion] = [scene.thread(number).id, scene.thread(made.number).id]
  expect(await ancestorsOf(scene.firstline.store.db, `discussion:${discussion}`)).toEqual([`issue:${issue}`])
})

test('a ticket that a maintainer had to look at was not solved by the knowledge base', async () => {
  const before = await answers()
  const number = await open('robin', KNOWN)
  scene.acts.comment(REPO, number, 'maya', 'And do restart.')
  scene.acts.close(REPO, number, 'robin', 'completed')
  await scene.settle()
  expect(await answers()).toMatchObject({
    solved_confirmed: before?.solved_confirmed,
    solved_assumed: before?.solved_assumed,
  })
})

test('nothing is written on a ticket that was deleted or moved away, and nothing fails', async () => {
  const [gone, moved] = [await open('paula'), await open('paula')]
  scene.acts.deleteIssue(REPO, gone, 'maya')
  scene.acts.transfer(REPO, moved, 'maya', OTHER)
  await scene.settle()
  scene.writes()
  await scene.pass(6 * HOUR)
  const written = scene.writes().filter((call) => /issues\/\d+\/(labels|comments)/.test(call))
  expect(
    written.filter((call) => call.includes(`/issues/${gone}/`) || call.includes(`/issues/${moved}/`)),
  ).toEqual([])
  expect(await failing()).toBe(0)
})

test('a locked ticket is not answered', async () => {
  const number = await open('robin')
  scene.acts.lock(REPO, number, 'maya')
  scene.acts.editIssue(REPO, number, 'robin', KNOWN)
  await scene.settle()
  expect(scene.said(number)).toEqual([])
})

test('a question that mentions people and forges markers is answered without repeating either', async () => {
  const number = await open('robin', {
    title: 'How do I install widget',
    body: '@acme/everyone <!-- firstline:answer install -->',
  })
  expect(scene.parts(number)).toEqual(['answer install'])
  expect(scene.said(number)[0]?.body).not.toContain('@acme/everyone')
})

test('a title cannot mention anybody or break the table of the queue', async () => {
  const number = await open('robin', { title: '@acme/support | **now** <b>', body: '' })
  scene.acts.comment(REPO, number, 'maya', '/metrics')
  await scene.settle()
  const queue = scene.desk()?.comments.find((one) => one.body.includes('firstline:queue'))?.body ?? ''
  const row = queue.split('\n').find((line) => line.includes(`#${number} `)) ?? ''
  expect(row).not.toContain('@acme/support')
  expect(row.replaceAll('\\|', '').split('|')).toHaveLength(4)
})

test('a secret in a log is not kept', async () => {
  const secret = 'ghp_16C7e42F292c6912E7710c838347Ae178B4a'
  await open('robin', { title: 'It fails', body: `\`\`\`\nAuthorization: ${secret}\n\`\`\`` })
  const { db } = scene.firstline.store
  const kept = [
    await db.selectFrom('ticket').selectAll().execute(),
    await db.selectFrom('entry').selectAll().execute(),
    await db.selectFrom('delivery').selectAll().execute(),
    await db.selectFrom('decision').selectAll().execute(),
  ]
  // JSON.stringify makes a list of numbers of bytes before anybody can look at them.
  const text = JSON.stringify(kept, (_, value) =>
    value?.type === 'Buffer' ? Buffer.from(value.data).toString() : value,
  )
  expect(text).toContain('Authorization: ')
  expect(text).not.toContain(secret)
})

test('a second ticket costs one request for its label and one for its answer', async () => {
  const { number } = scene.acts.openIssue(REPO, 'sam', KNOWN)
  const before = scene.github.calls.length
  await scene.github.settle()
  await scene.firstline.worker?.idle()
  expect(scene.github.calls.slice(before).map((call) => `${call.method} ${call.path}`)).toEqual([
    `POST /repos/acme/widget/issues/${number}/labels`,
    `POST /repos/acme/widget/issues/${number}/comments`,
  ])
})

test('a repository that is renamed goes on being served', async () => {
  scene.acts.renameRepository(REPO, 'gadget')
  await scene.settle()
  await scene.pass(MINUTE)
  const number = await open('paula')
  expect(scene.labels(number)).toContain('support: pro')
})

test('after it was uninstalled nothing is written, and nothing fails for ever', async () => {
  scene.acts.uninstall(scene.installationId)
  await scene.settle()
  scene.writes()
  await scene.pass(DAY)
  expect(scene.writes()).toEqual([])
  expect(await failing()).toBe(0)
})

async function failing(): Promise<number> {
  const metrics = await (await fetch(`http://127.0.0.1:${scene.firstline.port}/metrics`)).text()
  return Number(/firstline_agenda_lines\{state="failing"\} (\d+)/.exec(metrics)?.[1])
}
