// Takes out of a ticket what its author asks: without template, greeting, quotes and checklists, logs apart.
import { detectLanguage } from './language.ts'
import { cleanText } from './text.ts'
import type { Question } from './types.ts'
import { versionsIn } from './versions.ts'

/**
 * The question of a ticket.
 * @param formFields answers of an issue form by their heading, where the caller has them apart; otherwise the `###`
 *   headings that GitHub writes for forms are read from the body
 */
export function questionFromTicket(
  title: string,
  body: string,
  formFields: Record<string, string> = {},
): Question {
  const fields = Object.entries(formFields).map(([name, value]) => `### ${name}\n\n${value}`)
  const source = cleanText([body, ...fields].join('\n\n')).replace(/\r\n?/g, '\n')
  const { prose, logs, versions } = sortLines(source.replace(COMMENT, '\n'))
  const cleanTitle = cleanText(title, 1_000).replace(TITLE_PREFIX, '').trim()
  const language = detectLanguage(`${cleanTitle}\n${cleanTitle}\n${prose}`)
  return {
    title: cleanTitle,
    body: prose,
    logs,
    language,
    versions: [...new Set([...versions, ...versionsIn(`${cleanTitle}\n${prose}`)])],
    kind: kindOf(cleanText(title, 1_000).trim()),
  }
}

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
const VERSION_FIELD = /version|版本/i

interface Sorted {
  prose: string
  logs: string[]
  versions: string[]
}

function sortLines(source: string): Sorted {
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
    else if (VERSION_FIELD.test(heading) && /^\s*v?\d+(?:\.\d+)*\b/.test(line)) versions.push(versionOf(line))
    else if (!left(line, heading)) (LOG_LINE.test(line) ? logs : prose).push(line.trim())
  }
  return { prose: prose.join('\n').trim(), logs: logs.slice(0, 2_000), versions }
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
function kindOf(title: string): Question['kind'] {
  if (/^\s*(?:\[?\s*(?:feature|feat|request|enhancement|proposal|rfc|roadmap)\b)/i.test(title))
    return 'request'
  if (/^\s*(?:add|support|implement|allow|consider|please add|remove|deprecate|introduce)\s/i.test(title))
    return 'request'
  if (/^\s*(?:建议|希望|需求|功能请求|新功能)/.test(title)) return 'request'
  if (/^\s*\[?\s*(?:bug|regression|crash)\b/i.test(title)) return 'report'
  return 'question'
}
