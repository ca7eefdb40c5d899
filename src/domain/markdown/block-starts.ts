// What a line of Markdown begins: https://spec.commonmark.org/0.31.2/#blocks-and-inlines, with GitHub's footnotes.

/** Whether a tag counts as HTML. */
export type Tags = (name: string) => boolean

export interface Fence {
  kind: 'fence'
  /** The run of backticks or tildes that opened it. */
  mark: string
}

export interface HtmlBlock {
  kind: 'html'
  /** What ends it; null: a blank line, and its words are shown. */
  end: RegExp | null
}

export type BlockStart =
  | { kind: 'words' }
  | { kind: 'container'; at: number; indent: number | null; empty: boolean }
  | Fence
  | HtmlBlock
  | { kind: 'heading' | 'rule' | 'underline' | 'indented' }

interface Around {
  inParagraph: boolean
  /** Every open quote and list item goes on in this line. */
  goesOn: boolean
  /** The first sign of the open paragraph. */
  first: string
  tags: Tags | undefined
}

const WORDS: BlockStart = { kind: 'words' }

/** What begins at this place of a line without tabs. */
export function blockStart(line: string, at: number, around: Around): BlockStart {
  let words = at
  while (line[words] === ' ') words++
  const sign = line[words]
  if (sign === undefined) return WORDS
  const indent = words - at
  if (indent > 3) return around.inParagraph ? WORDS : { kind: 'indented' }
  if (sign === '>') {
    return {
      kind: 'container',
      at: words + 1 + (line[words + 1] === ' ' ? 1 : 0),
      indent: null,
      empty: false,
    }
  }
  if (sign === '#' && matchAt(HEADING, line, words)) return { kind: 'heading' }
  if (sign === '`' || sign === '~') return fenceAt(line, words)
  if (sign === '<') return htmlAt(line, words, around)
  if (around.inParagraph && around.goesOn && (sign === '=' || sign === '-')) {
    // Under a link's definition, which is no paragraph, `===` is text.
    const isUnderline = matchAt(UNDERLINE, line, words) && !(sign === '=' && around.first === '[')
    if (isUnderline) return { kind: 'underline' }
  }
  if ((sign === '-' || sign === '*' || sign === '_') && matchAt(RULE, line, words)) return { kind: 'rule' }
  return listItemAt(line, at, words, around)
}

const HEADING = /#{1,6}(?: |$)/y
const UNDERLINE = /(?:=+|-+) *$/y
const RULE = /(?:(?:- *){3,}|(?:\* *){3,}|(?:_ *){3,})$/y

function matchAt(pattern: RegExp, line: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at
  return pattern.exec(line)
}

function fenceAt(line: string, words: number): BlockStart {
  const mark = matchAt(/`{3,}(?=[^`]*$)|~{3,}/y, line, words)?.[0]
  return mark === undefined ? WORDS : { kind: 'fence', mark }
}

/** Whether a line ends the fence. */
export function fenceEnd(line: string, at: number, fence: Fence): boolean {
  const mark = matchAt(/ {0,3}(`{3,}|~{3,}) *$/y, line, at)?.[1]
  return mark !== undefined && mark[0] === fence.mark[0] && mark.length >= fence.mark.length
}

const BULLET = /[-+*](?= |$)/y
const NUMBER = /(\d{1,9})[.)](?= |$)/y
const FOOTNOTE = /\[\^[^\]\s]{1,200}\]:/y

function listItemAt(line: string, at: number, words: number, around: Around): BlockStart {
  if (matchAt(FOOTNOTE, line, words)) {
    return { kind: 'container', at: FOOTNOTE.lastIndex, indent: 4, empty: false }
  }
  const number = matchAt(NUMBER, line, words)
  const mark = number ?? matchAt(BULLET, line, words)
  if (!mark) return WORDS
  const after = words + mark[0].length
  let end = after
  while (line[end] === ' ') end++
  const empty = end >= line.length
  const interrupts = around.inParagraph && around.goesOn
  if (interrupts && (empty || (number && Number(number[1]) !== 1))) return WORDS
  const padding = empty || end - after > 4 ? 1 : end - after
  return {
    kind: 'container',
    at: Math.min(after + padding, line.length),
    indent: after + padding - at,
    empty,
  }
}

const HTML_ENDS: ReadonlyArray<readonly [start: RegExp, end: RegExp]> = [
  [/<(?:script|pre|style|textarea)(?=[ >]|$)/iy, /<\/(?:script|pre|style|textarea)>/i],
  [/<!--/y, /-->/],
  [/<\?/y, /\?>/],
  [/<![A-Za-z]/y, />/],
  [/<!\[CDATA\[/y, /\]\]>/],
]

const BLOCK_TAGS = new Set(
  'address article aside base basefont blockquote body caption center col colgroup dd details dialog dir div dl dt fieldset figcaption figure footer form frame frameset h1 h2 h3 h4 h5 h6 head header hr html iframe legend li link main menu menuitem nav noframes ol optgroup option p param search section summary table tbody td tfoot th thead title tr track ul'.split(
    ' ',
  ),
)

/** An opening or closing tag as a whole; quoted values may hold anything. Unusual spaces are letters to Markdown. */
export const TAG =
  /<(\/?)([A-Za-z][A-Za-z0-9-]*)(?:[ \t\n]+[A-Za-z_:][\w.:-]*(?:[ \t\n]*=[ \t\n]*(?:[^ \t\n"'=<>`]+|'[^']*'|"[^"]*"))?)*[ \t\n]*\/?>/y

function htmlAt(line: string, words: number, around: Around): BlockStart {
  const name = matchAt(/<\/?([A-Za-z][A-Za-z0-9-]*)/y, line, words)?.[1]?.toLowerCase()
  const counts = around.tags ?? (() => true)
  // Where only some tags count, comments and declarations do not.
  if (name === undefined ? around.tags !== undefined : !counts(name)) return WORDS
  for (const [start, end] of HTML_ENDS) if (matchAt(start, line, words)) return { kind: 'html', end }
  if (name === undefined) return WORDS
  const isBlock = BLOCK_TAGS.has(name) && matchAt(/<\/?[A-Za-z][A-Za-z0-9-]*(?= |\/?>|$)/y, line, words)
  if (isBlock) return { kind: 'html', end: null }
  const isAlone =
    !(around.inParagraph && around.goesOn) &&
    matchAt(TAG, line, words) &&
    /^ *$/.test(line.slice(TAG.lastIndex))
  return isAlone ? { kind: 'html', end: null } : WORDS
}
