// What the desk counts beside the figures: how often each article was posted, and needs that maintainers left as they were.
import type { CountedTicket } from '../report/figures.ts'
import type { TopArticle } from '../words/report/metrics-facts.ts'
import type { NeedCounts } from '../words/report/needs-section.ts'
import { pageNamed } from './knowledge-facts.ts'
import type { ServedRepository } from './served-repository.ts'

export interface DeskCounts {
  articles: ReadonlyMap<string, ArticleCount>
  needs: NeedCounts
  add(ticket: CountedTicket): void
}

export function deskCounts(): DeskCounts {
  const articles = new Map<string, ArticleCount>()
  const needs: NeedCounts = {}
  return {
    articles,
    needs,
    add: (ticket) => {
      countArticle(articles, ticket)
      countNeed(needs, ticket)
    },
  }
}

function countNeed(counts: NeedCounts, { need, needSaid }: CountedTicket): void {
  if (needSaid === null) return
  const { put, left } = counts[needSaid] ?? { put: 0, left: 0 }
  counts[needSaid] = { put: put + 1, left: left + Number(need === needSaid) }
}

type ArticleCount = Pick<TopArticle, 'slug' | 'posted' | 'helpful' | 'unhelpful'>

function countArticle(bySlug: Map<string, ArticleCount>, { answer }: CountedTicket): void {
  if (!answer || answer.isLinks) return
  const { slug, helpful, unhelpful } = answer
  const count = bySlug.get(slug) ?? { slug, posted: 0, helpful: 0, unhelpful: 0 }
  count.posted += 1
  if (helpful) count.helpful += 1
  if (unhelpful) count.unhelpful += 1
  bySlug.set(slug, count)
}

/** The ten that were posted most. */
export function topArticles(
  served: ServedRepository,
  bySlug: ReadonlyMap<string, ArticleCount>,
): TopArticle[] {
  const top = [...bySlug.values()].sort((a, b) => b.posted - a.posted || (a.slug < b.slug ? -1 : 1))
  return top.slice(0, 10).map((count) => ({ ...count, ...pageNamed(served, count.slug) }))
}
