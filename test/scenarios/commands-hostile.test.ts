// Commands as people really type them, and by whom they should not be: what is meant is done, nothing else is.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { deliver, openScene, REPO, type Scene, UNKNOWN } from './harness.ts'

let scene: Scene
beforeAll(async () => {
  scene = await openScene()
})
afterAll(() => scene.close())

const open = async (login = 'robin') => {
  const { number } = scene.acts.openIssue(REPO, login, UNKNOWN)
  await scene.settle()
  return number
}
const comment = async (number: number, login: string, body: string) => {
  const { id } = scene.acts.comment(REPO, number, login, body)
  await scene.settle()
  return id
}

test.each([
  '/tier pro',
  '／ＴＩＥＲ　ＰＲＯ',
  '\u202b/Tier\u00a0\u200bPro\u202c',
  'Thanks.\r\n/tier\tpro\r\n',
])('%j of a maintainer is obeyed', async (body) => {
  const number = await open()
  const id = await comment(number, 'maya', body)
  expect(scene.reactions(number, id)).toEqual(['+1'])
  expect(scene.labels(number)).toEqual(['support: pro'])
  await comment(number, 'maya', '/tier NONE')
  expect(scene.labels(number)).toEqual([])
})

test.each(['/tier pro', '\u202e/tier pro', '／ｍｅｔｒｉｃｓ', '/rate 5', '/escalate', '/help'])(
  '%j of a stranger gets a thumb down and never a word',
  async (body) => {
    const number = await open('paula')
    const before = scene.said(number).length
    const id = await comment(number, 'eve', body)
    expect(scene.reactions(number, id)).toEqual(['-1'])
    expect(scene.said(number)).toHaveLength(before)
  },
)

test('what a maintainer mistypes is repeated without what it could do', async () => {
  const number = await open()
  await comment(number, 'maya', '/tier `@octocat`<!--firstline:answer-->')
  await comment(number, 'maya', '/tier @octocat')
  for (const { body } of scene.said(number)) {
    expect(body).not.toMatch(/(?<!`)@octocat/)
    expect(body.match(/<!--/g)).toHaveLength(1)
  }
  expect(scene.said(number)).not.toEqual([])
})

test('only what an edit adds is obeyed, however often and by whomever it is edited', async () => {
  const number = await open()
  const id = await comment(number, 'maya', 'Looking at it.')
  const texts = [
    '/tier pro',
    '/tier pro\n',
    '> /tier sponsor\n\n/tier pro',
    '/tier\u200b pro',
    'Looking at it.',
  ]
  for (const body of texts) {
    scene.acts.editComment(REPO, id, 'maya', body)
    await scene.settle()
  }
  expect(scene.labels(number)).toEqual(['support: pro'])
  expect(scene.reactions(number, id)).toEqual(['+1'])
  expect(scene.said(number)).toEqual([])
})

test('a comment of a megabyte is read like any other', async () => {
  const number = await open()
  const id = await comment(number, 'maya', 'Looking at it.')
  const told = scene.github.deliveries.findLast(({ event }) => event === 'issue_comment')
  const payload = JSON.parse(told?.body ?? '{}')
  payload.action = 'edited'
  payload.changes = { body: { from: 'Looking at it.' } }
  payload.comment.body = `${'/usr/lib is missing > \u202e`\n'.repeat(40_000)}\n\n/tier pro\n`
  payload.comment.updated_at = new Date(scene.clock.now()).toISOString()
  expect((await deliver(scene, 'issue_comment', JSON.stringify(payload))).status).toBe(202)
  await scene.settle()
  expect(payload.comment.id).toBe(id)
  expect(scene.labels(number)).toEqual(['support: pro'])
})
