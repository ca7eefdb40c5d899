// Runs the questions of the articles as tests, each held out of the index it is asked against.
import type { Problem } from '../domain/problem.ts'
import { askIndex } from './ask.ts'
import type { HeldOut } from './asked-terms.ts'
import type { Knowledge } from './knowledge.ts'
import { textsAsked } from './meaning.ts'
import { asTicket } from './question.ts'
import type { Article, AskOptions, Match } from './types.ts'

export interface CheckResult {
  problems: Problem[]
  /** The failures once more: the entry of a file, and the slug of the article that would be posted for it. */
  mistaken: Array<{ path: string; text: string; instead: string }>
  /** Tests run, and how many of `questions` would have been answered unseen. */
  questions: number
  answered: number
  refusals: number
}

/**
 * Every `questions` entry, left out of the index, must still find its own article (failure when another article would
 * be posted, warning when its article is not among the first three); no `not_for` entry may be answered by its article.
 */
export function checkKnowledge(knowledge: Knowledge, options: AskOptions): CheckResult {
  const result: CheckResult = { problems: [], mistaken: [], questions: 0, answered: 0, refusals: 0 }
  const ask = (text: string, held: HeldOut) =>
    askIndex(knowledge, asTicket({ text }, { languages: knowledge.languages }), options, held)
  for (const [document, { article }] of knowledge.documents.entries()) {
    for (const [i, text] of article.questions.entries())
      checkQuestion(result, article, i, ask(text, { document, phrasing: i + 1 }))
    for (const [i, text] of article.notFor.entries())
      checkRefusal(result, article, i, ask(text, { document, phrasing: -1, refusal: i }))
  }
  return result
}

function checkQuestion(result: CheckResult, article: Article, number: number, match: Match): void {
  const { path: file, slug, questions, lines } = article
  const [text, line] = [questions[number]!, lines.questions[number]]
  result.questions++
  const place = match.ranked.findIndex((one) => one.slug === slug)
  if (match.answered && place === 0) result.answered++
  if (match.answered && place !== 0) {
    const instead = match.ranked[0]!.slug
    result.mistaken.push({ path: file, text, instead })
    const message = `Asked "${text}" without knowing it, "${instead}" would be posted, not this article. Make the two tell apart.`
    result.problems.push({ file, line, level: 'failure', message })
  } else if (place < 0 || place > 2) {
    const found = match.ranked.slice(0, 3).map((one) => `"${one.slug}"`)
    const instead =
      found.length > 0 ? `; before it come ${found.join(', ')}` : '; no article shares its words'
    const message = `Asked "${text}" without knowing it, this article is not found${instead}. Add phrasings like it.`
    result.problems.push({ file, line, level: 'warning', message })
  }
}

function checkRefusal(result: CheckResult, article: Article, number: number, match: Match): void {
  const { path: file, slug, notFor, lines } = article
  result.refusals++
  if (!match.answered || match.ranked[0]?.slug !== slug) return
  const text = notFor[number]!
  const message = `"${text}" stands under not_for, and a question like it would get this article. Reword its questions.`
  result.problems.push({ file, line: lines.notFor[number], level: 'failure', message })
  result.mistaken.push({ path: file, text, instead: slug })
}

/** What the model is to read for all of that (`options.meaning`), each text once. */
export function textsChecked(
  { documents, languages }: Knowledge,
  options: Pick<AskOptions, 'words'>,
): string[] {
  const asked = documents.flatMap(({ article }) => [...article.questions, ...article.notFor])
  return [...new Set(asked.flatMap((text) => textsAsked(asTicket({ text }, { languages }), options)))]
}
