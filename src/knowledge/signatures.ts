// Error signatures in matching: of the errors that a question tells, and of the lines that articles name as symptoms.
import { codeIn } from './diagnosis/codes.ts'
import { errorsIn, type SignedError } from './diagnosis/errors-in.ts'
import { wordsOf } from './diagnosis/normalise.ts'
import { linesOf } from './diagnosis/report-lines.ts'
import { undecorated } from './diagnosis/undecorated.ts'
import { cleanText } from './text.ts'
import type { Question } from './types.ts'

/** Longest text that a question is read from. */
export const MAX_LOG = 200_000

/** The errors that a question and its logs tell, most telling first and without repeats. */
export function errorsOf({
  title = '',
  text = '',
  body = '',
  logs = [],
}: Pick<Question, 'title' | 'text' | 'body' | 'logs'>): SignedError[] {
  return errorsIn(linesOf({ title, body: `${text}\n${body}`, logs }))
}

/** The line of a log that tells its error best, without the time and level that another's log has not; null without any. */
export function errorLineOf(logs: readonly string[]): string | null {
  const found = errorsOf({ logs: [...logs] }).find(({ text }) => isSpecific(text))
  return found?.line.replace(LEVEL, '').slice(0, 300) ?? null
}

/** Two words are shared by errors that have nothing to do with each other. */
export function isSpecific(signature: string): boolean {
  return signature.split(' ').length >= 3
}

/** One error line with everything that differs between machines taken out; empty when nothing specific is left. */
export function normaliseSignature(line: string, most = 24): string {
  const { text } = undecorated(cleanText(line, 2_000).replace(COLOURS, ''))
  const words = wordsOf(text)
  const isEnough = words.length >= 2 || (words.length === 1 && codeIn(text) !== null)
  return isEnough ? words.slice(0, most).join(' ') : ''
}

/** Whether `signature` (of a ticket) contains the whole of `symptom` (of an article), word by word. */
export function signatureContains(signature: string, symptom: string): boolean {
  return symptom.length > 0 && ` ${signature} `.includes(` ${symptom} `)
}

/** Whether a line looks like the message of an error: not a place in a stack trace, not prose. */
export function isErrorLine(line: string): boolean {
  if (line.length > 2_000 || line.trim().length < 6) return false
  if (/^\s+at\s/.test(line)) return false
  return EXCEPTION.test(line) || WORDS.test(line) || codeIn(line) !== null
}

const LEVEL = /^\W*(?:error|warn(?:ing)?|fatal|info)\b\W*(?=\w)/i
const COLOURS = / ?\[\d{1,3}(?:;\d{1,3}){0,4}m/g
const EXCEPTION = /(?:Error|Exception|Fault|Panic)\b/
const WORDS =
  /\b(?:error|fatal|panic|failed|failure|cannot|can't|could not|couldn't|unable to|denied|refused|not found|no such|undefined|unexpected|invalid|unsupported|segmentation fault|traceback|timed? ?out|missing|unrecognized|unresolved)\b|错误|失败|异常|无法|拒绝|ошибка|не удалось/i
