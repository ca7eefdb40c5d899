// The knowledge base of a repository as one ticket's decision sees it.

import type { ArticleChoice, KnowledgeFacts, KnowledgeVerdict } from '../domain/facts.ts'
import { isWritten } from '../domain/marker.ts'
import { nearest } from '../domain/nearest.ts'
import type { Ticket } from '../domain/ticket.ts'
import { absoluteLinks } from '../knowledge/absolute-links.ts'
import { gistOf } from '../knowledge/gist.ts'
import {
  type Article,
  bestVersion,
  type Match,
  type Meaning,
  type Question,
  questionFromTicket,
  wantedLocale,
} from '../knowledge/index.ts'
import type { Section } from '../knowledge/types.ts'
import type { Shown } from '../report/replay.ts'
import { safeQuote } from '../words/safe-quote.ts'
import { safeBlock } from '../words/safe-text.ts'
import { pageName } from '../words/ticket/pointer-words.ts'
import { askByWords } from './ask-served.ts'
import type { ServedRepository } from './served-repository.ts'

/** What there is to answer with, and where it stands. */
export type KnowledgeBase = Pick<
  ServedRepository,
  'articles' | 'sections' | 'articlesAt' | 'repository' | 'webUrl'
>

export interface TicketKnowledge extends KnowledgeFacts {
  /** The question, once a rule wanted to know its answer; else null. */
  asked(): Question | null
}

/** Asks at most once, and only when a rule wants to know. `meaning`: what the model says; without it words decide. */
export function knowledgeFacts(served: ServedRepository, ticket: Ticket, meaning?: Meaning): TicketKnowledge {
  let verdict: KnowledgeVerdict | null = null
  let asked: { question: Question; reader: string } | null = null
  const ask = () => {
    asked ??= askedBy(served, ticket)
    return asked
  }
  return {
    verdict: () => {
      const { question, reader } = ask()
      verdict ??= verdictOf(served, askByWords(served, question, meaning), reader)
      return verdict
    },
    asked: () => (verdict && asked ? asked.question : null),
    article: (slug) => {
      const { reader } = ask()
      return choiceOf(served, slug, reader) ?? choiceOf(served, slugWritten(served, slug), reader)
    },
    page: (slug) => pageOf(served, slug, ask().reader),
    slugs: () => [...new Set(reachable(served, () => true).map(({ slug }) => slug))],
    reader: () => ask().reader,
    isNamed: (slug) => !areHidden(served) || !served.articles.some((article) => article.slug === slug),
  }
}

/** The same where it was asked at another time: what came of it then, as it is posted now; null: nothing. */
export function knowledgeOnceAsked(
  served: ServedRepository,
  ticket: Ticket,
  shown: Shown | null,
): KnowledgeFacts {
  const facts = knowledgeFacts(served, ticket)
  const named = shown?.articles ?? []
  const match = {
    answered: shown?.as === 'answer',
    article: shown?.as === 'answer' ? (named[0] ?? null) : null,
    suggested: shown?.as === 'links' ? named : [],
    confidence: shown?.confidence ?? 0,
    ranked: [],
    reasons: [],
  }
  return { ...facts, verdict: () => verdictOf(served, match, facts.reader()) }
}

/** What of a match is told. */
type Told = Pick<Match, 'answered' | 'confidence' | 'ranked' | 'reasons'> & {
  article: { slug: string } | null
  suggested: ReadonlyArray<{ slug: string }>
}

/** What the matcher says, as far as readers of the ticket can open it. */
export function verdictOf(
  served: KnowledgeBase & Pick<ServedRepository, 'settings'>,
  match: Told,
  reader: string,
): KnowledgeVerdict {
  const choice = (slug: string) => choiceOf(served, slug, reader)
  const article = match.article && choice(match.article.slug)
  return {
    answered: match.answered && article !== null,
    confidence: match.confidence,
    article,
    candidates: match.ranked.filter(({ slug }) => choice(slug) !== null),
    suggested: match.suggested.flatMap(({ slug }) => choice(slug) ?? []).filter(({ url }) => url !== null),
    topics: topicsOf(served, match),
    reasons: match.reasons,
  }
}

/** A section has none: the best article counts, wherever sections stand. */
function topicsOf(
  { articles, settings }: Pick<ServedRepository, 'articles' | 'settings'>,
  { ranked, suggested }: Told,
): string[] {
  const { suggest } = settings.knowledgeBase
  const best = ranked.find(({ slug }) => articles.some((article) => article.slug === slug))
  const isOffered = suggested.some(({ slug }) => slug === best?.slug)
  if (!best || suggest === null || (!isOffered && best.confidence < suggest)) return []
  const topics = articles.filter(({ slug }) => slug === best.slug).flatMap((article) => article.topics)
  return [...new Set(topics)]
}

