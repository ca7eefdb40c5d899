// The sections of documentation that a repository's tickets may be pointed to, with addresses that readers may know.
import { gently } from '../agenda/gently.ts'
import type { Problem } from '../domain/problem.ts'
import type { Repository } from '../domain/repository.ts'
import type { DocsSettings } from '../domain/settings.ts'
import { SETTINGS_PATH } from '../domain/settings-paths.ts'
import type { Steps } from '../domain/steps.ts'
import { type DocsEntry, docsGlobs } from '../knowledge/docs/globs.ts'
import { MOST_SECTIONS } from '../knowledge/docs/read-docs.ts'
import { readingSections, type SectionsRead } from '../knowledge/docs/sections.ts'
import { withSharedSlugs } from '../knowledge/docs/translations.ts'
import type { Article } from '../knowledge/index.ts'
import { blobTexts } from '../store/articles.ts'
import { docsTree, type IndexedPlace } from '../store/docs.ts'
import type { Db } from '../store/open.ts'
import { namesOf } from '../store/other-names.ts'

export interface Documentation {
  /** Whatever is in them may be told to readers of the repository. */
  sections: readonly Article[]
  /** What is wrong with where it is looked for, and with pages. */
  problems: readonly Problem[]
  /** Pages as they were read, by content and place: those that stay are not read again. */
  pages: ReadonlyMap<string, SectionsRead>
}

export const NO_DOCUMENTATION: Documentation = { sections: [], problems: [], pages: new Map() }

/** Texts that are in memory at the same time. */
const PAGES_AT_ONCE = 100
/** Stands for the repository at the indexed commit, which changes more often than the page. */
const AT_COMMIT = 'commit:'

interface Served {
  repository: Repository
  docs: readonly DocsSettings[]
  webUrl: string
  /** Globs may find their files too: each is one thing. */
  articles: readonly Article[]
  articlesAt: { repository: string }
}

/** @param previous what was made before, of which unchanged pages are taken */
export async function documentationOf(
  db: Db,
  { repository, docs, webUrl, articles, articlesAt }: Served,
  previous: Documentation,
): Promise<Documentation> {
  const tree = docs.length > 0 ? await docsTree(db, repository.id) : null
  if (!tree) return NO_DOCUMENTATION
  const names = await namesOf(db, `${repository.owner}/${repository.name}`)
  const own = new Set(names.map((name) => name.toLowerCase()))
  const articlePaths = new Set(articles.map(({ path }) => path))
  const isArticle = (place: IndexedPlace, path: string) =>
    articlePaths.has(path) && place.repository.toLowerCase() === articlesAt.repository.toLowerCase()
  const found = tree.places.flatMap((place) => pagesOf(place, repository, { docs, own, isArticle }))
  const pages = await readPages(db, found, previous.pages)
  const { sections, problems } = await gently(gathering(found, pages, webUrl))
  return { sections, problems: [...tree.problems, ...problems], pages }
}

/** In steps, one a page. */
function* gathering(
  found: readonly Page[],
  pages: Documentation['pages'],
  webUrl: string,
): Steps<{ sections: Article[]; problems: Problem[] }> {
  const problems: Problem[] = []
  const byPlace = new Map<IndexedPlace, Article[]>()
  const taken = new Set<string>()
  let count = 0
  for (const page of found) {
    const read = pages.get(page.key)
    if (!read) continue
    yield
    problems.push(...read.problems.map((problem) => ({ ...problem, file: page.name })))
    count += read.sections.length
    if (count > MOST_SECTIONS) {
      problems.push(tooMany(page))
      break
    }
    const sections = byPlace.get(page.place) ?? []
    byPlace.set(page.place, sections)
    // A public address is nobody else's.
    const isTaken = !page.isHidden && taken.has(page.path)
    if (!page.isHidden) taken.add(page.path)
    for (const section of read.sections) {
      const told = toldOf(section, page, webUrl)
      if (told) sections.push(isTaken ? { ...told, slug: `${page.place.repository}:${told.slug}` } : told)
    }
  }
  // Translations stand beside what they translate.
  return { sections: [...byPlace.values()].flatMap(withSharedSlugs), problems }
}

interface Page {
  key: string
  path: string
  sha: string
  /** As it is named in problems. */
  name: string
  place: IndexedPlace
  entry: DocsEntry
  /** Readers of the repository may not see where it stands. */
  isHidden: boolean
}

/** A page that readers may not see is pointed to where it is published, or not at all. */
function pagesOf(
  place: IndexedPlace,
  repository: Repository,
  {
    docs,
    own,
    isArticle,
  }: {
    docs: readonly DocsSettings[]
    own: ReadonlySet<string>
    isArticle: (place: IndexedPlace, path: string) => boolean
  },
): Page[] {
  // It may have been renamed since it was read.
  const isHere = (named: string | null) => (named === null ? own.has(place.named) : named === place.named)
  const globs = docsGlobs(docs, `${repository.owner}/${repository.name}`).find((one) =>
    isHere(one.repository),
  )
  const isHidden = place.private && !repository.private
  const home = globs?.repository === null ? '' : `${place.repository}:`
  return place.files.flatMap(({ path, sha }) => {
    const entry = isArticle(place, path) ? null : globs?.entryOf(path)
    if (!entry || (isHidden && entry.site === null)) return []
    const key = JSON.stringify([sha, place.named, path, entry, isHidden])
    return [{ key, path, sha, name: `${home}${path}`, place, entry, isHidden }]
  })
}

async function readPages(
  db: Db,
  found: readonly Page[],
  known: Documentation['pages'],
): Promise<Map<string, SectionsRead>> {
  const pages = new Map<string, SectionsRead>()
  const unread: Page[] = []
  for (const page of found) {
    const read = known.get(page.key)
    if (read) pages.set(page.key, read)
    else unread.push(page)
  }
  for (let from = 0; from < unread.length; from += PAGES_AT_ONCE) {
    const some = unread.slice(from, from + PAGES_AT_ONCE)
    const texts = await blobTexts(db, [...new Set(some.map(({ sha }) => sha))])
    await gently(readingPages(some, texts, pages))
  }
  return pages
}

function* readingPages(
  some: readonly Page[],
  texts: ReadonlyMap<string, string>,
  pages: Map<string, SectionsRead>,
): Steps<void> {
  for (const page of some) {
    const text = texts.get(page.sha)
    if (text !== undefined) pages.set(page.key, yield* readingPage(page, text))
    yield
  }
}

function readingPage({ path, entry, isHidden }: Page, text: string): Steps<SectionsRead> {
  const link = (to: string) => `${AT_COMMIT}${to.split('/').map(encodeURIComponent).join('/')}`
  return readingSections({ path, text }, { ...entry, link: isHidden ? () => null : link })
}

/** Of a page that readers may not see, its public address takes the place of its name; null: it has none. */
function toldOf(article: Article, { place, isHidden }: Page, webUrl: string): Article | null {
  const { section } = article
  if (!section) return null
  const { url } = section
  if (isHidden) {
    return url === null ? null : { ...article, slug: url, path: url.replace(/#.*$/s, '') }
  }
  if (!url?.startsWith(AT_COMMIT)) return article
  const path = url.slice(AT_COMMIT.length)
  return {
    ...article,
    section: { ...section, url: `${webUrl}/${place.repository}/blob/${place.commit}/${path}` },
  }
}

function tooMany({ name }: Page): Problem {
  const message = `Documentation has more than ${MOST_SECTIONS} sections: those of \`${name}\` and of what comes after it are left out.`
  return { file: SETTINGS_PATH, level: 'warning', message }
}
