// Article files as read from GitHub: contents by blob id, and which files each repository's folder held.
import type { Problem } from '../domain/problem.ts'
import { docsBlobs } from './docs.ts'
import { fromJson, toJson } from './json.ts'
import type { Db } from './open.ts'

/** One repository's articles as last read. */
export interface ArticleTree {
  /** The folder, `owner/name:path`. */
  source: string
  files: Array<{ path: string; sha: string }>
  problems: Problem[]
  readAt: number
}

const CHUNK = 500

/** Which of these blobs need not be read from GitHub again: they are kept for what is being read at `now`. */
export async function knownBlobs(db: Db, shas: string[], now: number): Promise<Set<string>> {
  const known = new Set<string>()
  for (let from = 0; from < shas.length; from += CHUNK) {
    const rows = await db
      .updateTable('article_blob')
      .set({ read_at: now })
      .where('sha', 'in', shas.slice(from, from + CHUNK))
      .returning('sha')
      .execute()
    for (const { sha } of rows) known.add(sha)
  }
  return known
}

/** The contents of these blobs, as far as they are known. */
export async function blobTexts(db: Db, shas: string[]): Promise<Map<string, string>> {
  const texts = new Map<string, string>()
  for (let from = 0; from < shas.length; from += CHUNK) {
    const rows = await db
      .selectFrom('article_blob')
      .selectAll()
      .where('sha', 'in', shas.slice(from, from + CHUNK))
      .execute()
    for (const row of rows) texts.set(row.sha, fromJson(row.content))
  }
  return texts
}

/** Keeps contents under their blob id, which never changes. */
export async function saveBlobs(
  db: Db,
  blobs: Array<{ sha: string; content: string }>,
  now: number,
): Promise<void> {
  for (let from = 0; from < blobs.length; from += CHUNK) {
    await db
      .insertInto('article_blob')
      .values(
        blobs
          .slice(from, from + CHUNK)
          .map(({ sha, content }) => ({ sha, content: toJson(content), read_at: now })),
      )
      .onConflict((conflict) => conflict.column('sha').doUpdateSet({ read_at: now }))
      .execute()
  }
}

/** Keeps which files a repository's folder holds now. */
export async function saveArticleTree(db: Db, repositoryId: number, tree: ArticleTree): Promise<void> {
  const columns = {
    source: tree.source,
    files: toJson(tree.files),
    problems: toJson(tree.problems),
    read_at: tree.readAt,
  }
  await db
    .insertInto('article_tree')
    .values({ repository_id: repositoryId, ...columns })
    .onConflict((conflict) => conflict.column('repository_id').doUpdateSet(columns))
    .execute()
}

/** The tree as last read, or null. */
export async function articleTree(db: Db, repositoryId: number): Promise<ArticleTree | null> {
  const row = await db
    .selectFrom('article_tree')
    .selectAll()
    .where('repository_id', '=', repositoryId)
    .executeTakeFirst()
  if (!row) return null
  return {
    source: row.source,
    files: fromJson(row.files),
    problems: fromJson(row.problems),
    readAt: row.read_at,
  }
}

/** The files of a tree with their contents, in the tree's order; those whose blob was never read are left out. */
export async function articleFiles(
  db: Db,
  tree: Pick<ArticleTree, 'files'>,
): Promise<Array<{ path: string; sha: string; content: string }>> {
  const contents = await blobTexts(db, [...new Set(tree.files.map(({ sha }) => sha))])
  return tree.files.flatMap((file) => {
    const content = contents.get(file.sha)
    return content === undefined ? [] : [{ ...file, content }]
  })
}

/** What is being read is named when all of it is there. */
const READING_MS = 60 * 60_000

/** Drops contents that nothing names any more. Returns how many. Call it in a transaction. */
export async function purgeBlobs(db: Db, now: number): Promise<number> {
  const trees = await db.selectFrom('article_tree').select('files').execute()
  const named = new Set(
    trees.flatMap((tree) => fromJson<ArticleTree['files']>(tree.files).map(({ sha }) => sha)),
  )
  const inDocs = await docsBlobs(db)
  const blobs = await db
    .selectFrom('article_blob')
    .select('sha')
    .where((eb) => eb.or([eb('read_at', 'is', null), eb('read_at', '<=', now - READING_MS)]))
    .execute()
  const unnamed = blobs.map(({ sha }) => sha).filter((sha) => !named.has(sha) && !inDocs.has(sha))
  for (let from = 0; from < unnamed.length; from += CHUNK) {
    await db
      .deleteFrom('article_blob')
      .where('sha', 'in', unnamed.slice(from, from + CHUNK))
      .execute()
  }
  return unnamed.length
}
