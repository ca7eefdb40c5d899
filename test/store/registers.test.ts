// What is known of repositories: who may answer and since when, settings over time, articles, decisions, small facts.
import { expect, test } from 'vitest'
import type { Repository } from '../../src/domain/repository.ts'
import type { Settings } from '../../src/domain/settings.ts'
import {
  articleFiles,
  articleTree,
  knownBlobs,
  purgeBlobs,
  saveArticleTree,
  saveBlobs,
} from '../../src/store/articles.ts'
import { decisionOf, deskDecisions, saveDecision } from '../../src/store/decisions.ts'
import { deleteMeta, metaOf, readMeta, writeMeta } from '../../src/store/meta.ts'
import {
  findInstallation,
  findRepository,
  findRepositoryByName,
  findServed,
  type Installation,
  installationOfAccount,
  installations,
  lastKnown,
  removeInstallation,
  removeRepositories,
  repositories,
  saveInstallation,
  saveRepository,
} from '../../src/store/repositories.ts'
import { dropMembers, membersOf, membersReadAt, saveMembers } from '../../src/store/roles.ts'
import {
  saveSettings,
  saveSettingsCheck,
  settingsAt,
  settingsCheck,
  settingsHistory,
} from '../../src/store/settings-versions.ts'
import { describeOnEachEngine } from './engines.ts'

const installation: Installation = {
  id: 11,
  accountId: 33,
  accountLogin: 'acme',
  accountType: 'Organization',
  repositorySelection: 'selected',
  suspendedAt: null,
  permissions: { issues: 'write', contents: 'read' },
}

const repository: Repository = {
  id: 22,
  nodeId: 'R_1',
  ownerId: 33,
  owner: 'Acme',
  ownerType: 'Organization',
  name: 'Widget',
  private: false,
  archived: false,
  hasIssues: true,
  hasDiscussions: true,
  defaultBranch: 'main',
  installationId: 11,
  selected: true,
  installedAt: 1_000,
}

describeOnEachEngine('installations and repositories', (bench) => {
  test('come back as they went in, by id and by name in any case', async () => {
    const { db } = bench.store
    await saveInstallation(db, installation)
    await saveRepository(db, repository)
    expect(await findInstallation(db, 11)).toEqual(installation)
    expect(await installationOfAccount(db, 33)).toEqual(installation)
    expect(await findRepository(db, 22)).toEqual(repository)
    expect(await findRepositoryByName(db, 'ACME', 'widget')).toEqual(repository)
    expect(await findRepositoryByName(db, 'acme', 'other')).toBeNull()
    expect(await repositories(db)).toEqual([repository])
    expect(await repositories(db, 12)).toEqual([])
  })

  test('a repository that is renamed keeps the moment at which it was first covered', async () => {
    const { db } = bench.store
    await saveRepository(db, repository)
    await saveRepository(db, { ...repository, name: 'Gadget', installedAt: 9_000 })
    expect(await findRepository(db, 22)).toEqual({ ...repository, name: 'Gadget' })
  })

  test('a repository that was removed and comes back counts from the first time', async () => {
    const { db } = bench.store
    await saveRepository(db, repository)
    await removeRepositories(db, 11, [22], 5_000)
    expect(await findRepository(db, 22)).toBeNull()
    expect(await lastKnown(db, 22)).toEqual({ repository, removed: true })
    await saveRepository(db, { ...repository, installationId: 12, installedAt: 9_000 })
    expect(await findRepository(db, 22)).toEqual({ ...repository, installationId: 12 })
  })

  test('what another installation has taken over is not removed by the one before', async () => {
    const { db } = bench.store
    await saveRepository(db, { ...repository, installationId: 12 })
    await removeRepositories(db, 11, [22], 5_000)
    expect(await findRepository(db, 22)).toEqual({ ...repository, installationId: 12 })
  })

  test('while its installation is suspended a repository is known but not served', async () => {
    const { db } = bench.store
    await saveInstallation(db, { ...installation, suspendedAt: 5_000 })
    await saveRepository(db, repository)
    expect(await findRepository(db, 22)).toEqual(repository)
    expect(await findServed(db, 22)).toBeNull()
    await saveInstallation(db, installation)
    expect(await findServed(db, 22)).toEqual(repository)
  })

  test('an installation that is removed takes its repositories along', async () => {
    const { db } = bench.store
    await saveInstallation(db, installation)
    await saveRepository(db, repository)
    await removeInstallation(db, 11, 5_000)
    expect(await installations(db)).toEqual([])
    expect(await repositories(db)).toEqual([])
    await saveInstallation(db, { ...installation, suspendedAt: 6_000 })
    expect(await installations(db)).toEqual([{ ...installation, suspendedAt: 6_000 }])
  })
})

