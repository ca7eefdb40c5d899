// While an installation is suspended GitHub tells nothing of it; what happened meanwhile is read when it is back.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { HOUR, KNOWN, openScene, REPO, type Scene } from './harness.ts'

let scene: Scene
beforeAll(async () => {
  scene = await openScene()
})
afterAll(() => scene.close())

test('a ticket opened during a suspension is labelled and answered as soon as it ends', async () => {
  await scene.pass(HOUR)
  scene.acts.suspend(scene.installationId)
  await scene.settle()
  scene.github.pauseWebhooks('drop')
  const { number } = scene.acts.openIssue(REPO, 'paula', KNOWN)
  await scene.settle()
  scene.github.resumeWebhooks()
  expect(scene.labels(number)).toEqual([])
  scene.acts.unsuspend(scene.installationId)
  await scene.settle()
  expect(scene.labels(number)).toEqual(['support: pro'])
  expect(scene.parts(number)).toEqual(['answer install'])
})
