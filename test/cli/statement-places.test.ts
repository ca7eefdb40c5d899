// Which repositories a statement, and a list of who pays, go over.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { entitlementsCommand } from '../../src/cli/entitlements.ts'
import { statementCommand } from '../../src/cli/statement.ts'
import { openScene, REPO, type Scene } from '../scenarios/harness.ts'
import { runCommand } from './run-command.ts'

const DESK = 'acme/desk'
const SETTINGS = `
tiers: { pro: { label: { name: "support: pro" } }, sponsor: { label: { name: "support: sponsor" } } }
entitlements: { github_sponsors: { account: acme, tiers: { pro: 50, sponsor: 1 } } }
desk: { repository: ${DESK} }
`

let scene: Scene
let dataDir: string
afterEach(async () => {
  await scene.close()
  await rm(dataDir, { recursive: true })
})

test('a repository that only serves others gives nobody the tier that it would give by default', async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'firstline-statement-'))
  scene = await openScene({
    settings: SETTINGS,
    sponsorsToken: true,
    dataDir,
    covers: [REPO, DESK],
    before: (acts) => {
      acts.addRepository(DESK, { private: true })
      acts.addUser('paula')
      acts.sponsor('acme', 'paula', { dollars: 60 })
    },
  })
  const month = new Date(scene.clock.now()).toISOString().slice(0, 7)
  const env = { DATA_DIR: dataDir, SENTENCE_MODEL: 'off' }
  const { out } = await runCommand(statementCommand, ['@paula', '--month', month], { cwd: '/', env })
  expect(out).toContain('- Tier: pro\n')
  const list = await runCommand(entitlementsCommand, ['list'], { cwd: '/', env })
  expect(list.out).toContain('acme/widget: 1 entitled')
  expect(list.out).not.toContain(DESK)
})
