// What kind of help a text asks for, by its words. Silent where it is not sure.
import type { Settings } from '../../../domain/settings.ts'
import { NEED_KINDS, type NeedKind } from '../../../domain/triage.ts'
import { LANGUAGES, tellsOfMachines } from './need-patterns.ts'
import { ownSentences, sentencesOf } from './own-sentences.ts'

export type OwnWords = Settings['needs']['words']

/** The first sentence that asks for something decides; null where none does. Linear in the text. */
export function needInWords(
  text: { title: string; body: string },
  own: OwnWords = {},
  count?: (characters: number) => void,
): NeedKind | null {
  const sentences = [...sentencesOf(text.title), ...ownSentences(text.body, count)]
  const ofMachines = tellsOfMachines(sentences.join('\n'))
  for (const sentence of sentences) {
    const kind = ownKind(sentence, own) ?? kindOf(sentence, ofMachines)
    if (kind !== null) return kind
  }
  return null
}

function kindOf(sentence: string, ofMachines: boolean): NeedKind | null {
  for (const { training, doubtfulTraining, consulting, not } of LANGUAGES) {
    const isTraining = training.test(sentence) || (!ofMachines && doubtfulTraining.test(sentence))
    if (!isTraining && !consulting.test(sentence)) continue
    if (!not.test(sentence)) return isTraining ? 'training' : 'consulting'
  }
  return null
}

/** By the maintainers' own words: they know what these mean in their project. */
export function ownKind(text: string, own: OwnWords): NeedKind | null {
  return NEED_KINDS.find((kind) => own[kind]?.some((word) => hasWord(text, word))) ?? null
}

/** As a whole word, whatever its case; where words have no spaces between them, anywhere. A plural counts. */
function hasWord(text: string, word: string): boolean {
  const wanted = plain(word)
  const where = plain(text)
  if (wanted === '') return false
  for (let at = where.indexOf(wanted); at >= 0; at = where.indexOf(wanted, at + 1)) {
    const before = where.slice(0, at)
    const after = where.slice(at + wanted.length, at + wanted.length + 4)
    if (UNSPACED.test(wanted) || (!/[\p{L}\p{N}_]$/u.test(before.slice(-2)) && ENDING.test(after)))
      return true
  }
  return false
}

const UNSPACED = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}\p{sc=Thai}]/u
const ENDING = /^(?:e?s|e?n|er)?(?![\p{L}\p{N}_])/u

function plain(text: string): string {
  return text.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim()
}
