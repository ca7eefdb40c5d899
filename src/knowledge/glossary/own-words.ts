// Finds a project's own words in a text, whatever language they are of.
import { cutWords } from './cut-words.ts'
import { plainText } from './plain-text.ts'

/** Words or phrases of a project → what they are in English; `knowledge_base.words` of the settings. */
export type ProjectWords = Readonly<Record<string, string>>

/** A stretch of a text: as it stands, or the English words of a project's own one. */
export type Stretch = string | readonly string[]

/**
 * Parts a `plainText` at the project's own words, the longest at each place. They are found where a word begins and ends;
 * where words are not spaced, wherever they stand; in Hangul, whatever particle follows.
 */
export function partAtOwnWords(plain: string, words: ProjectWords): Stretch[] {
  const own = compiled(words)
  const stretches: Stretch[] = []
  let from = 0
  for (let at = 0; at < plain.length; ) {
    const found = longestAt(plain, at, own)
    if (found === null) {
      at += 1
      continue
    }
    if (at > from) stretches.push(plain.slice(from, at))
    stretches.push(own.english.get(found)!)
    at += found.length
    from = at
  }
  if (from < plain.length) stretches.push(plain.slice(from))
  return stretches
}

interface OwnWords {
  english: Map<string, readonly string[]>
  /** First unit of a key → lengths of such keys, longest first. */
  lengths: Map<string, number[]>
}

/** Settings hold the same map for as long as they are in force. */
const known = new WeakMap<ProjectWords, OwnWords>()

function compiled(words: ProjectWords): OwnWords {
  const before = known.get(words)
  if (before) return before
  const own: OwnWords = { english: new Map(), lengths: new Map() }
  for (const [key, meaning] of Object.entries(words)) {
    const plain = plainText(key)
    if (plain !== '') own.english.set(plain, cutWords(plainText(meaning), 'en'))
  }
  for (const [first, keys] of Map.groupBy(own.english.keys(), (key) => key[0]!))
    own.lengths.set(
      first,
      [...new Set(keys.map(({ length }) => length))].sort((a, b) => b - a),
    )
  known.set(words, own)
  return own
}

function longestAt(plain: string, at: number, { english, lengths }: OwnWords): string | null {
  for (const length of lengths.get(plain[at]!) ?? []) {
    const piece = plain.slice(at, at + length)
    if (english.has(piece) && isWhole(plain, at, piece)) return piece
  }
  return null
}

/** Whether the letters around a piece do not go on with its first or last word. */
function isWhole(plain: string, at: number, piece: string): boolean {
  const before = lastOf(plain.slice(Math.max(0, at - 2), at))
  const after = firstOf(plain.slice(at + piece.length, at + piece.length + 2))
  return !goesOn(before, firstOf(piece)) && (isHangul(after) || !goesOn(lastOf(piece), after))
}

function firstOf(text: string): string {
  return [...text][0] ?? ''
}

function lastOf(text: string): string {
  return [...text].at(-1) ?? ''
}

/** Two neighbouring characters of one word: letters of scripts that set blanks; Hangul and Latin are two words. */
function goesOn(left: string, right: string): boolean {
  return SPACED.test(left) && SPACED.test(right) && isHangul(left) === isHangul(right)
}

function isHangul(character: string): boolean {
  return /^\p{Script=Hangul}$/u.test(character)
}

const SPACED =
  /^(?![\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}ー々])[\p{L}\p{M}\p{N}]$/u
