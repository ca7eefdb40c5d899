// Asks labelled questions of a knowledge base and keeps what the matcher measured.
import type { QueryTerms, Spoken } from '../src/knowledge/asked-terms.ts'
import { buildIndex } from '../src/knowledge/build.ts'
import { familyOf } from '../src/knowledge/families.ts'
import type { Knowledge } from '../src/knowledge/knowledge.ts'
import { piecesOf, spokenTexts } from '../src/knowledge/meaning.ts'
import type { Candidate } from '../src/knowledge/measure.ts'
import type { Model } from '../src/knowledge/model.ts'
import { inEnglish, queryTerms, type Texts, textsOf } from '../src/knowledge/reading.ts'
import { findCandidates } from '../src/knowledge/score.ts'
import { rankSignals } from '../src/knowledge/signals.ts'
import type { Labelled, Task } from './data.ts'
import { type Embedded, meaningBy } from './embedded.ts'
import type { Listing } from './logistic.ts'

/** A task with the name of its group, what all its questions together weigh in fitting, and how it is asked. */
export interface Part {
  group: string
  task: Task
  weight: number
  fold: number
  /** The questions are put in English words. */
  isGlossed?: boolean
  /** The known phrasing is left out, or its whole article is. */
  without?: 'phrasing' | 'article'
}

/** Parts are fitted and checked apart. */
export interface Observation {
  group: string
  fold: number
  family: string
  weight: number
  language: string
  knowledge: Knowledge
  query: QueryTerms
  candidates: Candidate[]
  right: string[]
}

/** @param embedded of the sentence model; null: words decide */
export function observe(part: Part, model: Model, embedded: Embedded | null): Observation[] {
  const { task, group, fold, weight } = part
  const knowledge = buildIndex(task.articles, model)
  const of = embedded ? meaningBy(embedded).of : () => null
  const shared = { group, fold, weight: weight / task.questions.length, knowledge }
  return task.questions.map((labelled) => {
    const { language, texts } = readingOf(part, labelled)
    const spoken = embedded ? spokenOf(texts, embedded, of) : null
    const query = queryTerms(model.parameters, texts, language, labelled.question.logs ?? [], spoken)
    const known = 'known' in labelled ? leftOut(knowledge, labelled, labelled.known as string) : null
    const held = part.without === 'phrasing' && known ? known : undefined
    const isMeant = (document: number) => part.without !== 'article' || document !== known?.document
    return {
      ...shared,
      language,
      family: part.isGlossed ? 'other' : familyOf(language),
      query,
      candidates: findCandidates(knowledge, query, held, [], isMeant),
      right: part.without === 'article' ? [] : labelled.right,
    }
  })
}

/** All texts that the sentence model is to read for a part. */
export function* textsOfPart(part: Part): Generator<string> {
  for (const article of part.task.articles) for (const { text } of piecesOf(article)) yield text
  for (const labelled of part.task.questions) {
    const { main, whole } = spokenTexts(readingOf(part, labelled).texts)
    yield main
    yield whole
  }
}

function readingOf({ isGlossed }: Part, { question }: Labelled): { language: string; texts: Texts } {
  const language = question.language ?? 'en'
  const texts = textsOf(question)
  if (!isGlossed) return { language, texts }
  return { language: 'en', texts: inEnglish(texts, language, {}) ?? { main: '', body: '' } }
}

function leftOut(knowledge: Knowledge, { right }: Labelled, known: string) {
  const document = knowledge.bySlug.get(right[0]!)![0]!
  const { title, questions } = knowledge.documents[document]!.article
  return { document, phrasing: [title, ...questions].indexOf(known) }
}

function spokenOf(texts: Texts, embedded: Embedded, of: Spoken['of']): Spoken {
  const { main, whole } = spokenTexts(texts)
  return { main: embedded.get(main)!, whole: embedded.get(whole)!, of }
}

export function slugOf({ knowledge }: Observation, candidate: Candidate): string {
  return knowledge.documents[candidate.document]!.article.slug
}

export function listingOf(observation: Observation, weight: number): Listing {
  const { candidates, right } = observation
  return {
    candidates: candidates.map((candidate) => rankSignals(observation.knowledge, candidate)),
    right: candidates.flatMap((candidate, i) => (right.includes(slugOf(observation, candidate)) ? [i] : [])),
    weight,
  }
}
