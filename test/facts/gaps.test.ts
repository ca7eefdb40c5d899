// Questions that no article answers are listed on the desk until somebody writes the article.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { HOUR, KNOWN, openScene, REPO, type Scene, UNKNOWN } from '../scenarios/harness.ts'

let scene: Scene
beforeAll(async () => {
  scene = await openScene()
})
afterAll(() => scene.close())

async function gaps(): Promise<string> {
  await scene.settle()
  await scene.pass(2 * HOUR)
  const metrics = scene.desk()!.comments.find((one) => one.body.includes('firstline:metrics'))!
  return /### Questions without an article[\s\S]*?(?=\n<details>\n<summary>How)/.exec(metrics.body)?.[0] ?? ''
}

test('questions without an article are grouped on the desk, with the head of the missing one', async () => {
  const open = (login: string, title: string, body = '') =>
    scene.acts.openIssue(REPO, login, { title, body }).number
  open('robin', KNOWN.title)
  const first = open('robin', 'How do I export the ledger as PDF?')
  const second = open('sam', 'Export of the ledger to PDF?')
  const third = scene.acts.createDiscussion(REPO, 'xi', {
    title: 'PDF export of the ledger',
    body: '',
  }).number
  open('robin', 'feature: add a dark theme')
  open('maya', 'How do I release?')
  const ignored = open('robin', UNKNOWN.title)
  scene.acts.label(REPO, ignored, 'maya', 'firstline: ignore')
  const text = await gaps()
  expect(text).toMatch(/^- 3 tickets: `.*PDF.*` \(/m)
  for (const number of [first, second]) expect(text).toContain(`/acme/widget/issues/${number})`)
  expect(text).toContain(`/acme/widget/discussions/${third})`)
  expect(text).toContain('title: ')
  for (const not of [KNOWN.title, 'dark theme', 'release', UNKNOWN.title]) expect(text).not.toContain(not)
})

test('the article that was missing closes the gap', async () => {
  const article = [
    '---',
    'title: Export the ledger as PDF',
    'questions:',
    '  - How do I export the ledger as PDF?',
    '  - Export of the ledger to PDF?',
    '  - PDF export of the ledger',
    '---',
    'Use `widget export`.',
  ]
  scene.acts.putFile(REPO, 'maya', '.github/knowledge/export.md', article.join('\n'))
  expect(await gaps()).toBe('')
})
