// Finds the errors that a report tells of, with what they were caused by, in one pass over its lines.
import type { ErrorSignature } from '../../domain/triage.ts'
import { FAMILIES } from './all-families.ts'
import type { Form, Frame } from './family.ts'
import type { ReportLine } from './report-lines.ts'
import { type Said, signed } from './sign.ts'
import { type Undecorated, undecorated } from './undecorated.ts'

export interface SignedError extends ErrorSignature {
  /** The line that tells of it, as it was written but for time and service. */
  line: string
}

/** Counts what was done, so that a test can hold it to the length of what was read. */
export interface Work {
  steps: number
}

interface Found {
  said: Said
  /** How many errors it lies beneath. */
  depth: number
  before: Frame[]
  after: Frame[]
}

const MOST_ERRORS = 200
const MOST_SIGNATURES = 12
const MOST_FRAMES = 60
/** How far on the rest of a message may stand. */
const NEXT_LINES = 12

/** The errors in the lines, most telling first, without repeats; what caused others stands before them. */
export function errorsIn(lines: readonly ReportLine[], work: Work = { steps: 0 }): SignedError[] {
  const found: Found[] = []
  let frames: Frame[] = []
  let isCauseList = false
  for (const [at, line] of lines.entries()) {
    if (found.length >= MOST_ERRORS) break
    work.steps += line.text.length
    const current = found.at(-1)
    const frame = frameIn(line.text)
    if (frame) {
      const into = frame.comesFirst ? frames : current?.after
      if (into && into.length < MOST_FRAMES) into.push(frame)
      else if (frame.comesFirst) frames = [...frames.slice(1), frame]
      continue
    }
    if (/^Traceback /.test(line.text)) frames = []
    isCauseList = /^\s*Caused by:\s*$/.test(line.text) || (isCauseList && /^\s+\S/.test(line.text))
    for (const { said, isCause } of errorsOf(lines, at, isCauseList, work)) {
      const depth = isCause ? (current?.depth ?? 0) + 1 : 0
      found.push({ said, depth, before: frames, after: [] })
      frames = []
    }
  }
  return ranked(found)
}

function ranked(found: readonly Found[]): SignedError[] {
  const errors = found.flatMap(({ said, depth, before, after }, place) => {
    const one = signed(said, placeOfFrames([...before].reverse(), after))
    return one ? [{ ...one, line: said.line, isWrapper: said.isWrapper, depth, place }] : []
  })
  errors.sort(
    (a, b) =>
      Number(b.isTelling) - Number(a.isTelling) ||
      Number(a.isWrapper) - Number(b.isWrapper) ||
      b.depth - a.depth ||
      Number(b.hasCode) - Number(a.hasCode) ||
      a.place - b.place,
  )
  const seen = new Map<string, SignedError>()
  for (const { text, isTelling, line } of errors)
    if (!seen.has(text) && seen.size < MOST_SIGNATURES) seen.set(text, { text, isTelling, line })
  return [...seen.values()]
}

/** The nearest frame of a package, else of the program itself. */
function placeOfFrames(before: readonly Frame[], after: readonly Frame[]): string | null {
  const frames = [...before, ...after].filter(({ place }) => place !== null)
  return (frames.find(({ isPackage }) => isPackage) ?? frames[0])?.place ?? null
}

function frameIn(line: string): (Frame & { comesFirst: boolean }) | null {
  for (const { frame, framesComeFirst = false } of FAMILIES) {
    const found = frame?.(line)
    if (found) return { ...found, comesFirst: framesComeFirst }
  }
  return null
}

interface Told {
  said: Said
  isCause: boolean
}

function* errorsOf(
  lines: readonly ReportLine[],
  at: number,
  isCauseList: boolean,
  work: Work,
): Generator<Told> {
  const { text, isLog } = lines[at]!
  if (isCauseList && /^\s+\S/.test(text)) {
    const message = text.replace(/^\s+(?:\d{1,2}: )?/, '')
    yield { said: bySomeForm(message, lines, at, true, work) ?? plain(message), isCause: true }
    return
  }
  if (!HINT.test(text)) return
  const whole = undecorated(text)
  const said = ofMessage(whole, lines, at, work)
  if (said) yield { said, isCause: whole.isCause }
  else if (!isLog)
    for (const part of inProse(whole.text)) {
      const found = bySomeForm(part, lines, at, false, work)
      if (found) yield { said: found, isCause: false }
    }
}

