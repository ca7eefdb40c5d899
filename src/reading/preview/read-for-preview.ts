// Reads all that a preview speaks of into a store of its own, by the parts that a server reads with.
import type { Problem } from '../../domain/problem.ts'
import type { Repository } from '../../domain/repository.ts'
import type { PreviewGiven } from '../../facts/preview-given.ts'
import type { RepositoryInfo } from '../../github/types.ts'
import type { ReadSpan } from '../../report/preview.ts'
import { commentsSince, newestOpened } from '../../store/preview-rows.ts'
import { saveRepository } from '../../store/repositories.ts'
import type { ReadingDeps } from '../deps.ts'
import { type LocalFiles, type PreviewFiles, readPreviewFiles } from './files.ts'
import { withKnownTree } from './known-tree.ts'
import { readMaintainers } from './maintainers.ts'
import { type NewestRead, type NewestWanted, readNewest } from './newest.ts'
import { type PayingWorld, readPaying } from './paying.ts'

type Needs = Pick<ReadingDeps, 'store' | 'github' | 'credentials'>

export interface PreviewWanted extends Omit<NewestWanted, 'before'> {
  before: NewestRead | null
  local: LocalFiles
  /** Who answers, from the command line; null: nobody was named. */
  named: readonly string[] | null
  paying: PayingWorld
  /** Calls made of GitHub so far. */
  calls(): number
}

export interface PreviewReading {
  repository: Repository
  /** Null where the settings of the command line cannot be used: nothing else was read. */
  given: PreviewGiven | null
  settings: PreviewGiven['settings']
  /** What is wrong with documentation and who pays, and where articles cannot be read at all. */
  problems: Problem[]
}

/** @throws GitHubError; what was read until then is kept */
export async function readForPreview(
  deps: Needs,
  info: RepositoryInfo,
  wanted: PreviewWanted,
): Promise<PreviewReading> {
  const { store, github } = deps
  // It is looked at as if the App had been there always.
  const repository: Repository = { ...info, installationId: 0, selected: true, installedAt: 0 }
  await saveRepository(store.db, repository)
  const reads = github.forInstallation(repository.installationId)
  const tree = await reads.readTree(repository, repository.defaultBranch)
  const known = { ...deps, github: withKnownTree(github, repository, tree) }
  const paths = tree.files.map(({ path }) => path)
  const files = await readPreviewFiles(known, repository, { local: wanted.local, paths })
  const read = { repository, settings: files.from, problems: files.problems }
  if (wanted.local.settings && isUnusable(files.from)) return { ...read, given: null }
  const newest = await readNewest(deps, repository, wanted)
  const people = { named: wanted.named, associates: newest.associates }
  const { maintainers, remarks } = await readMaintainers(deps, repository, files.settings, people)
  const paying = await readPaying(deps, repository, wanted.paying)
  // Tiers are proposed where there are no settings yet.
  const isNew = files.from.from === 'defaults'
  const sponsorTiers = isNew ? await reads.readSponsorsTiers(repository.owner) : []
  const span = await spanOf(deps, repository, { newest, last: wanted.last, calls: wanted.calls() })
  const given: PreviewGiven = {
    maintainers,
    settings: files.from,
    read: span,
    remarks: [...aboutRepository(repository, span), ...aboutSettings(files), ...remarks, ...paying.remarks],
    paths,
    sponsorTiers,
  }
  return { ...read, problems: [...read.problems, ...paying.problems], given }
}

function isUnusable({ problems }: PreviewGiven['settings']): boolean {
  return problems.some(({ level }) => level === 'failure')
}

async function spanOf(
  { store }: Needs,
  { id }: Repository,
  { newest, last, calls }: { newest: NewestRead; last: number; calls: number },
): Promise<ReadSpan> {
  const tickets = await newestOpened(store.db, id, last)
  const fromAt = tickets.at(-1)?.openedAt ?? null
  const issues = tickets.filter(({ kind }) => kind === 'issue').length
  const more = await newestOpened(store.db, id, last + 1)
  return {
    issues,
    discussions: tickets.length - issues,
    comments: fromAt === null ? 0 : await commentsSince(store.db, id, fromAt),
    fromAt,
    isAll: newest.issue.isWhole && newest.discussion.isWhole && more.length <= last,
    setAside: newest.unread.map(({ kind, number }) => ({ kind, number, why: NOT_TOLD })),
    calls,
  }
}

const NOT_TOLD = 'GitHub could not show it in time, however little was asked for at once'

function aboutRepository(
  { archived, hasIssues, hasDiscussions }: Repository,
  { fromAt }: ReadSpan,
): string[] {
  if (!hasIssues && !hasDiscussions)
    return ['Issues and discussions are both switched off in this repository.']
  return [
    ...(fromAt === null
      ? ['Nothing was ever opened in this repository: there is nothing to measure yet.']
      : []),
    ...(archived ? ['The repository is archived: nobody can open anything there any more.'] : []),
    ...(hasIssues ? [] : ['Issues are switched off in this repository: only discussions were read.']),
  ]
}

function aboutSettings({ from, articlesAreHidden }: PreviewFiles): string[] {
  return [
    ...(isUnusable(from)
      ? [
          'The settings have mistakes and cannot be used, so that the defaults were taken: `firstline settings check` names them.',
        ]
      : []),
    ...(articlesAreHidden
      ? ['The articles are where this token cannot read: none was looked at, so more would be answered.']
      : []),
  ]
}
