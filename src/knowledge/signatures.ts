// Error signatures: what stays the same when two people meet the same error on different machines.
import { cleanText } from './text.ts'

/** Longest text searched for errors, and most signatures taken from it. */
export const MAX_LOG = 200_000
const MAX_LINES = 50_000
const MAX_SIGNATURES = 12

/**
 * Normalised signatures of the errors in a log, stack trace or ticket, most specific first and without repeats:
 * code, exception and message in lower case, with paths, URLs, numbers, ids and times taken out.
 */
export function errorSignatures(text: string): string[] {
  const found = new Set<string>()
  const lines = cleanText(text, MAX_LOG).split('\n', MAX_LINES)
  for (const line of lines) {
    if (found.size >= MAX_SIGNATURES) break
    if (!isErrorLine(line)) continue
    const signature = normaliseSignature(line)
    if (signature) found.add(signature)
  }
  return [...found]
}

/** The line of a log that tells its error best: with a code or exception, else the first that looks like one; null without any. */
export function errorLineOf(logs: readonly string[]): string | null {
  const lines = logs.join('\n').slice(0, MAX_LOG).split('\n', MAX_LINES)
  const errors = lines.map(undecorated).filter((line) => isErrorLine(line) && isSpecific(line))
  const coded = errors.find((line) => CODE.test(line) || EXCEPTION.test(line))
  return (coded ?? errors[0])?.slice(0, 300) ?? null
}

/** Without the time and level that another's log has not. */
function undecorated(line: string): string {
  return line
    .trim()
    .slice(0, 2_000)
    .replace(PREFIX, '')
    .replace(/^\W*(?:error|warn(?:ing)?|fatal|info)\b\W*(?=\w)/i, '')
}

/** Two words are shared by errors that have nothing to do with each other. */
function isSpecific(line: string): boolean {
  return normaliseSignature(line).split(' ').length >= 3
}

/** One error line with everything that differs between machines taken out; empty when nothing specific is left. */
export function normaliseSignature(line: string, most = 24): string {
  const message = cleanText(line, 2_000)
    .replace(PREFIX, '')
    .replace(/ ?\[\d{1,3}(?:;\d{1,3})*m/g, '')
    .replace(/\b[a-z][a-z0-9+.-]{0,40}:\/\/[^\s'"<>)]+/gi, ' ')
    .replace(/(?:[A-Za-z]:)?(?:[\\/][\w.@+~-]+){1,}[\\/]?(?::\d+)*/g, ' ')
    .replace(/~\/\S*/g, ' ')
    .replace(/\b\d{4}-\d\d-\d\d[T ]\d\d:\d\d\S*/g, ' ')
    .replace(/\b\d{1,2}:\d\d(?::\d\d)?(?:\.\d+)?\b/g, ' ')
    .replace(/\b0x[0-9a-f]+\b/gi, ' ')
    .replace(/\b[0-9a-f]{8}-[0-9a-f-]{20,}\b/gi, ' ')
    .replace(/\b(?=[0-9a-f]*\d)[0-9a-f]{7,}\b/gi, ' ')
  const kept = message.match(/[\p{L}_][\p{L}\p{M}\p{N}_]*(?:\.[A-Za-z_][\w]*)*/gu) ?? []
  const words = kept.map((word) => word.toLowerCase()).filter((word) => !NOISE.has(word))
  const signature = words.slice(0, most).join(' ')
  return words.length >= 2 || CODE.test(line) ? signature : ''
}

/** Whether `signature` (of a ticket) contains the whole of `symptom` (of an article), word by word. */
export function signatureContains(signature: string, symptom: string): boolean {
  return symptom.length > 0 && ` ${signature} `.includes(` ${symptom} `)
}

/** Log decoration in front of the message: time stamps, levels, npm's and compilers' prefixes. */
const PREFIX =
  /^[\s>|*#-]*(?:\[[^\]]{0,40}\]\s*)*(?:\d{4}-\d\d-\d\d[T ][\d:.,]+Z?\s*)?(?:npm (?:err!|error|warn)\s*(?:code\s+)?|uncaught\s+|unhandled\s+)?/i
/** Error codes: E…, ERR_…, TS2345, ORA-00942, HTTP-like words in capitals. */
const CODE = /\b(?:E[A-Z]{4,}|ERR_[A-Z_]+|[A-Z]{2,5}-?\d{3,6}|[A-Z]+(?:_[A-Z]+)+)\b/
const EXCEPTION = /(?:Error|Exception|Fault|Panic)\b/
const WORDS =
  /\b(?:error|fatal|panic|failed|failure|cannot|can't|could not|couldn't|unable to|denied|refused|not found|no such|undefined|unexpected|invalid|unsupported|segmentation fault|traceback|timed? ?out|missing|unrecognized|unresolved)\b|错误|失败|异常|无法|拒绝|ошибка|не удалось/i
const NOISE = new Set(['at', 'the', 'a', 'an', 'in', 'of', 'on', 'line', 'column', 'pid', 'err'])

/** Whether a line looks like the message of an error: not a place in a stack trace, not prose. */
export function isErrorLine(line: string): boolean {
  if (line.length > 2_000 || line.trim().length < 6) return false
  if (/^\s+at\s/.test(line)) return false
  return CODE.test(line) || EXCEPTION.test(line) || WORDS.test(line)
}
