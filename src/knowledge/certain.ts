// The ways in which an article is certain to be meant: its own words asked again, or its error line in the log.
import type { Knowledge } from './knowledge.ts'
import { essenceOf } from './same-question.ts'
import { isErrorLine, normaliseSignature, signatureContains } from './signatures.ts'
import { sameText } from './text.ts'
import { tokenize } from './tokenize.ts'
import type { Question } from './types.ts'

/** Confidence of a question that an article claims word by word, or but for function words; so learnt; of its error line. */
const EXACT = 0.995
const SAME = 0.992
/** Two who wrote the same title may have meant two things. */
const LEARNED = 0.988
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
  { main, language }: { main: string; language: string },
): Certain | null {
  const claim = (documents: readonly number[] = [], confidence: number, reason: string): Certain | null => {
    const slug = onlySlug(knowledge, documents)
    return slug === null ? null : { slug, confidence, reason, isErrorLine: false }
  }
  const essence = essenceOf(main, language)
  // Function words alone say nothing, also where an article has them word for word.
  const exact = tokenize(main, language).length === 0 ? undefined : knowledge.exact.get(sameText(main))
  return (
    claim(exact, EXACT, 'a known phrasing, word by word') ??
    claim(knowledge.same.get(essence), SAME, 'a known phrasing but for function words') ??
    claim(knowledge.learned.get(essence), LEARNED, 'a question that a maintainer answered with it') ??
    symptomIn(knowledge, question)
  )
}

function onlySlug({ documents }: Knowledge, numbers: readonly number[]): string | null {
  const slugs = new Set(numbers.map((number) => documents[number]!.article.slug))
  return slugs.size === 1 ? [...slugs][0]! : null
}

/** Lines of a log and what stands in quotes or code are taken as they are; of prose, what looks like an error. */
function symptomIn(knowledge: Knowledge, { title, text, body, logs = [] }: Question): Certain | null {
  if (knowledge.symptoms.length === 0) return null
  const prose = [title, text, body].filter((part) => part !== undefined).join('\n')
  const literal = [...logs, ...(prose.match(LITERAL)?.map((one) => one.slice(1, -1)) ?? [])]
  const found = signaturesOf(knowledge, literal)
  const said = signaturesOf(knowledge, prose.split('\n'), isErrorLine)
  const alone = signaturesOf(knowledge, prose.split('\n'))
  const hits = knowledge.symptoms.filter(({ signature }) => {
    for (const line of [...found, ...said]) if (signatureContains(line, signature)) return true
    // A line that says hardly more than the symptom is one that was pasted.
    return [...alone].some((line) => isHardlyMore(line, signature))
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

/** Of the lines that have a word of some symptom, so that a log of any length is read quickly. */
function signaturesOf(
  { symptoms }: Knowledge,
  lines: readonly string[],
  isWanted: (line: string) => boolean = () => true,
): Set<string> {
  const words = [...new Set(symptoms.map(({ signature }) => longestWord(signature)))]
  const found = new Set<string>()
  for (const line of new Set(lines.flatMap(piecesOfLine))) {
    const lower = line.toLowerCase()
    if (!words.some((word) => lower.includes(word)) || !isWanted(line)) continue
    const signature = normaliseSignature(line, LONGEST)
    if (signature !== '') found.add(signature)
  }
  return found
}

/** A log may be one line of JSON: it is read in pieces that overlap. */
function piecesOfLine(line: string): string[] {
  if (line.length <= PIECE) return [line]
  const pieces: string[] = []
  for (let from = 0; from < line.length; from += PIECE - OVERLAP) pieces.push(line.slice(from, from + PIECE))
  return pieces
}

function longestWord(signature: string): string {
  return signature.split(' ').reduce((longest, word) => (word.length > longest.length ? word : longest), '')
}

function isHardlyMore(line: string, signature: string): boolean {
  if (line === signature) return true
  return line.startsWith(`${signature} `) && line.split(' ').length <= signature.split(' ').length + 3
}

const PIECE = 2_000
const OVERLAP = 500
/** Words of a line within which a symptom is looked for. */
const LONGEST = 300
/** Code and quotations inside of a line. */
const LITERAL =
  /`[^`\n]{6,500}`|"[^"\n]{6,500}"|“[^”\n]{6,500}”|«[^»\n]{6,500}»|「[^」\n]{6,500}」|『[^』\n]{6,500}』/g
