// The files of a repository at any of its commits.
import type { Repo, StoredFile } from './state.ts'

/** The files at a commit; null where there is no such commit. Other branches begin where `main` stood. */
export function filesAt({ files, commits }: Repo, ref: string | null): Map<string, StoredFile> | null {
  if (!ref || ref === 'HEAD' || ref === 'main') return files
  const at = commits.findIndex(({ sha }) => sha === ref)
  if (at < 0) return null
  const before = commits.slice(0, at).filter(({ branch }) => branch === 'main')
  const found = new Map<string, StoredFile>()
  for (const { path, file, forced } of [...before, commits[at]!]) {
    if (forced) found.clear()
    if (file) found.set(path, file)
    else found.delete(path)
  }
  return found
}

/** Every version of every file is kept. */
export function findBlob({ commits }: Repo, sha: string): StoredFile | null {
  return commits.find(({ file }) => file?.sha === sha)?.file ?? null
}
