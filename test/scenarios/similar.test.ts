// Other tickets with the same error are named once, in what is said first, and all the times when they are not.
import { afterEach, beforeEach, expect, test } from 'vitest'
import { DAY, HOUR, KNOWN, openScene, REPO, type Scene, SETTINGS } from './harness.ts'
import { DESK, laneIn, openLaneScene, says } from './private-lane-scene.ts'

let scene: Scene
const start = async (options: Parameters<typeof openScene>[0] = {}) => {
  scene = await openScene(options)
}
beforeEach(() => start())
afterEach(() => scene.close())

const onLinux = `Fresh Ubuntu 24.04, Node 22.

\`\`\`
$ npm i -g widget
npm ERR! code EACCES
npm ERR! Error: EACCES: permission denied, mkdir '/usr/local/lib/node_modules/widget'
\`\`\``
const onWindows = `\`\`\`
PS C:\\Users\\Robin Hood> npm i -g widget
[2026-11-03 09:12:44] Error: EACCES: permission denied, mkdir 'C:\\Program Files\\nodejs\\node_modules\\widget'
    at async mkdir (node:internal/fs/promises:858:10)
\`\`\``
const FIRST = { title: 'Cannot set it up on my laptop', body: onLinux }
const SECOND = { title: 'Setup stops', body: onWindows }

const open = async (login: string, draft: { title: string; body: string }) => {
  const { number } = scene.acts.openIssue(REPO, login, draft)
  await scene.settle()
  return number
}
const similar = (number: number) => scene.parts(number).filter((part) => part.startsWith('similar '))

test('the same error on another machine: the earlier ticket is named, and told nothing', async () => {
  const first = await open('sam', FIRST)
  const second = await open('robin', SECOND)
  expect(scene.said(first)).toEqual([])
  const [said, ...others] = scene.said(second)
  expect(others).toEqual([])
  expect(said?.body.replace(/similar \S+/, 'similar DIGEST')).toMatchInlineSnapshot(`
    "🔎 The same error was reported here before (found automatically, by its message):

    - [Cannot set it up on my laptop](https://redirect.github.com/acme/widget/issues/2) (open)

    <!-- firstline:similar DIGEST -->"
  `)
  await scene.pass(HOUR)
  scene.acts.comment(REPO, second, 'eve', 'Me too')
  scene.acts.editIssue(REPO, second, 'robin', { body: `${onWindows}\nStill so.` })
  await scene.settle()
  expect(similar(second)).toHaveLength(1)
})

test('solved ones come first, with what solved them, then the newest; three at most', async () => {
  const solved = await open('sam', FIRST)
  const answered = await open('eve', { ...FIRST, title: 'Set-up *fails* @maya <!-- x -->' })
  for (const title of ['One', 'Two', 'Three']) await open('paula', { ...FIRST, title })
  const how = scene.acts.comment(
    REPO,
    solved,
    'maya',
    'Set a prefix: `npm config set prefix ~/.npm`, then it works.',
  )
  scene.acts.close(REPO, solved, 'maya', 'completed')
  scene.acts.close(REPO, answered, 'eve', 'completed')
  await scene.pass(DAY)
  const number = await open('robin', SECOND)
  const lines = scene
    .said(number)[0]!
    .body.split('\n')
    .filter((line) => line.startsWith('- '))
  expect(lines).toEqual([
    `- [Set-up \\*fails\\* @\u200bmaya &lt;!-- x --&gt;](https://redirect.github.com/acme/widget/issues/${answered}) (solved)`,
    `- [Cannot set it up on my laptop](https://redirect.github.com/acme/widget/issues/${solved}) (solved, [what solved it](https://redirect.github.com/acme/widget/issues/${solved}#issuecomment-${how.id}))`,
    expect.stringMatching(/^- \[Three\]\(.*\) \(open\)$/),
  ])
})

test('it stands in one comment with what else is said, in the language of who asks', async () => {
  await open('sam', FIRST)
  const number = await open('paula', {
    title: '安装失败，请问怎么办？',
    body: `全局安装的时候报错，日志如下：\n\n${onWindows}`,
  })
  const [said, ...others] = scene.said(number)
  expect(others).toEqual([])
  expect(said?.body).toContain('此前已有人报告过相同的错误')
  expect(said?.body).toContain('未解决')
})

test('not named: what is deleted, ignored, refused, a wish, or was transferred away', async () => {
  const gone = await open('sam', FIRST)
  const ignored = await open('sam', FIRST)
  const refused = await open('sam', FIRST)
  const moved = await open('sam', FIRST)
  const wish = await open('sam', FIRST)
  scene.acts.addRepository('acme/other')
  scene.acts.label(REPO, ignored, 'maya', 'firstline: ignore')
  scene.acts.label(REPO, wish, 'maya', 'enhancement')
  scene.acts.close(REPO, refused, 'maya', 'not_planned')
  scene.acts.transfer(REPO, moved, 'maya', 'acme/other')
  scene.acts.deleteIssue(REPO, gone, 'maya')
  await scene.settle()
  expect(similar(await open('robin', SECOND))).toEqual([])
})

