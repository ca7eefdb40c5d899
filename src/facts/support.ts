// Answers `POST /support` from the same knowledge base and with the same bar as tickets.

import type { Repository } from '../domain/repository.ts'
import { type Article, primaryOf, wantedLocale } from '../knowledge/index.ts'
import { articleTree } from '../store/articles.ts'
import { findRepositoryByName, repositories } from '../store/repositories.ts'
import { noAnswerMessage } from '../words/answer-words.ts'
import { languageRemark } from '../words/language-remark.ts'
import { askServed } from './ask-served.ts'
import type { FactsDeps } from './deps.ts'
import { articleUrl, inLanguage, linked } from './knowledge-facts.ts'
import { readReadiness } from './readiness.ts'
import type { ServedRepository } from './served-repository.ts'

type Needs = Pick<FactsDeps, 'store' | 'contexts' | 'sentences' | 'vectors' | 'upSinceAt'>

export interface SupportAnswer {
  solution: string
  answered: boolean
  article: { slug: string; title: string; url: string; language: string } | null
  confidence: number
  /** `suggested`: it would have been offered on a ticket. */
  alternatives: Array<{
    slug: string
    title: string
    url: string
    confidence: number
    suggested: boolean
  }>
}

/** A repository that was not read yet is waited for. */
const LONGEST_MS = 10_000
const LOOK_EVERY_MS = 200

/** Of the allowed repositories (null: all) those with articles, or all where none has any; `owner/name`. */
export async function coveredRepositories(deps: Needs, allowed: string[] | null): Promise<string[]> {
  await waitFor(() => isStarted(deps))
  const nameOf = (one: Repository) => `${one.owner}/${one.name}`
  const all = await repositories(deps.store.db)
  const covered = all.filter((one) => !allowed || allowed.includes(nameOf(one).toLowerCase()))
  const written: typeof covered = []
  for (const one of covered) {
    if (((await articleTree(deps.store.db, one.id))?.files.length ?? 0) > 0) written.push(one)
  }
  return (written.length > 0 ? written : covered).map(nameOf)
}

/** Null where no installation covers the repository, or it cannot be read. */
export async function askSupport(
  deps: Needs,
  name: string,
  question: { text: string; language?: string },
): Promise<SupportAnswer | null> {
  const served = await contextOf(deps, name)
  if (!served) return null
  const match = await askServed(deps, served, question)
  const wanted = wantedLocale(question.language, question.text)
  const language = primaryOf(wanted)
  const [first, ...others] = match.ranked
  const article = match.answered && first ? inLanguage(served.articles, first.slug, wanted) : null
  const alternatives = article ? others : match.ranked
  return {
    solution: article ? solutionOf(served, article, language) : noAnswerMessage(language),
    answered: article !== null,
    article: article && {
      slug: article.slug,
      title: article.title,
      url: articleUrl(served, article.path),
      language: article.locale,
    },
    confidence: Math.round(match.confidence * 1e4) / 1e4,
    alternatives: alternatives.flatMap(({ slug, confidence }) => {
      const other = inLanguage(served.articles, slug, wanted)
      if (!other) return []
      // Nothing that is not an answer is offered on a ticket yet.
      const suggested = false
      return [{ slug, title: other.title, url: articleUrl(served, other.path), confidence, suggested }]
    }),
  }
}

function solutionOf(served: ServedRepository, article: Article, language: string): string {
  const remark = languageRemark(language, article.locale)
  const text = linked(served, article)
  return remark === null ? text : `${text}\n\n${remark}`
}

async function contextOf(deps: Needs, name: string): Promise<ServedRepository | null> {
  const [owner = '', repo = ''] = name.split('/')
  let found: ServedRepository | null = null
  await waitFor(async () => {
    const repository = await findRepositoryByName(deps.store.db, owner, repo)
    if (!repository) return isStarted(deps)
    found = await deps.contexts.get(repository)
    return found !== null
  })
  return found
}

/** What is not known yet may still come while the start goes on. */
async function isStarted(deps: Needs): Promise<boolean> {
  return (await readReadiness(deps.store, deps.upSinceAt)).ready
}

async function waitFor(isThere: () => Promise<boolean>): Promise<void> {
  const until = Date.now() + LONGEST_MS
  while (!(await isThere()) && Date.now() < until) {
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS))
  }
}
