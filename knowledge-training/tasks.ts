// All that the matcher is fitted and checked on, fold by fold.
import { clusterTasks } from './clusters.ts'
import {
  askUbuntu,
  askUbuntuBodies,
  clinc,
  GLOSSED,
  labelled,
  partOf,
  realProjects,
  type Task,
  titles,
  translatedQuestions,
  XQUAD,
  xquad,
  xquadAsArticles,
} from './data.ts'
import { FOLDS, foldOf } from './folds.ts'
import type { Part } from './observe.ts'
import { randomFrom, shareOf, shuffle } from './random.ts'

/** The English parts of one fold: only questions of that fold are left in. */
export function englishParts(directory: string, fold: number): Part[] {
  const range = { from: fold / FOLDS, to: (fold + 1) / FOLDS }
  const parts: Part[] = []
  const add = (group: string, task: Task, weight: number) =>
    parts.push({ group, task: inFold(task, fold), weight, fold })
  for (const task of clusterTasks(directory, { ...range, size: 300, seed: 7 })) add('clusters', task, 1)
  add('askubuntu', askUbuntu(directory), 1)
  add('clinc', clinc(directory, 10), 1)
  add('clinc-few', clinc(directory, 3), 0.3)
  for (const half of [0, 1]) {
    const task = partOf(
      clinc(directory, 10),
      'clinc-half',
      (slug) => shareOf(`half ${slug}`) < 0.5 === (half === 0),
    )
    add('clinc-half', task, 0.3)
  }
  for (const [size, most] of SMALL) {
    for (const task of clusterTasks(directory, { ...range, size, most, unanswerable: 3, seed: 11 + size })) {
      add('small', task, 0.05)
    }
    for (const task of smallClinc(directory, size, fold)) add('small-clinc', task, 0.05)
  }
  for (const task of foreignTasks(directory)) add('foreign', task, 0.5)
  return parts
}

/** Small knowledge bases: articles, and how many of them. */
const SMALL: Array<[size: number, most: number]> = [
  [1, 12],
  [3, 10],
  [8, 8],
  [20, 5],
  [60, 2],
]

/** Paragraphs in each of the languages, as they are and as a product's articles. */
export function languageParts(directory: string, fold: number, languages: readonly string[] = XQUAD): Part[] {
  const parts: Part[] = []
  for (const language of languages) {
    const weight = language === 'en' ? 1 : 0.4
    const add = (group: string, task: Task, share: number) =>
      parts.push({ group: `${group}-${language}`, task: inFold(task, fold), weight: weight * share, fold })
    add('xquad', xquad(directory, language, false), 0.3)
    add('xquad-half', xquad(directory, language, true), 1)
    add('product', xquadAsArticles(directory, language), 0.5)
    for (const task of foreignIn(directory, language))
      parts.push({ group: 'foreign', task: inFold(task, fold), weight: 0.1, fold })
    for (let i = 0; i < 4; i++) {
      const kept = (slug: string) => shareOf(`${i} ${slug}`) < 0.05
      add('xquad-small', thinned(partOf(xquad(directory, language, false), '', kept), 0.25), 0.05)
      add('product-small', thinned(partOf(xquadAsArticles(directory, language), '', kept), 0.4), 0.05)
    }
  }
  return parts
}

/**
 * Real questions on documentation: a project is a fold, so that each is checked by what the others taught. Beside them
 * articles with bodies, and questions about something else.
 */
export function docsParts(directory: string): Part[] {
  const projects = realProjects(directory)
  const bodies = askUbuntuBodies(directory)
  const far = [xquad(directory, 'en', false), clinc(directory, 10)].flatMap(({ questions }) => questions)
  const parts: Part[] = []
  const add = (group: string, task: Task, fold: number, weight: number) =>
    parts.push({ group, task, fold, weight: (weight * task.questions.length) / 500 })
  for (const [fold, task] of projects.entries()) {
    add('real', task, fold, 1)
    const foreign = far.filter(({ question }) => shareOf(`${fold} ${question.text}`) < 0.2)
    const questions = foreign.map(({ question, key }) => labelled(question, [], key))
    add('foreign', { ...task, questions }, fold, 0.2)
  }
  for (let fold = 0; fold < FOLDS; fold++) add('bodies', inFold(bodies, fold), fold, 1)
  return parts
}

