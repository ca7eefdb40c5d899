// Reads a repository's articles: the folder's list, and of the files only those whose content is new.
import type { Problem } from '../domain/problem.ts'
import type { Repository } from '../domain/repository.ts'
import type { Settings } from '../domain/settings.ts'
import type { InstallationGitHub, TreeFile } from '../github/types.ts'
import { isArticlePath } from '../knowledge/articles.ts'
import { readArticles } from '../knowledge/index.ts'
import { loadArticles } from '../knowledge/load.ts'
import { articleTree, knownBlobs, saveArticleTree, saveBlobs } from '../store/articles.ts'
import type { LineDeps } from './deps.ts'

export interface ArticlesRead {
  at: { repository: string; branch: string }
  changed: boolean
  problems: Problem[]
}

interface Place {
  owner: string
  name: string
  branch: string
  folder: string
}

export async function readArticlesOf(
  deps: LineDeps,
  repository: Repository,
  settings: Settings,
): Promise<ArticlesRead> {
  const { store } = deps
  const github = deps.github.forInstallation(repository.installationId)
  const place = await placeOf(github, repository, settings.knowledgeBase.path)
  const source = `${place.owner}/${place.name}:${place.folder}`
  const at = { repository: `${place.owner}/${place.name}`, branch: place.branch }
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
  const tree = { source, commitSha: null, files, problems, readAt: store.now() }
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
    return { owner: repository.owner, name: repository.name, branch: repository.defaultBranch, folder }
  }
  const other = await github.getRepository({ owner, name })
  return { owner, name, branch: other.defaultBranch, folder }
}

/** Fetches what is not in the store yet, within the bounds of a knowledge base; returns what was left out or is wrong. */
async function fetchFiles(
  deps: LineDeps,
  github: Pick<InstallationGitHub, 'readBlobs'>,
  place: Place,
  files: TreeFile[],
): Promise<Problem[]> {
  const { store } = deps
  const articles = files.filter((file) => isArticlePath(file.path))
  const known = await knownBlobs(
    store.db,
    articles.map((file) => file.sha),
  )
  const wanted = new Set<string>()
  // A first pass only finds out which files are within the bounds and not known yet.
  const bounded = await loadArticles(
    { list: async () => articles, read: async () => '' },
    { get: (sha) => (known.has(sha) ? '' : null), put: (sha) => void wanted.add(sha) },
  )
  const texts = await github.readBlobs(place, [...wanted])
  await saveBlobs(
    store.db,
    [...texts].map(([sha, content]) => ({ sha, content })),
  )
  const unread = articles.filter((file) => wanted.has(file.sha) && !texts.has(file.sha))
  const binary = unread.map(({ path }): Problem => {
    return { file: path, level: 'failure', message: 'The file is not text: it cannot be an article.' }
  })
  return [...bounded.problems, ...binary]
}

/** What is wrong with the articles of a set of files, for a check run. */
export function articleProblems(files: Array<{ path: string; text: string }>): Problem[] {
  return readArticles(files).problems
}
