// Settings and articles that live in another repository of the same owner are in force as soon as they change there.
import { afterEach, expect, test } from 'vitest'
import { ARTICLES, DAY, HOUR, KNOWN, openScene, REPO, type Scene, SETTINGS, UNKNOWN } from './harness.ts'

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

const PRIVATE_SETTINGS = SETTINGS.replaceAll(/\bpro\b/g, 'platinum')
const checksOf = () =>
  scene.github
    .checkRuns(REPO)
    .map((run) => JSON.stringify([run.name, run.conclusion, run.title, run.summary]))

async function pushExtending(base: string | null): Promise<string[]> {
  scene = await openScene({
    settings: null,
    covers: [REPO, SHELF],
    before: (acts) => {
      acts.addRepository(SHELF, { private: true })
      if (base !== null) acts.putFile(SHELF, 'maya', '.github/firstline.yml', base)
    },
  })
  scene.acts.putFile(
    REPO,
    'maya',
    '.github/firstline.yml',
    '_extends: shelf\nmode: lve\nentitlements: { users: { paula: gold } }\n',
  )
  await scene.settle()
  const told = checksOf()
  await scene.close()
  return told
}

test('a check run in public says the same of a private file that is good, wrong, or not there', async () => {
  const [good, wrong, none] = [
    await pushExtending(PRIVATE_SETTINGS),
    await pushExtending('tiers: { secret-name: { amount: 5000 } }\n'),
    await pushExtending(null),
  ]
  expect(good).toHaveLength(1)
  expect(good[0]).toContain('`mode` must be')
  expect(good[0]).toContain('not said in public')
  expect(good[0]).not.toMatch(/platinum|secret|5000/)
  expect(wrong).toEqual(good)
  expect(none).toEqual(good)
  scene = await openScene({})
})

test('a desk in public names no mistake in articles of a private repository', async () => {
  scene = await openScene({
    settings: `${SETTINGS}knowledge_base: { path: "${SHELF}:answers" }\n`,
    covers: [REPO, SHELF],
    before: (acts) => {
      acts.addRepository(SHELF, { private: true })
      acts.putFile(SHELF, 'maya', 'answers/hush.md', '---\ntitle: Hush\nsecret_key: 1\n---\nBody.\n')
    },
  })
  await scene.settle()
  const desk = [scene.desk()?.body, ...(scene.desk()?.comments ?? []).map((comment) => comment.body)].join(
    '\n',
  )
  expect(desk).toContain('Some articles have mistakes')
  expect(desk).not.toMatch(/hush|secret_key|answers\//i)
})

test.each(['firstline.yml', '.github/Firstline.yml', '.github/firstline.yml.txt', '.firstline.yaml'])(
  'settings under the near name %s get a check run that names the right one',
  async (path) => {
    scene = await openScene({ settings: null })
    scene.acts.putFile(REPO, 'maya', path, SETTINGS)
    await scene.settle()
    const [run] = scene.github.checkRuns(REPO)
    expect(run).toMatchObject({ name: 'firstline / settings', conclusion: 'failure' })
    expect(run?.summary).toContain('settings stand in `.github/firstline.yml`')
  },
)

test('settings that end in .yaml count too', async () => {
  scene = await openScene({ settings: null })
  scene.acts.putFile(REPO, 'maya', '.github/firstline.yaml', SETTINGS)
  await scene.settle()
  expect(scene.github.checkRuns(REPO).map((run) => run.conclusion)).toEqual(['success'])
  expect(scene.labels(await open('paula'))).toEqual(['support: pro'])
})

test.each(['.github/firstline.yaml', '.firstline.yml'])(
  'a file %s beside the settings is told to be the one that is not read',
  async (path) => {
    scene = await openScene({ settings: SETTINGS })
    scene.acts.putFile(REPO, 'maya', path, 'mode: off\n')
    await scene.settle()
    const run = scene.github.checkRuns(REPO).at(-1)
    expect(run?.conclusion).toBe('neutral')
    expect(run?.summary).toContain(`\`${path}\` is not read: settings stand in \`.github/firstline.yml\``)
    expect(scene.labels(await open('paula'))).toEqual(['support: pro'])
  },
)

test('an answer from a private repository is posted, and tells nothing of where it comes from', async () => {
  scene = await openScene({
    settings: `${SETTINGS}knowledge_base: { path: "${SHELF}:answers" }\n`,
    articles: {},
    covers: [REPO, SHELF],
    before: (acts) => {
      acts.addRepository(SHELF, { private: true })
      const text = `${ARTICLES['install.md']}See [more](../hush/more.md) and ![a picture](/hush.png).\n`
      acts.putFile(SHELF, 'maya', 'answers/install.md', text)
    },
  })
  const number = await open('robin', KNOWN)
  const [answer] = scene.said(number)
  expect(answer?.body).toContain('npm install -g widget')
  expect(answer?.body).toContain('Did it help?')
  expect(answer?.body).not.toMatch(/shelf|answers\/|hush|\.md/)
})

test('a mistyped tier is told without the names of a private file', async () => {
  scene = await openScene({
    settings: '_extends: shelf\n',
    covers: [REPO, SHELF],
    before: (acts) => {
      acts.addRepository(SHELF, { private: true })
      acts.putFile(SHELF, 'maya', '.github/firstline.yml', PRIVATE_SETTINGS)
    },
  })
  const number = await open('paula')
  expect(scene.labels(number)).toEqual(['support: platinum'])
  scene.acts.comment(REPO, number, 'maya', '/tier platin')
  await scene.settle()
  const reply = scene.said(number).at(-1)?.body
  expect(reply).toContain('There is no tier `platin`')
  expect(reply).not.toContain('platinum')
})

test('tiers of a private file are told in public by their labels alone', async () => {
  const priority = PRIVATE_SETTINGS.replace('"support: platinum"', '"support: priority"')
  const hidden = priority.replace('notify:', 'acknowledge: "By {deadline}."\n    notify:')
  scene = await openScene({
    settings: '_extends: shelf\n',
    covers: [REPO, SHELF],
    before: (acts) => {
      acts.addRepository(SHELF, { private: true })
      acts.putFile(
        SHELF,
        'maya',
        '.github/firstline.yml',
        `${hidden}  "do: it": { answer: platinum-help }\ndesk: { report: monthly }\n`,
      )
    },
  })
  const number = await open('paula')
  scene.acts.comment(REPO, number, 'maya', '/why')
  await scene.pass(5 * HOUR)
  await scene.pass(31 * DAY)
  await scene.pass(HOUR)
  expect(scene.said(number)[1]?.body).toContain('has the tier **support: priority**')
  scene.acts.label(REPO, number, 'maya', 'do: it')
  await scene.settle()
  expect(scene.said(number).at(-1)?.body).toMatch(/^There is no article of the name/)
  expect(Object.keys(scene.metrics().tiers)).toEqual(['support: priority', 'community', 'all'])
  expect(scene.metrics().tiers['support: priority']?.first_response).toMatchObject({ missed: 1 })
  const all = scene.github.threads(REPO).flatMap(({ comments }) => comments.map(({ body }) => body))
  expect(all.filter((body) => body.includes('firstline:report '))).toHaveLength(1)
  expect(all.join('\n')).not.toContain('platinum')
})
