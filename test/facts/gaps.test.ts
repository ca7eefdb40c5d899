// Questions that no article answers are listed on the desk until somebody writes the article.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { HOUR, KNOWN, openScene, REPO, type Scene, UNKNOWN } from '../scenarios/harness.ts'

let scene: Scene
let others: Scene
beforeAll(async () => {
  scene = await openScene()
  others = await openScene({ env: { SENTENCE_MODEL: 'on' } })
})
afterAll(async () => {
  await scene.close()
  await others.close()
})

async function gaps(at = scene): Promise<string> {
  await at.settle()
  await at.pass(2 * HOUR)
  const metrics = at.desk()!.comments.find((one) => one.body.includes('firstline:metrics'))!
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

test('who wants a course or a consultant found no gap, also where a maintainer says so', async () => {
  scene.acts.openIssue(REPO, 'robin', { title: 'Do you offer training for our team?', body: 'We are ten.' })
  scene.acts.openIssue(REPO, 'robin', { title: 'Bieten Sie Beratung an?', body: 'Wir suchen einen Berater.' })
  const { number } = scene.acts.openIssue(REPO, 'sam', { title: 'Can we meet in Berlin?', body: '' })
  expect(await gaps()).toContain('Can we meet in Berlin?')
  scene.acts.comment(REPO, number, 'maya', '/need consulting')
  const text = await gaps()
  for (const not of ['training', 'Beratung', 'Berlin']) expect(text).not.toContain(not)
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

test('so does one that was asked in several languages, though it answers not each of them yet', async () => {
  const titles = [
    'How do I export the report as a PDF file?',
    'Exporting a report to PDF',
    'How can I save reports as pdf?',
    '如何将报告导出为 PDF 文件？',
    'Wie exportiere ich den Bericht als PDF-Datei?',
    'Как экспортировать отчёт в PDF?',
    'レポートをPDFにエクスポートするには？',
  ]
  for (const title of titles) others.acts.openIssue(REPO, 'robin', { title, body: '' })
  const { number } = others.acts.openIssue(REPO, 'sam', {
    title: 'Rotating the log files every day',
    body: '',
  })
  expect(await gaps(others)).toMatch(/^- 7 tickets: `.*PDF.*` \(/m)
  const article = `---\ntitle: ${titles[1]}\nquestions:\n  - ${titles[0]}\n  - ${titles[2]}\n---\nUse it.`
  others.acts.putFile(REPO, 'maya', '.github/knowledge/export.md', article)
  const left = await gaps(others)
  expect(left).toContain(`/acme/widget/issues/${number})`)
  expect(left).not.toContain('PDF')
})
