// What is known of repositories: who may answer and since when, settings over time, articles, decisions.

import { expect, test } from 'vitest'
import type { QueueTicket } from '../../src/domain/decision.ts'
import type { Settings } from '../../src/domain/settings.ts'
import { defaultSettings } from '../../src/settings/parse.ts'
import {
  articleFiles,
  articleTree,
  knownBlobs,
  purgeBlobs,
  saveArticleTree,
  saveBlobs,
} from '../../src/store/articles.ts'
import { decisionOf, deskDecisions, saveDecision, unansweredIn } from '../../src/store/decisions.ts'
import {
  type DocsTree,
  docsFailures,
  docsTree,
  dropDocsTree,
  forgetCommits,
  saveDocsTree,
} from '../../src/store/docs.ts'
import {
  findInstallation,
  type Installation,
  installationOfAccount,
  installations,
  removeInstallation,
  saveInstallation,
} from '../../src/store/installations.ts'
import {
  findRepository,
  findRepositoryByName,
  findServed,
  lastKnown,
  removeRepositories,
  repositories,
  saveRepository,
} from '../../src/store/repositories.ts'
import { dropMembers, type Member, membersOf, registerState, saveMembers } from '../../src/store/roles.ts'
import {
  addVersion,
  backdated,
  saveSettings,
  saveSettingsCheck,
  settingsAt,
  settingsCheck,
  settingsHistory,
} from '../../src/store/settings-versions.ts'
import { aRepository } from '../builders.ts'
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

const unnoted = { createdAt: null, repositoriesAt: null, peopleMovedAt: null, isNew: false }

const repository = aRepository({
  id: 22,
  nodeId: 'R_1',
  ownerId: 33,
  owner: 'Acme',
  name: 'Widget',
  installationId: 11,
  installedAt: 1_000,
})

describeOnEachEngine('installations and repositories', (bench) => {
  test('come back as they went in, by id and by name in any case', async () => {
    const { db } = bench.store
    await saveInstallation(db, installation)
    await saveRepository(db, repository)
    expect(await findInstallation(db, 11)).toEqual({ ...installation, ...unnoted })
    expect(await installationOfAccount(db, 33)).toEqual({ ...installation, ...unnoted })
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
    expect(await installations(db)).toEqual([{ ...installation, ...unnoted, suspendedAt: 6_000 }])
  })
})

describeOnEachEngine("the maintainers' register", (bench) => {
  const ann = { actorId: 1, login: 'ann', via: [] }
  const bob = { actorId: 2, login: 'bob', via: [] }
  const listed = (member: typeof ann, ...via: string[]) => ({ ...member, via })
  const read = (members: Member[], at: number, names: string[] = [], namedAt = at) =>
    saveMembers(bench.store.db, 22, { members, names, at, namedAt })
  /** `actor acts responds–until`, in seconds. */
  const register = async () =>
    (await membersOf(bench.store.db, 22)).map(({ actorId, fromAt, respondsFromAt, untilAt }) =>
      [actorId, fromAt / 1000, respondsFromAt / 1000, untilAt === null ? '' : untilAt / 1000].join(' '),
    )

  test('whoever is there at the first reading has been there always', async () => {
    await read([ann], 1_500)
    expect(await register()).toEqual(['1 0 0 '])
    expect(await membersOf(bench.store.db, 23)).toEqual([])
  })

  test('rights found at a reading begin at the last one in which they were absent, to the second', async () => {
    await read([ann], 1_500)
    await read([ann], 2_500)
    await read([ann, bob], 9_000)
    expect(await register()).toEqual(['1 0 0 ', '2 2 2 '])
  })

  test('where GitHub told of a change, they begin in the second in which it did', async () => {
    await read([ann], 1_500)
    await dropMembers(bench.store.db, [22], 6_700)
    await dropMembers(bench.store.db, [22], 7_100)
    await read([ann, bob], 9_000)
    expect(await register()).toEqual(['1 0 0 ', '2 6 6 '])
    expect((await registerState(bench.store.db, 22))?.hintedAt).toBeNull()
  })

  test('who leaves is remembered until then, and may return', async () => {
    await read([ann, bob], 1_000)
    await read([ann], 2_000)
    await read([ann, bob], 3_000)
    expect(await register()).toEqual(['1 0 0 ', '2 0 0 2', '2 2 2 '])
  })

  test('who is added to the settings acts from then on, and responds from the beginning', async () => {
    await read([listed(ann, 'ann')], 1_000, ['ann'])
    await read([listed(ann, 'ann'), listed(bob, 'bob')], 9_000, ['ann', 'bob'], 5_000)
    await read([listed(bob, 'bob')], 12_000, ['bob'])
    expect(await register()).toEqual(['1 0 0 12', '2 5 0 '])
  })

  test('who had the permission and is then listed responds from the beginning, too', async () => {
    await read([ann], 1_000)
    await read([ann, bob], 3_000)
    await bench.store.db.updateTable('maintainer_read').set({ names: '[]' }).execute()
    await read([listed(bob, 'bob')], 5_000, ['bob'])
    expect(await register()).toEqual(['1 0 0 5', '2 1 0 '])
  })

  test('who joins a listed team begins like somebody who gets the permission', async () => {
    await read([listed(ann, '@acme/support')], 1_000, ['@acme/support'])
    await read([listed(ann, '@acme/support'), listed(bob, '@acme/support')], 4_000, ['@acme/support'])
    expect(await register()).toEqual(['1 0 0 ', '2 1 1 '])
  })

  test('where a list is given up, those with the permission begin then', async () => {
    await read([listed(ann, 'ann')], 1_000, ['ann'])
    await read([ann, bob], 4_000, [], 3_000)
    expect(await register()).toEqual(['1 0 0 ', '2 3 3 '])
  })

  test('an event drops the reading, not what is known; a repository without maintainers has been read too', async () => {
    const { db } = bench.store
    expect(await registerState(db, 22)).toBeNull()
    await read([], 1_000)
    expect((await registerState(db, 22))?.readAt).toBe(1_000)
    await dropMembers(db, [22], 1_500)
    expect(await registerState(db, 22)).toMatchObject({ readAt: null, knownAt: 1_000, hintedAt: 1_000 })
  })
})

