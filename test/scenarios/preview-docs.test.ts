// A repository without settings is looked at as if its own documentation were named: that is what is proposed to it.
import { afterEach, expect, test } from 'vitest'
import { openPreviewStage, type PreviewStage, REPO } from './preview-stage.ts'

let stage: PreviewStage

afterEach(() => stage.close())

const GUIDE = `# Guide

How to use widget.

## Behind a proxy

If widget hangs behind a proxy, set \`HTTPS_PROXY\` to its address.
`

async function asked(files: Record<string, string>): Promise<PreviewStage> {
  stage = await openPreviewStage()
  for (const [path, text] of Object.entries(files)) stage.acts.putFile(REPO, 'maya', path, text)
  stage.acts.openIssue(REPO, 'ada', { title: 'widget hangs behind a proxy' })
  return stage
}

test('what its documentation would have answered is shown, and said to be so', async () => {
  await asked({ 'docs/guide.md': GUIDE, 'src/index.ts': '' })
  const seen = await stage.previewed()
  expect(seen.settings).toMatchObject({ from: 'defaults', path: null })
  expect(seen.answers?.shown).toMatchObject([{ number: 1, as: 'answer' }])
  expect(seen.answers?.shown[0]?.markdown).toContain('/docs/guide.md#behind-a-proxy')
  expect(seen.remarks).toContain(
    'There are no settings yet. Answers are looked for in docs/**/*.md, as the settings that are proposed here would do.',
  )
  expect(seen.read.calls).toBeLessThanOrEqual(12)
})

test('of much documentation what costs little is tried', async () => {
  const pages = Object.fromEntries(
    Array.from({ length: 60 }, (_, i) => [`docs/page-${i}.md`, GUIDE] as const),
  )
  await asked({ 'README.md': '# Widget\n\nIt turns, and it turns well.\n', ...pages })
  const { answers, remarks } = await stage.previewed()
  expect(answers).toMatchObject({ shown: [] })
  expect(remarks.join()).toContain('looked for in README.md, as')
  expect(stage.asked().filter((operation) => operation === 'ReadBlobs')).toHaveLength(1)
})

test('settings that name none are taken at their word', async () => {
  await asked({ 'docs/guide.md': GUIDE, '.github/firstline.yml': 'mode: live\n' })
  const { answers, remarks } = await stage.previewed()
  expect(answers).toBeNull()
  expect(remarks.join()).not.toContain('no settings')
})
