// What maintainers' labels do, as the settings say, and how taking them off undoes it.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { HOUR, openScene, REPO, type Scene, UNKNOWN } from './harness.ts'

let scene: Scene
beforeAll(async () => {
  scene = await openScene()
})
afterAll(() => scene.close())

const open = async () => {
  const { number } = scene.acts.openIssue(REPO, 'robin', UNKNOWN)
  await scene.settle()
  return number
}

const label = async (number: number, login: string, name: string) => {
  scene.acts.label(REPO, number, login, name)
  await scene.settle()
}

test('a label comments, adds a label and closes with its reason', async () => {
  const number = await open()
  await label(number, 'maya', 'needs: reproduction')
  expect(scene.said(number).map((one) => one.body)).toEqual([
    expect.stringContaining('Please add a small example.'),
  ])
  expect(scene.labels(number)).toEqual(['needs: reproduction', 'on hold'])
  expect(scene.thread(number)).toMatchObject({ closedAt: expect.any(Number), stateReason: 'not_planned' })
})

test('a close says that it is one, and why', async () => {
  const number = await open()
  await label(number, 'maya', 'needs: reproduction')
  expect(scene.said(number)[0]?.body).toContain(
    'Closed automatically as not planned, because a maintainer put on the label `needs: reproduction`.',
  )
})

test('what a maintainer opens again stays open, though the label is still on', async () => {
  const number = await open()
  await label(number, 'maya', 'needs: reproduction')
  scene.acts.reopen(REPO, number, 'maya')
  await scene.settle()
  scene.acts.comment(REPO, number, 'robin', 'Thank you.')
  await scene.settle()
  expect(scene.thread(number).closedAt).toBeNull()
})

test('more than an hour later a close is not undone with the label', async () => {
  const number = await open()
  await label(number, 'maya', 'needs: reproduction')
  await scene.pass(2 * HOUR)
  scene.acts.unlabel(REPO, number, 'maya', 'needs: reproduction')
  await scene.settle()
  expect(scene.thread(number).closedAt).not.toBeNull()
  expect(scene.labels(number)).toEqual([])
})

test('taking the label off takes back what can be taken back', async () => {
  const number = await open()
  await label(number, 'maya', 'needs: reproduction')
  scene.acts.unlabel(REPO, number, 'maya', 'needs: reproduction')
  await scene.settle()
  expect(scene.labels(number)).toEqual([])
  expect(scene.thread(number).closedAt).toBeNull()
})

test('putting the label on again does it again', async () => {
  const number = await open()
  await label(number, 'maya', 'needs: reproduction')
  scene.acts.unlabel(REPO, number, 'maya', 'needs: reproduction')
  await scene.settle()
  await label(number, 'maya', 'needs: reproduction')
  expect(scene.thread(number).closedAt).not.toBeNull()
})

test('a label that somebody else puts on does nothing', async () => {
  const number = await open()
  await label(number, 'robin', 'needs: reproduction')
  expect(scene.said(number)).toEqual([])
  expect(scene.thread(number).closedAt).toBeNull()
})

test('kb: NAME answers with that article', async () => {
  const number = await open()
  await label(number, 'maya', 'kb: proxy')
  expect(scene.parts(number)).toEqual(['answer proxy'])
})

test('kb: with a name that no article has tells the maintainer, once', async () => {
  const number = await open()
  await label(number, 'maya', 'kb: proxi')
  scene.acts.comment(REPO, number, 'robin', 'Anything new?')
  await scene.settle()
  expect(scene.said(number).map((one) => one.body)).toEqual([
    expect.stringContaining('There is no article `proxi`. Did you mean `proxy`?'),
  ])
})

test('a discussion is closed in its own words', async () => {
  const { number } = scene.acts.createDiscussion(REPO, 'robin', UNKNOWN)
  await scene.settle()
  await label(number, 'maya', 'needs: reproduction')
  expect(scene.thread(number)).toMatchObject({ closedAt: expect.any(Number), stateReason: 'outdated' })
})
