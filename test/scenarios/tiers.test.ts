// Tier labels: put on, taken off, and left as a maintainer left them.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { KNOWN, openScene, REPO, type Scene, UNKNOWN } from './harness.ts'

let scene: Scene
beforeAll(async () => {
  scene = await openScene()
})
afterAll(() => scene.close())

const open = async (login: string) => {
  const { number } = scene.acts.openIssue(REPO, login, UNKNOWN)
  await scene.settle()
  return number
}

test('a customer gets the label of their tier, which exists with its colour before anybody needs it', async () => {
  expect(scene.github.labels(REPO)).toMatchObject([
    { name: 'support: pro', color: '8250df', description: 'Pays' },
    { name: 'support: sponsor', color: 'db61a2' },
  ])
  const number = await open('paula')
  expect(scene.labels(number)).toEqual(['support: pro'])
})

test('a stranger gets no label and is not refused', async () => {
  const number = await open('robin')
  expect(scene.labels(number)).toEqual([])
  expect(scene.thread(number).closedAt).toBeNull()
})

test('a label that claims another tier comes off', async () => {
  const { number } = scene.acts.openIssue(REPO, 'sam', { ...UNKNOWN, labels: ['support: pro'] })
  await scene.settle()
  expect(scene.labels(number)).toEqual(['support: sponsor'])
})

test('a discussion is labelled like an issue', async () => {
  const { number } = scene.acts.createDiscussion(REPO, 'paula', UNKNOWN)
  await scene.settle()
  expect(scene.labels(number)).toEqual(['support: pro'])
})

test('a tier label that a maintainer put on by hand stays, until /tier auto', async () => {
  const number = await open('robin')
  scene.acts.label(REPO, number, 'maya', 'support: pro')
  await scene.settle()
  expect(scene.labels(number)).toEqual(['support: pro'])
  scene.acts.comment(REPO, number, 'robin', 'Anything new?')
  await scene.settle()
  expect(scene.labels(number)).toEqual(['support: pro'])
  scene.acts.comment(REPO, number, 'maya', '/tier auto')
  await scene.settle()
  expect(scene.labels(number)).toEqual([])
})

test('a tier label that a maintainer took off stays off, until /tier auto', async () => {
  const number = await open('paula')
  scene.acts.unlabel(REPO, number, 'maya', 'support: pro')
  await scene.settle()
  scene.acts.comment(REPO, number, 'paula', 'Anything new?')
  await scene.settle()
  expect(scene.labels(number)).toEqual([])
  scene.acts.comment(REPO, number, 'maya', '/tier auto')
  await scene.settle()
  expect(scene.labels(number)).toEqual(['support: pro'])
})

test('/tier sets the tier of one ticket, and its promise with it', async () => {
  const number = await open('robin')
  const { id } = scene.acts.comment(REPO, number, 'maya', '/tier pro')
  await scene.settle()
  expect(scene.labels(number)).toEqual(['support: pro'])
  expect(scene.reactions(number, id)).toEqual(['+1'])
  await scene.pass(3.5 * 3_600_000)
  expect(scene.labels(number)).toEqual(['sla: at risk', 'support: pro'])
})

test('/tier with a name that is no tier is told what is allowed', async () => {
  const number = await open('robin')
  const { id } = scene.acts.comment(REPO, number, 'maya', '/tier gold')
  await scene.settle()
  expect(scene.reactions(number, id)).toEqual(['-1'])
  expect(scene.said(number).map((one) => one.body)).toEqual([
    expect.stringContaining('`pro`, `sponsor`, `none`, `auto`'),
  ])
})

test('a tier label that the requester puts on does not count', async () => {
  const number = await open('robin')
  scene.acts.label(REPO, number, 'robin', 'support: pro')
  await scene.settle()
  expect(scene.labels(number)).toEqual([])
})

test("a maintainer's own ticket gets no label and no answer", async () => {
  const { number } = scene.acts.openIssue(REPO, 'maya', KNOWN)
  await scene.settle()
  expect(scene.labels(number)).toEqual([])
  expect(scene.said(number)).toEqual([])
})
