// Turns a text of another language into English words, by glossary and by the project's own words.
import { stopwordsOf } from '../stopwords.ts'
import { cleanText } from '../text.ts'
import { cutWords, isLatin } from './cut-words.ts'
import { type Glossary, glossaryOf } from './load.ts'
import { type ProjectWords, partAtOwnWords } from './own-words.ts'
import { plainText } from './plain-text.ts'
import { compoundOf, longestPieces, longestPrefix } from './word-parts.ts'

/**
 * The English words of a text in reading order, lower case and not stemmed, to be matched with English articles. A word
 * may give several, all that it may mean; names, commands, versions and what else is of Latin letters stay as they are;
 * what nobody knows is left out. Empty where the language has no glossary (English too) and holds none of the project's
 * own `words`; where it holds some, those alone come out. Long texts are cut as `cleanText` cuts them.
 * @param language ISO 639 code
 * @param words the project's own, which win over the glossary, in every language
 */
export function glossed(text: string, language: string, words: ProjectWords = {}): string[] {
  const glossary = glossaryOf(language)
  const tongue = glossary && { glossary, language, names: namesIn(text) }
  const english: string[] = []
  for (const stretch of partAtOwnWords(plainText(text), words)) {
    if (typeof stretch !== 'string') english.push(...stretch)
    else if (tongue) pushGlossed(english, cutWords(stretch, language), tongue)
  }
  return english
}

/** A text with a project's own words put into what they are in English; unchanged where it holds none. */
export function inOwnWords(text: string, words: ProjectWords = {}): string {
  const stretches = partAtOwnWords(plainText(text), words)
  const isPlain = stretches.every((stretch) => typeof stretch === 'string')
  return isPlain
    ? text
    : stretches.map((stretch) => (typeof stretch === 'string' ? stretch : stretch.join(' '))).join('')
}

interface Tongue {
  language: string
  glossary: Glossary
  names: ReadonlySet<string>
}

/** Neighbouring words that one entry may have. */
const MOST_NEIGHBOURS = 4
/** A longer word is a token, a path or a joke. */
const LONGEST_WORD = 40

function pushGlossed(english: string[], words: string[], tongue: Tongue): void {
  for (let at = 0; at < words.length; ) {
    const neighbours = neighboursAt(words, at, tongue)
    english.push(...(neighbours?.english ?? englishOf(words[at]!, tongue)))
    at += neighbours?.count ?? 1
  }
}

/** The longest entry of two and more neighbouring words that begins here. */
function neighboursAt(words: string[], at: number, { glossary, language }: Tongue) {
  const joint = language === 'zh' || language === 'ja' ? '' : ' '
  for (let count = Math.min(MOST_NEIGHBOURS, words.length - at); count > 1; count--) {
    const english = glossary.get(words.slice(at, at + count).join(joint))
    if (english) return { english, count }
  }
  return null
}

function englishOf(word: string, tongue: Tongue): readonly string[] {
  if (word.length > LONGEST_WORD) return []
  const whole = tongue.glossary.get(word)
  if (whole) return whole
  if (stopwordsIn(tongue.language).has(word)) return []
  if (tongue.names.has(word)) return [word]
  return partsOf(word, tongue) ?? (isLatin(word) ? [word] : [])
}

/** What the parts of an unknown word say; null where none is known. */
function partsOf(word: string, { glossary, language }: Tongue): readonly string[] | null {
  if (language === 'zh' || language === 'ja') return isLatin(word) ? null : longestPieces(word, glossary)
  const prefix = longestPrefix(word, glossary)
  if (language === 'de' && (prefix === null || word.length > prefix.length + 3)) {
    const compound = compoundOf(word, glossary)
    if (compound) return compound
  }
  if (prefix !== null) return glossary.get(`${prefix}*`)!
  return language === 'ko' && !isLatin(word) ? longestPieces(word, glossary) : null
}

/** Names that no language bends: those with a capital inside (`VirtualBox`), in lower case. */
function namesIn(text: string): ReadonlySet<string> {
  const names = new Set<string>()
  for (const [word] of cleanText(text).matchAll(/[A-Za-z]+/g))
    if (/[a-z][A-Z]/.test(word)) names.add(word.toLowerCase())
  return names
}

const stopwords = new Map<string, ReadonlySet<string>>()

/** The language's function words as they stand in a `plainText`. */
function stopwordsIn(language: string): ReadonlySet<string> {
  const known = stopwords.get(language)
  if (known) return known
  const plain = new Set([...stopwordsOf(language)].map(plainText))
  stopwords.set(language, plain)
  return plain
}
