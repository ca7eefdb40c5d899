// Reads documentation from disk by globs, as `kb ask --docs` sees it.
import { lstat, readdir, readFile } from 'node:fs/promises'
import { dirname, join, relative, resolve, sep } from 'node:path'
import picomatch from 'picomatch'
import { UserError } from '../domain/problem.ts'
import { docsGlobs } from '../knowledge/docs/globs.ts'
import type { DocsFile, DocsPlace } from '../knowledge/docs/page.ts'
import { choosePages } from '../knowledge/docs/page-choice.ts'
import { readDocs } from '../knowledge/docs/read-docs.ts'
import { MAX_PAGE } from '../knowledge/docs/sections.ts'
import type { Article } from '../knowledge/index.ts'
import { type Io, UsageError } from './command.ts'
import { problemLine } from './kb-options.ts'

/** Files below the globs' fixed folders that are looked at. */
const MOST_FILES = 100_000
/** A character takes four bytes at most. */
const MOST_BYTES = 4 * MAX_PAGE

/**
 * The sections of all pages that globs find from the working directory; one that begins with `!` leaves out. Their slugs
 * begin with the path from there, or from the folder above where the globs lead elsewhere. What cannot be read is told.
 * @param articles the folder of articles, which are no documentation
 * @throws UsageError
 */
export async function readDocumentation(
  io: Io,
  globs: readonly string[],
  articles?: string,
): Promise<Article[]> {
  const { root, patterns } = placed(io.cwd, globs)
  const [found] = docsGlobs(patterns.map((files) => ({ files, site: null, anchors: 'github' as const })))
  if (!found) throw new UsageError('--docs only leaves out so far: give a glob without `!` as well.')
  const paths = new Set<string>()
  for (const base of found.bases)
    for await (const path of filesBelow(root, base)) {
      const isArticle = articles !== undefined && join(root, path).startsWith(`${articles}${sep}`)
      if (found.entryOf(path) && !isArticle) paths.add(path)
    }
  for (const { written: files, finds } of found.globs)
    if (![...paths].some(finds)) io.err(`${files}: warning: No page of documentation is found by this.\n`)
  const chosen = choosePages([...paths])
  const pages: Array<{ file: DocsFile; place: DocsPlace }> = []
  for (const path of chosen.paths) {
    const place = { ...found.entryOf(path)!, link: () => null }
    pages.push({ file: { path, text: await textOf(join(root, path)) }, place })
  }
  const { sections, problems } = readDocs(pages)
  for (const problem of [...chosen.problems, ...problems]) io.err(problemLine(problem))
  return sections
}

/** The globs as they are from one folder. */
function placed(cwd: string, globs: readonly string[]): { root: string; patterns: string[] } {
  const written = globs.map((glob) => absolute(cwd, glob))
  const bases = written.filter(({ excludes }) => !excludes).map(({ base }) => base)
  const isInside = written.every(({ base }) => base === cwd || base.startsWith(`${cwd}${sep}`))
  const root = isInside || bases.length === 0 ? cwd : dirname(bases.reduce(commonFolder))
  const patterns = written.map(({ excludes, base, rest }) => {
    const path = [relative(root, base).replaceAll('\\', '/'), rest].filter(Boolean).join('/')
    return `${excludes ? '!' : ''}${path}`
  })
  return { root, patterns }
}

function absolute(cwd: string, glob: string): { excludes: boolean; base: string; rest: string } {
  if (/^!?[\w.-]+\/[\w.-]+:/.test(glob))
    throw new UsageError(`--docs reads files here; "${glob}" names a repository.`)
  const excludes = glob.startsWith('!')
  const pattern = excludes ? glob.slice(1) : glob
  if (pattern.trim() === '') throw new UsageError('--docs needs a glob such as "docs/**/*.md".')
  const { base, glob: rest, isGlob } = picomatch.scan(pattern)
  if (isGlob) return { excludes, base: resolve(cwd, base), rest }
  const path = resolve(cwd, pattern)
  return { excludes, base: dirname(path), rest: path.slice(dirname(path).length).replace(/^[\\/]/, '') }
}

function commonFolder(one: string, other: string): string {
  let common = one
  while (other !== common && !other.startsWith(`${common}${sep}`) && dirname(common) !== common)
    common = dirname(common)
  return common
}

/** Paths from `root` of the files below one of its folders. Links and installed packages are passed by. */
async function* filesBelow(root: string, base: string): AsyncGenerator<string> {
  const waiting = [base.replace(/\/$/, '')]
  let seen = 0
  for (let folder = waiting.pop(); folder !== undefined; folder = waiting.pop()) {
    for (const entry of await entriesOf(join(root, folder))) {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`
      const isPassedBy = entry.name === 'node_modules' || entry.name === '.git'
      if (entry.isDirectory() && !isPassedBy) waiting.push(path)
      if (!entry.isFile()) continue
      if (++seen > MOST_FILES)
        throw new UserError(
          `There are more than ${MOST_FILES} files below ${join(root, base)}. Narrow --docs.`,
        )
      yield path
    }
  }
}

async function entriesOf(folder: string) {
  try {
    return await readdir(folder, { withFileTypes: true })
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '')) return []
    throw error
  }
}

/** A file that is too long is not read to its end: it is left out all the same. */
async function textOf(path: string): Promise<string> {
  const { size } = await lstat(path)
  return size > MOST_BYTES ? ' '.repeat(MAX_PAGE + 1) : readFile(path, 'utf8')
}
