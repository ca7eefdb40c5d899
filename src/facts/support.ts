// Answers `POST /support` from the same knowledge base and with the same bar as tickets.

import type { Repository } from '../domain/repository.ts'
import { type Article, type Match, primaryOf, wantedLocale } from '../knowledge/index.ts'
import { articleTree } from '../store/articles.ts'
import { docsTree } from '../store/docs.ts'
import { findRepositoryByName, repositories } from '../store/repositories.ts'
import { noAnswerMessage } from '../words/ticket/answer-words.ts'
import { languageRemark } from '../words/ticket/language-remark.ts'
import { pageName, pointerBlocks } from '../words/ticket/pointer-words.ts'
import { askServed } from './ask-served.ts'
import type { FactsDeps } from './deps.ts'
import { articleUrl, choiceOf, inLanguage, type KnowledgeBase, linked } from './knowledge-facts.ts'
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

/** Of the allowed repositories (null: all) those with articles or documentation, or all where none has any; `owner/name`. */
export async function coveredRepositories(deps: Needs, allowed: string[] | null): Promise<string[]> {
  await waitFor(() => isStarted(deps))
  const nameOf = (one: Repository) => `${one.owner}/${one.name}`
  const all = await repositories(deps.store.db)
  const covered = all.filter((one) => !allowed || allowed.includes(nameOf(one).toLowerCase()))
  const written: typeof covered = []
  for (const one of covered) {
    if (await isWritten(deps, one)) written.push(one)
  }
  return (written.length > 0 ? written : covered).map(nameOf)
}

/** Whether there is anything to answer with. */
async function isWritten({ store }: Needs, { id }: Repository): Promise<boolean> {
  const articles = await articleTree(store.db, id)
  if (articles && articles.files.length > 0) return true
  return ((await docsTree(store.db, id))?.places ?? []).some(({ files }) => files.length > 0)
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
  return supportAnswer(served, match, wantedLocale(question.language, question.text))
}

/** What the matcher says, as callers get it. `wanted`: the reader's language, with script or region where known. */
export function supportAnswer(served: KnowledgeBase, match: Match, wanted: string): SupportAnswer {
  const language = primaryOf(wanted)
  const [first] = match.ranked
  const answer = match.answered && first ? pageAt(served, first.slug, wanted) : null
  const others = new Map([...match.ranked, ...match.suggested].map((one) => [one.slug, one.confidence]))
  const isOffered = (slug: string) => match.suggested.some((one) => one.slug === slug)
  return {
    solution: answer?.solution(language) ?? noAnswerMessage(language),
    answered: answer !== null,
    article: answer && {
      slug: answer.slug,
      title: answer.title,
      url: answer.url,
      language: answer.locale,
    },
    confidence: rounded(match.confidence),
    alternatives: [...others].flatMap(([slug, confidence]) => {
      const other = slug === answer?.slug ? null : pageAt(served, slug, wanted)
      if (!other) return []
      const { title, url, isLinked } = other
      return [{ slug, title, url, confidence: rounded(confidence), suggested: isLinked && isOffered(slug) }]
    }),
  }
}

function rounded(confidence: number): number {
  return Math.round(confidence * 1e4) / 1e4
}

interface SupportPage {
  slug: string
  title: string
  url: string
  locale: string
  /** Whether a comment on a ticket may link to it. */
  isLinked: boolean
  solution(language: string): string
}

/** An article or a section in the version for a reader; null where it has no address. */
function pageAt(served: KnowledgeBase, slug: string, wanted: string): SupportPage | null {
  const choice = choiceOf(served, slug, wanted)
  const article = inLanguage([...served.articles, ...served.sections], slug, wanted)
  if (!choice || !article) return null
  const { pointer, url } = choice
  const { title, path, locale } = article
  const page = { slug, locale, isLinked: url !== null }
  if (!pointer) {
    const solution = (language: string) => solutionOf(served, article, language)
    return { ...page, title, url: articleUrl(served, path), solution }
  }
  const told = { headings: pointer.headings, url: url ?? '', language: locale, quotation: choice.body() }
  return {
    ...page,
    title: pageName(pointer.headings),
    url: told.url,
    solution: (reader) => pointerBlocks({ ...told, reader }).join('\n\n'),
  }
}

function solutionOf(served: KnowledgeBase, article: Article, language: string): string {
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
