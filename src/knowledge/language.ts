// Tells the language of a text from its scripts and, in Latin script, from its function words and letters.

import { stopwordsOf } from './stopwords.ts'
import { tellingWordsOf } from './telling-words.ts'
import { isUnspaced } from './tokenize.ts'

/**
 * ISO 639 code of the language that most of the text is in. Short or mixed Latin text that fits nothing else is `en`.
 * @param expected languages to prefer when the text alone does not tell (those of the knowledge base, say)
 */
export function detectLanguage(text: string, expected: readonly string[] = []): string {
  const whole = text.slice(0, 4_000)
  const unquoted = whole.replace(QUOTED, ' ')
  const sample = /\p{L}{2}/u.test(unquoted) ? unquoted : whole
  const script = mainScript(sample)
  if (script === 'latin') return latinLanguage(sample, expected)
  if (script === 'cyrillic') return /[іїєґ]/i.test(sample) && !/[ыэъё]/i.test(sample) ? 'uk' : 'ru'
  if (script === 'arabic') return /[پچژگ]/.test(sample) ? 'fa' : 'ar'
  return script
}

/** Names, messages and code in quotation marks may be of any language. */
const QUOTED = /`[^`\n]*`|"[^"\n]*"|“[^”\n]*”|«[^»\n]*»|「[^」\n]*」/g

/** How strongly a script speaks per letter: a Chinese ticket is full of English commands and errors. */
const SCRIPTS: Array<[string, RegExp, number]> = [
  ['ja', /[\p{Script=Hiragana}\p{Script=Katakana}]/gu, 8],
  ['zh', /\p{Script=Han}/gu, 8],
  ['ko', /\p{Script=Hangul}/gu, 5],
  ['th', /\p{Script=Thai}/gu, 2.5],
  ['cyrillic', /\p{Script=Cyrillic}/gu, 1.5],
  ['arabic', /\p{Script=Arabic}/gu, 2],
  ['hi', /\p{Script=Devanagari}/gu, 2],
  ['el', /\p{Script=Greek}/gu, 2],
  ['he', /\p{Script=Hebrew}/gu, 2],
  ['latin', /\p{Script=Latin}/gu, 1],
]

function mainScript(sample: string): string {
  let best = 'latin'
  let bestWeight = 0
  const weights = new Map<string, number>()
  for (const [name, pattern, weight] of SCRIPTS) {
    const count = sample.match(pattern)?.length ?? 0
    if (count > 0) weights.set(name, count * weight)
  }
  // Japanese is written with Han characters too: a good share of kana decides.
  const kana = weights.get('ja') ?? 0
  const han = weights.get('zh') ?? 0
  if (kana > 0 && han > 0) weights.set(kana > han * 0.25 ? 'ja' : 'zh', kana + han)
  const latin = weights.get('latin') ?? 0
  weights.delete('latin')
  for (const [name, weight] of weights) {
    if (weight > bestWeight) {
      best = name
      bestWeight = weight
    }
  }
  return bestWeight > latin || isSpoken(best, bestWeight, sample) ? best : 'latin'
}

/**
 * Whether a script that fewer letters are of is the author's all the same: a Russian question may consist of English names
 * but for two words. English sentences have function words; names and commands have none.
 */
function isSpoken(script: string, weight: number, sample: string): boolean {
  if (weight < LEAST_SPOKEN) return false
  const language = script === 'cyrillic' ? 'ru' : script === 'arabic' ? 'ar' : script
  const [own, english] = [stopwordsOf(language), stopwordsOf('en')]
  const words = sample.toLowerCase().match(/[a-z']+|[^\P{L}a-z]+/gu) ?? []
  const foreign = new Set(words.flatMap((word) => partsOf(word, own)))
  const englishWords = new Set(words.filter((word) => word.length > 1 && english.has(word)))
  return englishWords.size === 0 || (foreign.size > 0 && foreign.size >= englishWords.size)
}

/** The weight of a word or two. */
const LEAST_SPOKEN = 8
const LONGEST_PART = 4

/** The function words that a word is or, without blanks between words, that it may hold. */
function partsOf(word: string, own: ReadonlySet<string>): string[] {
  if (own.has(word)) return [word]
  if (!isUnspaced(word)) return []
  const found: string[] = []
  for (let at = 0; at < word.length; at++)
    for (let length = LONGEST_PART; length > 1; length--)
      if (own.has(word.slice(at, at + length))) found.push(word.slice(at, at + length))
  return found
}

const LATIN = ['en', 'de', 'es', 'ro', 'tr', 'vi', 'fr', 'it', 'pt', 'nl', 'pl'] as const

/** Letters that hardly any other language of the list writes. */
const LETTERS: Record<string, RegExp> = {
  de: /[äöüß]/g,
  es: /[ñ¿¡]/g,
  ro: /[ășțţ]/g,
  tr: /[ğış]/g,
  vi: /[ơưđạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]/g,
  fr: /[èêœç]| \?/g,
  pt: /[ãõ]|\b(?:instal|configur|us|abr|execut)[a-z]+ o\b/g,
  pl: /[ąćęłńśźż]/g,
}

function latinLanguage(sample: string, expected: readonly string[]): string {
  const lower = sample.toLowerCase()
  const words = lower.match(/[\p{L}\p{M}']+/gu)?.slice(0, 300) ?? []
  let best = 'en'
  let bestScore = 0
  for (const language of LATIN) {
    const score = scoreOf(language, lower, words) + (expected.includes(language) ? 0.4 : 0)
    if (score > bestScore) {
      best = language
      bestScore = score
    }
  }
  const english = scoreOf('en', lower, words)
  // One shared function word ("a", "no", "was") must not turn an English error message into another language.
  const isFaint = bestScore < Math.max(1.5, english + 0.8) || evidenceOf(best, lower, words) < 2
  if (best !== 'en' && !expected.includes(best) && isFaint) return fallback(expected)
  return bestScore < 0.5 ? fallback(expected) : best
}

function scoreOf(language: string, lower: string, words: string[]): number {
  const stopwords = stopwordsOf(language)
  let score = 0
  const telling = tellingWordsOf(language)
  for (const word of words) {
    if (stopwords.has(word)) score += word.length > 1 ? 1 : 0.4
    else if (telling.has(word)) score += 1
  }
  const letters = LETTERS[language]
  if (letters) score += Math.min(lower.match(letters)?.length ?? 0, words.length) * 0.9
  return score
}

/** How many different words and letters speak for a language and not for English: "La" alone may be part of a name. */
function evidenceOf(language: string, lower: string, words: string[]): number {
  const [own, english] = [stopwordsOf(language), stopwordsOf('en')]
  const different = [...new Set(words)]
  const functional = different.filter((word) => word.length > 1 && own.has(word) && !english.has(word))
  const telling = different.filter((word) => tellingWordsOf(language).has(word))
  const letters = LETTERS[language]
  return functional.length + 2 * telling.length + (letters ? (lower.match(letters)?.length ?? 0) : 0)
}

function fallback(expected: readonly string[]): string {
  if (expected.length === 0 || expected.includes('en')) return 'en'
  return expected.find((language) => (LATIN as readonly string[]).includes(language)) ?? 'en'
}
