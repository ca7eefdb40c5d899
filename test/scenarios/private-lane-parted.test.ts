// A ticket or its private issue goes elsewhere: whoever works on the other side is told, as long as that matters.
import { afterEach, expect, test } from 'vitest'
import { HOUR, REPO, type Scene } from './harness.ts'
import { CUSTOMERS, laneIn, opened, openLaneScene, ROOM } from './private-lane-scene.ts'

let scene: Scene
afterEach(() => scene.close())

const readiness = async () => {
  const response = await fetch(`http://127.0.0.1:${scene.firstline.port}/readyz`)
  const { failing } = (await response.json()) as { failing: string[] }
  return failing.join(' ')
}

test.each([
  ['deleted', (number: number) => scene.acts.deleteIssue(REPO, number, 'maya')],
  ['transferred', (number: number) => scene.acts.transfer(REPO, number, 'maya', CUSTOMERS)],
])('a ticket that was %s is told of in its private issue, once', async (how, act) => {
  scene = await openLaneScene()
  const number = await opened(scene, 'paula')
  act(number)
  await scene.settle()
  await scene.pass(HOUR)
  await scene.settle()
  const told = laneIn(scene).comments.filter(({ body }) => body.includes(`was ${how}`))
  expect(told).toHaveLength(1)
})

test('a private issue that was deleted is no trouble any more once the ticket is closed', async () => {
  scene = await openLaneScene()
  const number = await opened(scene, 'paula')
  scene.acts.deleteIssue(ROOM, laneIn(scene).number, 'maya')
  await scene.settle()
  expect(await readiness()).toContain('its private issue was deleted')
  scene.acts.close(REPO, number, 'maya')
  await scene.settle()
  expect(await readiness()).not.toContain('its private issue was deleted')
})
