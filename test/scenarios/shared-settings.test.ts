// Settings and articles that live in another repository of the same owner are in force as soon as they change there.
import { afterEach, expect, test } from 'vitest'
import { ARTICLES, KNOWN, openScene, REPO, type Scene, SETTINGS, UNKNOWN } from './harness.ts'

const OWNERS = 'acme/.github'
const SHELF = 'acme/shelf'

let scene: Scene
afterEach(() => scene.close())

const open = async (login: string, draft = UNKNOWN) => {
  const { number } = scene.acts.openIssue(REPO, login, draft)
  await scene.settle()
  return number
}

test("the owner's settings count, and a change of them is taken up", async () => {
  scene = await openScene({
    settings: null,
    covers: [REPO, OWNERS],
    before: (acts) => acts.addRepository(OWNERS),
  })
  expect(scene.labels(await open('paula'))).toEqual([])
  scene.acts.putFile(OWNERS, 'maya', '.github/firstline.yml', SETTINGS)
  await scene.settle()
  expect(scene.labels(await open('paula'))).toEqual(['support: pro'])
  scene.acts.putFile(OWNERS, 'maya', '.github/firstline.yml', SETTINGS.replace('support: pro', 'gold'))
  await scene.settle()
  expect(scene.labels(await open('paula'))).toEqual(['gold'])
})

test('an article that is added to a shelf of articles elsewhere answers at once', async () => {
  scene = await openScene({
    settings: `${SETTINGS}knowledge_base: { path: "${SHELF}:answers" }\n`,
    articles: {},
    covers: [REPO, SHELF],
    before: (acts) => {
      acts.addRepository(SHELF)
      acts.putFile(SHELF, 'maya', 'answers/proxy.md', ARTICLES['proxy.md'])
    },
  })
  expect(scene.parts(await open('robin', KNOWN))).toEqual([])
  scene.acts.putFile(SHELF, 'maya', 'answers/install.md', ARTICLES['install.md'])
  await scene.settle()
  expect(scene.parts(await open('robin', KNOWN))).toEqual(['answer install'])
  const checks = scene.github.checkRuns(SHELF).map((run) => [run.name, run.conclusion])
  expect(checks).toEqual([['firstline / knowledge base', 'success']])
})

test('where nothing but recording is wanted, an article gets no check run', async () => {
  scene = await openScene({ settings: null, covers: 'all' })
  scene.acts.putFile(REPO, 'maya', '.github/knowledge/broken.md', 'No front matter.')
  await scene.settle()
  expect(scene.writes()).toEqual([])
})
