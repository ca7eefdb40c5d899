// Reads the tuning data and turns it into articles and questions.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Article, type Question, questionFromTicket } from '../src/knowledge/index.ts'

/** A question with the slugs that answer it; none: it must stay unanswered. */
export interface Labelled {
  question: Question
  right: string[]
  /** Cluster, intent or paragraph it comes from, or its own text: what splits go by. */
  key: string
}

export interface Task {
  name: string
  articles: Article[]
  questions: Labelled[]
}

export function readLines<T>(directory: string, file: string): T[] {
  return readFileSync(join(directory, file), 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line) as T)
}

export function articleOf(slug: string, fields: Partial<Article>): Article {
  const { language = 'en' } = fields
  return {
    slug,
    language,
    locale: language,
    path: `${slug}.md`,
    title: '',
    body: '',
    topics: [],
    questions: [],
    learned: [],
    notFor: [],
    symptoms: [],
    versions: null,
    lines: { questions: [], notFor: [] },
    fingerprint: slug,
    section: null,
    ...fields,
  }
}

export function labelled(question: Question, right: string[], key: string): Labelled {
  return { question, right, key }
}

export interface Title {
  id: string
  cluster: string | null
  role: string
  title: string
}

interface KnownArticle {
  id: string
  title: string
  phrasings: string[]
}

export function askUbuntu(directory: string): Task {
  const articles = readLines<KnownArticle>(directory, 'matching/askubuntu/kb-articles.jsonl').map((a) =>
    articleOf(a.id, { title: a.title, questions: a.phrasings }),
  )
  const rows = readLines<{ id: string; text: string; article: string | null }>(
    directory,
    'matching/askubuntu/kb-questions.jsonl',
  )
  return {
    name: 'askubuntu',
    articles,
    questions: rows.map(({ text, article }) => labelled({ text }, article ? [article] : [], article ?? text)),
  }
}

export function askUbuntuBodies(directory: string): Task {
  const articles = readLines<{ id: string; title: string; body: string }>(
    directory,
    'matching/askubuntu/kbbody-articles.jsonl',
  ).map((a) => articleOf(a.id, { title: a.title, body: a.body }))
  const rows = readLines<{ title: string; body: string; articles: string[] }>(
    directory,
    'matching/askubuntu/kbbody-questions.jsonl',
  )
  return {
    name: 'askubuntu-bodies',
    articles,
    questions: rows.map(({ title, body, articles: right }) =>
      labelled({ ...questionFromTicket(title, body), language: 'en' }, right, right[0] ?? title),
    ),
  }
}

export function clinc(directory: string, phrasings = 10): Task {
  const articles = readLines<KnownArticle>(directory, 'matching/clinc150/kb-articles.jsonl').map((a) =>
    articleOf(a.id, { title: a.title, questions: a.phrasings.slice(0, phrasings) }),
  )
  const rows = readLines<{ text: string; article: string | null }>(
    directory,
    'matching/clinc150/kb-questions.jsonl',
  )
  return {
    name: `clinc-${phrasings}`,
    articles,
    questions: rows.map(({ text, article }) => labelled({ text }, article ? [article] : [], article ?? text)),
  }
}

interface RealQuestion {
  project: string
  title: string
  body: string
  article: string | null
  also_ok: string[]
}

/** Real questions to projects whose documentation is the knowledge base, one task a project. */
export function realProjects(directory: string): Task[] {
  const articles = readLines<{ project: string; id: string; title: string; body: string }>(
    directory,
    'real/articles.jsonl',
  )
  const questions = readLines<RealQuestion>(directory, 'real/questions.jsonl')
  return [...new Set(articles.map(({ project }) => project))].map((name) => ({
    name,
    articles: articles
      .filter(({ project }) => project === name)
      .map(({ id, title, body }) => articleOf(id, { title, body })),
    questions: questions
      .filter(({ project }) => project === name)
      .map(({ title, body, article, also_ok }) =>
        labelled(
          questionFromTicket(title, body, { languages: ['en'] }),
          article ? [article, ...also_ok] : [],
          name,
        ),
      ),
  }))
}

