// Loads the files of a knowledge base through a reader, within bounds, reusing what a cache already has.
import type { Problem } from '../domain/problem.ts'
import { type ArticleFile, isArticlePath } from './articles.ts'

/** Where articles come from: a folder of a repository at one commit. */
export interface ArticleReader {
  /** All files below the folder; `sha` names the content, `size` is in bytes. */
  list(): Promise<Array<{ path: string; sha: string; size: number }>>
  read(sha: string): Promise<string>
}

export interface ArticleCache {
  get(sha: string): Promise<string | null> | string | null
  put(sha: string, text: string): Promise<void> | void
}

export const MAX_ARTICLES = 10_000
const MAX_ARTICLE_BYTES = 1_000_000
const MAX_TOTAL_BYTES = 64_000_000
const PARALLEL = 8

/**
 * The files, ready for `readArticles`; what is beyond the bounds is left out with a problem. Files that are no articles
 * come with an empty text: they only serve links.
 */
export async function loadArticles(
  reader: ArticleReader,
  cache: ArticleCache,
): Promise<{ files: ArticleFile[]; problems: Problem[] }> {
  const listed = [...(await reader.list())].sort((a, b) => (a.path < b.path ? -1 : 1))
  const problems: Problem[] = []
  const wanted = withinBounds(
    listed.filter(({ path }) => isArticlePath(path)),
    problems,
  )
  const files: ArticleFile[] = listed
    .filter(({ path }) => !isArticlePath(path))
    .map(({ path }) => ({ path, text: '' }))
  for (let i = 0; i < wanted.length; i += PARALLEL) {
    const batch = wanted
      .slice(i, i + PARALLEL)
      .map(async ({ path, sha }) => ({ path, text: await fetched(sha) }))
    files.push(...(await Promise.all(batch)))
  }
  return { files, problems }

  async function fetched(sha: string): Promise<string> {
    const known = await cache.get(sha)
    if (known !== null) return known
    const text = await reader.read(sha)
    await cache.put(sha, text)
    return text
  }
}

type Listed = Awaited<ReturnType<ArticleReader['list']>>

function withinBounds(listed: Listed, problems: Problem[]): Listed {
  const kept: Listed = []
  let total = 0
  for (const entry of listed) {
    const { path: file, size } = entry
    if (size > MAX_ARTICLE_BYTES) {
      const message = `The file is too big: ${size} bytes; at most ${MAX_ARTICLE_BYTES} are read.`
      problems.push({ file, line: 1, level: 'failure', message })
    } else if (kept.length === MAX_ARTICLES || total + size > MAX_TOTAL_BYTES) {
      const bound =
        kept.length === MAX_ARTICLES ? `${MAX_ARTICLES} articles` : `${MAX_TOTAL_BYTES / 1e6} MB in all`
      problems.push({
        file,
        level: 'failure',
        message: `Only ${bound} are read; this file and those after it are not.`,
      })
      break
    } else {
      kept.push(entry)
      total += size
    }
  }
  return kept
}
