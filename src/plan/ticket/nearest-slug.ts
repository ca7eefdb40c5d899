// The article or section that somebody most likely meant.
import { nearest } from '../../domain/nearest.ts'

/**
 * The nearest slug, or null where none is near. Of a section `PATH#ANCHOR` the page is found first, by the end of its path
 * too, then the section on it; where the page has none that is called so, what it begins with. An anchor alone finds the
 * first section that has it. Thousands of sections are not all compared.
 */
export function nearestSlug(written: string, slugs: readonly string[]): string | null {
  const [path, anchor] = parts(written)
  if (anchor === undefined) {
    const page = nearestPage(path, new Set(slugs.map((slug) => parts(slug)[0])))
    if (page !== null) return firstOn(page, slugs)
    return slugs.find((slug) => parts(slug)[1] === path) ?? null
  }
  const pages = new Set(
    slugs.filter((slug) => slug.includes('#') || slug === path).map((slug) => parts(slug)[0]),
  )
  const page = nearestPage(path, pages)
  if (page === null) return null
  const onPage = slugs.filter((slug) => parts(slug)[0] === page)
  const found = nearest(
    anchor,
    onPage.flatMap((slug) => parts(slug)[1] ?? []),
  )
  if (found !== null) return `${page}#${found}`
  return page === path ? firstOn(page, slugs) : null
}

function nearestPage(path: string, pages: ReadonlySet<string>): string | null {
  if (pages.has(path)) return path
  const ending = `/${path}`
  return [...pages].find((page) => page.endsWith(ending)) ?? nearest(path, pages)
}

function firstOn(page: string, slugs: readonly string[]): string | null {
  return slugs.find((slug) => slug === page) ?? slugs.find((slug) => slug.startsWith(`${page}#`)) ?? null
}

function parts(slug: string): [string, string?] {
  const at = slug.indexOf('#')
  return at < 0 ? [slug] : [slug.slice(0, at), slug.slice(at + 1)]
}