export const GLOSSED = ['zh', 'ru', 'es', 'ja', 'ko', 'pt', 'fr', 'de'] as const

/** Questions in another language about `askUbuntu` articles; `known` is the English phrasing that each translates. */
export function translatedQuestions(
  directory: string,
  language: string,
): Array<Labelled & { known: string }> {
  const files = ['zh', 'ru'].includes(language) ? [language, `${language}-second`] : [language]
  return files
    .flatMap((file) => {
      return readLines<{ text: string; article: string; en: string }>(
        directory,
        `glossaries/questions/${file}.jsonl`,
      )
    })
    .map(({ text, article, en }) => ({ ...labelled({ text, language }, [article], article), known: en }))
}

/** The same as a task; `known` phrasings are in. */
export function translatedTask(directory: string, language: string): Task {
  const { articles } = askUbuntu(directory)
  return { name: `${language}-en`, articles, questions: translatedQuestions(directory, language) }
}

export const XQUAD = ['en', 'zh', 'de', 'es', 'ru', 'ar', 'vi', 'th', 'tr', 'hi', 'el', 'ro'] as const

/** @param half only articles marked `in_kb`: the questions of the others must stay unanswered */
export function xquad(directory: string, language: string, half: boolean): Task {
  const rows = readLines<{ id: string; title: string; body: string; in_kb: boolean }>(
    directory,
    `matching/xquad/${language}.articles.jsonl`,
  ).filter((row) => !half || row.in_kb)
  const articles = rows.map((row) =>
    articleOf(row.id, { title: row.title || row.id, body: row.body, language }),
  )
  const known = new Set(articles.map(({ slug }) => slug))
  const questions = readLines<{ text: string; article: string }>(
    directory,
    `matching/xquad/${language}.questions.jsonl`,
  ).map(({ text, article }) => labelled({ text, language }, known.has(article) ? [article] : [], article))
  return { name: `xquad-${language}${half ? '-half' : ''}`, articles, questions }
}

export function titles(directory: string): Title[] {
  return readLines<Title>(directory, 'matching/askubuntu/titles.jsonl')
}

/**
 * Paragraphs as a product's articles: one question is the title, one a known phrasing, the others are asked. Every
 * second article is missing, so that its questions must stay unanswered.
 */
export function xquadAsArticles(directory: string, language: string): Task {
  const bodies = readLines<{ id: string; body: string }>(
    directory,
    `matching/xquad/${language}.articles.jsonl`,
  )
  const byArticle = new Map<string, string[]>()
  for (const { text, article } of readLines<{ text: string; article: string }>(
    directory,
    `matching/xquad/${language}.questions.jsonl`,
  )) {
    byArticle.set(article, [...(byArticle.get(article) ?? []), text])
  }
  const articles: Article[] = []
  const questions: Labelled[] = []
  bodies.forEach(({ id, body }, i) => {
    const [title, known, ...asked] = byArticle.get(id) ?? []
    if (!title || !known) return
    if (i % 2 === 0) articles.push(articleOf(id, { title, questions: [known], body, language }))
    for (const text of asked) questions.push(labelled({ text, language }, i % 2 === 0 ? [id] : [], id))
  })
  return { name: `product-${language}`, articles, questions }
}

/** A part of a task's articles; the questions of the others must stay unanswered. */
export function partOf(task: Task, name: string, kept: (slug: string) => boolean): Task {
  const articles = task.articles.filter(({ slug }) => kept(slug))
  const known = new Set(articles.map(({ slug }) => slug))
  const questions = task.questions.map((one) => ({
    ...one,
    right: one.right.filter((slug) => known.has(slug)),
  }))
  return { name, articles, questions }
}
