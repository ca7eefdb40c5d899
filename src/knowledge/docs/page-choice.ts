// Which pages are read at all, by their paths alone: of versions the newest, of what answers nobody nothing, and not too many.
import type { Problem } from '../../domain/problem.ts'
import { whyByPath } from './left-out.ts'

/** Files that are read of all documentation of a repository. */
export const MOST_PAGES = 2_000

export interface PagesChosen {
  /** Shallow ones first, so that a bound leaves out what lies deepest. */
  paths: string[]
  leftOut: Array<{ path: string; why: string }>
  /** Told where the bound left something out. */
  problems: Problem[]
}

/** @param paths of one repository, each once */
export function choosePages(paths: readonly string[]): PagesChosen {
  const leftOut: PagesChosen['leftOut'] = []
  const isOld = oldVersions(paths)
  const kept: string[] = []
  for (const path of paths) {
    const why = whyByPath(path) ?? (isOld(path) ? 'a newer version of it is there' : null)
    if (why === null) kept.push(path)
    else leftOut.push({ path, why })
  }
  const depth = (path: string) => path.split('/').length
  const sorted = kept.toSorted((a, b) => depth(a) - depth(b) || (a < b ? -1 : 1))
  const beyond = sorted.slice(MOST_PAGES)
  for (const path of beyond) leftOut.push({ path, why: `at most ${MOST_PAGES} files are read` })
  const problems = beyond.length === 0 ? [] : [tooMany(sorted.length, beyond[0]!)]
  return { paths: sorted.slice(0, MOST_PAGES), leftOut, problems }
}

function tooMany(found: number, file: string): Problem {
  const message = `The documentation has ${found} pages; ${MOST_PAGES} are read, and this page and those after it are left out. Narrow the globs of \`knowledge_base.docs\`, or leave pages out with \`!\`.`
  return { file, level: 'warning', message }
}

/** `version-1.2`, `v2`, `1.x`: a folder beside others of its kind. */
const VERSION = /^(?:version-|v)(\d+(?:\.(?:\d+|x))*)$|^(\d+(?:\.(?:\d+|x))+)$/i
/** Folders that hold what is newer than all that have numbers. */
const CURRENT = /^(?:current|latest|stable|next|main|master|dev)$/i

function oldVersions(paths: readonly string[]): (path: string) => boolean {
  /** Folder → the versions in it. */
  const versions = new Map<string, Set<string>>()
  for (const path of paths) {
    for (const { folder, name } of stepsOf(path)) {
      if (!VERSION.test(name) && !CURRENT.test(name)) continue
      const known = versions.get(folder) ?? new Set()
      versions.set(folder, known.add(name))
    }
  }
  const newest = new Map(
    [...versions].map(([folder, names]) => [folder, newestOf(names, isCurrent(folder, paths))]),
  )
  return (path) =>
    [...stepsOf(path)].some(({ folder, name }) => VERSION.test(name) && newest.get(folder) !== name)
}

/** Docusaurus keeps the pages of the current version in `docs`, beside `versioned_docs`. */
function isCurrent(folder: string, paths: readonly string[]): boolean {
  const [, before] = /^(.*?)versioned_docs\/$/.exec(folder) ?? []
  return before !== undefined && paths.some((path) => path.startsWith(`${before}docs/`))
}

function newestOf(names: ReadonlySet<string>, hasCurrent: boolean): string | null {
  if (hasCurrent) return null
  const numbered = [...names].filter((name) => VERSION.test(name)).sort(byNumbers)
  const isOnly = numbered.length === names.size
  return isOnly ? (numbered.at(-1) ?? null) : null
}

function byNumbers(a: string, b: string): number {
  const [one, other] = [a, b].map((name) =>
    name
      .replace(/^\D+/, '')
      .split('.')
      .map((part) => Number(part) || 0),
  )
  for (let i = 0; i < Math.max(one!.length, other!.length); i++) {
    const more = (one![i] ?? 0) - (other![i] ?? 0)
    if (more !== 0) return more
  }
  return 0
}

function* stepsOf(path: string): Generator<{ folder: string; name: string }> {
  const folders = path.split('/').slice(0, -1)
  let folder = ''
  for (const name of folders) {
    yield { folder, name }
    folder += `${name}/`
  }
}
