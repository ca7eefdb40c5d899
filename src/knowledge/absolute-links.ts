// Makes an article's relative links absolute: in a comment they would lead nowhere.
import { type LinkTarget, linkTargets } from './links.ts'

/** Where the article stands: addresses of the repository's root for pages and for raw content, both ending in `/`. */
export interface LinkBases {
  pages: string
  images: string
  /** The article's file, from the root. */
  path: string
}

/**
 * The same Markdown; only targets of links and images change. Anchors within the article are left as they are. Without
 * `bases`, which readers may not know, a relative target becomes `#`.
 */
export function absoluteLinks(markdown: string, bases: LinkBases | null): string {
  const parts: string[] = []
  let done = 0
  for (const target of linkTargets(markdown)) {
    parts.push(
      markdown.slice(done, target.from),
      absolute(markdown.slice(target.from, target.until), target, bases),
    )
    done = target.until
  }
  return parts.join('') + markdown.slice(done)
}

function absolute(written: string, { kind, html }: LinkTarget, bases: LinkBases | null): string {
  const root = kind === 'link' ? bases?.pages : bases?.images
  const one = (target: string) =>
    addressOf(html ? plainHtml(target) : plainMarkdown(target), root, bases?.path ?? '') ?? target
  if (kind !== 'source') return one(written)
  return written.replace(/(^|,)(\s*)([^\s,]+)/g, (_, comma: string, blanks: string, target: string) => {
    return comma + blanks + one(target)
  })
}

/** Null where the target is absolute already, an anchor, or no address at all: then it stays as it is. */
function addressOf(target: string, root: string | undefined, path: string): string | null {
  if (target === '' || /^([a-z][a-z0-9+.-]*:|[/\\]{2}|#)/i.test(target)) return null
  if (root === undefined) return '#'
  const place = path.split('/').map(encodeURIComponent).join('/')
  const url = /^[/\\]/.test(target)
    ? URL.parse(target.replace(/^[/\\]+/, ''), root)
    : URL.parse(target, root + place)
  return url ? url.href.replace(/[()']/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`) : null
}

function plainMarkdown(target: string): string {
  return plainHtml(target.replace(/\\([!-/:-@[-`{-~])/g, '$1'))
}

function plainHtml(target: string): string {
  return target.trim().replaceAll('&amp;', '&')
}
