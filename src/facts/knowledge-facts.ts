// The knowledge base of a repository as one ticket's decision sees it.

import type { ArticleChoice, KnowledgeFacts, KnowledgeVerdict } from '../domain/facts.ts'
import type { Ticket } from '../domain/ticket.ts'
import { absoluteLinks } from '../knowledge/absolute-links.ts'
import {
  type Article,
  bestVersion,
  type Match,
  type Meaning,
  type Question,
  questionFromTicket,
  wantedLocale,
} from '../knowledge/index.ts'
import { safeBlock } from '../words/safe-text.ts'
import { askByWords } from './ask-served.ts'
import type { ServedRepository } from './served-repository.ts'

export interface TicketKnowledge extends KnowledgeFacts {
  /** The question, once a rule wanted to know its answer; else null. */
  asked(): Question | null
}

/** Asks at most once, and only when a rule wants to know. `meaning`: what the model says; without it words decide. */
export function knowledgeFacts(served: ServedRepository, ticket: Ticket, meaning?: Meaning): TicketKnowledge {
  const { articles } = served
  let verdict: KnowledgeVerdict | null = null
  let asked: { question: Question; reader: string } | null = null
  const ask = () => {
    asked ??= askedBy(served, ticket)
    return asked
  }
  return {
    verdict: () => {
      const { question, reader } = ask()
      verdict ??= toVerdict(served, askByWords(served, question, meaning), reader)
      return verdict
    },
    asked: () => (verdict && asked ? asked.question : null),
    article: (slug) => {
      const { reader } = ask()
      const article = inLanguage(articles, slug, reader)
      return article ? toChoice(served, article, reader) : null
    },
    slugs: () => [...new Set(articles.map((article) => article.slug))],
    reader: () => ask().reader,
    areNamed: !areHidden(served),
  }
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
export function articleUrl(served: ServedRepository, path: string): string {
  return addressOf(served, 'blob', path)
}

function toVerdict(served: ServedRepository, match: Match, reader: string): KnowledgeVerdict {
  return {
    answered: match.answered,
    confidence: match.confidence,
    article: match.article ? toChoice(served, match.article, reader) : null,
    candidates: match.ranked,
    suggested: [],
    reasons: match.reasons,
  }
}

function toChoice(
  served: ServedRepository,
  article: Pick<Article, 'slug' | 'title' | 'language' | 'path' | 'body' | 'section'>,
  reader: string,
): ArticleChoice {
  const { slug, title, language, path } = article
  const url = areHidden(served) ? null : articleUrl(served, path)
  return {
    slug,
    title,
    language,
    reader,
    path,
    url,
    body: () => safeBlock(linked(served, article)),
    pointer: article.section,
  }
}

/** An article's text with links that lead somewhere from wherever it is read. */
export function linked(served: ServedRepository, { path, body }: Pick<Article, 'path' | 'body'>): string {
  if (areHidden(served)) return absoluteLinks(body, null)
  const pages = addressOf(served, 'blob', '')
  return absoluteLinks(body, { pages, images: addressOf(served, 'raw', ''), path })
}

/** Articles of a private repository may be posted in public, but where they are is not told there. */
function areHidden({ repository, articlesAt }: ServedRepository): boolean {
  return articlesAt.private === true && !repository.private
}

function addressOf(served: ServedRepository, view: 'blob' | 'raw', path: string): string {
  const { repository, branch } = served.articlesAt
  const place = path.split('/').map(encodeURIComponent).join('/')
  return `${served.webUrl}/${repository}/${view}/${encodeURIComponent(branch)}/${place}`
}
