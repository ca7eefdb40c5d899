// One list of a repository's files, so that GitHub is not asked for what is not there.
import type { Repository } from '../../domain/repository.ts'
import type { Folder, ReadableGitHub, RepoRef } from '../../github/types.ts'

/** The same GitHub, on which the default branch of `repository` has these files. */
export function withKnownTree(github: ReadableGitHub, repository: Repository, tree: Folder): ReadableGitHub {
  const isItsOwn = ({ owner, name }: RepoRef, ref = 'HEAD') =>
    owner === repository.owner &&
    name === repository.name &&
    (ref === 'HEAD' || ref === repository.defaultBranch)
  const paths = new Set(tree.files.map(({ path }) => path))
  return {
    forInstallation: (id) => {
      const reads = github.forInstallation(id)
      return {
        ...reads,
        readFile: async (repo, path, options) => {
          const isMissing = isItsOwn(repo, options?.ref) && !tree.truncated && !paths.has(path)
          return isMissing ? null : reads.readFile(repo, path, options)
        },
        listFolder: (repo, path, ref, whole) =>
          reads.listFolder(repo, path, ref, whole ?? (isItsOwn(repo, ref) ? tree : undefined)),
      }
    },
  }
}
