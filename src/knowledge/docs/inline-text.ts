// Markdown of one paragraph without what leads elsewhere: link targets, images, HTML, and marks of generators.
import { type InlinePiece, inlinePieces } from '../../domain/markdown/inline.ts'

/** The same Markdown; a link becomes its words, an image nothing. Linear in the text. */
export function withoutTargets(markdown: string): string {
  return masked(markdown, (code) => code)
}

/**
 * What readers see of a heading: no marks at all. Looks at the first 500 characters.
 * @returns exact false where more was cut off, or something else than words stands at an end
 */
export function plainHeading(markdown: string): { text: string; exact: boolean } {
  const shown = (code: string) => code.replace(/^`+ ?| ?`+$/g, '')
  const source = markdown.trim()
  const said = masked(source.slice(0, LONGEST_HEADING), shown, withoutEmphasis)
  const text = said.replace(/\s+/g, ' ').trim()
  return { text, exact: source.length <= LONGEST_HEADING && said.length === said.trim().length }
}

/** HTML or Markdown signs by their names, as far as headings use them. */
export function withoutEntities(text: string): string {
  return text.replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]{2,8}));/gi, (all, decimal, hex, name) => {
    if (name) return ENTITIES[String(name).toLowerCase()] ?? all
    const code = decimal ? Number(decimal) : Number.parseInt(hex, 16)
    return code > 0 && code <= 0x10_ff_ff ? String.fromCodePoint(code) : '\ufffd'
  })
}

const LONGEST_HEADING = 500
const ENTITIES: Record<string, string> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  ndash: '–',
  mdash: '—',
  hellip: '…',
  copy: '©',
  reg: '®',
  trade: '™',
  rarr: '→',
  larr: '←',
  times: '×',
  middot: '·',
  lsquo: '‘',
  rsquo: '’',
  ldquo: '“',
  rdquo: '”',
}

/** Signs for private use stand for pieces of code while the words around them are changed. */
const [OPEN, CLOSE] = ['\ue000', '\ue001']

function masked(
  markdown: string,
  shown: (code: string) => string,
  finish = (words: string) => words,
): string {
  const source = markdown.replace(/[\ue000\ue001]/g, '')
  const codes: string[] = []
  let words = ''
  let done = 0
  for (const piece of inlinePieces(source)) {
    words += source.slice(done, piece.from) + maskOf(source.slice(piece.from, piece.until), piece, codes)
    done = piece.until
  }
  words += source.slice(done)
  const plain = finish(words.replace(IMAGE, '').replace(LINK, '$1').replace(GENERATED, ''))
  return plain.replace(/\ue000(\d+)\ue001/g, (_, number) => shown(codes[Number(number)] ?? ''))
}

function maskOf(text: string, { kind, name }: InlinePiece, codes: string[]): string {
  if (kind === 'code') return `${OPEN}${codes.push(text) - 1}${CLOSE}`
  if (kind === 'address') return text.slice(1, -1)
  return kind === 'tag' && BREAKS.has(name) ? ' ' : ''
}

const BREAKS = new Set(['br', 'td', 'th', 'tr', 'li', 'p', 'div', 'dd', 'dt'])

const TARGET =
  String.raw`\([ \t\n]{0,20}(?:<[^<>\n]{0,1000}>|[^\s()<>]{0,10000}(?:\([^\s()]{0,200}\)[^\s()]{0,1000}){0,3})` +
  String.raw`(?:[ \t\n]{1,20}(?:"[^"]{0,500}"|'[^']{0,500}'|\([^()]{0,500}\)))?[ \t\n]{0,20}\)`
const WORDS = String.raw`\[((?:[^[\]\\]|\\[^\n]){0,500})\]`
const IMAGE = new RegExp(String.raw`!${WORDS}(?:${TARGET}|\[[^[\]\n]{0,200}\])(?:\{[^{}\n]{0,200}\})?`, 'g')
const LINK = new RegExp(String.raw`${WORDS}(?:${TARGET}|\[[^[\]\n]{0,200}\])(?:\{[^{}\n]{0,200}\})?`, 'g')
/** Attributes and names in braces, Liquid, Jinja and Hugo. */
const GENERATED =
  /[ \t]?\{:?[ \t]{0,5}[#.][^{}\n]{0,200}\}|[ \t]?\{:[^{}\n]{0,200}\}|\{%[^%\n]{0,300}%\}|\{\{[^{}\n]{0,300}\}\}|\{![^!\n]{0,300}!\}|:(?:material|octicons|fontawesome|simple)-[\w-]{1,60}:/g

function withoutEmphasis(words: string): string {
  const plain = words
    .replace(/(?<![\\*])(\*{1,3})(?=[^\s*])([^*\n]{1,500}?)(?<=[^\s\\*])\1(?!\*)/g, '$2')
    .replace(/(?<![\p{L}\p{N}_\\])(_{1,3})(?=[^\s_])([^\n]{1,500}?)(?<=[^\s\\_])\1(?![\p{L}\p{N}_])/gu, '$2')
    .replace(/~~([^~\n]{1,500})~~/g, '$1')
  return withoutEntities(plain.replace(/\\([!-/:-@[-`{-~])/g, '$1'))
}
