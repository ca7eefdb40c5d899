// Cuts a text into the words that glossaries are looked up by.

/**
 * Words of a `plainText` in reading order. Han and kana are cut where the segmenter of their language cuts them, Hangul is
 * parted from Latin letters (`libreoffice를` gives two words), elsewhere words are runs of letters and digits.
 */
export function cutWords(plain: string, language: string): string[] {
  const words: string[] = []
  for (const [run] of plain.matchAll(RUN)) {
    if (!isHanOrKana(run)) words.push(run)
    else
      for (const { segment } of segmenterOf(language === 'ja' ? 'ja' : 'zh').segment(run)) words.push(segment)
  }
  return words
}

/** Whether a word begins with Han or kana, which set no blanks between words. */
function isHanOrKana(word: string): boolean {
  return HAN_OR_KANA.test(word)
}

/** Whether a word is of Latin letters and digits: a name, a command, a version, which every language writes so. */
export function isLatin(word: string): boolean {
  return /^[a-z0-9][a-z0-9.+#-]*$/.test(word)
}

const HAN_OR_KANA = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー々]/u
/** Hangul, Han and kana, a dotted number, C++ and its like, or a word of another script. */
const RUN =
  /\p{Script=Hangul}+|[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー々]+|\d+(?:\.\d+)+|[a-z][+#]{1,2}(?![\p{L}\p{N}])|(?:(?![\p{Script=Hangul}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}])[\p{L}\p{M}\p{N}])+/gu

const segmenters = new Map<string, Intl.Segmenter>()

function segmenterOf(locale: string): Intl.Segmenter {
  const segmenter = segmenters.get(locale) ?? new Intl.Segmenter(locale, { granularity: 'word' })
  segmenters.set(locale, segmenter)
  return segmenter
}
