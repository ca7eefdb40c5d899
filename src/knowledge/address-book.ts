// Which article or section of documentation an address leads to, at whatever commit and however it is written.
import type { Steps } from '../domain/steps.ts'

/** A file of the knowledge base, or one section of a page. */
export interface Addressed {
  slug: string
  /** `owner/name` of the repository that holds it, by all its names; none: not known. */
  repositories: readonly string[]
  /** Inside that repository. */
  path: string
  /** Of a section; null: an article, any place of which is the article. */
  section: { anchor: string | null; url: string | null } | null
}

/**
 * What an address leads to. `slug` is null where it is a page of the knowledge base but no single section of it. Null:
 * nothing of the knowledge base.
 */
export type AddressBook = (address: string) => { slug: string | null } | null

/** Sections of a page by anchor; the page's beginning has the anchor ''. */
type Page = Map<string, string>

/**
 * The page alone stands for its beginning, or for its only section. In steps, for there may be many sections.
 * @param threadUrl the page of any thread on GitHub: where people read it, and what their relative links start from
 */
export function* addressBook(threadUrl: string, all: readonly Addressed[]): Steps<AddressBook> {
  const articles = new Map<string, string>()
  const pages = new Map<string, Page>()
  const host = partsOf(threadUrl)?.host ?? ''
  for (const { slug, repositories, path, section } of all) {
    yield
    const inRepository = repositories.map((repository) => fileKey(repository, path))
    if (section === null) {
      for (const key of inRepository) articles.set(key, slug)
      continue
    }
    const parts = section.url === null ? null : partsOf(section.url)
    // At an indexed commit, whose name has no slash.
    const published = parts && (parts.host === host ? (fileKeys(parts)[0] ?? null) : siteKey(parts))
    for (const key of new Set([...inRepository, published])) {
      if (key === null) continue
      const page = pages.get(key) ?? new Map<string, string>()
      page.set(section.anchor ?? '', slug)
      pages.set(key, page)
    }
  }
  return (address) => {
    const parts = partsOf(address, threadUrl)
    if (!parts) return null
    const keys = parts.host === host || parts.host === RAW ? fileKeys(parts) : [siteKey(parts)]
    for (const key of keys) {
      const article = articles.get(key)
      if (article !== undefined) return { slug: article }
      const page = pages.get(key)
      if (page) return { slug: sectionOf(page, parts.anchor) }
    }
    return null
  }
}

const RAW = 'raw.githubusercontent.com'

interface Parts {
  host: string
  /** Decoded, without empty ones. */
  path: string[]
  anchor: string
}

function sectionOf(page: Page, anchor: string): string | null {
  const named = page.get(anchor)
  if (named !== undefined) return named
  // A place of the text that a browser marked, or lines of the file, are no section.
  const isPage = anchor === '' || /^(?:L\d+|:~:)/.test(anchor)
  if (!isPage) return null
  return page.get('') ?? (page.size === 1 ? [...page.values()][0]! : null)
}

function partsOf(address: string, from?: string): Parts | null {
  if (!URL.canParse(address, from)) return null
  const { protocol, host, pathname, hash } = new URL(address, from)
  if (protocol !== 'https:' && protocol !== 'http:') return null
  const path = pathname.split('/').filter(Boolean).map(decoded)
  const [anchor = ''] = decoded(hash.slice(1)).split(/(?=.):~:/, 1)
  return { host: bare(host), path, anchor: anchor.replace(/^user-content-/, '') }
}

function bare(host: string): string {
  return host.toLowerCase().replace(/^www\./, '')
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    // A lone `%` is no escape: then the text is meant as it stands.
    return text
  }
}

/** `/install`, `/install/`, `/install.html` and `/install/index.html` are one page. */
function siteKey({ host, path }: Parts): string {
  const whole = path.join('/').replace(/\.html?$/, '')
  return `${host}/${whole.replace(/(?:^|\/)index$/, '')}`
}

function fileKey(repository: string, path: string): string {
  return `${repository.toLowerCase()}:${path}`
}

/** Branches may have slashes in their names. */
const MOST_OF_A_REF = 6
const VIEWS = new Set(['blob', 'raw', 'edit', 'blame', 'tree'])

/** What file an address of GitHub may be of: where the name of a branch ends cannot be seen in it. */
function fileKeys({ host, path }: Parts): string[] {
  const [owner, name, ...rest] = path
  const ref = host === RAW ? rest : VIEWS.has(rest[0] ?? '') ? rest.slice(1) : []
  const keys: string[] = []
  for (let from = 1; from < ref.length && from <= MOST_OF_A_REF; from++) {
    keys.push(fileKey(`${owner}/${name}`, ref.slice(from).join('/')))
  }
  return keys
}
