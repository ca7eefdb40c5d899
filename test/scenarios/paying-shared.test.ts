// Settings that an owner keeps in a private repository for all others: what they say of customers stays there.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { HOUR, openScene, REPO, type Scene } from './harness.ts'

const SHARED = `
tiers: { pro: { label: { name: "support: pro" } } }
entitlements: { github_sponsors: ~, organizations: { hidden-industries: gold } }
`

let scene: Scene
beforeAll(async () => {
  scene = await openScene({
    settings: null,
    covers: [REPO, 'acme/.github'],
    before: (acts) => {
      acts.addRepository('acme/.github', { private: true })
      acts.putFile('acme/.github', 'maya', '.github/firstline.yml', SHARED)
    },
  })
})
afterAll(() => scene.close())

const note = () => scene.desk()?.comments.find((one) => one.body.includes('firstline:report'))?.body ?? ''

test('that there is a mistake in them is told in public, and nothing more', async () => {
  await scene.pass(2 * HOUR)
  expect(note()).toContain('Something is wrong in these settings')
  expect(note()).not.toContain('line 3')
  expect(note()).not.toContain('hidden')
  const sha = scene.acts.putFile(REPO, 'maya', '.github/firstline.yml', '_extends: .github\n')
  await scene.settle()
  const run = scene.github.checkRuns(REPO).find((one) => one.headSha === sha)
  expect(run?.conclusion).toBe('neutral')
  expect(run?.summary).toContain('not said in public')
  expect(JSON.stringify(run)).not.toContain('hidden')
})

test('and at its own commit in full', async () => {
  const sha = scene.acts.putFile('acme/.github', 'maya', '.github/firstline.yml', `${SHARED}# again\n`)
  await scene.settle()
  const run = scene.github.checkRuns('acme/.github').find((one) => one.headSha === sha)
  expect(JSON.stringify(run)).toMatch(/hidden-industries/)
})
