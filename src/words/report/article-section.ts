// The section of the metrics comment about the articles that answered most, and whether they helped.

import { safeInline, safeUrl } from '../safe-text.ts'
import { markdownTable } from '../tables.ts'
import type { TopArticle } from './metrics-facts.ts'

/** Null without any. Most used first. */
export function articleSection(articles: readonly TopArticle[]): string | null {
  if (articles.length === 0) return null
  const rows = articles.slice(0, 5).map(({ title, url, posted, helpful, unhelpful }) => {
    const name = url === null ? safeInline(title, 80) : `[${safeInline(title, 80)}](${safeUrl(url)})`
    return [name, `${posted}`, `${helpful}`, `${unhelpful}`]
  })
  return `### Most used articles\n\n${markdownTable(['Article', 'Answers', 'Helped', 'Did not'], rows)}`
}
