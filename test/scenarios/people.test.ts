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

test('a name among the maintainers that nobody has is told on the desk, and the others count', async () => {
  const settings = `${SETTINGS}maintainers: [maya, mayya, "@acme/nobody"]\n`
  const typo = await openScene({ settings })
  const { number } = typo.acts.openIssue(REPO, 'paula', UNKNOWN)
  const { id } = typo.acts.comment(REPO, number, 'maya', '/waiting')
  await typo.settle()
  expect(typo.reactions(number, id)).toEqual(['+1'])
  const desk = typo.github.threads(REPO).find((thread) => thread.title.startsWith('Support desk'))
  const words = desk?.comments.map((comment) => comment.body).join('\n') ?? ''
  expect(words).toContain('maintainers: there is no user or organisation mayya')
  expect(words).toContain('maintainers: there is no team')
  await typo.close()
})

test('maintainers of whom nobody exists leave it to permission, instead of to nobody', async () => {
  const typo = await openScene({ settings: `${SETTINGS}maintainers: [mayya]\n` })
  const { number } = typo.acts.openIssue(REPO, 'paula', UNKNOWN)
  const { id } = typo.acts.comment(REPO, number, 'maya', '/waiting')
  await typo.settle()
  expect(typo.reactions(number, id)).toEqual(['+1'])
  await typo.close()
})
