// Brings a text into the form that glossaries are written in.
import { cleanText } from '../text.ts'

/** Lower case, NFKC, Latin letters without marks (é → e, ß → ss), ё → е, one space between words; cut as `cleanText` cuts. */
export function plainText(text: string): string {
  return cleanText(text)
    .toLowerCase()
    .normalize('NFD')
    .replace(LATIN_MARKS, '$1')
    .normalize('NFC')
    .replaceAll('ß', 'ss')
    .replaceAll('ё', 'е')
    .replace(/\s+/g, ' ')
    .trim()
}

/** Marks of Cyrillic, kana and Hangul make other letters of them: й is not и. */
const LATIN_MARKS = /([a-z])[\u0300-\u036f]+/g
