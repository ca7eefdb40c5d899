// Asks labelled questions of a knowledge base and keeps what the matcher measured.
import { queryTerms, textsOf } from '../src/knowledge/ask.ts'
import type { QueryTerms } from '../src/knowledge/asked-terms.ts'
import { buildIndex } from '../src/knowledge/build.ts'
import type { Knowledge } from '../src/knowledge/knowledge.ts'
import type { Candidate } from '../src/knowledge/measure.ts'
import type { Model } from '../src/knowledge/model.ts'
import { findCandidates } from '../src/knowledge/score.ts'
import { rankSignals } from '../src/knowledge/signals.ts'
import type { Labelled, Task } from './data.ts'
import type { Listing } from './logistic.ts'

export interface Observation {
  task: string
  language: string
  knowledge: Knowledge
  query: QueryTerms
  candidates: Candidate[]
  right: string[]
}

/** @param wanted which questions of the task to ask */
export function observe(
  task: Task,
  model: Model,
  wanted: (question: Labelled) => boolean = () => true,
): Observation[] {
  const knowledge = buildIndex(task.articles, model)
  return task.questions.filter(wanted).map(({ question, right }) => {
    const language = question.language ?? 'en'
    const query = queryTerms(knowledge, textsOf(question), language, [])
    return {
      task: task.name,
      language,
      knowledge,
      query,
      candidates: findCandidates(knowledge, query),
      right,
    }
  })
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

/** An observation with where it belongs: parts are fitted and checked apart. */
export interface Tagged extends Observation {
  group: string
  family: string
  fold: number
  weight: number
}
