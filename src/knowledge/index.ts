// What the rest of Firstline uses of the knowledge base.
import type { Steps } from '../domain/steps.ts'
import { askIndex } from './ask.ts'
import { buildIndex, buildingIndex } from './build.ts'
import type { Knowledge } from './knowledge.ts'
import { type Model, modelOf, readWeights } from './model.ts'
import { asTicket } from './question.ts'
import type { Article, AskOptions, Match, Question } from './types.ts'

export { readArticles, readingArticles } from './articles.ts'
export { readingVectors } from './closeness.ts'
export { diagnose, digestsOf, SIGNED_AS } from './diagnosis/diagnose.ts'
export { glossed } from './glossary/look-up.ts'
export type { Knowledge } from './knowledge.ts'
export { detectLanguage } from './language.ts'
export { bestVersion, primaryOf, wantedLocale } from './locale.ts'
export { packVectors, piecesOf, textsAsked } from './meaning.ts'
export { kindOfTitle, questionFromTicket } from './question.ts'
export { redactLabel, redactSecrets } from './redact.ts'
export type { Article, AskOptions, Match, Meaning, Question, RankedArticle, Vectors } from './types.ts'

/** Builds the index with the shipped model. With `previous`, unchanged articles are not read again. */
export function buildKnowledge(articles: readonly Article[], previous?: Knowledge): Knowledge {
  return buildIndex(articles, previous?.model ?? shippedModel(), previous)
}

/** The same in steps. */
export function buildingKnowledge(articles: readonly Article[], previous?: Knowledge): Steps<Knowledge> {
  return buildingIndex(articles, previous?.model ?? shippedModel(), previous)
}

/** Which article answers the question, how sure that is, and whether it is sure enough for the precision asked. */
export function askKnowledge(knowledge: Knowledge, question: Question, options: AskOptions): Match {
  return askIndex(knowledge, questionAsked(knowledge, question, options.project), options)
}

/** Everything that the index holds: articles and sections, with what was learnt of them. */
export function articlesIn({ documents, sections }: Knowledge): Article[] {
  return [...documents, ...(sections?.documents ?? [])].map(({ article }) => article)
}

/** A bare text is read as a ticket is, so that the same words get the same verdict wherever they are asked. */
export function questionAsked({ languages }: Knowledge, question: Question, project?: string): Question {
  return asTicket(question, { project, languages })
}

let shipped: Model | undefined

/** The weights file is part of the program, read once. */
export function shippedModel(): Model {
  shipped ??= modelOf(readWeights())
  return shipped
}
