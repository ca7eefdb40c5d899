// Where a section is read: on the site where documentation is published, else in its repository.
import type { DocsPlace } from './page.ts'

/**
 * The page's address without an anchor. Where it depends on the generator in a way that the settings do not tell, it is
 * the file in its repository, which is there for sure.
 * @param front of the page, by key in lower case
 */
export function addressOf(
  path: string,
  { site, base, link }: DocsPlace,
  front: ReadonlyMap<string, string>,
): string | null {
  if (site === null || front.has('permalink') || front.has('url')) return link(path) ?? null
  const inner = path.startsWith(base) ? path.slice(base.length) : path
  const page = inner.replace(/\.[a-z]+$/i, '')
  const slug = front.get('slug') ?? ''
  const kept = page.split('/').map(encodeURIComponent).join('/')
  const short = slugged(page, slug).split('/').map(encodeURIComponent).join('/')
  return filled(site, short, kept)
}

/** The page with its anchor, if it has one; where the page itself stands behind a `#` there is no room for it. */
export function withAnchor(address: string | null, anchor: string | null): string | null {
  if (address === null || anchor === null || address.includes('#')) return address
  return `${address}#${encodeURIComponent(anchor)}`
}

/** The folder for `index` and `README`; a `slug` takes the name's place, or from `/` on the whole path's. */
function slugged(page: string, slug: string): string {
  const folder = page.replace(/[^/]*$/, '')
  if (slug.startsWith('/')) return slug.replace(/^\/+|\/+$/g, '')
  if (/^[\w.~-]+(?:\/[\w.~-]+)*$/.test(slug)) return folder + slug
  const name = page.slice(folder.length)
  return /^(?:index|_index|readme)$/i.test(name) ? folder.replace(/\/$/, '') : page
}

function filled(site: string, short: string, kept: string): string {
  const [, origin = '', rest = ''] = /^([a-z][a-z0-9+.-]*:\/\/[^/?#]*)(.*)$/is.exec(site) ?? []
  const path = rest.replaceAll('{path}', () => short).replaceAll('{page}', () => kept)
  // The root's path is empty, which would leave two slashes.
  return origin + path.replace(/\/{2,}/g, '/')
}
