// Links that may help, as the matcher offers them by itself: once, taken back by a maintainer, counted apart.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ARTICLES, HOUR, MINUTE, openScene, REPO, type Scene, SETTINGS } from './harness.ts'

const PAGES: Record<string, string> = {
  'docs/networking.md': `# Networking

How widget reaches the registry and its mirrors.

## Behind a proxy

Set the variable \`HTTPS_PROXY\` before you start, and every download goes through the proxy of your company.

## Timeouts

A download is given up after 30 seconds without a byte; \`timeout\` in the configuration says otherwise.
`,
  'docs/plugins.md': `# Plugins

## Write a plugin

A plugin is a function that gets the tree of files and gives back another one.

## Publish a plugin

Name the package \`widget-plugin-NAME\` and publish it on npm.
`,
}

let scene: Scene
beforeAll(async () => {
  scene = await openScene({
    settings: `${SETTINGS}\nknowledge_base: { docs: "docs/**/*.md", precision: 0.999, suggest: 0.5 }\n`,
    articles: ARTICLES,
    before: (acts) => {
      for (const [path, text] of Object.entries(PAGES)) acts.putFile(REPO, 'maya', path, text)
    },
  })
})
afterAll(() => scene.close())

const QUESTION = { title: 'How do I publish my plugin on npm?' }
const SECTION = 'docs/plugins.md#publish-a-plugin'

async function offered(): Promise<{ number: number; links: number }> {
  const { number } = scene.acts.openIssue(REPO, 'robin', QUESTION)
  await scene.settle()
  expect(scene.parts(number)).toEqual(['answer #links'])
  return { number, links: scene.said(number)[0]!.id }
}

const bodies = (number: number) => scene.said(number).map(({ body }) => body)
const answers = async () => {
  await scene.pass(2 * HOUR)
  return scene.metrics().tiers.all?.answers
}

test('links are offered where nothing is sure enough, and counted apart from answers', async () => {
  const { number, links } = await offered()
  expect(bodies(number)[0]).toMatch(
    /looked up automatically.*\n\nThese may help:\n\n- \[Plugins › Publish a plugin\]\(/s,
  )
  expect(await answers()).toMatchObject({ posted: 0, suggested: 1, helpful: 0 })
  scene.acts.close(REPO, number, 'robin', 'completed')
  expect(await answers()).toMatchObject({ solved_confirmed: 0, solved_assumed: 0 })
  scene.acts.react(REPO, links, 'robin', '+1')
  await scene.pass(HOUR)
  expect(await answers()).toMatchObject({ suggested: 1, helpful: 1, solved_confirmed: 1 })
})

test("a maintainer's 👎 takes them back; a bystander's says nothing, and the requester's calls a human", async () => {
  const { number, links } = await offered()
  scene.acts.react(REPO, links, 'sam', '-1')
  scene.acts.react(REPO, links, 'robin', '-1')
  await scene.pass(2 * MINUTE)
  expect(scene.labels(number)).toEqual(['support: needs human'])
  expect(bodies(number)[0]).toContain('These may help')
  scene.acts.react(REPO, links, 'maya', '-1')
  await scene.pass(5 * MINUTE)
  const left = '↩️ A maintainer took these links back.\n\n<!-- firstline:answer #links -->'
  expect(bodies(number)).toEqual([left])
  scene.acts.editIssue(REPO, number, 'robin', { body: 'Please.' })
  await scene.settle()
  expect(bodies(number)).toEqual([left])
  expect(await answers()).toMatchObject({ suggested: 1 })
})

test('/unhelpful of a maintainer takes them back; /answer puts the section in their place', async () => {
  const { number } = await offered()
  const { id } = scene.acts.comment(REPO, number, 'maya', '/unhelpful')
  await scene.settle()
  expect(scene.reactions(number, id)).toEqual(['+1'])
  expect(scene.labels(number)).toEqual([])
  expect(bodies(number)[0]).toContain('took these links back')
  const second = await offered()
  scene.clock.skip(2_000)
  scene.acts.comment(REPO, second.number, 'maya', '/answer')
  await scene.settle()
  expect(scene.parts(second.number)).toEqual([`answer ${SECTION}`])
})

test('POST /support marks what would be offered', async () => {
  const response = await fetch(`http://127.0.0.1:${scene.firstline.port}/support`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ question: QUESTION.title, repository: REPO }),
  })
  const said = (await response.json()) as { answered: boolean; alternatives: Array<Record<string, unknown>> }
  expect(said.answered).toBe(false)
  expect(said.alternatives[0]).toMatchObject({
    slug: SECTION,
    title: 'Plugins › Publish a plugin',
    url: expect.stringContaining(SECTION),
    suggested: true,
  })
})
