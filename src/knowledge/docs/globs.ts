// Which files of which repositories are documentation, by the globs of the settings.
import picomatch from 'picomatch'
import type { DocsSettings } from '../../domain/settings.ts'
import { globMatcher } from './glob.ts'
import { formatOf } from './page.ts'

/** Where a file that was found is published. */
export type DocsEntry = Pick<DocsSettings, 'site' | 'anchors'> & {
  /** The glob's fixed folder; ends in `/`, or is empty. */
  base: string
}

export interface DocsGlobs {
  /** `owner/name` in lower case; null: the repository of the settings itself. */
  repository: string | null
  /** Of the first glob that finds the file; null where none does, one leaves it out, or it is no documentation. */
  entryOf: (path: string) => DocsEntry | null
  /** The fixed folders of all its globs: whatever lies outside of them need not be looked at. */
  bases: string[]
  /** The globs as they are written, for messages; of each whether it finds a path. */
  globs: Array<{ written: string; finds: (path: string) => boolean }>
}

/**
 * One for each repository, in the order of the settings. What begins with `!` leaves out of its repository, wherever it
 * stands in the list. Names that begin with a dot are found only by globs that write the dot.
 * @param self the repository of the settings, `owner/name`
 */
export function docsGlobs(docs: readonly DocsSettings[], self?: string): DocsGlobs[] {
  const own = self?.toLowerCase()
  const written = docs.map((one) => {
    const { repository, ...parts } = partsOf(one.files)
    return { ...one, ...parts, repository: repository === own ? null : repository }
  })
  const groups = Map.groupBy(written, ({ repository }) => repository)
  return [...groups].flatMap(([repository, entries]) => {
    const included = entries
      .filter(({ excludes }) => !excludes)
      .map((one) => ({ ...one, finds: globMatcher(one.glob) }))
    const excluded = entries.filter(({ excludes }) => excludes).map(({ glob }) => globMatcher(glob))
    if (included.length === 0) return []
    return [
      {
        repository,
        entryOf: (path) => {
          if (formatOf(path) === null || excluded.some((finds) => finds(path))) return null
          const found = included.find(({ finds }) => finds(path))
          return found ? { site: found.site, anchors: found.anchors, base: baseOf(found.glob) } : null
        },
        bases: [...new Set(included.map(({ glob }) => baseOf(glob)))],
        globs: included.map(({ files, finds }) => ({ written: files, finds })),
      },
    ]
  })
}

/** `!OWNER/REPO:glob` in its parts. */
function partsOf(files: string): { repository: string | null; glob: string; excludes: boolean } {
  const excludes = files.startsWith('!')
  const rest = excludes ? files.slice(1) : files
  const [, repository = null, glob = rest] = /^([\w.-]+\/[\w.-]+):(.*)$/s.exec(rest) ?? []
  // A `!` may also stand behind the repository.
  const inner = glob.startsWith('!')
  const path = (inner ? glob.slice(1) : glob).replace(/^(?:\.?\/)+/, '')
  return { repository: repository?.toLowerCase() ?? null, glob: widened(path), excludes: excludes || inner }
}

/** A folder alone means all that is in it. */
function widened(path: string): string {
  if (path === '' || path.endsWith('/')) return `${path}**`
  return picomatch.scan(path).isGlob || formatOf(path) !== null ? path : `${path}/**`
}

/** The folders before the first sign of a pattern: `docs/` of `docs/**`, of `docs/*.md` and of `docs/a.md`. */
function baseOf(glob: string): string {
  const { base, isGlob } = picomatch.scan(glob)
  if (!isGlob) return base.replace(/[^/]*$/, '')
  return base === '' ? '' : `${base}/`
}
