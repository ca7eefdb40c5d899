// Takes out of a ticket what its author asks: without template, greeting, quotes and checklists, logs apart.
import { detectLanguage } from './language.ts'
import { MAX_LOG } from './signatures.ts'
import { cleanText, MAX_TEXT } from './text.ts'
import type { Question } from './types.ts'
import { isOwnVersion, versionsIn } from './versions.ts'

/** What is known of a ticket beside its text. */
export interface AskedOf {
  /** Answers of an issue form by their heading; otherwise the `###` headings that GitHub writes are read from the body. */
  fields?: Record<string, string>
  /** The project's name: only its versions count, not those of whatever else is named. */
  project?: string
  /** Languages to prefer where the text alone does not tell: those of the knowledge base. */
  languages?: readonly string[]
}

/** The question of a ticket. */
export function questionFromTicket(title: string, body: string, asked: AskedOf = {}): Question {
  const fields = Object.entries(asked.fields ?? {}).map(([name, value]) => `### ${name}\n\n${value}`)
  const source = cleanText([body, ...fields].join('\n\n'), MAX_LOG).replace(/\r\n?/g, '\n')
  const { prose, logs, versions } = sortLines(source.replace(COMMENT, '\n'), asked.project)
  const cleanTitle = plainTitle(title)
  const language = detectLanguage(`${cleanTitle}\n${cleanTitle}\n${prose}`, asked.languages)
  return {
    title: cleanTitle,
    body: prose.slice(0, MAX_TEXT),
    // Nobody writes so much: what is beyond was pasted.
    logs: prose.length > MAX_TEXT ? [...logs, ...prose.slice(MAX_TEXT).split('\n')] : logs,
    language,
    versions: [...new Set([...versions, ...versionsIn(`${cleanTitle}\n${prose}`, asked.project)])],
    kind: kindOfTitle(title),
  }
}

/** A bare text is read as a ticket is, so that the same words get the same verdict wherever they are asked. */
export function asTicket(question: Question, asked: AskedOf): Question {
  const { text, ...known } = question
  if (text === undefined || known.title !== undefined) return question
  const read = questionFromText(text, asked)
  return { ...read, ...known, language: known.language?.trim() || read.language }
}

/** A text without title and body is read like a ticket: its first line is the title. */
function questionFromText(text: string, asked: AskedOf = {}): Question {
  const lines = cleanText(text, MAX_LOG)
    .trim()
    .split(/\r\n?|\n/)
  const [first = '', ...rest] = lines
  // What begins with code or a quotation has no title; the body is the question then.
  const hasTitle = first.length <= LONGEST_TITLE && !/^\s{0,3}(?:```|~~~|>|#{1,6}\s|<)/.test(first)
  return hasTitle ? questionFromTicket(first, rest.join('\n'), asked) : questionFromTicket('', text, asked)
}

/** What a text asks first, on one line: its first sentence, where it is no longer than a question. */
export function firstSentence(text: string): string {
  const line = cleanText(text).replace(/\s+/g, ' ').trim()
  return (/^.{10,300}?[.?!。？！](?=\s|$)/u.exec(line)?.[0] ?? line.slice(0, 200)).trim()
}

/** A title without `[Bug]:` and its like. */
export function plainTitle(title: string): string {
  return cleanText(title, 1_000).replace(TITLE_PREFIX, '').trim()
}

const LONGEST_TITLE = 1_000
const COMMENT = /<!--[\s\S]*?(?:-->|$)/g
const TITLE_PREFIX =
  /^\s*(?:\[[^\]]{1,30}\]\s*:?|(?:question|help|bug|feature(?: request)?|issue|support|q)\s*:)\s*/i
const FIELD = /^#{1,4}\s+(.+)$/
const EMPTY_FIELD = /^_?no response_?$/i
const GREETING =
  /^(?:hi|hello|hey|dear|good (?:morning|day|evening))\b[^.!?\n]{0,40}[,.!]?$|^(?:thanks?|thank you|cheers|many thanks|regards|best regards|kind regards)\b[^.!?\n]{0,60}[.!]*$|^(?:你好|您好|大家好|谢谢|感谢|多谢)[^。\n]{0,20}[。！!,，]?$/i
const LOG_LINE =
  /^\s+at\s+\S|^\s*File ".*", line \d+|^npm (?:ERR!|error|warn)|^\[?\d{4}-\d\d-\d\d[T ]\d\d:\d\d|^\s*[\w.$]*(?:Error|Exception): |^Traceback |^\s*(?:E|W|ERROR|WARN(?:ING)?|FATAL|panic|fatal|error)(?:\[[^\]]*\])?:\s|^\$ |^> \S+@\d/

/** Headings of issue forms and templates that hold no question. */
const NOT_ASKED =
  /^(?:version|environment|env|platform|os|operating system|node|browser|system|package manager|checklist|prerequisites|pre-?flight|code of conduct|terms|versions?|additional (?:context|information)|reproduction(?: link)?|link to|是否|版本|环境|系统)/i

interface Sorted {
  prose: string
  logs: string[]
  versions: string[]
}

function sortLines(source: string, project?: string): Sorted {
  const prose: string[] = []
  const logs: string[] = []
  const versions: string[] = []
  let fence: string | null = null
  let heading = ''
  for (const line of source.split('\n')) {
    const mark = /^\s{0,3}(```+|~~~+)/.exec(line)?.[1]?.slice(0, 3) ?? null
    if (mark && (fence === null || mark === fence)) {
      fence = fence === null ? mark : null
      continue
    }
    if (fence !== null) {
      if (line.trim() !== '') logs.push(line)
      continue
    }
    const field = FIELD.exec(line)
    if (field) heading = field[1]!.trim()
    else if (isOwnVersion(heading, project) && /^\s*v?\d+(?:\.\d+)*\b/.test(line))
      versions.push(versionOf(line))
    else if (LOG_LINE.test(line) && !line.trim().startsWith('>')) logs.push(line.trim())
    else if (!left(line, heading)) prose.push(line.trim())
  }
  return { prose: prose.join('\n').trim(), logs, versions }
}

function versionOf(line: string): string {
  return /\d+(?:\.\d+)*/.exec(line)![0]
}

/** Whether a line says nothing that is asked. */
function left(line: string, heading: string): boolean {
  const text = line.trim()
  if (text === '') return true
  if (text.startsWith('>') || /^[-*+]\s+\[[ xX]?\]/.test(text)) return true
  if (/^<\/?(?:details|summary|br|p|img|div|b)\b[^>]*>$/i.test(text)) return true
  if (/^(?:!\[[^\]]*\]\([^)]*\)\s*)+$/.test(text)) return true
  return EMPTY_FIELD.test(text) || GREETING.test(text) || NOT_ASKED.test(heading)
}

/** What the title says the ticket is. Reports and requests that ask nothing meet a higher bar. */
export function kindOfTitle(written: string): Question['kind'] {
  const title = cleanText(written, 1_000).trim()
  if (/^\s*(?:\[?\s*(?:feature|feat|request|enhancement|proposal|rfc|roadmap)\b)/i.test(title))
    return 'request'
  if (/^\s*(?:add|support|implement|allow|consider|please add|remove|deprecate|introduce)\s/i.test(title))
    return 'request'
  if (/^\s*(?:建议|希望|需求|功能请求|新功能)/.test(title)) return 'request'
  if (/^\s*\[?\s*(?:bug|regression|crash)\b/i.test(title)) return 'report'
  return 'question'
}
