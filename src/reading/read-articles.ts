// Reads a repository's articles: the folder's list, and of the files only those whose content is new.
import type { Problem } from '../domain/problem.ts'
import type { Repository } from '../domain/repository.ts'
import type { Settings } from '../domain/settings.ts'
import type { InstallationGitHub, RepoRef, TreeFile } from '../github/types.ts'
import { type ArticleFile, isArticlePath } from '../knowledge/articles.ts'
import { loadArticles } from '../knowledge/load.ts'
import { articleTree, blobTexts, knownBlobs, saveArticleTree, saveBlobs } from '../store/articles.ts'
import type { ReadingDeps } from './deps.ts'

type Needs = Pick<ReadingDeps, 'store' | 'github'>

export interface ArticlesRead {
  at: { repository: string; branch: string; private: boolean }
  changed: boolean
  problems: Problem[]
}

interface Place {
  owner: string
  name: string
  branch: string
  folder: string
  private: boolean
}

export async function readArticlesOf(
  deps: Needs,
  repository: Repository,
  settings: Settings,
): Promise<ArticlesRead> {
  const { store } = deps
  const github = deps.github.forInstallation(repository.installationId)
  const place = await placeOf(github, repository, settings.knowledgeBase.path)
  const source = `${place.owner}/${place.name}:${place.folder}`
  const at = { repository: `${place.owner}/${place.name}`, branch: place.branch, private: place.private }
  const folder = await github.listFolder(place, place.folder)
  const before = await articleTree(store.db, repository.id)
  const files = folder.files.map(({ path, sha }) => ({ path, sha }))
  const same = before?.source === source && JSON.stringify(before.files) === JSON.stringify(files)
  if (same) return { at, changed: false, problems: before.problems }
  const problems = await fetchFiles(deps, github, place, folder.files)
  if (folder.truncated) {
    const message = 'The repository is too large for GitHub to list whole: some articles are not read.'
    problems.push({ file: place.folder, level: 'failure', message })
  }
  const tree = { source, files, problems, readAt: store.now() }
  await saveArticleTree(store.db, repository.id, tree)
  return { at, changed: true, problems }
}

async function placeOf(
  github: Pick<InstallationGitHub, 'getRepository'>,
  repository: Repository,
  path: string,
): Promise<Place> {
  const [full, folder] = path.includes(':') ? (path.split(':', 2) as [string, string]) : [null, path]
  const [owner, name] = full?.split('/') ?? []
  if (!owner || !name || `${owner}/${name}` === `${repository.owner}/${repository.name}`) {
    return {
      owner: repository.owner,
      name: repository.name,
      branch: repository.defaultBranch,
      folder,
      private: repository.private,
    }
  }
  const other = await github.getRepository({ owner, name })
  return { owner, name, branch: other.defaultBranch, folder, private: other.private }
}

/** Fetches what is not in the store yet, within the bounds of a knowledge base; returns what was left out or is wrong. */
async function fetchFiles(
  deps: Needs,
  github: Pick<InstallationGitHub, 'readBlobs'>,
  place: Place,
  files: TreeFile[],
): Promise<Problem[]> {
  const { wanted, problems } = await withinBounds(files)
  const shas = [...new Set(wanted.map(({ sha }) => sha))]
  const known = await knownBlobs(deps.store.db, shas, deps.store.now())
  const missing = shas.filter((sha) => !known.has(sha))
  const texts = await fetchBlobs(deps, github, place, missing)
  const unread = wanted.filter(({ sha }) => !known.has(sha) && !texts.has(sha))
  const binary = unread.map(({ path }): Problem => {
    return { file: path, level: 'failure', message: 'The file is not text: it cannot be an article.' }
  })
  return [...problems, ...binary]
}

/** The files as they are at a commit; only what has changed since anything was read here is fetched. */
export async function articlesAt(
  deps: Needs,
  github: Pick<InstallationGitHub, 'listFolder' | 'readBlobs'>,
  repository: RepoRef,
  at: { folder: string; sha: string },
): Promise<{ files: ArticleFile[]; problems: Problem[] }> {
  const { files } = await github.listFolder(repository, at.folder, at.sha)
  const { wanted } = await withinBounds(files)
  const shas = [...new Set(wanted.map(({ sha }) => sha))]
  const known = await blobTexts(deps.store.db, shas)
  const missing = shas.filter((sha) => !known.has(sha))
  const fetched = await fetchBlobs(deps, github, repository, missing)
  const textOf = (sha: string) => known.get(sha) ?? fetched.get(sha) ?? ''
  return loadArticles(
    { list: async () => files, read: async (sha) => textOf(sha) },
    { get: () => null, put: () => {} },
  )
}

/** Texts by blob id, 20 in one call; kept, for a blob never changes. */
async function fetchBlobs(
  { store }: Needs,
  github: Pick<InstallationGitHub, 'readBlobs'>,
  place: RepoRef,
  shas: string[],
): Promise<Map<string, string>> {
  const texts = await github.readBlobs(place, shas)
  await saveBlobs(
    store.db,
    [...texts].map(([sha, content]) => ({ sha, content })),
    store.now(),
  )
  return texts
}

/** Which of the files are read at all, and what is said of the others. */
async function withinBounds(files: TreeFile[]): Promise<{ wanted: TreeFile[]; problems: Problem[] }> {
  const articles = files.filter((file) => isArticlePath(file.path))
  const shas = new Set<string>()
  const { problems } = await loadArticles(
    { list: async () => articles, read: async () => '' },
    { get: () => null, put: (sha) => void shas.add(sha) },
  )
  return { wanted: articles.filter(({ sha }) => shas.has(sha)), problems }
}