/** By its form; in a log also whatever calls itself an error. */
function ofMessage(
  { text, leveled }: Undecorated,
  lines: readonly ReportLine[],
  at: number,
  work: Work,
): Said | null {
  const { isLog } = lines[at]!
  const found = bySomeForm(text, lines, at, isLog, work)
  if (found || leveled === null) return found
  return bySomeForm(leveled, lines, at, isLog, work) ?? (isLog && leveled.length >= 6 ? plain(leveled) : null)
}

function plain(message: string): Said {
  return { line: message, message, isWrapper: false }
}

function bySomeForm(
  text: string,
  lines: readonly ReportLine[],
  at: number,
  isLog: boolean,
  work: Work,
): Said | null {
  work.steps += text.length
  for (const { forms } of FAMILIES)
    for (const form of forms) {
      if (form.onlyInLogs && !isLog) continue
      const match = form.pattern.exec(text)
      if (match && form.saysNothing) return null
      if (match) return saidBy(form, match, text, lines, at, work)
    }
  return null
}

function saidBy(
  form: Form,
  match: RegExpExecArray,
  text: string,
  lines: readonly ReportLine[],
  at: number,
  work: Work,
): Said {
  const { name, code, module, message, file } = match.groups ?? {}
  const rest = form.next ? nextOf(form.next, lines, at, work) : null
  const own = module !== undefined ? match[0] : (message ?? (rest?.message ? '' : match[0]))
  const more = rest ? Object.values(rest).filter((one) => one !== undefined) : []
  return {
    line: text,
    message: [own, ...more].join(' '),
    ...(name && { name }),
    ...(code && { code }),
    ...(file && { file }),
    ...((module ?? rest?.module) && { module: module ?? rest?.module }),
    isWrapper: form.isWrapper ?? false,
  }
}

function nextOf(
  next: RegExp,
  lines: readonly ReportLine[],
  at: number,
  work: Work,
): Record<string, string | undefined> | null {
  for (const { text } of lines.slice(at + 1, at + 1 + NEXT_LINES)) {
    work.steps += text.length
    const match = next.exec(text) ?? next.exec(undecorated(text).text)
    if (match) return match.groups ?? {}
  }
  return null
}

/** Errors that somebody names in the middle of a sentence, up to where their own words go on. */
function* inProse(text: string): Generator<string> {
  let count = 0
  for (const { index, 0: lead } of text.matchAll(NAMED)) {
    if (index + lead.length === 0 || count++ >= 3) continue
    const rest = text.slice(index + lead.length)
    const end = OWN_WORDS.exec(rest)
    yield (end ? rest.slice(0, end.index) : rest).replace(/["'”’)\]*_]+[.,;:]?$/, (closing) =>
      /^'/.test(closing) ? "'" : '',
    )
  }
}

const HINT =
  /error|exception|panic|fatal|fail|fault|cannot|can't|can(?:’)t|could not|couldn't|couldn’t|unable|undefined|not found|no such|not recognized|denied|refused|unknown|missing|invalid|reject|requires?\b|depends|exist|no module|no matching|no installation|no available|violates|duplicate|not loaded|referenced from|unresolved|undeclared|externally-managed|back-off|entry|exec|disabled|n'est pas|no se reconoce|не является|nicht als|falsch geschrieben|不是内部|内部コマンド|warning|notice|deprecated|\bE[A-Z]{3}|\b[A-Z]{1,8}-?\d{3}|[A-Z]_[A-Z]|错误|失败|异常|无法|拒绝|ошибка|не удалось|fehler|erreur|エラー|x509|0x8|does not|conflict|\.go:\d|\.(?:java|kts?|scala):|code|heap|peer|wheel|×|✘|sslv3|symbol|library|No rule/i
const NAMED =
  /(?:^|[\s('"“«‘：:，,。])(?=(?:[A-Za-z_][\w.:\\]{0,100}(?:Error|Exception)|Error|Exception)(?: \[\w{3,60}\])?[:：] ?\S|E[A-Z]{4,20}: |error\[E\d|error TS\d|TS\d{4}: |panic: |fatal: |error C?S?\d|ERR_|ORA-\d|No module named|Cannot find module|command not found|undefined reference)/g
const OWN_WORDS =
  /(?<=.{12})(?:[.!?;] |[。，；！？]|["”’»](?=[ ,.;)])(?! |$)|\s(?:when|while|after|whenever|because|and (?:then|the|it|I)|but|if I|as soon|every time|wenn|beim|nachdem|cuando|quand|lorsque|при|когда|что|以及|然后)\b|\s[–—-]\s)/
