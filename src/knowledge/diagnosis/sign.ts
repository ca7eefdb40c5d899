// The signature of an error: its code, its exception and its message, without what differs between machines.
import type { ErrorSignature } from '../../domain/triage.ts'
import { codeIn, isOwnException } from './codes.ts'
import { wordsOf } from './normalise.ts'
import { moduleOf, placeOf } from './paths.ts'

/** What a line says of an error. */
export interface Said {
  /** Everything that the line says, its code may stand anywhere in it. */
  line: string
  message: string
  name?: string
  code?: string
  module?: string
  /** Where a compiler or a panic says that it is. */
  file?: string
  isWrapper: boolean
}

const MOST_WORDS = 24

/** Null where nothing is left that could be compared. `framePlace`: where in the code it arose, if that is known. */
export function signed(
  said: Said,
  framePlace: string | null,
): (ErrorSignature & { hasCode: boolean }) | null {
  const code = said.code?.toLowerCase() ?? codeIn(said.line)
  const name = said.name && !/^(?:Error|Exception|Warning)$/.test(said.name) ? said.name : null
  const module = said.module === undefined ? '' : ownModule(said.module)
  const exception = name
    ? [
        name
          .split(/[.\\]|::/)
          .at(-1)!
          .toLowerCase(),
      ]
    : []
  const message = wordsOf(firstSentence(said.message)).filter((word) => !LEVELS.has(word))
  const words = [...new Set([...(code ? [code] : []), ...exception])]
  words.push(...message.filter((word) => !words.includes(word)))
  if (module !== '' && !words.includes(module)) words.push(module)
  const isNamed = name !== null && isOwnException(name) && message.length >= 2
  const hasOwn = code !== null || module !== '' || isNamed || message.some(isPathLike)
  const isTelling = !said.isWrapper && words.length >= 2 && hasOwn
  const place = said.file === undefined ? framePlace : placeOf(said.file)
  const isPlaced = !isTelling && !said.isWrapper && place !== null && words.length >= 1
  if (words.length < 2 && !isPlaced && code === null) return null
  const text = [...words.slice(0, MOST_WORDS), ...(isPlaced ? ['in', place] : [])].join(' ')
  return { text, isTelling: isTelling || isPlaced, hasCode: code !== null }
}

/** The hints that follow differ from version to version. */
function firstSentence(message: string): string {
  const end =
    /(?<=.{12})(?:[.!?] (?=[A-Z])|[。！？；，]|\s\((?:os error|errno|code|see|hint|did you)\b)/.exec(message)
  return end ? message.slice(0, end.index) : message
}

function ownModule(module: string): string {
  return wordsOf(/^[./~@\\]|[\\/]/.test(module) ? moduleOf(module) : module).join(' ')
}

/** `@acme/widget`, `config/widget.yml`. */
function isPathLike(word: string): boolean {
  return /^@[\w-]+\/\w|\w\/[\w./-]*\.\w{1,5}$|^\w[\w.-]*\/[\w.-]+\/\w/.test(word)
}

const LEVELS = new Set(['error', 'fatal', 'uncaught', 'unhandled'])