describeOnEachEngine('settings over time', (bench) => {
  const settings = (mode: Settings['mode']): Settings => ({ ...defaultSettings('acme'), mode })
  const version = (mode: Settings['mode'], fromAt: number) => ({
    fromAt,
    blobSha: `sha-${mode}`,
    source: 'acme/widget:.github/firstline.yml',
    text: `mode: ${mode} # \u0000`,
    settings: settings(mode),
  })
  const saved = (mode: Settings['mode'], fromAt: number) => ({ ...version(mode, fromAt), backdatedAt: null })

  test('any past moment has the settings that were in force then', async () => {
    const { db } = bench.store
    expect(await settingsAt(db, 22)).toBeNull()
    expect(await saveSettings(db, 22, version('preview', 1_000))).toBe(true)
    expect(await saveSettings(db, 22, version('preview', 1_500))).toBe(false)
    expect(await saveSettings(db, 22, version('live', 2_000))).toBe(true)
    expect(await settingsAt(db, 22, 999)).toBeNull()
    expect(await settingsAt(db, 22, 1_999)).toEqual(saved('preview', 1_000))
    expect(await settingsAt(db, 22)).toEqual(saved('live', 2_000))
    expect((await settingsHistory(db, 22)).map(({ fromAt }) => fromAt)).toEqual([1_000, 2_000])
  })

  test('settings that are told to count since a day take the place of all that were read after it', async () => {
    const { db } = bench.store
    await saveSettings(db, 22, version('preview', 1_000))
    await saveSettings(db, 22, version('off', 2_000))
    await saveSettings(db, 22, version('live', 3_000))
    await addVersion(db, 22, backdated(await settingsHistory(db, 22), 1_500, 4_000))
    expect(await saveSettings(db, 22, version('live', 5_000))).toBe(false)
    const modes = async (how?: 'asRead') =>
      (await settingsHistory(db, 22, how)).map(({ settings, fromAt }) => `${settings.mode} ${fromAt}`)
    expect(await modes()).toEqual(['preview 1000', 'live 1500'])
    expect(await modes('asRead')).toEqual(['preview 1000', 'off 2000', 'live 3000'])
    expect(await settingsAt(db, 22, 2_000)).toMatchObject({ fromAt: 1_500, backdatedAt: 4_000 })
    await saveSettings(db, 22, version('off', 6_000))
    expect(await modes()).toEqual(['preview 1000', 'live 1500', 'off 6000'])
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

const ROW: QueueTicket = {
  number: 1,
  kind: 'issue',
  title: 'It does not start',
  url: 'https://github.com/acme/widget/issues/1',
  tier: 'pro',
  waitingSinceAt: 500,
  dueAt: null,
  state: null,
  needsHuman: false,
  escalated: false,
  rated: null,
  severity: null,
  drafts: [{ slug: 'install', title: 'Install widget', isSection: false }],
}

const DOCS: DocsTree = {
  source: '[]',
  heads: '[]',
  places: [
    {
      named: 'acme/handbook',
      repository: 'acme/handbook',
      private: true,
      commit: 'c'.repeat(40),
      files: [{ path: 'docs/a.md', sha: 'c' }],
    },
  ],
  problems: [
    { file: 'acme/gone:docs', level: 'failure', message: 'It cannot be read.' },
    { file: 'docs/b.md', level: 'warning', message: 'It is large.', quotes: ['acme/handbook'] },
  ],
  readAt: 5,
}

describeOnEachEngine('articles and decisions', (bench) => {
  test('an article is read from GitHub once, however many repositories name it', async () => {
    const { db } = bench.store
    await saveBlobs(db, [{ sha: 'a', content: 'Install \u0000 with npm.' }], 5)
    await saveBlobs(db, [{ sha: 'a', content: 'ignored' }], 5)
    expect(await knownBlobs(db, ['a', 'b'], 5)).toEqual(new Set(['a']))
    const files = [
      { path: 'install.md', sha: 'a' },
      { path: 'missing.md', sha: 'b' },
    ]
    const tree = { source: 'acme/widget:.github/knowledge', files, problems: [], readAt: 5 }
    await saveArticleTree(db, 22, tree)
    expect(await articleTree(db, 22)).toEqual(tree)
    expect(await articleFiles(db, tree)).toEqual([{ ...files[0], content: 'Install \u0000 with npm.' }])
    expect(await articleTree(db, 23)).toBeNull()
  })

  test('contents that no folder names any more are dropped, an hour after they were last read or wanted', async () => {
    const { db } = bench.store
    const all = ['a', 'b', 'c']
    await saveBlobs(
      db,
      all.map((sha) => ({ sha, content: sha })),
      5,
    )
    const files = [{ path: 'a.md', sha: 'a' }]
    await saveArticleTree(db, 22, { source: 's', files, problems: [], readAt: 5 })
    await saveDocsTree(db, 22, DOCS)
    const later = 5 + 60 * 60_000
    expect(await purgeBlobs(db, later - 1)).toBe(0)
    expect(await knownBlobs(db, ['b'], later)).toEqual(new Set(['b']))
    expect(await purgeBlobs(db, later)).toBe(0)
    expect(await purgeBlobs(db, 2 * later)).toBe(1)
    expect(await knownBlobs(db, all, later)).toEqual(new Set(['a', 'c']))
  })

  test('documentation is kept as it was read; what was read at commits that may be gone is read anew', async () => {
    const { db } = bench.store
    expect(await docsTree(db, 22)).toBeNull()
    await saveDocsTree(db, 22, DOCS)
    expect(await docsTree(db, 22)).toEqual(DOCS)
    expect(await docsFailures(db)).toEqual(new Map([[22, [DOCS.problems[0]]]]))
    await forgetCommits(db, 'acme/other')
    expect(await docsTree(db, 22)).toEqual(DOCS)
    await forgetCommits(db, 'acme/Handbook')
    expect(await docsTree(db, 22)).toEqual({
      ...DOCS,
      heads: '',
      places: [{ ...DOCS.places[0], commit: '' }],
    })
    await dropDocsTree(db, 22)
    expect(await docsTree(db, 22)).toBeNull()
  })

  test('the last decision about a ticket is kept, and the desk finds those it shows', async () => {
    const { db } = bench.store
    const decision = {
      ticketId: 'issue:1',
      repositoryId: 22,
      claimToken: 'turn-1',
      decidedAt: 1_000,
      nextLookAt: null,
      rulesVersion: 'v1',
      reasons: [{ rule: 'tier', text: 'users' }],
      standing: { tier: 'pro', private: true, because: 'users' },
      unanswered: false,
      queue: null,
      preview: null,
    }
    await saveDecision(db, decision)
    expect(await deskDecisions(db, 22)).toEqual([])
    const shown = { ...decision, decidedAt: 2_000, unanswered: true, queue: { shown: null, known: ROW } }
    await saveDecision(db, shown)
    expect(await decisionOf(db, 'issue:1')).toEqual(shown)
    expect(await deskDecisions(db, 22)).toEqual([shown])
    expect(await unansweredIn(db, 22)).toEqual(new Set(['issue:1']))
    expect(await decisionOf(db, 'issue:2')).toBeNull()
  })
})
