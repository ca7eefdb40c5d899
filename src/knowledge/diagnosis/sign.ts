// The signature of an error: its code, its exception and its message, without what differs between machines.
import type { ErrorSignature } from '../../domain/triage.ts'
import { codeIn, isOwnException } from './codes.ts'
import { wordsOf } from './normalise.ts'
import { moduleOf, placeOf } from './paths.ts'

/** What a line says of an error. */
export interface Said {
  /** Everything that the line says. */
  line: string
  /** Its code may stand anywhere in the line's first sentence. */
  mayHoldCode: boolean
  message: string
  name?: string
  code?: string
  module?: string
  /** Where a compiler or a panic says that it is. */
  file?: string
  isOwn: boolean
  isWrapper: boolean
}

/** What is known of an error beside its line. */
export interface Context {
  /** Where in the code it arose. */
  place: string | null
  /** The code that a later line tells. */
  code: string | null
}

/** How much a signature tells: nothing, where it arose, or by its own code or module what it is. */
export type Strength = 0 | 1 | 2

const MOST_WORDS = 24

/** Null where nothing is left that could be compared. */
export function signed(said: Said, context: Context): (ErrorSignature & { strength: Strength }) | null {
  const told = wordsTold(said)
  const own = strengthOf(said, told)
  const isBare = own === 0 && !said.isWrapper
  const place = isBare ? (said.file === undefined ? context.place : placeOf(said.file)) : null
  const late = isBare && place === null && told.code === null ? context.code : null
  const words = [...(late ? [late.toLowerCase()] : []), ...told.words]
  if (words.length < 2 && place === null && told.code === null) return null
  const text = [...words.slice(0, MOST_WORDS), ...(place === null ? [] : ['in', place])].join(' ')
  const strength = own === 2 || (late !== null && words.length >= 2) ? 2 : place === null ? 0 : 1
  return { text, isTelling: strength > 0, strength }
}

interface Told {
  words: string[]
  code: string | null
  module: string
  message: string[]
}

function wordsTold(said: Said): Told {
  const sentence = firstSentence(said.message)
  const code = said.isWrapper ? null : codeOf(said)
  const words = [...(code ? [code] : []), ...exceptionOf(said.name)]
  const known = new Set(words.flatMap((word) => word.split(' ')))
  const message = messageWords(sentence, code).filter((word) => !known.has(word))
  const module = said.module === undefined ? '' : ownModule(said.module)
  const missing = module
    .split(' ')
    .filter((word) => word !== '' && !message.includes(word) && !known.has(word))
  return { words: [...words, ...message, ...missing], code, module, message }
}

function strengthOf(said: Said, { words, code, module, message }: Told): 0 | 2 {
  if (said.isWrapper || words.length < 2) return 0
  if (said.isOwn || (code !== null && !/^\d{3}$/.test(code)) || module !== '') return 2
  const isNamed = said.name !== undefined && isOwnException(said.name) && message.length >= 2
  return isNamed || message.some(isPathLike) ? 2 : 0
}

function codeOf({ line, mayHoldCode, code }: Said): string | null {
  return code?.toLowerCase() ?? (mayHoldCode ? codeIn(cutAt(SENTENCE_END, line)) : null)
}

function exceptionOf(name: string | undefined): string[] {
  if (name === undefined || /^(?:Error|Exception|Warning)$/.test(name)) return []
  return [
    name
      .split(/[.\\$]|::/)
      .at(-1)!
      .toLowerCase(),
  ]
}

/** What was called stands before an error of the system, and differs: it counts where nothing else is told. */
function messageWords(message: string, code: string | null): string[] {
  const at = code !== null && /^e[a-z]{4,}$/.test(code) ? message.toLowerCase().indexOf(code) : -1
  const after = at < 0 ? [] : wordsOf(message.slice(at + code!.length))
  return after.length > 0 ? after : wordsOf(message)
}

/** The hints that follow differ from version to version. */
function firstSentence(message: string): string {
  return cutAt(ASIDE, cutAt(SENTENCE_END, message))
}

function cutAt(end: RegExp, text: string): string {
  const found = end.exec(text)
  return found ? text.slice(0, found.index) : text
}

const SENTENCE_END =
  /(?<=.{12})(?:[.!?] (?=[A-Z])|[。！？；，]|[,;!?] ?(?=[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af]))/
const ASIDE = /(?<=.{6})\s\((?:os error|errno|code|see|hint|did you)\b/

function ownModule(module: string): string {
  return wordsOf(/^[./~@\\]|[\\/]/.test(module) ? moduleOf(module) : module).join(' ')
}

/** `@acme/widget`, `config/widget.yml`. */
function isPathLike(word: string): boolean {
  return /^@[\w-]+\/\w|\w\/[\w./-]*\.\w{1,5}$|^\w[\w.-]*\/[\w.-]+\/\w/.test(word)
}
