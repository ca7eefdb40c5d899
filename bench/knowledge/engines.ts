// The search engines that are compared, behind one interface.
import { create, insertMultiple, search } from '@orama/orama'
import lunr from 'lunr'
import MiniSearch from 'minisearch'
import bm25 from 'wink-bm25-text-search'
import nlp from 'wink-nlp-utils'
import { askKnowledge, buildKnowledge } from '../../src/knowledge/index.ts'
import type { Article, Meaning, Question } from '../../src/knowledge/types.ts'

export interface Engine {
  name: string
  /** Gives a function from a question to slugs, best first. */
  index(articles: Article[]): Promise<(question: Question) => Promise<string[]> | string[]>
}

interface Row {
  id: string
  title: string
  phrasings: string
  body: string
}

const rowOf = (article: Article): Row => ({
  id: article.slug,
  title: article.title,
  phrasings: article.questions.join('\n'),
  body: article.body,
})
const FIELDS = ['title', 'phrasings', 'body']
const textOf = ({ text, title }: Question) => text ?? title ?? ''

export function enginesWith(meaning: Meaning): Engine[] {
  return [
    { name: 'MiniSearch 7', index: miniSearch },
    { name: 'lunr 2', index: lunrSearch },
    { name: 'Orama 3', index: oramaSearch },
    { name: 'wink-bm25 3', index: winkSearch },
    { name: 'Firstline, without the model', index: (articles) => firstline(articles) },
    { name: 'Firstline', index: (articles) => firstline(articles, meaning) },
  ]
}

async function firstline(articles: Article[], meaning?: Meaning) {
  const knowledge = buildKnowledge(articles)
  return (question: Question) =>
    askKnowledge(knowledge, question, { precision: 0.95, meaning }).ranked.map(({ slug }) => slug)
}

async function miniSearch(articles: Article[]) {
  const index = new MiniSearch<Row>({ fields: FIELDS })
  index.addAll(articles.map(rowOf))
  return (question: Question) => index.search(textOf(question)).map(({ id }) => id as string)
}

async function lunrSearch(articles: Article[]) {
  const index = lunr(function () {
    for (const field of FIELDS) this.field(field)
    for (const article of articles) this.add(rowOf(article))
  })
  const words = (text: string) => text.match(/[\p{L}\p{M}\p{N}]+/gu) ?? []
  return (question: Question) =>
    index
      .query((query) => {
        for (const word of words(textOf(question).toLowerCase())) query.term(word, {})
      })
      .map(({ ref }) => ref)
}

async function oramaSearch(articles: Article[]) {
  const schema = { id: 'string', title: 'string', phrasings: 'string', body: 'string' } as const
  const database = create({ schema, components: { tokenizer: { stemming: false } } })
  await insertMultiple(database, articles.map(rowOf))
  return async (question: Question) => {
    const found = await search(database, { term: textOf(question), threshold: 1, limit: 3 })
    return found.hits.map(({ document }) => document.id as string)
  }
}

async function winkSearch(articles: Article[]) {
  const engine = bm25()
  engine.defineConfig({ fldWeights: { title: 1, phrasings: 1, body: 1 } })
  engine.definePrepTasks([
    nlp.string.lowerCase,
    nlp.string.removeExtraSpaces,
    nlp.string.tokenize0,
    nlp.tokens.removeWords,
    nlp.tokens.stem,
    nlp.tokens.propagateNegations,
  ])
  for (const article of articles) engine.addDoc(rowOf(article), article.slug)
  engine.consolidate()
  return (question: Question) => engine.search(textOf(question), 3).map(([id]) => String(id))
}
