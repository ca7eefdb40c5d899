// What a word that no glossary has may be made of: a known beginning, a compound, or known pieces.
import type { Glossary } from './load.ts'

/** Entries of beginnings (`key*`) have as many letters at most. */
const LONGEST_PREFIX = 7
/** In Han, kana and Hangul no entry is longer. */
const LONGEST_PIECE = 12
const SHORTEST_PART = 4

/** The longest beginning that the glossary has an entry for (`key*`), without its `*`. */
export function longestPrefix(word: string, glossary: Glossary): string | null {
  for (let length = Math.min(word.length, LONGEST_PREFIX); length > 0; length--) {
    const prefix = word.slice(0, length)
    if (glossary.has(`${prefix}*`)) return prefix
  }
  return null
}

/**
 * A German compound: known words with a linking sound between them (`installation-s-fehler`), the longest known end first;
 * what stands before it is taken as it is where nobody knows it (`update-fehler`). Null where no end is known.
 */
export function compoundOf(word: string, glossary: Glossary): readonly string[] | null {
  for (let at = SHORTEST_PART; at <= word.length - SHORTEST_PART; at++) {
    const end = partOf(word.slice(at), glossary)
    if (end) return [...(beginning(word.slice(0, at), glossary) ?? [word.slice(0, at)]), ...end]
  }
  return null
}

function beginning(part: string, glossary: Glossary): readonly string[] | null {
  return glossary.get(part.replace(/(?:s|n|en|e)$/, '')) ?? partOf(part, glossary)
}

/** The entry of a whole word, or of a beginning that is no mere syllable. */
function partOf(part: string, glossary: Glossary): readonly string[] | null {
  const whole = glossary.get(part)
  if (whole) return whole
  const prefix = longestPrefix(part, glossary)
  return prefix !== null && prefix.length >= 6 ? glossary.get(`${prefix}*`)! : null
}

/** The longest known pieces of two characters and more, from the left; what is between them is left out. */
export function longestPieces(word: string, glossary: Glossary): string[] | null {
  const found: string[] = []
  for (let at = 0; at < word.length; ) {
    const length = pieceAt(word, at, glossary)
    if (length > 1) found.push(...glossary.get(word.slice(at, at + length))!)
    at += length
  }
  return found.length > 0 ? found : null
}

function pieceAt(word: string, at: number, glossary: Glossary): number {
  for (let length = Math.min(LONGEST_PIECE, word.length - at); length > 1; length--)
    if (glossary.has(word.slice(at, at + length))) return length
  return 1
}
