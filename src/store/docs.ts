// Documentation as read from GitHub: which files of which repositories each repository may point to.
import { z } from 'zod'
import type { Problem } from '../domain/problem.ts'
import { fromJson, readJson, toJson } from './json.ts'
import type { Db } from './open.ts'

/** The documentation of one repository as last read. */
export interface DocsTree {
  /** What its settings named: one and the same means the same. */
  source: string
  /** How the repositories stood that it was read from: while they stay, so does what was read. */
  heads: string
  places: IndexedPlace[]
  /** What is wrong with where it is looked for, and what was left out. */
  problems: Problem[]
  /** ms */
  readAt: number
}

/** Files of one repository. */
export interface IndexedPlace {
  /** `owner/name` in lower case, as the settings have it. */
  named: string
  /** The same as GitHub writes it: it may have been renamed. */
  repository: string
  private: boolean
  /** That the files were found in, so that links lead to what was read; empty where it may not be there any more. */
  commit: string
  files: Array<{ path: string; sha: string }>
}

const Problems: z.ZodType<Problem[]> = z.array(
  z.object({
    file: z.string(),
    line: z.number().optional(),
    level: z.enum(['failure', 'warning', 'notice']),
    message: z.string(),
    quotes: z.array(z.string()).optional(),
  }),
)
const Places: z.ZodType<IndexedPlace[]> = z.array(
  z.object({
    named: z.string(),
    repository: z.string(),
    private: z.boolean(),
    commit: z.string(),
    files: z.array(z.object({ path: z.string(), sha: z.string() })),
  }),
)

/** As last read, or null. */
export async function docsTree(db: Db, repositoryId: number): Promise<DocsTree | null> {
  const row = await db
    .selectFrom('docs_tree')
    .selectAll()
    .where('repository_id', '=', repositoryId)
    .executeTakeFirst()
  if (!row) return null
  return {
    source: row.source,
    heads: row.heads,
    places: readJson(Places, row.places) ?? [],
    problems: readJson(Problems, row.problems) ?? [],
    readAt: row.read_at,
  }
}

export async function saveDocsTree(db: Db, repositoryId: number, tree: DocsTree): Promise<void> {
  const columns = {
    source: tree.source,
    heads: tree.heads,
    places: toJson(tree.places),
    problems: toJson(tree.problems),
    read_at: tree.readAt,
  }
  await db
    .insertInto('docs_tree')
    .values({ repository_id: repositoryId, ...columns })
    .onConflict((conflict) => conflict.column('repository_id').doUpdateSet(columns))
    .execute()
}

export async function dropDocsTree(db: Db, repositoryId: number): Promise<void> {
  await db.deleteFrom('docs_tree').where('repository_id', '=', repositoryId).execute()
}

/** What could not be read, by repository. */
export async function docsFailures(db: Db): Promise<Map<number, Problem[]>> {
  const rows = await db.selectFrom('docs_tree').select(['repository_id', 'problems']).execute()
  const failures = rows.map(({ repository_id, problems }) => {
    const all = readJson(Problems, problems) ?? []
    return [repository_id, all.filter(({ level }) => level === 'failure')] as const
  })
  return new Map(failures.filter(([, problems]) => problems.length > 0))
}

/** The commits of a repository (`owner/name`) may be gone: what was read at them is read anew. */
export async function forgetCommits(db: Db, repository: string): Promise<void> {
  for (const { repository_id: id } of await db.selectFrom('docs_tree').select('repository_id').execute()) {
    const tree = await docsTree(db, id)
    if (!tree?.places.some((place) => isSame(place.repository, repository))) continue
    const places = tree.places.map((place) =>
      isSame(place.repository, repository) ? { ...place, commit: '' } : place,
    )
    await saveDocsTree(db, id, { ...tree, heads: '', places })
  }
}

/** The ids of all contents that documentation is made of. */
export async function docsBlobs(db: Db): Promise<Set<string>> {
  const rows = await db.selectFrom('docs_tree').select('places').execute()
  const places = rows.flatMap((row) => fromJson<IndexedPlace[]>(row.places))
  return new Set(places.flatMap(({ files }) => files.map(({ sha }) => sha)))
}

function isSame(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase()
}
