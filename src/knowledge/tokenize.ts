// Cuts text into the terms that matching counts, in the manner of its language.
import { stemEnglish } from './stem-english.ts'
import { stopwordsOf } from './stopwords.ts'
import { cleanText } from './text.ts'

/**
 * Terms of a text in reading order, repeated as often as they occur. English words are stemmed (Porter2), words of other
 * alphabets cut to five letters, Han and Thai runs give words and bigrams; function words are left out.
 */
export function tokenize(text: string, language: string): string[] {
  const terms: string[] = []
  const stopwords = stopwordsOf(language)
  const cleaned = cleanText(text).toLowerCase()
  for (const match of cleaned.matchAll(RUN)) {
    const run = match[0]
    if (UNSPACED.test(run)) pushUnspaced(terms, run, language)
    else pushWord(terms, run, language, stopwords)
  }
  return terms
}

/** The words of a text as they are written, function words included; where words are not spaced, as they are cut. */
export function* wordsOf(text: string, language: string): Generator<string> {
  for (const { 0: run } of cleanText(text).toLowerCase().matchAll(RUN)) {
    if (!isUnspaced(run)) yield run.replace(/’/g, "'")
    else for (const { segment } of segmenterOf(localeOfRun(run, language)).segment(run)) yield segment
  }
}

/** Whether a run of letters is of a script that sets no blanks between words. */
export function isUnspaced(run: string): boolean {
  return UNSPACED.test(run)
}

/** Every word of a text with function words kept, and each pair of neighbours: how a thing is asked, not only what. */
export function mannerOf(text: string, language: string): string[] {
  const cleaned = cleanText(text, 2_000).toLowerCase().replace(/[’']/g, '')
  const words: string[] = []
  for (const match of cleaned.matchAll(RUN)) {
    if (UNSPACED.test(match[0])) continue
    if (words.length === 60) break
    words.push(language === 'en' ? stemOf(match[0].slice(0, LONGEST_WORD)) : match[0].slice(0, 6))
  }
  return [...words, ...words.slice(1).map((word, i) => `${words[i]} ${word}`)]
}

/** A run of an unspaced script, a dotted number (version, address), C++ and its like, or a word. */
const RUN =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー々]+|\p{Script=Thai}+|[\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]+|\d+(?:\.\d+)+|[a-z][+#]{1,2}(?![\p{L}\p{N}])|(?:(?![\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}])[\p{L}\p{M}\p{N}])+(?:['’]\p{L}+)*/gu
const UNSPACED =
  /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u
const MARKS = /\p{M}+/gu
const LONGEST_WORD = 40
const ENGLISH_RUN = /^[a-z0-9'’.+#]+$/
const segmenters = new Map<string, Intl.Segmenter>()
const stems = new Map<string, string>()

function pushWord(terms: string[], run: string, language: string, stopwords: ReadonlySet<string>): void {
  const word = run.replace(/’/g, "'")
  if (stopwords.has(word)) return
  const plain = word.replace(/'(s|m|re|ve|ll|d|t)$/, '')
  if (plain.length === 0 || plain.length > LONGEST_WORD) return
  if (language === 'en' || (IDEOGRAPHIC.has(language) && ENGLISH_RUN.test(plain))) {
    if (IDEOGRAPHIC.has(language) && stopwordsOf('en').has(plain)) return
    terms.push(stemOf(plain))
    return
  }
  const folded = foldMarks(plain, language)
  if (!stopwords.has(folded) && folded.length > 0) terms.push(shorten(folded, language))
}

const IDEOGRAPHIC = new Set(['zh', 'ja', 'ko', 'th', 'ar', 'fa', 'hi', 'ru', 'uk', 'el', 'he'])

function stemOf(word: string): string {
  const known = stems.get(word)
  if (known !== undefined) return known
  const stem = /^[a-z']+$/.test(word) ? stemEnglish(word) : foldMarks(word, 'en')
  if (stems.size > 50_000) stems.clear()
  stems.set(word, stem)
  return stem
}

/** Vietnamese tones and Indic vowel signs are letters; elsewhere people type words without their marks. */
export function foldMarks(word: string, language: string): string {
  if (language === 'vi' || language === 'hi' || language === 'th' || language === 'ru' || language === 'uk') {
    return word.replace(/ё/g, 'е')
  }
  return word.normalize('NFD').replace(MARKS, '').replace(/ı/g, 'i').replace(/ß/g, 'ss')
}

function shorten(word: string, language: string): string {
  let stem = word
  if (language === 'ar') stem = word.replace(/^(?:وال|بال|كال|فال|لل|ال)(?=.{2})/, '').replace(/ة$/, 'ه')
  if (language === 'ko') return stem.slice(0, 3)
  return stem.length > 5 && /^[\p{L}\p{M}']+$/u.test(stem) ? stem.slice(0, 5) : stem
}

function pushUnspaced(terms: string[], run: string, language: string): void {
  const thai = /^\p{Script=Thai}/u.test(run)
  const locale = localeOfRun(run, language)
  const stopwords = stopwordsOf(locale)
  let joined = ''
  for (const { segment } of segmenterOf(locale).segment(run)) {
    if (stopwords.has(segment)) {
      pushBigrams(terms, joined, thai)
      joined = ''
      continue
    }
    if (segment.length >= 2) terms.push(segment)
    if (!thai) terms.push(...segment)
    joined += segment
  }
  pushBigrams(terms, joined, thai)
}

function localeOfRun(run: string, language: string): string {
  if (/^\p{Script=Thai}/u.test(run)) return 'th'
  return language === 'ja' ? 'ja' : 'zh'
}

function pushBigrams(terms: string[], run: string, thai: boolean): void {
  const characters = thai ? (run.match(/\P{M}\p{M}*/gu) ?? []) : [...run]
  for (let i = 0; i + 1 < characters.length; i++) terms.push(characters[i]! + characters[i + 1]!)
}

function segmenterOf(locale: string): Intl.Segmenter {
  let segmenter = segmenters.get(locale)
  if (!segmenter) {
    segmenter = new Intl.Segmenter(locale, { granularity: 'word' })
    segmenters.set(locale, segmenter)
  }
  return segmenter
}
