// `firstline entitlements`, beside a database that a server has filled.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type Io, UsageError } from '../../src/cli/command.ts'
import { entitlementsCommand } from '../../src/cli/entitlements.ts'
import { scopesOf } from '../../src/entitlements/scopes.ts'
import { setNeeds } from '../../src/store/entitlement-needs.ts'
import { finishBulk } from '../../src/store/entitlement-scopes.ts'
import { addObservations } from '../../src/store/entitlements.ts'
import { openStore, type Store } from '../../src/store/open.ts'
import { saveInstallation } from '../../src/store/repositories.ts'
import { saveSettings } from '../../src/store/settings-versions.ts'
import {
  coverRepository,
  credentials,
  DAY,
  dollars,
  fact,
  repository,
  SPONSORS,
  seen,
  settings,
  T0,
} from './build.ts'

let dataDir: string
let store: Store

beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'firstline-'))
  store = await openStore({ dataDir, role: 'server' })
  await fill(store)
})
afterEach(async () => {
  await store.close()
  rmSync(dataDir, { recursive: true })
})

async function fill(store: Store): Promise<void> {
  const wanted = settings({ githubSponsors: SPONSORS, customers: { repository: 'bigcorp/x', path: 'c.yml' } })
  const { db } = store
  const account = { accountId: 10, accountLogin: 'acme', accountType: 'Organization' as const }
  await saveInstallation(db, {
    id: 100,
    ...account,
    repositorySelection: 'selected',
    suspendedAt: null,
    permissions: {},
  })
  await coverRepository(store)
  const version = { fromAt: 0, blobSha: null, source: null, text: null }
  await saveSettings(db, 1, { ...version, settings: wanted })
  await setNeeds(store, 1, scopesOf(wanted, repository(), credentials()).needs)
  await addObservations(store, [
    seen('is', T0, { fact: fact({ startedAt: T0, sinceAt: T0 }) }),
    seen('is', T0, { key: '8', fact: fact({ key: '8', accountId: 8, login: 'Bob', worth: dollars(0) }) }),
  ])
}

async function run(...args: string[]): Promise<{ code: number; out: string }> {
  let out = ''
  const io: Io = {
    out: (text) => {
      out += text
    },
    err: () => {},
    interactive: false,
    cwd: dataDir,
    env: { DATA_DIR: dataDir },
  }
  return { code: await entitlementsCommand.run(args, io), out }
}

describe('list', () => {
  test('shows who pays, why, and what is wrong', async () => {
    const { code, out } = await run('list')
    expect(code).toBe(0)
    expect(out).toContain('acme/widget: 1 entitled')
    expect(out).toMatch(/ada +pro +github_sponsors +2026-01-01 – open +sponsorship S_1/)
    expect(out).toContain('failure: entitlements.customers.repository: "bigcorp/x" belongs to another owner')
  })

  test('prints the same for scripts', async () => {
    const { out } = await run('list', '--repository', 'Acme/Widget', '--json')
    expect(JSON.parse(out)).toMatchObject([
      {
        repository: 'acme/widget',
        entitlements: [{ login: 'ada', accountId: 7, tier: 'pro', source: 'github_sponsors', until: null }],
        problems: [{ level: 'failure' }],
      },
    ])
  })

  test('of a repository that is not covered is an error', async () => {
    await expect(run('list', '--repository', 'acme/nothing')).rejects.toThrow('does not know the repository')
  })
})

describe('explain', () => {
  test("tells every source's word, and the tier that follows", async () => {
    const { code, out } = await run('explain', '@Ada')
    expect(code).toBe(0)
    expect(out).toContain('acme/widget: Ada (account 7) → pro (github_sponsors)')
    expect(out).toContain('github_sponsors  pro, since 2026-01-01 00:00 UTC; sponsorship S_1')
    expect(out).toMatch(/stripe +nothing known/)
  })

  test('tells what is known but worth nothing', async () => {
    const { out } = await run('explain', 'bob')
    expect(out).toContain('→ community (no entitlement)')
    expect(out).toMatch(/github_sponsors +known, .* but worth no tier here; sponsorship S_1/)
  })

  test('of a login that no source knows says so', async () => {
    const { code, out } = await run('explain', 'nobody', '--json')
    expect(code).toBe(0)
    expect(JSON.parse(out)).toMatchObject([
      { accountId: null, tier: null, sources: [{ words: [] }, {}, {}, {}, {}] },
    ])
  })
})

describe('sync', () => {
  test('makes every source due, and says that nobody has read it', async () => {
    const { code, out } = await run('sync', '--wait', '0')
    expect(code).toBe(1)
    expect(out).toMatch(/github_sponsors:acme +due; a running server reads it/)
    const lines = await store.db.selectFrom('agenda').select('key').execute()
    expect(lines).toEqual([{ key: 'entitlements:github_sponsors:acme' }])
  })

  test('is done when the server has read every source', async () => {
    const done = run('sync', '--wait', '5')
    const progress = { startedAt: T0 + DAY, cursor: null, pages: 1, view: 'full' as const, problems: [] }
    const finished = { progress: { ...progress, toWake: [], finished: false }, ended: [] }
    await finishBulk(store, 'github_sponsors:acme', finished, store.now() + 60_000)
    expect((await done).code).toBe(0)
  })
})

describe('used wrongly', () => {
  test.each([
    [[]],
    [['show']],
    [['explain']],
    [['list', 'extra']],
    [['sync', '--wait', 'x']],
    [['list', '--what']],
  ])('%j', async (args) => {
    await expect(run(...args)).rejects.toThrow(UsageError)
  })
})