/** Articles, and sections with an address: pointing to what readers cannot open helps nobody. */
function reachable({ articles, sections }: KnowledgeBase, isMeant: (slug: string) => boolean): Article[] {
  const found = articles.filter(({ slug }) => isMeant(slug))
  return [...found, ...sections.filter(({ slug, section }) => isMeant(slug) && section?.url)]
}

/** An article or a section in the version that suits a reader best; null where there is none that they can open. */
export function choiceOf(served: KnowledgeBase, slug: string, reader: string): ArticleChoice | null {
  const article = bestVersion(
    reachable(served, (one) => one === slug),
    reader,
  )
  return article && toChoice(served, article, reader)
}

/** The slug that somebody wrote as a marker has it, or as commands are read: wide letters as narrow ones. */
function slugWritten(served: KnowledgeBase, written: string): string {
  const [found] = reachable(served, (slug) => isWritten(slug, written))
  return found?.slug ?? written
}

/** What an answer's marker names, for those who may know of every article; what is gone has its name alone. */
export function pageNamed(served: KnowledgeBase, key: string): { title: string; url: string | null } {
  const choice = choiceOf(served, key, 'en') ?? choiceOf(served, slugWritten(served, key), 'en')
  if (!choice) return { title: key, url: null }
  const { title, url, path, pointer } = choice
  return pointer ? { title: pageName(pointer.headings), url } : { title, url: articleUrl(served, path) }
}

/** The page of a section that is not there; null where another anchor on it looks so, which is meant then. */
function pageOf(served: KnowledgeBase, slug: string, reader: string): ArticleChoice | null {
  const [page = '', anchor] = slug.split('#', 2)
  const parts = reachable(served, (one) => one.startsWith(page)).filter(
    ({ section, path }) => section !== null && path === page,
  )
  const [first] = parts
  const anchors = parts.flatMap(({ section }) => section?.anchor ?? [])
  if (!first?.section || anchor === undefined || nearest(anchor, anchors) !== null) return null
  const { headings, url } = first.section
  const title = headings[0] ?? first.title
  const section = { anchor: null, headings: [title], opening: '', url: url?.replace(/#.*$/s, '') ?? null }
  return toChoice(served, { ...first, slug: page, title, section }, reader)
}

/** What the ticket asks, and the language it is asked in: that of the prose, whatever a log or a form holds. */
function askedBy({ knowledge, repository }: ServedRepository, { title, body }: Ticket) {
  const question = questionFromTicket(title, body, {
    project: repository.name,
    languages: knowledge.languages,
  })
  const prose = `${question.title}\n${question.body}`
  return { question, reader: wantedLocale(question.language, prose, knowledge.languages) }
}

/** The version of an article that suits a reader best: their language and region, else English, else any. */
export function inLanguage(articles: readonly Article[], slug: string, wanted: string): Article | null {
  return bestVersion(
    articles.filter((article) => article.slug === slug),
    wanted,
  )
}

/** Where a reader finds an article's file on GitHub. */
export function articleUrl(served: KnowledgeBase, path: string): string {
  return addressOf(served, 'blob', path)
}

function toChoice(served: KnowledgeBase, article: Article, reader: string): ArticleChoice {
  const { slug, title, language, path, section } = article
  const url = areHidden(served) ? null : articleUrl(served, path)
  return {
    slug,
    title,
    language,
    reader,
    path,
    url: section ? section.url : url,
    body: () => (section ? quoted(section) : safeBlock(linked(served, article))),
    about: () => gistOf(section ? section.opening : article.body),
    pointer: section,
  }
}

/** What is shown of a section before its readers go there. */
const LONGEST_OPENING = 1_000

/** A section's first lines; where its relative links lead is known to nobody here. */
function quoted({ opening }: Section): string {
  return safeQuote(absoluteLinks(opening, null), LONGEST_OPENING)
}

/** An article's text with links that lead somewhere from wherever it is read. */
export function linked(served: KnowledgeBase, { path, body }: Pick<Article, 'path' | 'body'>): string {
  if (areHidden(served)) return absoluteLinks(body, null)
  const pages = addressOf(served, 'blob', '')
  return absoluteLinks(body, { pages, images: addressOf(served, 'raw', ''), path })
}

/** Articles of a private repository may be posted in public, but where they are is not told there. */
function areHidden({ repository, articlesAt }: KnowledgeBase): boolean {
  return articlesAt.private === true && !repository.private
}

function addressOf(served: KnowledgeBase, view: 'blob' | 'raw', path: string): string {
  const { repository, branch } = served.articlesAt
  const place = path.split('/').map(encodeURIComponent).join('/')
  return `${served.webUrl}/${repository}/${view}/${encodeURIComponent(branch)}/${place}`
}