describeOnEachEngine("the maintainers' register", (bench) => {
  const ann = { actorId: 1, login: 'ann', role: 'admin' }
  const bob = { actorId: 2, login: 'bob', role: 'triage' }

  test('whoever is there at the first reading has been there always; later ones from then on', async () => {
    const { db } = bench.store
    await saveMembers(db, 22, [ann], 1_000)
    await saveMembers(db, 22, [ann, bob], 2_000)
    expect(await membersOf(db, 22)).toEqual([
      { ...ann, fromAt: 0, untilAt: null },
      { ...bob, fromAt: 2_000, untilAt: null },
    ])
    expect(await membersOf(db, 23)).toEqual([])
  })

  test('who leaves is remembered until then, and may return', async () => {
    const { db } = bench.store
    await saveMembers(db, 22, [ann, bob], 1_000)
    await saveMembers(db, 22, [ann], 2_000)
    await saveMembers(db, 22, [ann, bob], 3_000)
    expect((await membersOf(db, 22)).filter(({ actorId }) => actorId === 2)).toEqual([
      { ...bob, fromAt: 0, untilAt: 2_000 },
      { ...bob, fromAt: 3_000, untilAt: null },
    ])
  })

  test('a new role ends the old one', async () => {
    const { db } = bench.store
    await saveMembers(db, 22, [bob], 1_000)
    await saveMembers(db, 22, [{ ...bob, role: 'write' }], 2_000)
    expect(await membersOf(db, 22)).toEqual([
      { ...bob, fromAt: 0, untilAt: 2_000 },
      { ...bob, role: 'write', fromAt: 2_000, untilAt: null },
    ])
  })

  test('an event drops the reading, not what is known; a repository without maintainers has been read too', async () => {
    const { db } = bench.store
    expect(await membersReadAt(db, 22)).toBeNull()
    await saveMembers(db, 22, [], 1_000)
    expect(await membersReadAt(db, 22)).toBe(1_000)
    await dropMembers(db, [22])
    expect(await membersReadAt(db, 22)).toBeNull()
    await saveMembers(db, 22, [ann], 2_000)
    expect(await membersOf(db, 22)).toEqual([{ ...ann, fromAt: 2_000, untilAt: null }])
  })
})

describeOnEachEngine('settings over time', (bench) => {
  const settings = (mode: Settings['mode']) => ({ mode }) as Settings
  const version = (mode: Settings['mode'], fromAt: number) => ({
    fromAt,
    blobSha: `sha-${mode}`,
    source: 'acme/widget:.github/firstline.yml',
    text: `mode: ${mode} # \u0000`,
    settings: settings(mode),
  })

  test('any past moment has the settings that were in force then', async () => {
    const { db } = bench.store
    expect(await settingsAt(db, 22)).toBeNull()
    expect(await saveSettings(db, 22, version('preview', 1_000))).toBe(true)
    expect(await saveSettings(db, 22, version('preview', 1_500))).toBe(false)
    expect(await saveSettings(db, 22, version('live', 2_000))).toBe(true)
    expect(await settingsAt(db, 22, 999)).toBeNull()
    expect(await settingsAt(db, 22, 1_999)).toEqual(version('preview', 1_000))
    expect(await settingsAt(db, 22)).toEqual(version('live', 2_000))
    expect((await settingsHistory(db, 22)).map(({ fromAt }) => fromAt)).toEqual([1_000, 2_000])
  })

  test('a broken file is noted and the last good settings stay', async () => {
    const { db } = bench.store
    await saveSettings(db, 22, version('live', 1_000))
    const problem = {
      file: '.github/firstline.yml',
      line: 3,
      level: 'failure' as const,
      message: 'No such key.',
    }
    await saveSettingsCheck(db, 22, { checkedAt: 2_000, blobSha: 'bad', problems: [problem] })
    expect(await settingsCheck(db, 22)).toEqual({ checkedAt: 2_000, blobSha: 'bad', problems: [problem] })
    expect((await settingsAt(db, 22))?.settings.mode).toBe('live')
    expect(await settingsCheck(db, 23)).toBeNull()
  })
})

