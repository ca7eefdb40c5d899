// Reads settings, articles and documentation as a server would, where wanted with files of this machine in their place.
import { createHash } from 'node:crypto'
import type { Problem } from '../../domain/problem.ts'
import type { Repository } from '../../domain/repository.ts'
import type { Settings } from '../../domain/settings.ts'
import { SETTINGS_PATH } from '../../domain/settings-paths.ts'
import { needEntitlements } from '../../facts/entitlement-needs.ts'
import { GitHubError } from '../../github/errors.ts'
import type { ReadableGitHub } from '../../github/types.ts'
import type { ArticleFile } from '../../knowledge/articles.ts'
import type { Preview } from '../../report/preview.ts'
import { saveArticleTree, saveBlobs } from '../../store/articles.ts'
import { docsTree } from '../../store/docs.ts'
import { countSinceEver } from '../../store/preview-rows.ts'
import { noteRepository, saveReading } from '../../store/repository-reading.ts'
import { settingsAt, settingsCheck } from '../../store/settings-versions.ts'
import type { ReadingDeps } from '../deps.ts'
import { type ArticlesRead, readArticlesOf } from '../read-articles.ts'
import { readDocs } from '../read-docs.ts'
import { readFiles } from '../read-files.ts'
import { withFoundDocs } from './tried-docs.ts'

type Needs = Pick<ReadingDeps, 'store' | 'github' | 'credentials'>

/** What stands in for files of the repository; null: they are read there. */
export interface LocalFiles {
  /** `name`: as the command line has it. */
  settings: { name: string; text: string } | null
  articles: { files: readonly ArticleFile[]; problems: readonly Problem[] } | null
}

export interface PreviewFiles {
  settings: Settings
  from: Preview['settings']
  /** What is wrong with documentation and who pays, and where articles cannot be read at all. */
  problems: Problem[]
  /** The settings name a place that the token does not see. */
  articlesAreHidden: boolean
}

/** Notes all of it as read, with settings that have been in force always. `paths`: every file of the default branch. */
export async function readPreviewFiles(
  deps: Needs,
  repository: Repository,
  { local, paths }: { local: LocalFiles; paths: readonly string[] },
): Promise<PreviewFiles> {
  const { db, now } = deps.store
  const github = local.settings ? withSettings(deps.github, repository, local.settings.text) : deps.github
  const problems: Problem[] = []
  const read = await readFiles({ ...deps, github }, repository, async (_, __, settings) =>
    local.articles
      ? saveArticles(deps, repository, settings, local.articles)
      : readArticlesOf(deps, repository, settings).catch((error: unknown) => {
          problems.push(unreadable(error, settings))
          return noArticles(repository)
        }),
  )
  const { found } = read
  const articlesAreHidden = problems.length > 0
  const from = await whereFrom(deps, repository, local)
  const tried = from.from === 'defaults' ? withFoundDocs(read.settings, paths) : null
  const settings = tried ?? read.settings
  await countSinceEver(db, repository.id, settings)
  const docsAreNew = await readDocs(deps, repository, settings.knowledgeBase.docs)
  await noteRepository(db, repository.id, { docsWantedAt: null, ...(docsAreNew ? { docsVersion: 1 } : {}) })
  const payingProblems = await needEntitlements(deps, repository, settings)
  await saveReading(db, repository.id, {
    ...found,
    version: 1,
    teams: {},
    firstReadAt: now(),
    labelNames: {},
    readAs: null,
    payingProblems,
    peopleMistakes: [],
  })
  const ofDocs = (await docsTree(db, repository.id))?.problems ?? []
  return {
    settings,
    from,
    problems: [...problems, ...ofDocs, ...payingProblems],
    articlesAreHidden,
  }
}

/** The same GitHub, on which the repository's settings are this text. */
function withSettings(github: ReadableGitHub, { owner, name }: Repository, text: string): ReadableGitHub {
  return {
    forInstallation: (id) => {
      const reads = github.forInstallation(id)
      return {
        ...reads,
        readFile: async (repo, path, options) => {
          const isOwn = repo.owner === owner && repo.name === name && path === SETTINGS_PATH
          if (!isOwn) return reads.readFile(repo, path, options)
          return { text, sha: idOf(text), size: text.length, truncated: false }
        },
      }
    },
  }
}

/** Where they would stand in the repository, with links into its default branch. */
async function saveArticles(
  { store }: Needs,
  repository: Repository,
  settings: Settings,
  { files, problems }: NonNullable<LocalFiles['articles']>,
): Promise<ArticlesRead> {
  const folder = settings.knowledgeBase.path.split(':').at(-1) ?? ''
  const now = store.now()
  const blobs = files.map(({ path, text }) => ({ path: `${folder}/${path}`, sha: idOf(text), content: text }))
  await saveBlobs(
    store.db,
    [...new Map(blobs.map(({ sha, content }) => [sha, { sha, content }])).values()],
    now,
  )
  await saveArticleTree(store.db, repository.id, {
    source: 'this machine',
    files: blobs.map(({ path, sha }) => ({ path, sha })),
    problems: [...problems],
    readAt: now,
  })
  return noArticles(repository)
}

function noArticles({ owner, name, defaultBranch, private: isPrivate }: Repository): ArticlesRead {
  const at = { repository: `${owner}/${name}`, branch: defaultBranch, private: isPrivate }
  return { at, changed: true, problems: [] }
}

/** Articles of a repository that cannot be seen are none. @throws what else went wrong */
function unreadable(error: unknown, { knowledgeBase: { path } }: Settings): Problem {
  const isHidden = error instanceof GitHubError && ['not_found', 'forbidden', 'gone'].includes(error.kind)
  if (!isHidden) throw error
  const message = `\`knowledge_base.path\` names \`${path}\`, which this token cannot read: no article was looked at.`
  return { file: SETTINGS_PATH, level: 'warning', message }
}

async function whereFrom(
  { store }: Needs,
  { id, owner, name }: Repository,
  local: LocalFiles,
): Promise<Preview['settings']> {
  const problems = (await settingsCheck(store.db, id))?.problems ?? []
  if (local.settings) return { from: 'file', path: local.settings.name, problems }
  const source = (await settingsAt(store.db, id))?.source ?? null
  if (source === null) return { from: 'defaults', path: null, problems }
  const [repository = '', path = ''] = source.split(':', 2)
  return repository === `${owner}/${name}`
    ? { from: 'repository', path, problems }
    : { from: 'owner', path: source, problems }
}

/** Names the content, as blob ids do; never the same as one of those. */
function idOf(text: string): string {
  return `local-${createHash('sha256').update(text).digest('hex')}`
}
