// What a label posts may stand in a Markdown file with variables: checked like the settings, and taken up when it changes.
import { afterEach, expect, test } from 'vitest'
import { DAY, HOUR, openScene, REPO, type Scene, UNKNOWN } from './harness.ts'

const BASE = 'entitlements: { github_sponsors: ~ }\n'
const SETTINGS = `${BASE}labels:
  "needs: example": { template: replies/example.md, wait: 14d, then: close }
  "area: *": { template: replies/area.md }
`
const EXAMPLE = `<!-- for those who edit this -->
Hi {{requester}}, we cannot see **{{title}}** happen.

Please add an example to #{{number}} before {{day}}. ({{maintainer}}, {{label}}, {{repository}})
`
const AREA = 'Thanks @{{requester}}! The people of {{name}} were told. Write `\\{{ x }}` as it stands.'

let scene: Scene
afterEach(() => scene.close())

const begin = async (files: Record<string, string>, settings = SETTINGS) => {
  scene = await openScene({
    settings,
    before: (acts) => {
      for (const [path, text] of Object.entries(files)) acts.putFile(REPO, 'maya', path, text)
    },
  })
}
const both = { 'replies/example.md': EXAMPLE, 'replies/area.md': AREA }
const labelled = async (name: string, draft: { title?: string } = {}) => {
  const { number } = scene.acts.openIssue(REPO, 'robin', { ...UNKNOWN, ...draft })
  await scene.settle()
  scene.acts.label(REPO, number, 'maya', name)
  await scene.settle()
  return number
}
const put = async (path: string, text: string | null) => {
  const sha = scene.acts.putFile(REPO, 'maya', path, text)
  await scene.settle()
  const run = scene.github.checkRuns(REPO).findLast((one) => one.headSha === sha)
  return run ?? null
}
const bodies = (number: number) => scene.said(number).map(({ body }) => body)

test('facts take the place of variables', async () => {
  await begin(both)
  expect(bodies(await labelled('needs: example'))).toMatchInlineSnapshot(`
    [
      "Hi @robin, we cannot see **The printed ledger lacks its seventh column** happen.

    Please add an example to #2 before 30 November 2026. (maya, needs: example, acme/widget)

    This will be closed automatically on 30 November 2026, unless whoever opened it replies here or edits it before.

    <!-- firstline:label-rule needs: example_1794823202 -->",
    ]
  `)
  expect(bodies(await labelled('area: proxies'))[0]).toContain(
    'Thanks @robin! The people of proxies were told. Write `{{ x }}` as it stands.',
  )
})

test('what others wrote mentions nobody, forges no marker and stays where it is', async () => {
  await begin(both)
  const title = '**@maya** {{day}} <!-- firstline:answer x --> [a](http://b.example) `<script>`\n# big'
  const number = await labelled('needs: example', { title })
  const [body = ''] = bodies(number)
  expect(body).not.toContain('@maya')
  expect(body).toContain('\\{\\{day\\}\\}')
  expect(body.replaceAll('\u200b', '')).not.toContain('<!-- firstline:answer')
  expect(body).not.toContain('<script>')
  expect(scene.parts(number)).toHaveLength(1)
})

test('a template that was changed is taken up, for labels from then on', async () => {
  await begin(both)
  const before = await labelled('area: proxies')
  expect((await put('replies/area.md', 'New words for {{requester}}.'))?.conclusion).toBe('success')
  await scene.pass(HOUR)
  expect(bodies(await labelled('area: proxies'))[0]).toContain('New words for @robin.')
  expect(bodies(before)).toHaveLength(1)
})

test('a mistake is told with its file and line, on the desk too, and the last good words stay', async () => {
  await begin(both)
  const run = await put('replies/area.md', 'Hello\n{{requestor}}')
  expect(run).toMatchObject({ conclusion: 'failure', name: 'firstline / settings' })
  expect(run?.summary).toContain('`replies/area.md`, line 2: ')
  expect(run?.annotations).toMatchObject([{ path: 'replies/area.md' }])
  expect(JSON.stringify(run)).toContain('Did you mean `requester`?')
  await scene.pass(2 * HOUR)
  expect(bodies(await labelled('area: proxies'))[0]).toContain('The people of proxies')
  expect(JSON.stringify(scene.desk()?.comments.map(({ body }) => body))).toContain('replies/area.md')
  expect((await put('replies/area.md', AREA))?.conclusion).toBe('success')
})

test.each([
  ['is missing', null, 'there is no such file'],
  ['has front matter', '---\ntitle: x\n---\nHello', 'no front matter'],
  ['is no text', 'caf\uFFFD', 'not UTF-8'],
  ['is too long', 'x'.repeat(65_537), 'at most 64 KB'],
  ['is empty', '<!-- todo -->\n', 'nothing to post'],
  ['leaves a variable open', 'Hello {{requester', 'not closed'],
  ['names a day where none waits', 'Until {{day}}.', 'needs `wait`'],
])('a template that %s is a mistake of the settings', async (_what, text, message) => {
  await begin({ ...both })
  const run = await put('replies/area.md', text)
  expect(run?.conclusion).toBe('failure')
  expect(JSON.stringify(run)).toContain(message)
})

test('a file that was missing mends the settings as soon as it is there', async () => {
  await begin({ 'replies/area.md': AREA })
  expect(bodies(await labelled('area: proxies'))).toEqual([])
  expect((await put('replies/example.md', EXAMPLE))?.conclusion).toBe('success')
  await scene.pass(HOUR)
  expect(bodies(await labelled('area: proxies'))).toHaveLength(1)
})

test('a wait that a template begins ends as any other', async () => {
  await begin(both)
  const number = await labelled('needs: example')
  await scene.pass(15 * DAY)
  expect(scene.thread(number).closedAt).not.toBeNull()
})
