// Which error a line tells of: by the form of a tool that it fits, in a log also by its level, in prose by its name.
import { FAMILIES } from './all-families.ts'
import type { Form } from './family.ts'
import type { ReportLine } from './report-lines.ts'
import type { Said } from './sign.ts'
import { undecorated } from './undecorated.ts'

/** Counts what was done, so that a test can hold it to the length of what was read. */
export interface Work {
  steps: number
}

export interface Told {
  said: Said
  /** What was said before arose from it. */
  isCause: boolean
}

/** How far on the rest of a message may stand. */
const NEXT_LINES = 12
const MOST_IN_PROSE = 3

/** @param isCauseList the line is one of a list of causes */
export function* errorsOfLine(
  lines: readonly ReportLine[],
  at: number,
  isCauseList: boolean,
  work: Work,
): Generator<Told> {
  const { text, isLog } = lines[at]!
  const reading = { lines, at, work }
  if (isCauseList && /^\s+\S/.test(text)) {
    const message = text.replace(/^\s+(?:\d{1,2}: )?/, '')
    yield { said: bySomeForm(message, true, reading) ?? plain(message), isCause: true }
    return
  }
  if (!HINT.test(text)) return
  const whole = undecorated(text)
  const isLogged = isLog || whole.isLogged
  const said =
    bySomeForm(whole.text, isLogged, reading) ??
    (whole.leveled === null ? null : byLevel(whole.leveled, isLogged, reading))
  if (said === 'nothing') return
  if (said) yield { said, isCause: whole.isCause }
  else
    for (const part of inProse(whole.text)) {
      const found = bySomeForm(part, false, reading)
      if (found && found !== 'nothing') yield { said: found, isCause: false }
    }
}

interface Reading {
  lines: readonly ReportLine[]
  at: number
  work: Work
}

/** What calls itself an error is one, in a log. */
function byLevel(message: string, isLogged: boolean, reading: Reading): Said | 'nothing' | null {
  const found = bySomeForm(message, isLogged, reading)
  return found ?? (isLogged && message.length >= 6 ? plain(message) : null)
}

function plain(message: string): Said {
  return { line: message, mayHoldCode: true, message, isOwn: false, isWrapper: false }
}

function bySomeForm(text: string, isLog: true, reading: Reading): Said | null
function bySomeForm(text: string, isLog: boolean, reading: Reading): Said | 'nothing' | null
function bySomeForm(text: string, isLog: boolean, reading: Reading): Said | 'nothing' | null {
  reading.work.steps += text.length
  for (const { forms } of FAMILIES)
    for (const form of forms) {
      if (form.onlyInLogs && !isLog) continue
      const match = form.pattern.exec(text)
      if (match) return form.saysNothing ? 'nothing' : saidBy(form, match, text, reading)
    }
  return null
}

function saidBy(form: Form, match: RegExpExecArray, text: string, reading: Reading): Said {
  const { name, code, module, message, file } = match.groups ?? {}
  const rest = form.next ? nextOf(form.next, reading) : {}
  const itself = form.says ?? (module !== undefined ? match[0] : message)
  const isEnough = name !== undefined || code !== undefined || rest.message !== undefined
  const told = itself ?? (isEnough ? '' : match[0])
  const makesIt = [module, rest.module].filter((one) => one !== undefined)
  return {
    line: text,
    mayHoldCode: form.says === undefined,
    message: [told, rest.message].filter((one) => one).join(' '),
    ...(name && { name }),
    ...(code && { code }),
    ...(makesIt.length > 0 && { module: makesIt.join(' ') }),
    ...(file && { file }),
    isOwn: form.isOwn ?? false,
    isWrapper: form.isWrapper ?? false,
  }
}

function nextOf(next: RegExp, { lines, at, work }: Reading): { message?: string; module?: string } {
  for (const { text } of lines.slice(at + 1, at + 1 + NEXT_LINES)) {
    work.steps += text.length
    const match = next.exec(text) ?? next.exec(undecorated(text).text)
    if (!match) continue
    const { message } = match.groups ?? {}
    const modules = match.slice(1).filter((one) => one !== undefined && one !== message)
    return { ...(message && { message }), ...(modules.length > 0 && { module: modules.join(' ') }) }
  }
  return {}
}

/** Errors that somebody names in the middle of a sentence, up to where their own words go on. */
function* inProse(text: string): Generator<string> {
  const said = text.replace(SPAN, ' ')
  let count = 0
  for (const { index, 0: lead } of said.matchAll(NAMED)) {
    if (count++ >= MOST_IN_PROSE) return
    const rest = said.slice(index + lead.length)
    // Names of folders hold words of any language.
    const end = OWN_WORDS.exec(rest.replace(QUOTED, (quoted) => quoted.replace(/[^'"]/g, 'x')))
    yield (end ? rest.slice(0, end.index) : rest).replace(/["”’)\]*_]+[.,;:]?$/, '')
  }
}

const HINT =
  /error|exception|panic|fatal|fail|fault|cannot|can't|can(?:’)t|could not|couldn't|couldn’t|unable|undefined|not found|no such|not recognized|denied|refused|unknown|missing|invalid|reject|requires?\b|depends|exist|no module|no matching|no installation|no available|violates|duplicate|not loaded|referenced from|unresolved|undeclared|externally-managed|back-off|entry|exec|disabled|n'est pas|no se reconoce|не является|nicht als|falsch geschrieben|不是内部|内部コマンド|warning|notice|deprecated|\bE[A-Z]{3}|\b[A-Z]{1,8}-?\d{3}|[A-Z]_[A-Z]|错误|失败|异常|无法|拒绝|ошибка|не удалось|fehler|erreur|エラー|x509|0x8|0xc|does not|conflict|\.go:\d|\.(?:java|kts?|scala):|code|heap|peer|wheel|×|✘|sslv3|symbol|library|No rule|bad interpreter|SIGSEGV|segfault|exhausted|not found|locate|is not set|CORS|upstream|no package|in use|release:|Because |compiled|reach |defined for|connect to|\b[a-z]\w+\.[a-z]\w+\.[\w.]{0,80}[A-Z]\w+: |\b[45]\d\d [A-Z]/i
const NAMED =
  /(?:^|[\s('"“«‘：:，,。])(?=(?:[A-Za-z_][\w.:\\]{0,100}(?:Error|Exception)|Error|Exception)(?: \[\w{3,60}\])?[:：] ?\S|(?:[a-z]{3,12} )?E[A-Z]{4,20}: |error\[E\d|error TS\d|TS\d{4}: |(?:getaddrinfo|connect|read|write|spawn|listen|bind) E[A-Z]{4,20} |panic: |fatal: |error C?S?\d|ERR_|ORA-\d|No module named|Cannot find module|command not found|undefined reference)/g
const QUOTED = /'[^'\n]{1,300}'|"[^"\n]{1,300}"/g
const SPAN = /`{1,2}[^`]{8,400}`{1,2}/g
const OWN_WORDS =
  /(?<=.{12})(?:[.!?;] |[。，；！？]|(?<=['"”]), |[,;!?]? ?(?=[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af])|["”’»](?=[ ,.;)])(?! |$)|\s(?:when|while|after|whenever|because|and (?:then|the|it|I)|but|if I|as soon|every time|wenn|beim|nachdem|cuando|quand|lorsque|при|когда|что|以及|然后)\b|\s[–—-]\s)/
