// Commands in comments: who may, what is said back, and where a command is none.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { HOUR, KNOWN, openScene, REPO, type Scene, SETTINGS, UNKNOWN } from './harness.ts'

let scene: Scene
beforeAll(async () => {
  // The same question is asked all the time.
  scene = await openScene({ settings: `${SETTINGS}\nknowledge_base: { learn: off }\n` })
})
afterAll(() => scene.close())

const open = async (login: string, draft = UNKNOWN) => {
  const { number } = scene.acts.openIssue(REPO, login, draft)
  await scene.settle()
  return number
}

const comment = async (number: number, login: string, body: string) => {
  const { id } = scene.acts.comment(REPO, number, login, body)
  await scene.settle()
  return id
}

test('/answer SLUG posts that article and is confirmed with a thumb', async () => {
  const number = await open('robin')
  const id = await comment(number, 'maya', '/answer proxy')
  expect(scene.parts(number)).toEqual(['answer proxy'])
  expect(scene.reactions(number, id)).toEqual(['+1'])
})

test('/answer with a slug that is none is told so, with the nearest', async () => {
  const number = await open('robin')
  const id = await comment(number, 'maya', '/answer proxi')
  expect(scene.reactions(number, id)).toEqual(['-1'])
  const [reply, ...others] = scene.said(number)
  expect(reply?.body).toContain('Did you mean `proxy`?')
  expect(others).toEqual([])
})

test('whoever asked is told of a mistake in their language, a maintainer in English', async () => {
  const number = await open('robin', { title: '安装失败', body: '安装的时候没有反应，请帮忙看看。' })
  await comment(number, 'robin', '/rate 9')
  await comment(number, 'robin', '/claim open_collective')
  await comment(number, 'maya', '/severity 9')
  expect(scene.said(number).map(({ body }) => body.split('\n')[0])).toEqual([
    '我不理解 `/rate 9`。请写成 `/rate 1-5`。',
    '这里没有可认领的内容：本仓库没有读取任何 Open Collective 集体。',
    'I do not understand `/severity 9`. Write it as `/severity 1-4`.',
  ])
})

test('a stranger gets a thumb down and never a reply', async () => {
  const number = await open('robin')
  const ids = [await comment(number, 'eve', '/answer proxy'), await comment(number, 'eve', '/metrics')]
  for (const id of ids) expect(scene.reactions(number, id)).toEqual(['-1'])
  expect(scene.said(number)).toEqual([])
})

test('/private without a place answers nobody, and a maintainer alone is told so', async () => {
  const number = await open('paula')
  await comment(number, 'robin', '/private')
  expect(scene.said(number)).toEqual([])
  const id = await comment(number, 'maya', '/private')
  expect(scene.reactions(number, id)).toEqual(['-1'])
  expect(scene.said(number).map((one) => one.body)).toEqual([expect.stringContaining('no private place')])
  await scene.pass(5 * HOUR)
  expect(scene.labels(number)).toContain('sla: missed')
})

test.each([
  '/waiting 1 year',
  '/waiting soon',
  '/spent',
  '/spent much',
  '/spent 45 minutes',
  '/spent 0m',
  '/answer how to install',
  '/severity',
  '/severity 5',
  '/severity grave',
  '/tier platinum',
  '/tier',
])('a maintainer who mistypes %j is told what is allowed, and has answered nobody', async (body) => {
  const number = await open('paula')
  const id = await comment(number, 'maya', body)
  expect(scene.reactions(number, id)).toEqual(['-1'])
  expect(scene.said(number)).toHaveLength(1)
  expect(scene.parts(number)).toEqual([`reply ${id}`])
  await scene.pass(5 * HOUR)
  expect(scene.labels(number)).toContain('sla: missed')
})

test('a comment full of commands is carried out as far as it goes, and told so once', async () => {
  const number = await open('robin')
  const id = await comment(number, 'maya', '/tier none\n'.repeat(2_000))
  expect(scene.reactions(number, id)).toEqual(['-1'])
  expect(scene.said(number)).toHaveLength(1)
})

test.each([
  ['a quote', '> /answer proxy'],
  ['a fenced block', '```\n/answer proxy\n```'],
  ['an indented block', 'See:\n\n    /answer proxy'],
  ['inline code', '`/answer proxy`'],
  ['a hidden comment', '<!--\n/answer proxy\n-->'],
  ['a path', '/usr/lib is full'],
  ['prose', '/metrics returns 500'],
  ['the middle of a line', 'try /answer proxy'],
])('a command in %s is none', async (_, body) => {
  const number = await open('robin')
  const id = await comment(number, 'maya', body)
  expect(scene.reactions(number, id)).toEqual([])
  expect(scene.said(number)).toEqual([])
})

test('in an edited comment only what is new is done', async () => {
  const number = await open('robin')
  const id = await comment(number, 'maya', '/help')
  scene.acts.editComment(REPO, id, 'maya', '/help\n\n/answer proxy')
  await scene.settle()
  expect(scene.parts(number).filter((part) => part.startsWith('reply'))).toHaveLength(1)
  expect(scene.parts(number)).toContain('answer proxy')
})

