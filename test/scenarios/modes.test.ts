// Standing back: off, preview, and repositories that are only recorded.
import { expect, test } from 'vitest'
import { HOUR, KNOWN, openScene, REPO, type Scene, SETTINGS } from './harness.ts'

async function usualDay(scene: Scene): Promise<number> {
  const { number } = scene.acts.openIssue(REPO, 'paula', KNOWN)
  scene.acts.createDiscussion(REPO, 'paula', KNOWN)
  await scene.settle()
  scene.acts.label(REPO, number, 'maya', 'needs: reproduction')
  scene.acts.comment(REPO, number, 'maya', '/help\n/metrics')
  await scene.settle()
  await scene.pass(5 * HOUR)
  return number
}

test('with mode: off nothing is ever written', async () => {
  const scene = await openScene({ settings: `mode: off\n${SETTINGS}` })
  await usualDay(scene)
  expect(scene.writes()).toEqual([])
  expect(scene.github.threads(REPO)).toHaveLength(2)
  expect(scene.github.labels(REPO).map((one) => one.name)).toEqual(['needs: reproduction'])
  await scene.close()
})

test('with mode: preview only the desk issue is written, and says what would be done', async () => {
  const scene = await openScene({ settings: `mode: preview\n${SETTINGS}` })
  const number = await usualDay(scene)
  expect(scene.said(number)).toEqual([])
  expect(scene.said(number + 1)).toEqual([])
  expect(scene.labels(number)).toEqual(['needs: reproduction'])
  const desk = scene.desk()
  for (const write of scene.writes())
    expect(write).toMatch(new RegExp(`issues/${desk?.number}/|comments/|pin|Pin`))
  const note = desk?.comments.find((one) => one.body.includes('## Preview'))?.body ?? ''
  expect(note).toContain(`#${number}`)
  expect(note).toContain('`support: pro`')
  expect(note).toContain('answer with the article install')
  await scene.close()
})

test('where the App covers all repositories, one without a settings file is only recorded', async () => {
  const scene = await openScene({ settings: null, covers: 'all' })
  await usualDay(scene)
  expect(scene.writes()).toEqual([])
  expect(scene.desk()).toBeUndefined()
  await scene.close()
})

test('where the repository was chosen, the defaults are in force without a file', async () => {
  const scene = await openScene({ settings: null })
  scene.acts.sponsor('acme', 'sam', { dollars: 3 })
  const { number } = scene.acts.openIssue(REPO, 'sam', KNOWN)
  await scene.settle()
  await scene.pass(HOUR)
  expect(scene.labels(number)).toEqual(['support: sponsor'])
  expect(scene.parts(number)).toEqual(['answer install'])
  await scene.close()
})

test('settings that are switched live are obeyed from then on', async () => {
  const scene = await openScene({ settings: `mode: off\n${SETTINGS}` })
  const { number } = scene.acts.openIssue(REPO, 'paula', KNOWN)
  await scene.settle()
  expect(scene.labels(number)).toEqual([])
  scene.acts.putFile(REPO, 'maya', '.github/firstline.yml', SETTINGS)
  await scene.settle()
  await scene.pass(2 * 60_000)
  expect(scene.labels(number)).toEqual(['support: pro'])
  await scene.close()
})

test('a settings file with mistakes gets a failing check run, and the last good one stays in force', async () => {
  const scene = await openScene()
  const sha = scene.acts.putFile(REPO, 'maya', '.github/firstline.yml', 'teirs: {}\n')
  await scene.settle()
  const run = scene.github.checkRuns(REPO).find((one) => one.headSha === sha)
  expect(run).toMatchObject({ name: 'firstline / settings', conclusion: 'failure' })
  expect(JSON.stringify(run)).toContain('tiers')
  const { number } = scene.acts.openIssue(REPO, 'paula', KNOWN)
  await scene.settle()
  expect(scene.labels(number)).toEqual(['support: pro'])
  await scene.close()
})
