// What a repository without settings or articles could begin with.
import { findDocs } from '../knowledge/docs/find-docs.ts'
import type { Preview, Suggested } from '../report/preview.ts'
import type { FactsDeps } from './deps.ts'
import type { PreviewGiven } from './preview-given.ts'
import type { ServedRepository } from './served-repository.ts'
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
  const docs = knowledgeBase.docs.length === 0 ? findDocs(given.paths) : []
  return {
    settings: null,
    articles: served.articles.length === 0 ? await articlesFor(deps, served, given.last) : [],
    docs,
  }
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
