// Things of our own on the embedded GitHub: each is there once, also where the answer to a request was lost.
import { afterEach, expect, test } from 'vitest'
import { DAY, HOUR, MINUTE, openScene, REPO, type Scene, SETTINGS } from '../scenarios/harness.ts'

let scene: Scene
afterEach(() => scene.close())

/** The request for it arrives, and its answer is lost. */
const lose = (what: { path: RegExp } | { operation: string }) =>
  scene.github.fail({ ...('path' in what ? { method: 'POST' } : {}), ...what, drop: true, applied: true })
const desks = () => scene.github.threads(REPO).filter((one) => one.body.includes('firstline:desk'))
const kinds = () => desks()[0]?.comments.map((one) => /firstline:(\w+)/.exec(one.body)?.[1])

test('an issue whose making is in doubt is found by its marker, and is there once', async () => {
  scene = await openScene()
  lose({ path: /\/issues$/ })
  scene.acts.deleteIssue(REPO, desks()[0]!.number, 'maya')
  await scene.settle()
  await scene.pass(2 * MINUTE)
  expect(desks().map((one) => one.pinned)).toEqual([true])
  expect(kinds()).toEqual(['metrics', 'queue'])
})

test.each(['metrics', 'queue'])(
  'a %s comment in doubt is found by its marker, and is there once',
  async (kind) => {
    scene = await openScene()
    const comment = desks()[0]?.comments.find((one) => one.body.includes(`firstline:${kind}`))
    lose({ path: /\/comments$/ })
    scene.acts.deleteComment(REPO, comment?.id ?? 0, 'maya')
    await scene.settle()
    await scene.pass(2 * MINUTE)
    await scene.pass(HOUR)
    expect(kinds()?.toSorted()).toEqual(['metrics', 'queue'])
  },
)

test('a check run in doubt is found on its commit, and is there once', async () => {
  scene = await openScene()
  const before = scene.github.checkRuns(REPO).length
  lose({ path: /\/check-runs$/ })
  scene.acts.putFile(REPO, 'maya', '.github/firstline.yml', SETTINGS.replace('sam: sponsor', 'sam: pro'))
  await scene.settle()
  await scene.pass(2 * MINUTE)
  await scene.pass(DAY)
  expect(scene.github.checkRuns(REPO)).toHaveLength(before + 1)
})

test('a check run that did not arrive is written once that is known', async () => {
  scene = await openScene()
  const before = scene.github.checkRuns(REPO).length
  scene.github.fail({ method: 'POST', path: /\/check-runs$/, drop: true })
  scene.acts.putFile(REPO, 'maya', '.github/firstline.yml', SETTINGS.replace('sam: sponsor', 'sam: pro'))
  await scene.settle()
  expect(scene.github.checkRuns(REPO)).toHaveLength(before)
  await scene.pass(2 * MINUTE)
  expect(scene.github.checkRuns(REPO)).toHaveLength(before + 1)
})

test('a label in doubt is there once', async () => {
  scene = await openScene()
  lose({ path: /\/labels$/ })
  scene.acts.deleteLabel(REPO, 'maya', 'support: pro')
  await scene.settle()
  await scene.pass(2 * MINUTE)
  expect(scene.github.labels(REPO).filter(({ name }) => name === 'support: pro')).toHaveLength(1)
})

test('a pin in doubt is pinned', async () => {
  scene = await openScene()
  lose({ operation: 'PinIssue' })
  scene.acts.deleteIssue(REPO, desks()[0]!.number, 'maya')
  await scene.settle()
  await scene.pass(2 * HOUR)
  expect(desks().map((one) => one.pinned)).toEqual([true])
})
