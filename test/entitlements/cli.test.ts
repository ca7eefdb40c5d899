// `firstline entitlements`, beside a database that a server has filled.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type Io, UsageError } from '../../src/cli/command.ts'
import { entitlementsCommand } from '../../src/cli/entitlements.ts'
import { sources } from '../../src/entitlements/all-sources.ts'
import { needMembers } from '../../src/entitlements/changes.ts'
import { scopesOf } from '../../src/entitlements/scopes.ts'
import { setNeeds } from '../../src/store/entitlement-needs.ts'
import { finishBulk, recordFailure, scopeState } from '../../src/store/entitlement-scopes.ts'
import { addObservations } from '../../src/store/entitlements.ts'
import { saveInstallation } from '../../src/store/installations.ts'
import type { Store } from '../../src/store/open.ts'
import { openStore } from '../../src/store/open-store.ts'
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
    expect(out).toMatch(/ada +→ pro +github_sponsors +\$50 a month +2026-01-01 – open +sponsorship S_1/)
    expect(out).toContain('failure: entitlements.customers.repository: "bigcorp/x" belongs to another owner')
  })

  test('says so where no repository is known', async () => {
    await store.db.deleteFrom('repository').execute()
    expect(await run('list')).toEqual({
      code: 0,
      out: 'No repository is known yet. Start the server first.\n',
    })
    expect((await run('list', '--json')).out).toBe('[]\n')
  })

  test('keeps its columns where the amount is unknown', async () => {
    await addObservations(store, [
      seen('is', T0, {
        key: '9',
        fact: fact({ key: '9', accountId: 9, login: 'Cleo', worth: { kind: 'amount', cents: null } }),
      }),
    ])
    const lines = (await run('list')).out.split('\n').filter((line) => line.includes('github_sponsors '))
    expect(lines[1]).toContain('a month, amount unknown  20')
    const at = lines.map((line) => line.search(/\d{4}-\d\d-\d\d – /))
    expect(new Set(at).size).toBe(1)
  })

  test('says whose payment is private', async () => {
    const quiet = fact({ key: '9', accountId: 9, login: 'Quinn', private: true })
    await addObservations(store, [seen('is', T0, { key: '9', fact: quiet })])
    expect((await run('list')).out).toMatch(/Quinn .* sponsorship S_1 \(private\)\n/)
  })

  test('and the explanation say where in which file a mistake is', async () => {
    const mistake = { level: 'failure' as const, message: 'No such tier.', file: 'acme/x:c.yml', line: 3 }
    const state = (await scopeState(store, 'github_sponsors:acme'))!
    await recordFailure(store, state, { message: 'One mistake.', problems: [mistake] }, store.now())
    expect((await run('list')).out).toContain('failure: acme/x:c.yml:3: No such tier.')
    expect((await run('explain', 'ada')).out).toContain('problem: acme/x:c.yml:3: No such tier.')
  })

  test('prints the same for scripts', async () => {
    const { out } = await run('list', '--repository', 'Acme/Widget', '--json')
    expect(JSON.parse(out)).toMatchObject([
      {
        repository: 'acme/widget',
        entitlements: [
          {
            login: 'ada',
            accountId: 7,
            tier: 'pro',
            source: 'github_sponsors',
            amount: { dollars: 50, per: 'month' },
            since: '2026-01-01T00:00:00.000Z',
            until: null,
            graceUntil: null,
            decides: true,
          },
        ],
        problems: [{ level: 'failure' }],
      },
    ])
  })

  test('names who is in their time of grace, and which of several sources decides', async () => {
    const endedAt = store.now() - 2 * DAY
    const carl = fact({
      key: '9',
      accountId: 9,
      login: 'Carl',
      worth: dollars(500),
      evidence: 'sponsorship S_9',
      startedAt: endedAt - 18 * DAY,
      sinceAt: endedAt - 18 * DAY,
    })
    const once = {
      ...carl,
      key: 'once:9',
      worth: dollars(5),
      oneTime: true,
      startedAt: endedAt - 25 * DAY,
      sinceAt: endedAt - 25 * DAY,
    }
    await addObservations(store, [
      seen('is', endedAt - 18 * DAY, { key: '9', fact: carl }),
      seen('ended', endedAt, { key: '9' }),
      seen('is', endedAt - 25 * DAY, { key: 'once:9', fact: { ...once, evidence: 'sponsorship S_10' } }),
    ])
    const { out } = await run('list')
    expect(out).toContain('acme/widget: 2 entitled, 1 in their time of grace')
    expect(out).toMatch(/Carl +→ enterprise +github_sponsors +\$500 a month +20.* – 20.*, grace until 20/)
    expect(out).toMatch(/Carl +· sponsor +github_sponsors +\$5 once +20/)
    const explained = (await run('explain', 'carl')).out
    expect(explained).toContain('→ enterprise (github_sponsors, in its time of grace)')
    expect(explained).toMatch(
      /enterprise, since .* until .*, in its time of grace until .*; \$500 a month; .*decides the tier/,
    )
    const [{ entitlements }] = JSON.parse((await run('list', '--json')).out)
    for (const one of entitlements.filter((row: { tier: string }) => row.tier === 'enterprise')) {
      expect(Date.parse(one.graceUntil) - Date.parse(one.until)).toBe(7 * DAY)
    }
  })

  test('tells of members that cannot be read, and of a permission that is missing', async () => {
    const organization = {
      id: 20,
      accountId: 70,
      accountLogin: 'bigcorp',
      accountType: 'Organization' as const,
    }
    await saveInstallation(store.db, {
      ...organization,
      repositorySelection: 'selected',
      suspendedAt: null,
      permissions: { metadata: 'read' },
    })
    await needMembers(store, 'github_sponsors:acme', [{ id: 70, login: 'bigcorp' }], store.now())
    const state = (await scopeState(store, 'members:70'))!
    await recordFailure(store, state, { message: 'It is forbidden', problems: [] }, store.now())
    for (const { out } of [await run('list'), await run('explain', 'ada')]) {
      expect(out).toContain('members of bigcorp: It is forbidden. What was known before stays in force')
      expect(out).toContain(
        'entitlements.members: the App may not list the members of bigcorp: it lacks the permission "members: read".',
      )
    }
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
    expect(out).toContain(
      'github_sponsors  pro, since 2026-01-01 00:00 UTC; $50 a month; sponsorship S_1; checked 2026-01-01 00:00 UTC; decides the tier',
    )
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
    const silent = sources.map(({ name }) => ({ source: name, words: [] }))
    expect(JSON.parse(out)).toMatchObject([{ accountId: null, tier: null, sources: silent }])
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
