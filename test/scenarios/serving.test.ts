// Repositories that only serve others: nothing is written there, unless they have a settings file of their own.
import { afterEach, expect, test } from 'vitest'
import { ARTICLES, DAY, HOUR, KNOWN, openScene, REPO, type Scene, SETTINGS } from './harness.ts'

const SHELF = 'acme/shelf'
const CUSTOMERS = 'acme/customers'
const DESK = 'acme/desk'
const OWNERS = 'acme/.github'
const SERVING = [SHELF, CUSTOMERS, DESK, OWNERS]
const NAMING = `${SETTINGS.replace('github_sponsors: ~', `github_sponsors: ~\n  customers: { repository: ${CUSTOMERS}, path: customers.yml }`)}
knowledge_base: { path: "${SHELF}:answers" }
desk: { repository: ${DESK} }
`

let scene: Scene
afterEach(() => scene.close())

const openServing = (before: Parameters<typeof openScene>[0] = {}) =>
  openScene({
    settings: NAMING,
    articles: {},
    covers: [...SERVING, REPO],
    ...before,
    before: (acts, clock) => {
      for (const name of SERVING) acts.addRepository(name, { private: name !== OWNERS })
      acts.putFile(SHELF, 'maya', 'answers/install.md', ARTICLES['install.md'])
      acts.putFile(CUSTOMERS, 'maya', 'customers.yml', '- { customer: Big, tier: pro, seats: [robin] }')
      before.before?.(acts, clock)
    },
  })

const titles = (repo: string) => scene.github.threads(repo).map((one) => one.title)
/** Whatever was written to a repository but check runs. */
const writesTo = (repo: string) =>
  scene.github.calls
    .filter(({ method, path }) => method !== 'GET' && path.startsWith(`/repos/${repo}/`))
    .map(({ method, path }) => `${method} ${path}`)
    .filter((call) => !call.endsWith('/check-runs'))

test('get no desk, labels or answers, whichever is read first', async () => {
  scene = await openServing()
  expect(titles(DESK)).toEqual([`Support desk of ${REPO}`])
  expect(writesTo(DESK).filter((call) => call.endsWith('/labels'))).toEqual([])
  const { number } = scene.acts.openIssue(CUSTOMERS, 'robin', KNOWN)
  await scene.settle()
  await scene.pass(2 * HOUR)
  expect(scene.github.thread(CUSTOMERS, number).comments).toEqual([])
  for (const repo of [SHELF, CUSTOMERS, OWNERS]) expect(writesTo(repo)).toEqual([])
  expect(scene.desk()).toBeDefined()
})

test('are desks with a settings file of their own', async () => {
  scene = await openServing({
    before: (acts) =>
      acts.putFile(CUSTOMERS, 'maya', '.github/firstline.yml', 'entitlements: { github_sponsors: ~ }'),
  })
  expect(titles(CUSTOMERS)).toEqual(['Support desk'])
})

test("an owner's settings for all do not make a desk of where they are", async () => {
  scene = await openServing({
    settings: null,
    before: (acts) => acts.putFile(OWNERS, 'maya', '.github/firstline.yml', NAMING),
  })
  expect(scene.desk()).toBeDefined()
  for (const repo of [SHELF, CUSTOMERS, OWNERS]) expect(writesTo(repo)).toEqual([])
})

test('become a desk when they are no longer named', async () => {
  scene = await openServing()
  scene.acts.putFile(REPO, 'maya', '.github/firstline.yml', SETTINGS)
  await scene.settle()
  await scene.pass(DAY)
  expect(titles(CUSTOMERS)).toEqual(['Support desk'])
})
