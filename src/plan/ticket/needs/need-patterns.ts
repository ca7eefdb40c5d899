// The words of needs as one looks for them: expressions of every language, made once.
import type { NeedKind } from '../../../domain/triage.ts'
import { SPACED, UNSPACED } from './words/all-words.ts'
import { MACHINES, MACHINES_UNSPACED } from './words/machines.ts'
import type { NeedWords } from './words/need-words.ts'

interface NeedPatterns {
  training: RegExp
  doubtfulTraining: RegExp
  consulting: RegExp
  not: RegExp
}

const NOWHERE = '(?!)'

/** As whole words, or anywhere. */
function oneOf(sources: readonly string[], spaced: boolean): RegExp {
  const all = sources.length === 0 ? NOWHERE : sources.join('|')
  return new RegExp(spaced ? `(?<![\\p{L}\\p{N}_])(?:${all})(?![\\p{L}\\p{N}_])` : `(?:${all})`, 'iu')
}

function patternsOf(words: NeedWords, spaced: boolean): NeedPatterns {
  return {
    training: oneOf(words.training, spaced),
    doubtfulTraining: oneOf(words.doubtfulTraining, spaced),
    consulting: oneOf(words.consulting, spaced),
    not: oneOf(words.not, spaced),
  }
}

export const LANGUAGES: readonly NeedPatterns[] = [
  ...SPACED.map((words) => patternsOf(words, true)),
  ...UNSPACED.map((words) => patternsOf(words, false)),
]

/** Of a ticket about the training of machines. */
export function tellsOfMachines(text: string): boolean {
  return OF_MACHINES.test(text) || OF_MACHINES_UNSPACED.test(text)
}

const OF_MACHINES = oneOf(MACHINES, true)
const OF_MACHINES_UNSPACED = oneOf(MACHINES_UNSPACED, false)

/** How a form's field is labelled that asks for the kind of help. */
export function asksForNeed(label: string): boolean {
  return FIELD.test(label)
}

const ALL = [...SPACED, ...UNSPACED]
const FIELD = new RegExp(`^[¿\\s]*(?:${ALL.flatMap(({ fields }) => fields).join('|')})\\s*[*:：?？]*$`, 'iu')

/** What a chosen value of such a field is called. */
export const NAMES: ReadonlyArray<readonly [NeedKind, RegExp[]]> = [
  ['training', namesIn('training')],
  ['consulting', namesIn('consulting')],
  ['technical-support', namesIn('support')],
]

function namesIn(kind: keyof NeedWords['names']): RegExp[] {
  const named = (words: readonly NeedWords[]) => words.flatMap(({ names }) => names[kind])
  return [oneOf(named(SPACED), true), oneOf(named(UNSPACED), false)]
}
