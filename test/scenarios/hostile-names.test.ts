// Names that people give their files and keys reach comments and check runs: they stay names there.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openScene, REPO, type Scene, SETTINGS } from './harness.ts'

const NAME = 'a](x) @octocat <!-- b.md'

let scene: Scene
beforeAll(async () => {
  const text = '---\ntitle: Print the ledger\nquestions: [how do I print the ledger]\n---\nPress P.\n'
  scene = await openScene({ articles: { [NAME]: text } })
})
afterAll(() => scene.close())

const runs = (name: string) => scene.github.checkRuns(REPO).filter((run) => run.name === name)
const put = async (path: string, text: string) => {
  scene.acts.putFile(REPO, 'maya', path, text)
  await scene.settle()
}

test('the file of an answer is named in a link that its name cannot leave', async () => {
  const { number } = scene.acts.openIssue(REPO, 'robin', { title: 'How do I print the ledger', body: '' })
  await scene.settle()
  const [answer] = scene.said(number)
  expect(answer?.body).toContain('Press P.')
  expect(answer?.body).toContain('Source: [a\\](x) @\u200boctocat &lt;!-- b.md](https://')
  expect(answer?.body.match(/<!--/g)).toHaveLength(1)
})

test.each([
  [
    'the settings',
    'firstline / settings',
    '.github/firstline.yml',
    (key: string) => `${SETTINGS}\n? "${key}"\n: 1\n`,
  ],
  [
    'an article',
    'firstline / knowledge base',
    '.github/knowledge/long.md',
    (key: string) => `---\ntitle: Long\n? "${key}"\n: 1\n---\nText.\n`,
  ],
])('a key as long as a file in %s does not lose the check run', async (_what, name, path, text) => {
  await put(path, text('k'.repeat(60_000)))
  const run = runs(name).at(-1)
  expect(run?.conclusion).not.toBe('success')
  expect(run?.summary).toMatch(/Unknown key [`"]kkk/)
  expect(run?.summary).toContain('…')
})

test('a key of the front matter that is Markdown is shown as it is', async () => {
  await put('.github/knowledge/odd.md', '---\ntitle: Odd\n"[x](y) @octocat <!--": 1\n---\nText.\n')
  const summary = runs('firstline / knowledge base').at(-1)?.summary ?? ''
  expect(summary).toContain('@\u200boctocat')
  expect(summary).not.toContain('<!--')
})
