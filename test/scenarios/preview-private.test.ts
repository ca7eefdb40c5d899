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