test('/retract where nothing was answered is told so', async () => {
  const number = await open('robin')
  const id = await comment(number, 'maya', '/retract')
  expect(scene.reactions(number, id)).toEqual(['-1'])
  expect(scene.said(number)).toHaveLength(1)
})

test('/why names the tier, and in public nothing more', async () => {
  const number = await open('paula')
  await comment(number, 'maya', '/why')
  const [reply] = scene.said(number)
  expect(reply?.body).toContain('**pro**')
  expect(reply?.body).not.toContain('users')
})

test('/why says what is promised and due, why nothing was answered, and who is waited for', async () => {
  const number = await open('paula')
  await comment(number, 'maya', '/why')
  const body = scene.said(number)[0]?.body ?? ''
  expect(body.split('\n').slice(0, 5)).toEqual([
    '- This ticket has the tier **pro**.',
    expect.stringMatching(/^- First response: promised within 4 hours, due \w{3} \d\d Nov 2026, .* UTC\.$/),
    expect.stringMatching(/^- Resolution: promised within 2 days, due \w{3} \d\d Nov 2026, .* UTC\.$/),
    expect.stringMatching(
      /^- Answer: none, because no article is sure enough to be right \(\d+ % where \d+ % are needed\)\.$/,
    ),
    expect.stringMatching(/^- Waits for: a maintainer, since /),
  ])
})

test('/why names the article that was posted, a wait and its end', async () => {
  const number = await open('robin', KNOWN)
  await comment(number, 'maya', '/waiting 14d')
  await comment(number, 'maya', '/why')
  const body = scene.said(number).at(-1)?.body
  expect(body).toContain('Answer: `install` was posted on')
  expect(body).toContain('Waits for: whoever opened it')
})

test('/why after a retracted answer, and on a closed ticket', async () => {
  const number = await open('robin', KNOWN)
  await comment(number, 'maya', '/retract')
  scene.acts.close(REPO, number, 'maya', 'completed')
  await comment(number, 'maya', '/why')
  const body = scene.said(number).at(-1)?.body
  expect(body).toContain('was posted and taken back')
  expect(body).toContain('Waits for: nobody, it is closed.')
})

test('/waiting does not wait for somebody who has replied before the label could go on', async () => {
  const number = await open('robin')
  scene.acts.comment(REPO, number, 'maya', '/waiting')
  scene.clock.skip(2_000)
  scene.acts.comment(REPO, number, 'robin', 'Here it is.')
  await scene.settle()
  expect(scene.labels(number)).toEqual([])
})

test('/why knows tickets of maintainers, and discussions that somebody has answered', async () => {
  const number = await open('maya')
  await comment(number, 'maya', '/why')
  expect(scene.said(number)[0]?.body).toContain('Waits for: nobody; a maintainer or a bot opened it.')
  const discussion = scene.acts.createDiscussion(REPO, 'robin', UNKNOWN)
  await scene.settle()
  const { id } = scene.acts.discussionComment(REPO, discussion.number, 'eve', 'Use the other package.')
  scene.acts.answer(REPO, id, 'robin')
  await scene.settle()
  scene.acts.discussionComment(REPO, discussion.number, 'maya', '/why')
  await scene.settle()
  expect(scene.said(discussion.number)[0]?.body).toContain('Waits for: nobody; an answer is marked.')
})

test('/help lists the commands that one may give, for the requester in their language', async () => {
  const { number } = scene.acts.openIssue(REPO, 'robin', {
    title: '打印的账本缺少第七列',
    body: '从星期二开始就是这样，请问应该怎么办？',
  })
  const id = await comment(number, 'robin', '/help')
  expect(scene.reactions(number, id)).toEqual(['+1'])
  expect(scene.said(number)[0]?.body).toContain('- `/helpful`: 自动回答解决了问题')
  expect(scene.said(number)[0]?.body).not.toContain('/tier')
  await comment(number, 'maya', '/help')
  expect(scene.said(number)[1]?.body).toContain('- `/waiting [14d]`: wait for the requester')
  // There is no collective here.
  for (const { body } of scene.said(number)) expect(body).not.toContain('claim')
})

test('/unhelpful of the requester calls for a human', async () => {
  const number = await open('robin', KNOWN)
  const id = await comment(number, 'robin', '/unhelpful')
  expect(scene.reactions(number, id)).toEqual(['+1'])
  expect(scene.labels(number)).toEqual(['support: needs human'])
})

test('commands work in discussions and in replies there', async () => {
  const { number } = scene.acts.createDiscussion(REPO, 'robin', UNKNOWN)
  await scene.settle()
  const { id: first } = scene.acts.discussionComment(REPO, number, 'robin', 'More detail.')
  await scene.settle()
  const { id } = scene.acts.discussionComment(REPO, number, 'maya', '/answer proxy', first)
  await scene.settle()
  expect(scene.parts(number)).toEqual(['answer proxy'])
  expect(scene.reactions(number, id)).toEqual(['+1'])
})

test('two commands of one comment are answered in one comment', async () => {
  const number = await open('robin')
  await comment(number, 'maya', '/why\n/help')
  expect(scene.said(number)).toHaveLength(1)
  expect(scene.parts(number)).toHaveLength(2)
})
