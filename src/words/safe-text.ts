// Makes text that other people wrote safe to post: it cannot mention anybody, leave its place or forge a marker.
import { CONTROL } from '../domain/control-signs.ts'

export { safeBlock, settingsBlock } from './safe-block.ts'

const ZERO_WIDTH = '\u200b'

/**
 * Text of one line, shown as it was typed: no Markdown, HTML, mention, reference to another ticket, or link.
 * Fits into a table cell, a list item, a heading or a link text. Longer texts are cut at `maxLength` characters.
 */
export function safeInline(text: string, maxLength = 200): string {
  const line = [...oneLine(text.slice(0, maxLength * 20))]
  const cut = line.length > maxLength ? `${line.slice(0, maxLength - 1).join('')}…` : line.join('')
  return (
    cut
      .replace(/&/g, '&amp;')
      .replace(/</g, '&lt;')
      .replace(/>/g, '&gt;')
      .replace(/\$/g, '&#36;')
      // Inside of a word an underline is one.
      .replace(/[\\`*[\]|~{}]|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])/g, '\\$&')
      // At the start of a line these would make a list; after `#`, `@` and `://` GitHub makes links.
      .replace(/^([-+])/, '\\$1')
      .replace(/^(\d{1,9})([.)])/, '$1\\$2')
      .replace(/[@#]|:\/\/|\bGH-|\bwww\./gi, `$&${ZERO_WIDTH}`)
  )
}

/**
 * A sentence of our own that quotes names in backticks: those become code, all the rest is shown as it stands. Longer
 * ones are cut, and say so.
 */
export function safeSentence(text: string, maxLength = 500): string {
  const isCut = text.length > maxLength
  const pieces = (isCut ? text.slice(0, maxLength) : text).split('`')
  const isPaired = pieces.length % 2 === 1
  const made = pieces.map((piece, i) => quoted(piece, i % 2 === 1 && (isPaired || i < pieces.length - 1)))
  return isCut ? `${made.join('')}… (cut: it has ${text.length} characters)` : made.join('')
}

function quoted(piece: string, isCode: boolean): string {
  if (piece === '') return ''
  if (isCode) return safeCode(piece)
  // Spaces beside the code belong to the sentence.
  const [, before = '', words = '', after = ''] = /^(\s*)([\s\S]*?)(\s*)$/.exec(piece) ?? []
  return `${before && ' '}${safeInline(words, piece.length + 1)}${after && ' '}`
}

/** Text inside backticks, for names: one line, cut, with a fence longer than any run of backticks in it. */
export function safeCode(text: string, maxLength = 200): string {
  const line = [...oneLine(text.slice(0, maxLength * 20))]
    .slice(0, maxLength)
    .join('')
    .replaceAll('<!--', `<!${ZERO_WIDTH}--`)
  const longest = [...line.matchAll(/`+/g)].reduce((most, [run]) => Math.max(most, run.length), 0)
  const fence = '`'.repeat(longest + 1)
  const pad = line === '' || line.startsWith('`') || line.endsWith('`') ? ' ' : ''
  return `${fence}${pad}${line}${pad}${fence}`
}

/** Mentions somebody; what is no login (a deleted account's stand-in, an odd name) is only named. */
export function mentionOf({ id, login }: { id: number | null; login: string }): string {
  return id !== null && /^[A-Za-z0-9](?:[\w-]{0,98}[A-Za-z0-9])?$/.test(login)
    ? `@${login}`
    : safeInline(login)
}

/** An address to stand inside `(…)` of a link: nothing in it can end the link. */
export function safeUrl(url: string): string {
  return url.replace(/[\s()<>\\|`]/gu, (character) => {
    return [...new TextEncoder().encode(character)]
      .map((byte) => `%${byte.toString(16).padStart(2, '0')}`)
      .join('')
  })
}

/** A link whose words are a name: neither can leave its place. */
export function safeLink(name: string, url: string): string {
  return `[${safeInline(name)}](${safeUrl(url)})`
}

/** The same page of GitHub, by an address that leaves no "mentioned this" in the other ticket's timeline. */
export function quietUrl(url: string): string {
  return safeUrl(url.replace(/^https:\/\/github\.com\//, 'https://redirect.github.com/'))
}

function oneLine(text: string): string {
  return text
    .replace(/[\s\u2028\u2029]+/g, ' ')
    .replace(CONTROL, '')
    .trim()
}
