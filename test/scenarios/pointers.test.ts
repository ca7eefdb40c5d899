// Sections of documentation on tickets: pointed to by name, at the indexed commit, in place of what stood before.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ARTICLES, HOUR, KNOWN, openScene, REPO, type Scene, SETTINGS } from './harness.ts'

const PROXY = 'docs/networking.md#install--behind-a-proxy'

let scene: Scene
let sha = ''
beforeAll(async () => {
  scene = await openScene({
    settings: `${SETTINGS}\nknowledge_base: { docs: "docs/**/*.md" }\n`,
    articles: ARTICLES,
    before: (acts) => {
      sha = acts.putFile(
        REPO,
        'maya',
        'docs/networking.md',
        '# Networking\n\nHow widget reaches the registry.\n\n## Install & behind a proxy\n\nSet `HTTPS_PROXY` first, see [install](install.md) or ask @octocat.\n',
      )
    },
  })
})
afterAll(() => scene.close())

const open = async (draft: { title: string; body?: string }) => {
  const { number } = scene.acts.openIssue(REPO, 'robin', draft)
  await scene.settle()
  return number
}

const comment = async (number: number, body: string) => {
  scene.clock.skip(2_000)
  const { id } = scene.acts.comment(REPO, number, 'maya', body)
  await scene.settle()
  return id
}

const bodies = (number: number) => scene.said(number).map(({ body }) => body)

test('/answer PATH#ANCHOR points to the section at the indexed commit, in place of the answer', async () => {
  const number = await open(KNOWN)
  expect(scene.parts(number)).toEqual(['answer install'])
  const id = await comment(number, `/answer ${PROXY}`)
  expect(scene.reactions(number, id)).toEqual(['+1'])
  expect(bodies(number)).toEqual([
    `🤖 This is an automatic answer. A maintainer will read this thread all the same.

The documentation covers this under [Networking › Install &amp; behind a proxy](https://github.com/${REPO}/blob/${sha}/${PROXY}).

> Set \`HTTPS_PROXY\` first, see install or ask @\u200boctocat.

---

Did it help? Please react with 👍 or 👎.

<!-- firstline:answer docs/networking.md#install-behind-a-proxy -->`,
  ])
})

test('/answer with the section that stands is told so; it is a response, and can be taken back', async () => {
  const number = await open({ title: 'The printed ledger lacks its seventh column' })
  await comment(number, `/answer ${PROXY}`)
  const again = await comment(number, `/answer ${PROXY}`)
  expect(scene.reactions(number, again)).toEqual(['-1'])
  await scene.pass(2 * HOUR)
  expect(scene.metrics().tiers.all?.first_response?.responded).toBe(2)
  const told = scene
    .desk()
    ?.comments.map(({ body }) => body)
    .join()
  expect(told).toContain(
    `| [Networking › Install &amp; behind a proxy](https://github.com/${REPO}/blob/${sha}/${PROXY}) | 2 |`,
  )
  await comment(number, '/retract')
  expect(bodies(number)[0]).toMatch(
    /^↩️ A maintainer took this automatic answer back\.\n\n<!-- firstline:answer /,
  )
})

test.each([
  ['docs/networking.md#install--behind-proxy', PROXY],
  ['docs/network.md#install--behind-a-proxy', PROXY],
  ['instal', 'install'],
])('a name that is nearly right is told the right one: %s', async (written, meant) => {
  const number = await open({ title: 'The printed ledger lacks its seventh column' })
  await comment(number, `/answer ${written}`)
  expect(bodies(number).at(-1)).toContain(`Did you mean \`${meant}\`?`)
})
