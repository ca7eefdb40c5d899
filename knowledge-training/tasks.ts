// All that the matcher is fitted and checked on, fold by fold.
import { clusterTasks } from './clusters.ts'
import {
  askUbuntu,
  askUbuntuBodies,
  clinc,
  labelled,
  partOf,
  type Task,
  titles,
  XQUAD,
  xquad,
  xquadAsArticles,
} from './data.ts'
import { FOLDS, foldOf } from './folds.ts'
import { randomFrom, shareOf, shuffle } from './random.ts'

/** A task with the name of its group and what all its questions together weigh in fitting. */
export interface Part {
  group: string
  task: Task
  weight: number
}

/** The English parts of one fold: only questions of that fold are left in. */
export function englishParts(directory: string, fold: number): Part[] {
  const range = { from: fold / FOLDS, to: (fold + 1) / FOLDS }
  const parts: Part[] = []
  const add = (group: string, task: Task, weight: number) =>
    parts.push({ group, task: inFold(task, fold), weight })
  for (const task of clusterTasks(directory, { ...range, size: 300, seed: 7 })) add('clusters', task, 1)
  add('askubuntu', askUbuntu(directory), 1)
  add('bodies', askUbuntuBodies(directory), 0.3)
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

/** Parts of one language; English ones only where `told` bodies are concerned. */
export function languageParts(directory: string, fold: number): Part[] {
  const parts: Part[] = []
  for (const language of XQUAD) {
    const weight = language === 'en' ? 1 : 0.4
    const add = (group: string, task: Task, share: number) =>
      parts.push({ group: `${group}-${language}`, task: inFold(task, fold), weight: weight * share })
    add('xquad', xquad(directory, language, false), 0.3)
    add('xquad-half', xquad(directory, language, true), 1)
    add('product', xquadAsArticles(directory, language), 0.5)
    for (let i = 0; i < 4; i++) {
      const kept = (slug: string) => shareOf(`${i} ${slug}`) < 0.05
      add('xquad-small', thinned(partOf(xquad(directory, language, false), '', kept), 0.25), 0.05)
      add('product-small', thinned(partOf(xquadAsArticles(directory, language), '', kept), 0.4), 0.05)
    }
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
    .filter(({ title }) => shareOf(`foreign ${title}`) < 0.25)
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
