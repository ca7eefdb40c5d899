// Makes a draft article out of an answered ticket.
import { stringify } from 'yaml'
import { firstSentence } from './question.ts'
import { cleanText } from './text.ts'

export interface DraftSource {
  title: string
  /** The question's prose; its first sentence becomes a known phrasing beside the title. */
  question: string
  /** A raw error line out of the log. */
  symptom?: string | null
  /** Further phrasings. */
  alsoAsked?: readonly string[]
  /** In the place of all phrasings. */
  questions?: readonly string[]
  /** Told in a comment above the front matter's keys, a line each. */
  remarks?: readonly string[]
  /** Markdown; empty where nobody wrote one: then the draft has no body, and the check says so. */
  solution: string
}

/** File name and text of a draft article. The text passes `readArticles` as soon as it has a body. */
export function draftArticle(source: DraftSource): {
  name: string
  questions: readonly string[]
  text: string
} {
  const title = oneLine(source.title).slice(0, 200) || 'Untitled'
  const asked = [title, firstSentence(source.question), ...(source.alsoAsked ?? []).map(oneLine)]
  const questions = source.questions ?? [...new Set(asked)].filter((text) => text !== '')
  const front = {
    title,
    topics: [],
    questions,
    not_for: [],
    symptoms: source.symptom ? [source.symptom] : [],
  }
  const solution = source.solution.trim() === '' ? '' : `${source.solution.trim()}\n`
  const remarks = (source.remarks ?? []).map((remark) => `# ${oneLine(remark)}\n`).join('')
  const text = `---\n${remarks}${stringify(front, { lineWidth: 0 })}---\n${solution}`
  return { name: `${slugOf(title)}.md`, questions, text }
}

/** A file name without ending: letters and digits of any script, joined by dashes. */
function slugOf(title: string): string {
  const words =
    cleanText(title, 500)
      .toLowerCase()
      .match(/[\p{L}\p{M}\p{N}]+/gu) ?? []
  let slug = ''
  for (const word of words) {
    if (slug.length + word.length > 60) break
    slug = slug === '' ? word : `${slug}-${word}`
  }
  return slug || words[0]?.slice(0, 60) || 'article'
}

function oneLine(text: string): string {
  return cleanText(text).replace(/\s+/g, ' ').trim()
}
