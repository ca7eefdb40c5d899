// What is wrong with a private list of customers is told to the person who looks, and stands on no page.
import { afterEach, expect, test } from 'vitest'
import { openPreviewStage, type PreviewStage, REPO } from './preview-stage.ts'

let stage: PreviewStage

afterEach(() => stage.close())

const SETTINGS = `
tiers: { pro: { label: { name: "support: pro" } } }
entitlements: { github_sponsors: ~, customers: { repository: acme/customers, path: customers.yml } }
`

test('mistakes in a list of customers are told beside the page', async () => {
  stage = await openPreviewStage()
  stage.acts.addRepository('acme/customers', { private: true })
  stage.acts.setPermission('acme/customers', 'looker', 'read')
  stage.acts.putFile(
    'acme/customers',
    'maya',
    'customers.yml',
    '- customer: Hidden Industries\n  tear: pro\n',
  )
  stage.acts.putFile(REPO, 'maya', '.github/firstline.yml', SETTINGS)
  stage.issues(1)
  for (const format of ['md', 'html', 'json']) {
    const { out, err } = await stage.preview(['--format', format])
    expect(out).toContain('could not be read from customers, so nobody counts by it')
    expect(err).toContain('customers.yml:2')
    for (const not of ['tear', 'Hidden']) expect(out).not.toContain(not)
  }
})

const HIDDEN = `
tiers:
  platinum: { label: { name: "support: platinum" }, promise: { first_response: 4h } }
entitlements: { github_sponsors: ~, users: { ada: platinum } }
knowledge_base: { path: "acme/hidden:texts" }
`

test('private settings of the owner are tried, and what they call things stays out of what is shown around', async () => {
  stage = await openPreviewStage()
  stage.acts.addRepository('acme/.github', { private: true })
  stage.acts.addRepository('acme/hidden', { private: true })
  for (const repo of ['acme/.github', 'acme/hidden']) stage.acts.setPermission(repo, 'looker', 'read')
  stage.acts.putFile('acme/.github', 'maya', '.github/firstline.yml', HIDDEN)
  stage.acts.putFile(
    'acme/hidden',
    'maya',
    'texts/turn.md',
    '---\ntitle: The secret of turning\nquestions: [Widget does not turn]\n---\nTurn it.\n',
  )
  stage.issues(9)
  expect((await stage.preview([])).out).toMatch(/platinum[\s\S]*The secret of turning/)
  for (const format of ['md', 'html']) {
    const { out } = await stage.preview(['--format', format])
    expect(out).toContain('would have got the label of a tier')
    for (const not of ['platinum', 'acme/hidden', 'secret of turning']) expect(out).not.toContain(not)
  }
})

test('a preview does not look for backers of a collective, and says so', async () => {
  stage = await openPreviewStage()
  const collective = `
tiers: { pro: { label: { name: "support: pro" } } }
entitlements: { github_sponsors: ~, open_collective: { collective: acme-in-private, tiers: { backer: pro } } }
`
  stage.acts.putFile(REPO, 'maya', '.github/firstline.yml', collective)
  stage.issues(1)
  const { out, err } = await stage.preview(['--format', 'md'], { ALLOWED_ACCOUNTS: 'acme' })
  expect(out).toContain('Who backs the collective was not looked at')
  expect(out).not.toContain('acme-in-private')
  expect(err).not.toContain('Open Collective')
})