test('not told: a maintainer, a wish, or after a maintainer has spoken', async () => {
  await open('sam', FIRST)
  expect(similar(await open('maya', SECOND))).toEqual([])
  expect(
    similar(await open('robin', { ...SECOND, title: '[Feature request] install without root' })),
  ).toEqual([])
  const number = await open('robin', { title: 'Help', body: 'It stops.' })
  scene.acts.comment(REPO, number, 'maya', 'What does it say?')
  await scene.settle()
  scene.acts.editIssue(REPO, number, 'robin', { body: onWindows })
  await scene.settle()
  expect(similar(number)).toEqual([])
})

test('a log that is added on the first day still finds the others; one that is taken out finds nobody', async () => {
  const first = await open('sam', FIRST)
  const number = await open('robin', { title: 'Help', body: 'It stops.' })
  expect(similar(number)).toEqual([])
  scene.acts.editIssue(REPO, number, 'robin', { body: onWindows })
  await scene.settle()
  expect(similar(number)).toHaveLength(1)
  scene.acts.editIssue(REPO, first, 'sam', { body: 'Solved, thanks' })
  scene.acts.editIssue(REPO, number, 'robin', { body: 'Never mind' })
  await scene.settle()
  expect(similar(await open('eve', SECOND))).toEqual([])
})

test('nothing is added to what was said, where the same error comes to be known of an earlier ticket', async () => {
  const first = await open('sam', { title: 'Help', body: 'It stops.' })
  const number = await open('robin', { ...KNOWN, body: onWindows })
  expect(scene.said(number)).toHaveLength(1)
  scene.acts.editIssue(REPO, first, 'sam', { body: onLinux })
  scene.acts.comment(REPO, number, 'eve', 'Me too')
  await scene.settle()
  expect(scene.said(number)).toHaveLength(1)
  await scene.pass(HOUR)
  scene.acts.editIssue(REPO, number, 'robin', { body: `${onWindows}\nStill so.` })
  await scene.settle()
  expect(similar(number)).toHaveLength(1)
})

test('an error that is the same for more than ten names none', async () => {
  for (let i = 0; i < 10; i++) await open('sam', { ...FIRST, title: `Setup ${i}` })
  expect(similar(await open('robin', SECOND))).toEqual([])
})

test('errors that say too little name none', async () => {
  const vague = { title: 'Broken', body: '```\nError: failed\n```\nIt says something went wrong.' }
  await open('sam', vague)
  expect(similar(await open('robin', vague))).toEqual([])
})

test('a discussion is named with its accepted answer, and a category that is left out is not', async () => {
  const { number } = scene.acts.createDiscussion(REPO, 'sam', FIRST)
  await scene.settle()
  const answer = scene.acts.discussionComment(REPO, number, 'eve', 'Use a version manager, it needs no root.')
  scene.acts.answer(REPO, answer.id, 'sam')
  await scene.settle()
  const told = await open('robin', SECOND)
  expect(scene.said(told)[0]?.body).toContain(
    `(solved, [what solved it](https://redirect.github.com/acme/widget/discussions/${number}#discussioncomment-${answer.id}))`,
  )
})

test('a ticket is not told of one that is opened later, nor after a day', async () => {
  const first = await open('sam', { title: 'Help', body: 'It stops.' })
  await scene.pass(2 * DAY)
  await open('robin', FIRST)
  scene.acts.editIssue(REPO, first, 'sam', { body: onWindows })
  await scene.settle()
  expect(similar(first)).toEqual([])
})

test('tickets of the past are found, once their history is read', async () => {
  await scene.close()
  let old = 0
  await start({
    before: (acts, clock) => {
      old = acts.openIssue(REPO, 'sam', FIRST).number
      acts.close(REPO, old, 'sam', 'completed')
      clock.skip(DAY)
    },
  })
  const told = await open('robin', SECOND)
  expect(scene.said(told)[0]?.body).toContain(`/issues/${old})`)
})

test('paying or not, the same is said', async () => {
  await scene.close()
  await start({ settings: `${SETTINGS}community: { answers: off }\n` })
  await open('sam', FIRST)
  expect(similar(await open('paula', SECOND))).toHaveLength(1)
  expect(similar(await open('robin', SECOND))).toHaveLength(1)
})

test('what was solved in private is named as solved, and nothing of how', async () => {
  await scene.close()
  scene = await openLaneScene()
  const first = await open('sam', FIRST)
  await says(scene, REPO, first, 'maya', '/private')
  const lane = laneIn(scene, DESK)
  await says(scene, DESK, lane.number, 'maya', 'Set a prefix: `npm config set prefix ~/.npm`, then it works.')
  scene.acts.close(DESK, lane.number, 'maya', 'completed')
  await scene.settle()
  const [said] = scene.said(await open('robin', SECOND))
  const line = said?.body.split('\n').find((one) => one.startsWith('- '))
  expect(line).toBe(`- [${FIRST.title}](https://redirect.github.com/acme/widget/issues/${first}) (solved)`)
})
