// What may be written into a repository's articles: learned phrasings with which the check passes, and drafts for gaps.

import { type ArticleFile, isArticlePath } from '../knowledge/articles.ts'
import { articlesIn, redactSecrets } from '../knowledge/index.ts'
import { type Check, chooseSuggestions, type Suggested } from '../knowledge/suggest.ts'
import { articleFiles, articleTree } from '../store/articles.ts'
import { askOptions, checkUnderstood } from './ask-served.ts'
import type { FactsDeps } from './deps.ts'
import { type Draft, draftsOf } from './drafts.ts'
import type { ServedRepository } from './served-repository.ts'

type Needs = Pick<FactsDeps, 'store' | 'sentences' | 'vectors'>

export interface Suggestions extends Suggested {
  /** Every article's file as it is suggested, paths inside the folder. */
  folder: ArticleFile[]
  drafts: Draft[]
}

/** `last`: drafts of so many of the newest tickets; left out: of all. */
export async function suggestionsOf(
  deps: Needs,
  served: ServedRepository,
  precision: number,
  last?: number,
): Promise<Suggestions> {
  const { files, within } = await filesOf(deps, served)
  const phrasings = new Map<string, string[]>()
  for (const { section, path, learned } of articlesIn(served.knowledge)) {
    if (section === null && learned.length > 0)
      phrasings.set(
        within(path),
        learned.map((text) => redactSecrets(text).text),
      )
  }
  const drafts = await draftsOf(deps, served, new Set(files.map(({ path }) => path)), last)
  const chosen = await chooseSuggestions(files, { phrasings, drafts }, checkerOf(deps, served, precision))
  const changed = new Map(chosen.files.map((file) => [file.path, file]))
  const copied = files.filter(({ path }) => isArticlePath(path) && !changed.has(path))
  const folder = [...copied, ...chosen.files].sort((a, b) => (a.path < b.path ? -1 : 1))
  return { ...chosen, folder, drafts: drafts.filter(({ path }) => chosen.drafted.includes(path)) }
}

/** As `kb check` would, with the project's own words. */
function checkerOf(deps: Needs, served: ServedRepository, precision: number): Check {
  const { project, words } = askOptions(served)
  const place = `suggestions for repository ${served.repository.id}`
  return (knowledge) => checkUnderstood(deps, { place, knowledge }, { precision, project, words })
}

/** The folder of the articles, paths inside it; files that are no articles only serve links. */
async function filesOf({ store }: Pick<Needs, 'store'>, { repository }: ServedRepository) {
  const tree = await articleTree(store.db, repository.id)
  const root = tree ? tree.source.slice(tree.source.indexOf(':') + 1).replace(/^\/+|\/+$/g, '') : ''
  const within = (path: string) =>
    root !== '' && path.startsWith(`${root}/`) ? path.slice(root.length + 1) : path
  const read = tree ? await articleFiles(store.db, tree) : []
  const texts = new Map(read.map(({ path, content }) => [path, content]))
  const all = tree?.files ?? []
  const files = all
    .filter(({ path }) => texts.has(path) || !isArticlePath(path))
    .map(({ path }) => ({ path: within(path), text: texts.get(path) ?? '' }))
  return { files, within }
}
