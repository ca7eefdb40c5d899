// Finds the errors that a report tells of, with what they were caused by, in one pass over its lines.
import type { ErrorSignature } from '../../domain/triage.ts'
import { FAMILIES } from './all-families.ts'
import type { Frame } from './family.ts'
import type { ReportLine } from './report-lines.ts'
import { type Said, signed } from './sign.ts'
import { errorsOfLine, type Work } from './told-by.ts'

export interface SignedError extends ErrorSignature {
  /** The line that tells of it, as it was written but for time and service. */
  line: string
}

interface Found {
  said: Said
  /** How many errors it lies beneath. */
  depth: number
  before: Frame[]
  after: Frame[]
  /** The code that a later line tells. */
  code: string | null
}

const MOST_ERRORS = 200
const MOST_SIGNATURES = 12
const MOST_FRAMES = 60
const LATE_CODE = /^\s*\[?['"]?code\]?['"]?: ?['"](?<code>[A-Z][A-Z\d_]{3,60})['"]/

/** The errors in the lines, most telling first, without repeats; what caused others stands before them. */
export function errorsIn(lines: readonly ReportLine[], work: Work = { steps: 0 }): SignedError[] {
  const found: Found[] = []
  let frames: Frame[] = []
  let isCauseList = false
  for (const [at, { text }] of lines.entries()) {
    if (found.length >= MOST_ERRORS) break
    work.steps += text.length
    const current = found.at(-1)
    const frame = frameIn(text)
    if (frame) {
      if (frame.comesFirst) frames = [...frames.slice(1 - MOST_FRAMES), frame]
      else if (current && current.after.length < MOST_FRAMES) current.after.push(frame)
      continue
    }
    if (/^Traceback /.test(text)) frames = []
    if (current) current.code ??= LATE_CODE.exec(text)?.groups?.code ?? null
    isCauseList = /^\s*Caused by:\s*$/.test(text) || (isCauseList && /^\s+\S/.test(text))
    for (const { said, isCause } of errorsOfLine(lines, at, isCauseList, work)) {
      const depth = isCause ? (current?.depth ?? 0) + 1 : 0
      found.push({ said, depth, before: frames, after: [], code: null })
      frames = []
    }
  }
  return ranked(found)
}

function ranked(found: readonly Found[]): SignedError[] {
  const errors = found.flatMap(({ said, depth, before, after, code }, place) => {
    const one = signed(said, { place: placeOfFrames([...before].reverse(), after), code })
    return one ? [{ ...one, line: said.line, isWrapper: said.isWrapper, depth, place }] : []
  })
  errors.sort(
    (a, b) =>
      Number(b.isTelling) - Number(a.isTelling) ||
      Number(a.isWrapper) - Number(b.isWrapper) ||
      b.depth - a.depth ||
      b.strength - a.strength ||
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
