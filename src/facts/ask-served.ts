// The one way to ask a repository's knowledge base: as its settings say, by words and by meaning.

import { gently, ownTurn } from '../agenda/gently.ts'
import { type CheckResult, checkKnowledge, textsChecked } from '../knowledge/check.ts'
import {
  type AskOptions,
  askKnowledge,
  type Knowledge,
  type Match,
  type Meaning,
  type Question,
  questionAsked,
  readingVectors,
  textsAsked,
} from '../knowledge/index.ts'
import type { FactsDeps } from './deps.ts'
import type { ServedRepository } from './served-repository.ts'

type Needs = Pick<FactsDeps, 'sentences' | 'vectors'>
type Served = Pick<ServedRepository, 'knowledge' | 'repository' | 'settings' | 'bar'>

/** What a question comes to on a ticket of this repository. */
export async function askServed(deps: Needs, served: Served, question: Question): Promise<Match> {
  const meaning = await understandServed(deps, served, question)
  // Many who asked at once know what it means in the same moment.
  await ownTurn()
  return askByWords(served, question, meaning)
}

/** The same at once, with what the model was found to say; without it words decide. */
export function askByWords(served: Served, question: Question, meaning?: Meaning): Match {
  return askKnowledge(served.knowledge, question, { ...askOptions(served), ...(meaning ? { meaning } : {}) })
}

/** What the model says of a question and of the articles; undefined where words alone decide. */
export function understandServed(
  deps: Needs,
  served: Served,
  question: Question,
): Promise<Meaning | undefined> {
  const { knowledge, repository } = served
  return understand(deps, { place: `repository ${repository.id}`, knowledge }, question, askOptions(served))
}

/** The same for any knowledge base; `place` names it from one question to the next. */
export function understand(
  deps: Needs,
  { place, knowledge }: { place: string; knowledge: Knowledge },
  question: Question,
  options: AskOptions,
): Promise<Meaning | undefined> {
  const texts = textsAsked(questionAsked(knowledge, question, options.project), options)
  return understandTexts(deps, { place, knowledge }, texts, { later: false })
}

/** Its own questions asked as tests (`checkKnowledge`), with what the model says of them. */
export async function checkUnderstood(
  deps: Needs,
  place: { place: string; knowledge: Knowledge },
  options: AskOptions,
): Promise<CheckResult> {
  const texts = textsChecked(place.knowledge, options)
  const meaning = await understandTexts(deps, place, texts, { later: true })
  return checkKnowledge(place.knowledge, { ...options, ...(meaning ? { meaning } : {}) })
}

/** The same for the texts of many questions (`textsAsked`), for which nobody waits: `later`. */
async function understandTexts(
  { sentences, vectors }: Needs,
  { place, knowledge }: { place: string; knowledge: Knowledge },
  texts: readonly string[],
  { later }: { later: boolean },
): Promise<Meaning | undefined> {
  if (sentences.state.is !== 'on') return undefined
  const rows = await sentences.embed(texts, { later })
  const asked = new Map<string, Float32Array>()
  for (const [at, row] of rows.entries()) if (row) asked.set(texts[at]!, row)
  if (asked.size === 0) return undefined
  const of = await vectors.of(place, knowledge)
  await gently(readingVectors(knowledge, of))
  return { asked: (text) => asked.get(text), of }
}

/** What the settings say of asking, and what this repository's answers have shown. */
export function askOptions({ repository, settings: { knowledgeBase }, bar }: Served): AskOptions {
  const { precision, suggest, words } = knowledgeBase
  return { precision, suggest, words, project: repository.name, ...(bar ? { atLeast: bar.atLeast } : {}) }
}
