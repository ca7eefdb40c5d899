// What a sentence model is asked to read of questions and articles, and what it said: pure, whoever runs the model.
import { primaryOf, wantedLocale } from './locale.ts'
import { asTicket } from './question.ts'
import { inEnglish, inPlainEnglish, type Texts, textsOf } from './reading.ts'
import { cleanText } from './text.ts'
import type { Article, AskOptions, Question, Vectors } from './types.ts'

/** A text of an article, as the model reads it. */
export interface Piece {
  kind: 'title' | 'phrasing' | 'learned' | 'body'
  /** Of phrasings from 1 on, as the article has them; of the title 0. */
  number: number
  text: string
}

const PIECE = 400
const MOST_PIECES = 12
const MOST_PHRASINGS = 60
const LONGEST = 400
const ASKED = 600

/** What the model reads of an article; bounded. The body in pieces that end with sentences, each after the title. */
export function piecesOf({ title, questions, learned, body }: Article): Piece[] {
  const said = (kind: Piece['kind'], texts: readonly string[]): Piece[] =>
    texts.slice(0, MOST_PHRASINGS).map((text, i) => {
      return { kind, number: kind === 'title' ? 0 : i + 1, text: cleanText(text, LONGEST) }
    })
  const pieces = cut(cleanText(body, PIECE * MOST_PIECES * 2)).map((text, number) => ({
    kind: 'body' as const,
    number,
    text: `${title}. ${text}`,
  }))
  const all = [...said('title', [title]), ...said('phrasing', questions), ...said('learned', learned)]
  return [...all, ...pieces].filter(({ text }) => text !== '')
}

/** What the model reads of a question: its title, and title and body cut short, in English words; none where it has none. */
export function textsAsked(
  question: Question,
  options: Pick<AskOptions, 'project' | 'words'> = {},
): string[] {
  const asked = asTicket(question, { project: options.project })
  const texts = textsOf(asked)
  const language = primaryOf(wantedLocale(asked.language, `${texts.main}\n${texts.body}`))
  const english =
    language === 'en' ? inPlainEnglish(texts, options.words) : inEnglish(texts, language, options.words)
  if (!english) return []
  const { main, whole } = spokenTexts(english)
  return [...new Set([main, whole])].filter((one) => one !== '')
}

/** The two texts of a question in English as the model reads them; the same where there is no body. */
export function spokenTexts({ main, body }: Texts): { main: string; whole: string } {
  return { main: cleanText(main, LONGEST), whole: cleanText(body === '' ? main : `${main}\n${body}`, ASKED) }
}

function cut(text: string): string[] {
  const pieces: string[] = []
  for (let from = 0; from < text.length && pieces.length < MOST_PIECES; ) {
    const end = from + PIECE >= text.length ? text.length : endOfSentence(text, from, from + PIECE)
    pieces.push(text.slice(from, end).trim())
    from = end
  }
  return pieces.filter((piece) => piece !== '')
}

function endOfSentence(text: string, from: number, until: number): number {
  for (let at = until; at > from + PIECE / 2; at--) if (/[.!?\n。！？]/.test(text[at - 1]!)) return at
  return until
}

/** As bytes, each row with a scale of its own. */
export function packVectors(rows: readonly Float32Array[]): Vectors {
  const dimensions = rows[0]?.length ?? 0
  const bytes = new Int8Array(rows.length * dimensions)
  const scales = new Float32Array(rows.length)
  for (const [r, row] of rows.entries()) {
    const scale = row.reduce((most, value) => Math.max(most, Math.abs(value)), 1e-9) / 127
    scales[r] = scale
    for (let d = 0; d < dimensions; d++) bytes[r * dimensions + d] = Math.round(row[d]! / scale)
  }
  return { dimensions, bytes, scales }
}

/** The vectors of these rows, in this order; a vector of nothing where there is no row. */
export function packedRows(
  { dimensions, bytes, scales }: Vectors,
  rows: readonly (number | undefined)[],
): Vectors {
  const picked = new Int8Array(rows.length * dimensions)
  const scaled = new Float32Array(rows.length)
  for (const [place, row] of rows.entries()) {
    if (row === undefined) continue
    picked.set(bytes.subarray(row * dimensions, (row + 1) * dimensions), place * dimensions)
    scaled[place] = scales[row]!
  }
  return { dimensions, bytes: picked, scales: scaled }
}
