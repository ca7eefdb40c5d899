// The knowledge base of a repository as one ticket's decision sees it.
import type { ArticleChoice, KnowledgeFacts, KnowledgeVerdict } from '../plan/ticket/facts.ts'
import type { Ticket } from '../domain/ticket.ts'
import { absoluteLinks } from '../knowledge/absolute-links.ts'
import {
  type Article,
  askKnowledge,
  bestVersion,
  type Match,
  type Question,
  questionFromTicket,
  wantedLocale,
} from '../knowledge/index.ts'
import { safeBlock } from '../words/safe-text.ts'
import type { RepositoryContext } from './repository-context.ts'

/** Asks at most once, and only when a rule wants to know. */
export function knowledgeFacts(surroundings: RepositoryContext, ticket: Ticket): KnowledgeFacts {
  const { knowledge, articles, settings } = surroundings
  let verdict: KnowledgeVerdict | null = null
  let asked: { question: Question; reader: string } | null = null
  const ask = () => {
    asked ??= askedBy(surroundings, ticket)
    return asked
  }
  return {
    verdict: () => {
      const { question, reader } = ask()
      verdict ??= toVerdict(
        surroundings,
        askKnowledge(knowledge, question, { precision: settings.knowledgeBase.precision }),
        reader,
      )
      return verdict
    },
    article: (slug) => {
      const { reader } = ask()
      const article = inLanguage(articles, slug, reader)
      return article ? toChoice(surroundings, article, reader) : null
    },
    slugs: () => [...new Set(articles.map((article) => article.slug))],
    reader: () => ask().reader,
    areNamed: !areHidden(surroundings),
  }
}

/** What the ticket asks, and the language it is asked in: that of the prose, whatever a log or a form holds. */
function askedBy({ knowledge, repository }: RepositoryContext, { title, body }: Ticket) {
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
export function articleUrl(surroundings: RepositoryContext, path: string): string {
  return addressOf(surroundings, 'blob', path)
}

function toVerdict(surroundings: RepositoryContext, match: Match, reader: string): KnowledgeVerdict {
  return {
    answered: match.answered,
    confidence: match.confidence,
    article: match.article ? toChoice(surroundings, match.article, reader) : null,
    candidates: match.ranked,
    reasons: match.reasons,
  }
}

function toChoice(
  surroundings: RepositoryContext,
  article: Pick<Article, 'slug' | 'title' | 'language' | 'path' | 'body'>,
  reader: string,
): ArticleChoice {
  const { slug, title, language, path, body } = article
  return {
    slug,
    title,
    language,
    reader,
    path,
    url: areHidden(surroundings) ? null : articleUrl(surroundings, path),
    body: safeBlock(linked(surroundings, { path, body })),
  }
}

/** An article's text with links that lead somewhere from wherever it is read. */
export function linked(
  surroundings: RepositoryContext,
  { path, body }: Pick<Article, 'path' | 'body'>,
): string {
  if (areHidden(surroundings)) return absoluteLinks(body, null)
  const pages = addressOf(surroundings, 'blob', '')
  return absoluteLinks(body, { pages, images: addressOf(surroundings, 'raw', ''), path })
}

/** Articles of a private repository may be posted in public, but where they are is not told there. */
function areHidden({ repository, articlesAt }: RepositoryContext): boolean {
  return articlesAt.private === true && !repository.private
}

function addressOf(surroundings: RepositoryContext, view: 'blob' | 'raw', path: string): string {
  const { repository, branch } = surroundings.articlesAt
  const place = path.split('/').map(encodeURIComponent).join('/')
  return `${surroundings.webUrl}/${repository}/${view}/${encodeURIComponent(branch)}/${place}`
}
