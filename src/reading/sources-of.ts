// Where the settings, articles and documentation of a repository come from, so that it is read again when those change.
import type { Repository } from '../domain/repository.ts'

/** Where settings come from, or would. */
export function sourcesOf(
  repository: Repository,
  read: { ownFile: boolean; sources: readonly string[] },
): string[] {
  return [...read.sources, ...(read.ownFile ? [] : [`${repository.owner}/.github`])]
}

/**
 * Other repositories that were read, as `owner/name` in lower case, or would be: what `_extends` names, and, where a
 * repository has no settings of its own, its owner's `.github`, count even while nothing is there.
 */
export function readFrom(
  repository: Repository,
  read: {
    ownFile: boolean
    sources: readonly string[]
    extended: readonly string[]
    articlesAt: string
    docsAt: readonly string[]
  },
): string[] {
  const own = `${repository.owner}/${repository.name}`.toLowerCase()
  const names = [...sourcesOf(repository, read), ...read.extended, read.articlesAt, ...read.docsAt]
  return [...new Set(names.map((name) => name.toLowerCase()))].filter((name) => name !== own)
}
