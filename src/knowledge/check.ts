// Runs the questions of the articles as tests, each held out of the index it is asked against.
import type { Problem } from '../domain/problem.ts'
import { askIndex } from './ask.ts'
import type { Knowledge } from './knowledge.ts'
import { textsAsked } from './meaning.ts'
import { asTicket } from './question.ts'
import type { AskOptions } from './types.ts'

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
  const { languages } = knowledge
  knowledge.documents.forEach(({ article }, document) => {
    article.questions.forEach((text, i) => {
      result.questions++
      const held = { document, phrasing: i + 1 }
      const match = askIndex(knowledge, asTicket({ text }, { languages }), options, held)
      const place = match.ranked.findIndex(({ slug }) => slug === article.slug)
      if (match.answered && place === 0) result.answered++
      if (match.answered && place !== 0) {
        result.mistaken.push({ path: article.path, text, instead: match.ranked[0]!.slug })
        const message = `Asked "${text}" without knowing it, "${match.ranked[0]!.slug}" would be posted, not this article. Make the two tell apart.`
        result.problems.push({
          file: article.path,
          line: article.lines.questions[i],
          level: 'failure',
          message,
        })
      } else if (place < 0 || place > 2) {
        const found = match.ranked.slice(0, 3).map(({ slug }) => `"${slug}"`)
        const instead =
          found.length > 0 ? `; found instead: ${found.join(', ')}` : '; no article shares its words'
        const message = `Asked "${text}" without knowing it, this article is not found${instead}. Add phrasings like it.`
        result.problems.push({
          file: article.path,
          line: article.lines.questions[i],
          level: 'warning',
          message,
        })
      }
    })
    article.notFor.forEach((text, i) => {
      result.refusals++
      const match = askIndex(knowledge, asTicket({ text }, { languages }), options, {
        document,
        phrasing: -1,
        refusal: i,
      })
      if (!match.answered || match.ranked[0]?.slug !== article.slug) return
      const message = `"${text}" stands under not_for, and a question like it would get this article. Reword its questions.`
      result.problems.push({ file: article.path, line: article.lines.notFor[i], level: 'failure', message })
      result.mistaken.push({ path: article.path, text, instead: article.slug })
    })
  })
  return result
}

/** What the model is to read for all of that (`options.meaning`), each text once. */
export function textsChecked(
  { documents, languages }: Knowledge,
  options: Pick<AskOptions, 'words'>,
): string[] {
  const asked = documents.flatMap(({ article }) => [...article.questions, ...article.notFor])
  return [...new Set(asked.flatMap((text) => textsAsked(asTicket({ text }, { languages }), options)))]
}
