// The ways in which an article is certain to be meant: its own words asked again, or its error line in the log.
import type { Knowledge } from './build.ts'
import { essenceOf } from './same-question.ts'
import { isErrorLine, normaliseSignature, signatureContains } from './signatures.ts'
import { sameText } from './text.ts'
import { tokenize } from './tokenize.ts'
import type { Question } from './types.ts'

/** Confidence of a question that an article claims word by word, or but for function words; and of its error line. */
const EXACT = 0.995
const SAME = 0.992
const SYMPTOM = 0.985

export interface Certain {
  slug: string
  confidence: number
  reason: string
  /** An error line counts as it stands, also in a report that asks nothing. */
  isErrorLine: boolean
}

/** Null where no article is certain, or two claim the question. */
export function certainArticle(
  knowledge: Knowledge,
  question: Question,
  { main, body, language }: { main: string; body: string; language: string },
): Certain | null {
  const claim = (documents: readonly number[] = [], confidence: number, reason: string): Certain | null => {
    const slug = onlySlug(knowledge, documents)
    return slug === null ? null : { slug, confidence, reason, isErrorLine: false }
  }
  // Function words alone say nothing, also where an article has them word for word.
  const exact = tokenize(main, language).length === 0 ? undefined : knowledge.exact.get(sameText(main))
  return (
    claim(exact, EXACT, 'a known phrasing, word by word') ??
    claim(knowledge.same.get(essenceOf(main, language)), SAME, 'a known phrasing but for function words') ??
    symptomIn(knowledge, [main, body].join('\n'), question.logs ?? [])
  )
}

function onlySlug({ documents }: Knowledge, numbers: readonly number[]): string | null {
  const slugs = new Set(numbers.map((number) => documents[number]!.article.slug))
  return slugs.size === 1 ? [...slugs][0]! : null
}

/** Lines of a log are taken as they are; of prose only those that look like an error. */
function symptomIn(knowledge: Knowledge, prose: string, logs: readonly string[]): Certain | null {
  if (knowledge.symptoms.length === 0) return null
  const lines = [
    ...prose.split('\n', MOST_LINES).filter(isErrorLine),
    ...logs.join('\n').split('\n', MOST_LINES),
  ]
  const found = new Set(lines.map((line) => normaliseSignature(line, LONGEST)).filter((line) => line !== ''))
  const hits = knowledge.symptoms.filter(({ signature }) => {
    for (const line of found) if (signatureContains(line, signature)) return true
    return false
  })
  // Of two symptoms on one line the longer one says more.
  const told = hits.filter(({ signature }) => {
    return !hits.some(
      (other) => other.signature !== signature && signatureContains(other.signature, signature),
    )
  })
  const slug = onlySlug(
    knowledge,
    told.map(({ document }) => document),
  )
  if (slug === null) return null
  const reason = `its symptom "${told[0]!.signature}" is in the question`
  return { slug, confidence: SYMPTOM, reason, isErrorLine: true }
}

const MOST_LINES = 2_000
/** Words of a line within which a symptom is looked for. */
const LONGEST = 200
