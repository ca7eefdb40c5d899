// Takes a report to its lines, each with what it is: of a log, or of somebody's prose.
import { cleanText } from '../text.ts'

/** What is read of a report; a form's answers by their heading. */
export interface Report {
  title: string
  body: string
  fields?: Readonly<Record<string, string>>
  /** What is known to be of logs, without fences. */
  logs?: readonly string[]
}

export interface ReportLine {
  text: string
  /** Of a fence, an indented block or a code span; prose holds errors too, but what looks like one there rarely is one. */
  isLog: boolean
}

/** Longest report that is read, in UTF-16 units: of a longer one its beginning and its end, where errors stand. */
export const MAX_REPORT = 100_000
/** Longest piece of a line: a log may be one line of JSON. */
export const MAX_LINE = 1_000

/** The report's lines in order: its text, its form's answers, its logs, and last its title, which only sums up. */
export function linesOf({ title, body, fields = {}, logs = [] }: Report): ReportLine[] {
  const lines: ReportLine[] = []
  for (const text of [body, ...Object.values(fields)]) lines.push(...bodyLines(readable(text, MAX_REPORT)))
  for (const line of readable(logs.join('\n'), MAX_REPORT).split('\n'))
    for (const text of pieces(line)) if (text.trim() !== '') lines.push({ text, isLog: true })
  lines.push({ text: readable(title, 500), isLog: false })
  return lines
}

function* bodyLines(text: string): Generator<ReportLine> {
  let fence: string | null = null
  let blankBefore = true
  for (const line of text.replace(COMMENT, '\n').split('\n')) {
    const mark = FENCE.exec(line)?.[1] ?? null
    if (mark && (fence === null || mark.startsWith(fence))) {
      fence = fence === null ? mark : null
      continue
    }
    const isIndented: boolean = fence === null && blankBefore && INDENTED.test(line)
    const isLog = fence !== null || isIndented
    blankBefore = line.trim() === '' || isIndented
    for (const piece of pieces(isLog ? line : line.replace(TAGS, ''))) yield* piecesWithSpans(piece, isLog)
  }
}

/** A code span in prose is a line of its own, after the one that it stands in. */
function* piecesWithSpans(text: string, isLog: boolean): Generator<ReportLine> {
  if (text.trim() === '') return
  yield { text, isLog }
  if (isLog) return
  for (const [, span] of text.matchAll(SPAN)) yield { text: span!, isLog: true }
}

/** Logs in JSON write a stack trace in one line. */
function pieces(line: string): string[] {
  const shown =
    line.includes('\\n') && /\\n\s{0,8}(?:at |File |Caused by|[A-Za-z.]+Error)/.test(line.slice(0, 20_000))
  const found: string[] = []
  for (const one of shown ? line.split(/(?:\\r)?\\n/) : [line])
    for (let from = 0; from < one.length; from += MAX_LINE) found.push(one.slice(from, from + MAX_LINE))
  return found
}

function readable(text: string, most: number): string {
  const half = most / 2
  const cut = text.length > most ? `${text.slice(0, half)}\n${text.slice(-half)}` : text
  return cleanText(cut.replace(COLOURS, '').replace(/\r\n?/g, '\n'), most + 1)
}

const COLOURS =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: terminals colour their output with them.
  /\u001b\[[0-9;?]{0,20}[A-Za-z]|\u241b\[[0-9;]{1,20}m|(?<![\w\]])\[[0-9]{1,2}(?:;[0-9]{1,3}){0,4}m/g
const COMMENT = /<!--[\s\S]*?(?:-->|$)/g
const FENCE = /^[\s>*-]{0,12}(`{3,}|~{3,})/
const INDENTED = /^(?: {4}|\t)\s{0,200}\S/
const TAGS = /<\/?(?:details|summary|pre|code|br|p|div|kbd|b|samp)\b[^<>]{0,100}>/gi
const SPAN = /`{1,2}([^`]{8,400})`{1,2}/g
