// What a repository without settings or articles could begin with.
import { SETTINGS_PATHS } from '../domain/settings-paths.ts'
import { findDocs } from '../knowledge/docs/find-docs.ts'
import type { Preview, Suggested } from '../report/preview.ts'
import type { FactsDeps } from './deps.ts'
import type { PreviewGiven } from './preview-given.ts'
import type { ServedRepository } from './served-repository.ts'
import { settingsProposal } from './settings-proposal.ts'
import { suggestionsOf } from './suggestions.ts'

type Needs = Pick<FactsDeps, 'store' | 'sentences' | 'vectors'>

interface Known
  extends Pick<PreviewGiven, 'settings' | 'paths' | 'sponsorTiers' | 'onProgress'>,
    Pick<Preview, 'recommended' | 'hours'> {
  /** So many of the newest tickets are drafted from. */
  last: number
}

/** Where there are settings or articles, none are suggested. */
export async function suggestedFor(deps: Needs, served: ServedRepository, given: Known): Promise<Suggested> {
  const { knowledgeBase } = served.settings
  const isNew = !hasSettings(given)
  const docs = isNew || knowledgeBase.docs.length === 0 ? findDocs(given.paths) : []
  const settings = isNew ? settingsProposal(served, { ...given, docs }) : null
  if (served.articles.length > 0) return { settings, articles: [], docs }
  given.onProgress?.('articles', 0, 1)
  const articles = await articlesFor(deps, served, given.last)
  given.onProgress?.('articles', 1, 1)
  return { settings, articles, docs }
}

/** Also where there is a file with so many mistakes that the defaults are in force. */
function hasSettings({ settings, paths }: Known): boolean {
  return settings.from !== 'defaults' || SETTINGS_PATHS.some((path) => paths.includes(path))
}

/** Drafts of what was asked more than once, and answered by a maintainer; each passes the check of articles. */
async function articlesFor(
  deps: Needs,
  served: ServedRepository,
  last: number,
): Promise<Suggested['articles']> {
  const { path: folder, precision } = served.settings.knowledgeBase
  const { drafts, files } = await suggestionsOf(deps, served, precision, last)
  const texts = new Map(files.map(({ path, text }) => [path, text]))
  return drafts.map(({ path, title, tickets }) => ({
    path: `${folder}/${path}`,
    title,
    tickets,
    text: texts.get(path) ?? '',
  }))
}
