// Who answers for the project changes on GitHub, and counts from then on.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { deliver, openScene, REPO, type Scene, SETTINGS, UNKNOWN } from './harness.ts'

let scene: Scene
beforeAll(async () => {
  scene = await openScene({ settings: `${SETTINGS}maintainers: ["@acme/support"]\n` })
})
afterAll(() => scene.close())

test('whoever joins a team of maintainers may give commands at once, and whoever leaves may not', async () => {
  const { number } = scene.acts.openIssue(REPO, 'paula', UNKNOWN)
  const ask = async (login: string) => {
    const { id } = scene.acts.comment(REPO, number, login, '/waiting')
    await scene.settle()
    return scene.reactions(number, id)
  }
  const become = async (members: string[]) => {
    scene.acts.addTeam('acme', 'support', members)
    const payload = { action: 'added', scope: 'team', installation: { id: scene.installationId } }
    await deliver(scene, 'membership', JSON.stringify(payload))
    await scene.settle()
  }
  expect(await ask('robin')).toEqual(['-1'])
  await become(['maya', 'robin'])
  expect(await ask('robin')).toEqual(['+1'])
  await become(['robin'])
  expect(await ask('maya')).toEqual(['-1'])
})
