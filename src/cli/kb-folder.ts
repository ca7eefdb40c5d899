// Reads a folder of articles from disk, as `kb` commands see it.
import { access, lstat, readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Problem, UserError } from '../domain/problem.ts'
import type { ArticleFile } from '../knowledge/articles.ts'
import { buildKnowledge, type Knowledge, readArticles } from '../knowledge/index.ts'
import { loadArticles } from '../knowledge/load.ts'
import { type Io, MissingFileError } from './command.ts'
import { readDocumentation } from './kb-docs.ts'
import { folderOf, problemLine } from './kb-options.ts'

/**
 * The index over a folder of articles and over documentation. What is wrong with them is told, and articles are ranked
 * as far as they can be. With documentation there need be no articles.
 */
export async function readKnowledge(
  io: Io,
  { kb, docs = [] }: { kb?: string; docs?: readonly string[] },
): Promise<Knowledge> {
  const folder = folderOf(io, kb)
  const sections = docs.length === 0 ? [] : await readDocumentation(io, docs, folder)
  const isLeftOut = kb === undefined && docs.length > 0 && !(await exists(folder))
  const { files, problems } = isLeftOut ? { files: [], problems: [] } : await readFolder(folder)
  const read = readArticles(files, { lenient: true })
  for (const problem of [...problems, ...read.problems]) io.err(problemLine(problem))
  return buildKnowledge([...read.articles, ...sections])
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  )
}

/** All files below `folder` with paths relative to it, `/` between folders. Links and `.git` are not followed. */
export async function readFolder(folder: string): Promise<{ files: ArticleFile[]; problems: Problem[] }> {
  const listed: Array<{ path: string; sha: string; size: number }> = []
  await walk('')
  return loadArticles(
    { list: async () => listed, read: (path) => readText(join(folder, path)) },
    { get: () => null, put: () => {} },
  )

  async function walk(below: string): Promise<void> {
    for (const entry of await entriesOf(join(folder, below), below === '')) {
      const path = below === '' ? entry.name : `${below}/${entry.name}`
      if (entry.isDirectory() && entry.name !== '.git' && entry.name !== 'node_modules') await walk(path)
      if (entry.isFile()) listed.push({ path, sha: path, size: (await lstat(join(folder, path))).size })
    }
  }
}

async function entriesOf(path: string, top: boolean) {
  try {
    return await readdir(path, { withFileTypes: true })
  } catch (cause) {
    if (top) throw new MissingFileError(`There is no folder ${path} to read articles from.`)
    throw unreadable(path, cause)
  }
}

async function readText(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8')
  } catch (cause) {
    throw unreadable(path, cause)
  }
}

function unreadable(path: string, cause: unknown): UserError {
  const why = (cause as NodeJS.ErrnoException).code ?? 'unknown'
  return new UserError(`${path} cannot be read (${why}).`, { cause })
}
