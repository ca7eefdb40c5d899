// Brings text into one form before anything counts its words: Unicode, invisible characters, size.

/** Longest text that is looked at; the rest of a whole log file adds nothing but time. In UTF-16 units. */
export const MAX_TEXT = 20_000

/** NFKC without zero-width, control and bidirectional characters, at most `limit` units long. */
export function cleanText(text: string, limit = MAX_TEXT): string {
  const cut = text.length > limit ? text.slice(0, limit) : text
  return cut.normalize('NFKC').replace(INVISIBLE, '').replace(CONTROL, ' ')
}

/** What two phrasings have in common when they are "the same question": letters and digits, lower case. */
export function sameText(text: string): string {
  return cleanText(text, 2_000)
    .toLowerCase()
    .replace(/['’]/g, '')
    .replace(/[^\p{L}\p{M}\p{N}+#]+/gu, ' ')
    .trim()
}

/** A short fingerprint of a text (two 32-bit FNV-1a hashes): the same text gives the same one everywhere. */
export function fingerprintOf(text: string): string {
  let first = 0x811c9dc5
  let second = 0x01000193
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i)
    first = Math.imul(first ^ unit, 0x01000193)
    second = Math.imul(second ^ (unit + i), 0x85ebca6b)
  }
  return `${(first >>> 0).toString(16)}-${(second >>> 0).toString(16)}-${text.length}`
}

const INVISIBLE =
  /\u00ad|\u034f|\u061c|[\u115f\u1160]|[\u17b4\u17b5]|\u180e|[\u200b-\u200f]|[\u202a-\u202e]|[\u2060-\u206f]|\ufeff|[\ufe00-\ufe0f]/g
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is taken out.
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g
