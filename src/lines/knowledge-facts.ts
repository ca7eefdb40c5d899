// The knowledge base of a repository as one ticket's decision sees it.
import type { ArticleChoice, KnowledgeFacts, KnowledgeVerdict } from '../decide/facts.ts'
import type { Ticket } from '../domain/ticket.ts'
import { absoluteLinks } from '../knowledge/absolute-links.ts'
import {
  type Article,
  askKnowledge,
  bestVersion,
  detectLocale,
  type Match,
  questionFromTicket,
} from '../knowledge/index.ts'
import { safeBlock } from '../report/safe-text.ts'
import type { RepositoryContext } from './repository-context.ts'

/** Asks at most once, and only when a rule wants to know. */
export function knowledgeFacts(surroundings: RepositoryContext, ticket: Ticket): KnowledgeFacts {
  const { knowledge, articles, settings } = surroundings
  let verdict: KnowledgeVerdict | null = null
  return {
    verdict: () => {
      verdict ??= toVerdict(
        surroundings,
        askKnowledge(knowledge, questionFromTicket(ticket.title, ticket.body), {
          precision: settings.knowledgeBase.precision,
        }),
      )
      return verdict
    },
    article: (slug) => {
      const wanted = detectLocale(`${ticket.title}\n${ticket.body}`)
      const article = inLanguage(articles, slug, wanted)
      return article ? toChoice(surroundings, article) : null
    },
    slugs: () => [...new Set(articles.map((article) => article.slug))],
  }
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

function toVerdict(surroundings: RepositoryContext, match: Match): KnowledgeVerdict {
  return {
    answered: match.answered,
    confidence: match.confidence,
    article: match.article ? toChoice(surroundings, match.article) : null,
    candidates: match.ranked,
    reasons: match.reasons,
  }
}

function toChoice(
  surroundings: RepositoryContext,
  article: Pick<Article, 'slug' | 'title' | 'language' | 'path' | 'body'>,
): ArticleChoice {
  const { slug, title, language, path, body } = article
  return {
    slug,
    title,
    language,
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
