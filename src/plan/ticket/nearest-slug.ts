// The article or section that somebody most likely meant.
import { nearest } from '../../domain/nearest.ts'

/**
 * The nearest slug, or null where none is near. Of a section `PATH#ANCHOR` the page is found first, then the section on
 * it; an anchor alone finds the first section that has it. Thousands of sections are not all compared.
 */
export function nearestSlug(written: string, slugs: readonly string[]): string | null {
  const [path = '', anchor = null] = parts(written)
  if (anchor === null) {
    const pages = new Set(slugs.map((slug) => parts(slug)[0] ?? slug))
    const page = nearest(path, pages)
    if (page !== null) return slugs.find((slug) => slug === page || slug.startsWith(`${page}#`)) ?? null
    return slugs.find((slug) => parts(slug)[1] === path) ?? null
  }
  const page = nearest(
    path,
    new Set(slugs.filter((slug) => slug.includes('#')).map((slug) => parts(slug)[0]!)),
  )
  const onPage = slugs.filter((slug) => parts(slug)[0] === page)
  const found = nearest(
    anchor,
    onPage.flatMap((slug) => parts(slug)[1] ?? []),
  )
  return onPage.find((slug) => found !== null && parts(slug)[1] === found) ?? null
}

function parts(slug: string): [string, string] | [string] {
  const at = slug.indexOf('#')
  return at < 0 ? [slug] : [slug.slice(0, at), slug.slice(at + 1)]
}
