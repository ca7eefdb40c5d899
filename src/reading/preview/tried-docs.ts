// The documentation that a repository without settings is tried with: what its proposed settings would name.
import type { Settings } from '../../domain/settings.ts'
import { SETTINGS_PATHS } from '../../domain/settings-paths.ts'
import { findDocs } from '../../knowledge/docs/find-docs.ts'
import { docsGlobs } from '../../knowledge/docs/globs.ts'
import { choosePages } from '../../knowledge/docs/page-choice.ts'
import { suggestDefault } from '../../settings/sections/knowledge-base.ts'

/** Reading more would cost more calls than a look is worth: two hold so many. */
const MOST_PAGES = 40

/**
 * The defaults with the globs of what is there; null where nothing is, or there is a settings file of whatever kind.
 * @param paths every file of the default branch
 */
export function withFoundDocs(defaults: Settings, paths: readonly string[]): Settings | null {
  if (SETTINGS_PATHS.some((path) => paths.includes(path))) return null
  const pages = choosePages(paths).paths
  const docs: Settings['knowledgeBase']['docs'] = []
  let count = 0
  for (const files of findDocs(paths)) {
    const entry = { files, site: null, anchors: 'github' } as const
    const [globs] = docsGlobs([entry])
    count += pages.filter((path) => globs?.entryOf(path)).length
    if (count > MOST_PAGES) break
    docs.push(entry)
  }
  if (docs.length === 0) return null
  const { knowledgeBase } = defaults
  const suggest = knowledgeBase.suggest ?? suggestDefault(knowledgeBase.precision, true)
  return { ...defaults, knowledgeBase: { ...knowledgeBase, docs, suggest } }
}
