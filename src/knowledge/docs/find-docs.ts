// Which globs a repository's own documentation could be named by, from the files that are there.
import { formatOf } from './page.ts'
import { choosePages } from './page-choice.ts'

/** Globs for `knowledge_base.docs`; each finds at least one page that would be read. The shallowest first. */
export function findDocs(paths: readonly string[]): string[] {
  const pages = choosePages(paths.filter((path) => formatOf(path) !== null)).paths
  const atRoot = pages.filter((path) => ROOT_PAGE.test(path))
  const byFolder = new Map<string, string[]>()
  for (const path of pages) {
    const folder = docsFolderOf(path)
    if (folder !== null) byFolder.set(folder, [...(byFolder.get(folder) ?? []), path])
  }
  const folders = [...byFolder].sort(
    ([a, its], [b, others]) => depthOf(a) - depthOf(b) || others.length - its.length || (a < b ? -1 : 1),
  )
  return [...atRoot, ...folders.slice(0, MOST_FOLDERS).map(([folder, its]) => globOf(folder, its))]
}

const MOST_FOLDERS = 6
/** Deeper ones are documentation of parts, which would be named by a glob of their own. */
const DEEPEST = 3

/** What users read, by what it is usually called. */
const ROOT_PAGE =
  /^(?:readme|faq|install(?:ation|ing)?|usage|troubleshooting|getting[-_]?started|quick[-_]?start|configuration|upgrad(?:e|ing)|migrat(?:ion|ing))\.[a-z]+$/i
const DOCS_FOLDER = /^(?:docs?|documentation|guides?|manual|handbook|wiki)$/i
/** Folder names that no glob reads as a pattern. */
const PLAIN = /^[\w.-]+$/
const NOT_FOR_USERS = /^(?:tests?|__tests__|fixtures?|examples?|third[-_]?party|vendor)$/i

/** The first folder on the way to a page that is called as documentation is; null: none. */
function docsFolderOf(path: string): string | null {
  const folders = path.split('/').slice(0, -1)
  const at = folders.findIndex((name) => DOCS_FOLDER.test(name))
  const way = folders.slice(0, at + 1)
  if (at === -1 || way.length > DEEPEST) return null
  const isUsual = way.every((name) => PLAIN.test(name) && !NOT_FOR_USERS.test(name))
  // Globs pass over what is hidden.
  const isHidden = path.split('/').some((name) => name.startsWith('.'))
  return isUsual && !isHidden ? way.join('/') : null
}

function globOf(folder: string, pages: readonly string[]): string {
  const endings = [...new Set(pages.map((path) => path.slice(path.lastIndexOf('.') + 1)))].sort()
  return `${folder}/**/*.${endings.length === 1 ? endings[0] : `{${endings.join(',')}}`}`
}

function depthOf(folder: string): number {
  return folder.split('/').length
}
