// A label does what the settings said when it was put on, not what they say by now.
import { afterEach, beforeEach, expect, test } from 'vitest'
import { DAY, HOUR, openScene, REPO, type Scene, UNKNOWN } from './harness.ts'

const BASE = 'entitlements: { github_sponsors: ~ }\n'
const withRules = (...rules: string[]) => `${BASE}labels:\n${rules.map((rule) => `  ${rule}\n`).join('')}`
const ASKS = '"needs: example": { comment: "Please add an example." }'
const CLOSES = '"needs: example": { comment: "Please add an example.", wait: 14d, then: close }'
const REMINDS = '"needs: example": { comment: "Please add an example.", wait: 14d, then: remind }'

let scene: Scene
const begin = async (settings: string) => {
  scene = await openScene({ settings })
}
beforeEach(() => begin(BASE))
afterEach(() => scene.close())

const labelled = async (name: string) => {
  const { number } = scene.acts.openIssue(REPO, 'robin', UNKNOWN)
  await scene.settle()
  scene.acts.label(REPO, number, 'maya', name)
  await scene.settle()
  return number
}
const setTo = async (settings: string) => {
  scene.acts.putFile(REPO, 'maya', '.github/firstline.yml', settings)
  await scene.settle()
}
/** Whatever wakes a ticket. */
const touch = async (number: number) => {
  scene.acts.comment(REPO, number, 'sam', 'Me too.')
  await scene.settle()
}
const isOpen = (number: number) => scene.thread(number).closedAt === null
const again = async (settings: string) => {
  await scene.close()
  await begin(settings)
}

test('a rule that is written later leaves alone what was labelled before', async () => {
  const number = await labelled('wontfix')
  const closed = await labelled('wontfix')
  scene.acts.close(REPO, closed, 'maya', 'completed')
  await scene.pass(DAY)
  await setTo(withRules('wontfix: { comment: "We will not.", close: true, lock: true, add: [declined] }'))
  await touch(number)
  await touch(closed)
  await scene.pass(DAY)
  for (const one of [number, closed]) {
    expect(scene.said(one)).toEqual([])
    expect(scene.labels(one)).toEqual(['wontfix'])
    expect(scene.thread(one).locked).toBe(false)
  }
  expect(isOpen(number)).toBe(true)
  expect(isOpen(await labelled('wontfix'))).toBe(false)
})

test('a label that was put on while its rule was on its way acts', async () => {
  const number = await labelled('wontfix')
  await setTo(withRules('wontfix: { comment: "We will not." }'))
  await touch(number)
  expect(scene.said(number)).toHaveLength(1)
})

test('a rule that learns to close closes nothing that was only asked for', async () => {
  await again(withRules(ASKS))
  const number = await labelled('needs: example')
  await scene.pass(20 * DAY)
  await setTo(withRules(CLOSES))
  await touch(number)
  await scene.pass(20 * DAY)
  expect(isOpen(number)).toBe(true)
  expect(scene.said(number)).toHaveLength(1)
})

test('a rule that closes no more reminds where it was made to remind, and else does nothing', async () => {
  await again(withRules(CLOSES))
  const number = await labelled('needs: example')
  await setTo(withRules(REMINDS))
  await scene.pass(20 * DAY)
  expect(isOpen(number)).toBe(true)
  expect(scene.said(number).at(-1)?.body).toContain('A reminder, @robin')
  await setTo(withRules(CLOSES))
  const other = await labelled('needs: example')
  await setTo(BASE)
  await scene.pass(20 * DAY)
  expect(isOpen(other)).toBe(true)
})

test('going live does nothing about labels of the time before', async () => {
  await again(`mode: preview\n${withRules(CLOSES)}`)
  const number = await labelled('needs: example')
  await scene.pass(DAY)
  await setTo(withRules(CLOSES))
  await touch(number)
  await scene.pass(20 * DAY)
  expect(scene.said(number)).toEqual([])
  expect(isOpen(number)).toBe(true)
})

test('a wait goes on after a lost database, and nothing else begins', async () => {
  await again(withRules(CLOSES))
  const number = await labelled('needs: example')
  await scene.pass(DAY)
  await scene.stop()
  await scene.start()
  await scene.pass(HOUR)
  expect(scene.said(number)).toHaveLength(1)
  await scene.pass(13 * DAY)
  expect(isOpen(number)).toBe(false)
})

test.each([
  [
    'whose markers look alike',
    ['what?', 'what!'],
    ['"what?": { comment: "A question." }', '"what!": { comment: "It shines." }'],
  ],
  [
    'that two rules are about',
    ['area/ui'],
    ['"area/*": { comment: "A question." }', '"area/ui": { comment: "It shines." }'],
  ],
])('labels %s, put on in one second, each have their words, once', async (_which, names, rules) => {
  await again(withRules(...rules))
  const { number } = scene.acts.openIssue(REPO, 'robin', UNKNOWN)
  await scene.settle()
  for (const name of names) scene.acts.label(REPO, number, 'maya', name)
  await scene.settle()
  await touch(number)
  const said = scene
    .said(number)
    .map(({ body }) => body)
    .join('\n')
  expect(said.match(/A question\.|It shines\./g)?.toSorted()).toEqual(['A question.', 'It shines.'])
})
