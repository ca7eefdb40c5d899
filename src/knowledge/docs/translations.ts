// Makes the translations of a page one thing, as the languages of an article are: the reader gets the one in theirs.
import type { Article } from '../types.ts'
import { namedLocale } from './page-locale.ts'

/**
 * A section of a translated page gets the slug of the section that it translates, so that both are ranked as one and
 * shown in the reader's language; it keeps its own path, heading and address. Which one it translates is told by the same
 * anchor, or by the same place where both pages have the same outline; else it stays a section of its own.
 * @param sections of all documentation of a repository
 */
export function withSharedSlugs(sections: readonly Article[]): Article[] {
  const byPath = Map.groupBy(sections, ({ path }) => path)
  const pages = Map.groupBy(byPath.keys(), (path) => namedLocale(path).page)
  const shared = new Map<string, string>()
  for (const paths of pages.values()) {
    if (paths.length < 2) continue
    const original = originalOf(paths)
    const sources = outlineOf(byPath.get(original)!)
    for (const path of paths) {
      if (path === original) continue
      for (const [slug, source] of counterparts(outlineOf(byPath.get(path)!), sources))
        shared.set(slug, source)
    }
  }
  if (shared.size === 0) return [...sections]
  return sections.map((one) => ({ ...one, slug: shared.get(one.slug) ?? one.slug }))
}

/** The page whose path names no language, else the English one. */
function originalOf(paths: readonly string[]): string {
  const rank = (path: string) => {
    const { locale } = namedLocale(path)
    return locale === null ? 0 : locale === 'en' ? 1 : locale.startsWith('en') ? 2 : 3
  }
  return paths.toSorted((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1))[0]!
}

interface Place {
  slug: string
  anchor: string | null
  depth: number
}

/** Each slug once, in the order of the page. */
function outlineOf(sections: readonly Article[]): Place[] {
  const places = new Map<string, Place>()
  for (const { slug, section } of sections) {
    if (!places.has(slug))
      places.set(slug, { slug, anchor: section?.anchor ?? null, depth: section?.headings.length ?? 1 })
  }
  return [...places.values()]
}

function* counterparts(own: readonly Place[], sources: readonly Place[]): Generator<[string, string]> {
  const byAnchor = new Map(sources.map((source) => [source.anchor, source.slug]))
  const isAlike = own.length === sources.length && own.every(({ depth }, i) => depth === sources[i]!.depth)
  for (const [i, { slug, anchor }] of own.entries()) {
    const source = isAlike ? sources[i]!.slug : byAnchor.get(anchor)
    if (source !== undefined) yield [slug, source]
  }
}
