// One list of a repository's files, so that GitHub is not asked for what is not there.
import type { Repository } from '../../domain/repository.ts'
import type { Folder, GitHubReads, ReadableGitHub, RepoRef } from '../../github/types.ts'

/**
 * The same GitHub, on which the default branch of `repository` has these files. Its owner's `.github`, in which
 * settings are looked for under two names, is listed once too.
 */
export function withKnownTree(github: ReadableGitHub, repository: Repository, tree: Folder): ReadableGitHub {
  return { forInstallation: (id) => knowing(github.forInstallation(id), repository, tree) }
}

function knowing(reads: GitHubReads, { owner, name, defaultBranch }: Repository, own: Folder): GitHubReads {
  const refs = new Set(['HEAD', defaultBranch])
  let shared: Promise<Folder> | null = null
  const isIts = (repo: RepoRef) => repo.owner === owner && repo.name === name
  const treeOf = async (repo: RepoRef, ref: string): Promise<Folder | null> => {
    if (isIts(repo)) return refs.has(ref) ? own : null
    if (repo.owner !== owner || repo.name !== '.github' || ref !== 'HEAD') return null
    shared ??= reads.readTree(repo, 'HEAD')
    return shared
  }
  return {
    ...reads,
    readFile: async (repo, path, options) => {
      const tree = await treeOf(repo, options?.ref ?? 'HEAD')
      const isMissing = tree && !tree.truncated && !tree.files.some((file) => file.path === path)
      return isMissing ? null : reads.readFile(repo, path, options)
    },
    readHead: async (repo) => {
      const head = await reads.readHead(repo)
      // Whatever was pushed in between is seen the next time.
      if (isIts(repo) && head.sha !== null) refs.add(head.sha)
      return head
    },
    readTree: async (repo, ref) => (await treeOf(repo, ref)) ?? reads.readTree(repo, ref),
    listFolder: async (repo, path, ref = 'HEAD', whole) =>
      reads.listFolder(repo, path, ref, whole ?? (await treeOf(repo, ref)) ?? undefined),
  }
}