describeOnEachEngine('articles, decisions and small facts', (bench) => {
  test('an article is read from GitHub once, however many repositories name it', async () => {
    const { db } = bench.store
    await saveBlobs(db, [{ sha: 'a', content: 'Install \u0000 with npm.' }])
    await saveBlobs(db, [{ sha: 'a', content: 'ignored' }])
    expect(await knownBlobs(db, ['a', 'b'])).toEqual(new Set(['a']))
    const files = [
      { path: 'install.md', sha: 'a' },
      { path: 'missing.md', sha: 'b' },
    ]
    const tree = { source: 'acme/widget:.github/knowledge', commitSha: 'c', files, problems: [], readAt: 5 }
    await saveArticleTree(db, 22, tree)
    expect(await articleTree(db, 22)).toEqual(tree)
    expect(await articleFiles(db, tree)).toEqual([{ ...files[0], content: 'Install \u0000 with npm.' }])
    expect(await articleTree(db, 23)).toBeNull()
  })

  test('contents that no folder names any more are dropped', async () => {
    const { db } = bench.store
    await saveBlobs(
      db,
      ['a', 'b'].map((sha) => ({ sha, content: sha })),
    )
    const files = [{ path: 'a.md', sha: 'a' }]
    await saveArticleTree(db, 22, { source: 's', commitSha: null, files, problems: [], readAt: 5 })
    expect(await purgeBlobs(db)).toBe(1)
    expect(await knownBlobs(db, ['a', 'b'])).toEqual(new Set(['a']))
  })

  test('the last decision about a ticket is kept, and the desk finds those it shows', async () => {
    const { db } = bench.store
    const decision = {
      ticketId: 'issue:1',
      repositoryId: 22,
      decidedAt: 1_000,
      nextLookAt: null,
      rulesVersion: 'v1',
      reasons: [{ rule: 'tier', because: 'users' }],
      snapshot: { tier: 'pro' },
      queue: null,
      preview: null,
    }
    await saveDecision(db, decision)
    expect(await deskDecisions(db, 22)).toEqual([])
    const shown = { ...decision, decidedAt: 2_000, queue: { waits: true } }
    await saveDecision(db, shown)
    expect(await decisionOf(db, 'issue:1')).toEqual(shown)
    expect(await deskDecisions(db, 22)).toEqual([shown])
    expect(await decisionOf(db, 'issue:2')).toBeNull()
  })

  test('a small fact is written over, listed and deleted', async () => {
    const { db } = bench.store
    expect(await readMeta(db, 'repository:22', 'desk')).toBeNull()
    await writeMeta(db, 'repository:22', 'desk', { issue: 7 }, 1)
    await writeMeta(db, 'repository:22', 'desk', { issue: 8 }, 2)
    await writeMeta(db, 'repository:23', 'desk', { issue: 9 }, 2)
    expect(await readMeta<{ issue: number }>(db, 'repository:22', 'desk')).toEqual({ issue: 8 })
    expect(await metaOf(db, 'repository:22')).toEqual({ desk: { issue: 8 } })
    await deleteMeta(db, 'repository:22', 'desk')
    expect(await metaOf(db, 'repository:22')).toEqual({})
  })
})
