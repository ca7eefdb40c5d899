// With an empty database, what went on in private is found where it is, and never begun a second time elsewhere.
import { afterEach, expect, test } from 'vitest'
import { HOUR, MINUTE, REPO, type Scene } from './harness.ts'
import {
  CUSTOMERS,
  copiesIn,
  DESK,
  laneIn,
  lanesIn,
  opened,
  openLaneScene,
  ROOM,
  says,
} from './private-lane-scene.ts'

let scene: Scene
afterEach(() => scene.close())

/** A customer's ticket that went on in the room, when all that Firstline knew is lost. */
async function lost(): Promise<number> {
  scene = await openLaneScene()
  const number = await opened(scene, 'paula')
  await says(scene, REPO, number, 'robin', 'Me too')
  await scene.stop()
  return number
}

async function expectOnlyTheRoom(number: number): Promise<void> {
  await says(scene, REPO, number, 'robin', 'Me again')
  await scene.pass(2 * HOUR)
  expect(lanesIn(scene, DESK)).toEqual([])
  expect(copiesIn(laneIn(scene, ROOM))).toEqual(['Me too', 'Me again'])
}

test('while the list of customers cannot be read, nothing is begun at the private desk', async () => {
  const number = await lost()
  scene.github.fail({ method: 'GET', path: /acme\/customers\//, status: 500, times: 1000 })
  await scene.start()
  await scene.pass(5 * MINUTE)
  await says(scene, REPO, number, 'robin', 'Me in between')
  expect(lanesIn(scene, DESK)).toEqual([])
  scene.github.heal()
  await scene.pass(2 * HOUR)
  expect(copiesIn(laneIn(scene, ROOM))).toEqual(['Me too', 'Me in between'])
})

test('the room is still the place where the ticket went on, also when the contract names another by now', async () => {
  const number = await lost()
  const list = `- { customer: Big, tier: enterprise, seats: [paula] }\n- { customer: Careful, tier: pro, seats: [rita], room: ${ROOM} }\n`
  scene.acts.putFile(CUSTOMERS, 'maya', 'customers.yml', list)
  await scene.start()
  await scene.pass(5 * MINUTE)
  await expectOnlyTheRoom(number)
})
