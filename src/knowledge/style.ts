// Tells what a knowledge base is searched by: titles and phrasings, headings and bodies, or bodies.
import type { Steps } from '../domain/steps.ts'
import type { ArticleDocument } from './knowledge.ts'
import type { Style } from './model.ts'
import { sameText } from './text.ts'

/** From so many questions an article on, on average, the way of asking tells as much as the words. */
const MANY = 6
/** Headings say at least so many telling words on average, and most of them are of one article alone. */
const TELLING_HEADING = 1.5
const DISTINCT = 0.7

/**
 * How many telling words titles and phrasings have on average: numbers and ids, a title that every fifth article
 * shares a word of, and a title that only repeats how the body begins tell nothing.
 */
export function* tellingLength(documents: readonly ArticleDocument[]): Steps<number> {
  const titles = new Map<string, number>()
  for (const { phrasings } of documents) {
    for (const term of new Set(phrasings[0]!.terms)) titles.set(term, (titles.get(term) ?? 0) + 1)
    yield
  }
  const common = documents.length >= 10 ? documents.length / 5 : Number.POSITIVE_INFINITY
  const isTelling = (term: string) => !/\d/.test(term) && titles.get(term)! <= common
  let sum = 0
  for (const { article, phrasings, askedLength } of documents) {
    if (phrasings.length > 1) sum += askedLength
    else if (!repeatsBody(article)) sum += phrasings[0]!.terms.filter(isTelling).length
    yield
  }
  return sum / Math.max(1, documents.length)
}

/** Whether the title only says how the body begins. */
function repeatsBody({ title, body }: ArticleDocument['article']): boolean {
  const start = sameText(title).slice(0, 60)
  return (
    start !== '' &&
    sameText(
      body
        .slice(0, 1_000)
        .replace(/^#.*\n/, '')
        .slice(0, 400),
    ).startsWith(start)
  )
}

/** The style of all articles together, with the weight that bodies got. */
export function styleOf(documents: readonly ArticleDocument[], telling: number, bodyWeight: number): Style {
  const questions = documents.reduce((sum, { phrasings }) => sum + phrasings.length - 1, 0)
  if (questions < documents.length / 2 && hasHeadings(documents, telling)) return 'docs'
  if (bodyWeight >= 0.6) return 'told'
  return questions >= MANY * documents.length && questions > 0 ? 'many' : 'asked'
}

/** Whether bodies answer and titles say what about. */
function hasHeadings(documents: readonly ArticleDocument[], telling: number): boolean {
  if (!documents.some(({ told }) => told.length > 0)) return false
  if (documents.some(({ article }) => article.section !== null)) return true
  const distinct = new Set(documents.map(({ article }) => sameText(article.title))).size
  return telling >= TELLING_HEADING && distinct >= DISTINCT * documents.length
}