/** Questions about computers asked of paragraphs in their language. */
function foreignIn(directory: string, language: string): Task[] {
  if (!(GLOSSED as readonly string[]).includes(language)) return []
  const questions = translatedQuestions(directory, language).map(({ question, key }) =>
    labelled(question, [], key),
  )
  return [false, true].map((half) => ({ ...xquad(directory, language, half), questions }))
}

/** Languages of the paragraphs that have a glossary. */
const GLOSSED_XQUAD = XQUAD.filter((language) => (GLOSSED as readonly string[]).includes(language))

/** Questions in other languages about English articles. */
export function glossedParts(directory: string, fold: number): Part[] {
  const parts: Part[] = []
  const add = (group: string, task: Task, weight: number, without?: Part['without']) =>
    parts.push({ group, task: inFold(task, fold), weight, fold, isGlossed: true, without })
  const ubuntu = askUbuntu(directory).articles
  for (const language of GLOSSED) {
    const questions = translatedQuestions(directory, language)
    const task = { name: language, articles: ubuntu, questions }
    const weight = questions.length / 60
    add('glossed-in', task, weight)
    add('glossed-out', task, weight, 'phrasing')
    add('glossed-missing', task, weight, 'article')
  }
  for (const language of GLOSSED_XQUAD) {
    const asEnglish = (make: (language: string) => Task): Task => {
      return { ...make(language), articles: make('en').articles }
    }
    add(
      'xquad',
      asEnglish((one) => xquad(directory, one, false)),
      0.5,
    )
    add(
      'xquad-half',
      asEnglish((one) => xquad(directory, one, true)),
      1,
    )
    add(
      'product',
      asEnglish((one) => xquadAsArticles(directory, one)),
      1,
    )
    const foreign = xquad(directory, language, false).questions.map(({ question, key }) =>
      labelled(question, [], key),
    )
    add('foreign', { name: 'foreign', articles: ubuntu, questions: foreign }, 0.5)
  }
  return parts
}

function inFold(task: Task, fold: number): Task {
  return { ...task, questions: task.questions.filter(({ key }) => foldOf(key) === fold) }
}

function thinned(task: Task, share: number): Task {
  const kept = task.questions.filter(
    ({ right, question }) => right.length > 0 || shareOf(question.text ?? '') < share,
  )
  return { ...task, questions: kept }
}

function smallClinc(directory: string, size: number, fold: number): Task[] {
  const random = randomFrom(size * 31 + fold)
  return Array.from({ length: 4 }, (_, i) => {
    const whole = clinc(directory, i % 2 === 0 ? 10 : 3)
    const chosen = new Set(
      shuffle(
        whole.articles.map(({ slug }) => slug),
        random,
      ).slice(0, size),
    )
    return thinned(
      partOf(whole, 'small-clinc', (slug) => chosen.has(slug)),
      0.1,
    )
  })
}

/** Questions about one topic asked of knowledge bases about others. */
function foreignTasks(directory: string): Task[] {
  const ubuntu = titles(directory)
    .filter(({ title }) => shareOf(`foreign ${title}`) < 0.15)
    .map(({ title, cluster, id }) => labelled({ text: title }, [], cluster ?? id))
  const paragraphs = xquad(directory, 'en', false)
  const intents = clinc(directory, 10)
  const silent = (task: Task) => task.questions.map(({ question, key }) => labelled(question, [], key))
  return [
    { name: 'foreign', articles: intents.articles, questions: ubuntu },
    { name: 'foreign', articles: intents.articles, questions: silent(paragraphs) },
    { name: 'foreign', articles: askUbuntu(directory).articles, questions: silent(paragraphs) },
    { name: 'foreign', articles: askUbuntu(directory).articles, questions: silent(intents) },
    { name: 'foreign', articles: paragraphs.articles, questions: ubuntu },
    { name: 'foreign', articles: xquadAsArticles(directory, 'en').articles, questions: ubuntu },
  ]
}
