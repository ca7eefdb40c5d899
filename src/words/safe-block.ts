// Makes Markdown that other people wrote safe to post: it stays Markdown, but reaches nobody and ends where it stands.
import { CONTROL } from '../domain/control-signs.ts'
import { type InlinePiece, inlinePieces } from '../domain/markdown/inline.ts'
import { type MarkdownLine, markdownLines } from '../domain/markdown/lines.ts'

const ZERO_WIDTH = '\u200b'

/** A comment takes 65,536 characters; making text safe makes it a little longer. */
const MOST_CHARACTERS = 50_000

/**
 * Code is left as it is, so that it can be copied; outside of it mentions are made harmless, comments and HTML but for
 * plain formatting are shown as text, and what was left open is closed. Longer texts are cut, and say so. Linear.
 */
export function safeBlock(markdown: string, maxLength = MOST_CHARACTERS): string {
  return madeSafe(markdown, maxLength, false)
}

/** The same for what maintainers write in their settings: they may mention whom they like. */
export function settingsBlock(markdown: string): string {
  return madeSafe(markdown, MOST_CHARACTERS, true)
}

function madeSafe(markdown: string, maxLength: number, mayMention: boolean): string {
  for (let most = maxLength; ; most = Math.floor(most / 2)) {
    const isCut = markdown.length > most
    const text = tidied(isCut ? markdown.slice(0, most) : markdown)
    const whole = isCut ? text.slice(0, text.lastIndexOf('\n') + 1) || text : text
    const safe = safeWhole(whole, mayMention)
    if (safe.length <= maxLength + ROOM) return isCut ? `${safe}\n\n… (cut: the text is too long)` : safe
  }
}

/** What closing tags and fences may add. */
const ROOM = 2_000

function tidied(text: string): string {
  return text.replace(/\r\n?/g, '\n').replace(CONTROL, '').replace(FORGED, `$1${ZERO_WIDTH}$2`)
}

function safeWhole(text: string, mayMention: boolean): string {
  const { lines, openFence, tooDeep } = markdownLines(text, { tags: isPlain })
  const open: string[] = []
  const made: string[] = []
  let end = 0
  for (let first = 0; first < lines.length; ) {
    const { kind, block } = lines[first]!
    let next = first + 1
    if (kind === 'text' || kind === 'html') {
      while (lines[next]?.block === block && lines[next]?.kind === kind) next++
      const part = lines.slice(first, next)
      for (const [i, words] of safeLines(text, part, open, mayMention).entries()) {
        made.push(text.slice(end, part[i]!.words), words)
        end = part[i]!.until
      }
    }
    first = next
  }
  // Nobody nests like this, so nobody is to be shown more than its source.
  if (tooDeep || open.length > MOST_OPEN) return fenced(text)
  const fence = openFence === null ? '' : `\n${openFence}`
  return made.join('') + text.slice(end) + fence + closing(open)
}

/** Tags that stand open at once. */
const MOST_OPEN = 50

// Markers are looked for in the raw text of a comment, also in code: there only what forges one is changed.
const FORGED = /(<!)(--\s*firstline:)/gi

/** The lines of one paragraph or piece of HTML, made safe; `open` is told which tags it opens and closes. */
function safeLines(
  text: string,
  lines: readonly MarkdownLine[],
  open: string[],
  mayMention: boolean,
): string[] {
  const isHtml = lines[0]?.kind === 'html'
  const whole = lines.map((line) => text.slice(line.words, line.until)).join('\n')
  const found = inlinePieces(whole, { isHtml, tags: isPlain })
  const pieces = isCodeUnclear(whole, found) ? inlinePieces(whole, { isHtml: true, tags: isPlain }) : found
  const isTable =
    !isHtml && whole.includes('|') && whole.split('\n').some((line) => DELIMITERS.test(line.trim()))
  const inCells = isTable ? codeInCells(whole) : null
  const reaches = (source: string) => source
  const inTag = mayMention ? reaches : withoutMentions
  // In raw HTML nothing becomes a link by itself.
  const inWords = mayMention ? reaches : isHtml ? unmentioned : withoutMentions
  const words = (source: string) => inWords(shownAsText(isHtml ? withoutFences(source) : source))
  const made: string[] = []
  let end = 0
  for (const piece of pieces) {
    const source = whole.slice(piece.from, piece.until)
    if (piece.kind === 'code' && inCells && !inCells.has(`${piece.from} ${piece.until}`)) continue
    if (piece.kind === 'address' && MENTIONS.test(source)) continue
    if (BEGINS_HTML.test(source)) continue
    made.push(words(whole.slice(end, piece.from)))
    end = piece.until
    if (piece.kind !== 'tag') made.push(source)
    else if (closesNothing(open, piece)) made.push(isHtml ? '</p>' : inTag(source.replace('<', '&lt;')))
    else {
      made.push(inTag(source))
      follow(open, piece, source)
    }
  }
  made.push(words(whole.slice(end)))
  return made.join('').split('\n')
}

/** What begins a link's target, title or label, and is not over at once: a backtick in it belongs to the link. */
const OPEN_LINK =
  /\](?:\((?![^\s()"'`<>\\]*(?: "[^"`\n\\]*")?\))|\[(?![^\]`\n]*\]))|^\[(?:[^\]\\]|\\[\s\S])*\]:/

/** Whether what looks like code may be none, so that nothing is taken for code. */
function isCodeUnclear(whole: string, pieces: readonly InlinePiece[]): boolean {
  const last = pieces.findLast(({ kind }) => kind === 'code')
  const at = last ? whole.search(OPEN_LINK) : -1
  return at !== -1 && at < last!.from
}

/** A line that may begin HTML of its own, whatever it stands in; `<!` is that even where it looks like an address. */
const BEGINS_HTML = /\n *<|^<[!?]/

/** An address for mail that begins with nothing but marks reads as a mention. */
const MENTIONS = /^<[^:@]*[^A-Za-z0-9:@]@/

/** The line under the heads of a table. */
const DELIMITERS = /^\|?[ \t]*:?-+:?(?:[ \t]*\|[ \t]*:?-+:?)*[ \t]*\|?$/

/** The cells of a table are told apart before the code in them is. */
function codeInCells(whole: string): Set<string> {
  const found = new Set<string>()
  for (const { 0: cell, index } of whole.matchAll(/[^|\n]+/g)) {
    for (const { kind, from, until } of inlinePieces(cell, { tags: isPlain })) {
      if (kind === 'code') found.add(`${index + from} ${index + until}`)
    }
  }
  return found
}

const PLAIN_TAGS = new Set(
  'a b blockquote br code dd del details div dl dt em h1 h2 h3 h4 h5 h6 hr i img ins kbd li ol p picture s samp small source span strong sub summary sup table tbody td th thead tr tt ul var'.split(
    ' ',
  ),
)
/** Tags that are never closed, or close by themselves. */
const CLOSED_BY_ITSELF = new Set('br dd dt hr img li p source tbody td th thead tr'.split(' '))

function isPlain(name: string): boolean {
  return PLAIN_TAGS.has(name.toLowerCase())
}

/**
 * What it closes was not opened here, but may be around the text. In raw HTML, which has to stay what it is, another tag
 * that closes nothing takes its place.
 */
function closesNothing(open: readonly string[], { name, closes }: InlinePiece): boolean {
  return closes && !CLOSED_BY_ITSELF.has(name) && !open.includes(name)
}

function follow(open: string[], { name, closes }: InlinePiece, source: string): void {
  if (CLOSED_BY_ITSELF.has(name) || source.endsWith('/>')) return
  if (open.length > MOST_OPEN) return
  if (!closes) open.push(name)
  else if (open.includes(name)) open.length = open.lastIndexOf(name)
}

/** Ends what would swallow or change what comes after the text. */
function closing(open: readonly string[]): string {
  return open.length === 0
    ? ''
    : `\n${open
        .map((name) => `\n</${name}>`)
        .toReversed()
        .join('')}`
}

// A plain web address may hold an `@`: there it mentions nobody, and a change would break the link.
const ADDRESS = /(?<![A-Za-z])https?:\/\/[A-Za-z0-9][A-Za-z0-9.-]*(?:[/?#][\w\-./~%?=&+:@#]*)?/g
// GitHub looks for mentions in the rendered text, where an entity has become its character.
const MENTION = /(?<![A-Za-z0-9])(?:@|&#0{0,9}64;|&#x0{0,9}40;|&commat;)(?!\u200b)/gi

/** Text outside of code and tags: HTML that is not plain formatting is shown as text. */
function shownAsText(text: string): string {
  return text.replace(
    /<(?=[!?/A-Za-z])(\/?)([A-Za-z][A-Za-z0-9-]*)?/g,
    (start, slash: string, name?: string) =>
      name !== undefined && isPlain(name) ? start : `&lt;${slash}${name ?? ''}`,
  )
}

function withoutMentions(text: string): string {
  let safe = ''
  let end = 0
  for (const match of text.matchAll(ADDRESS)) {
    const before = text.slice(end, match.index)
    // Behind a bracket that is still open an address is no link; a link's target stands behind a closed one.
    const isOpen = before.lastIndexOf('[') > before.lastIndexOf(']')
    safe += unmentioned(before) + (isOpen ? unmentioned(match[0]) : match[0])
    end = match.index + match[0].length
  }
  return safe + unmentioned(text.slice(end))
}

/** Readers do not agree where HTML begins behind a quotation: a fence in it must open nothing for any of them. */
function withoutFences(html: string): string {
  return html.replace(
    /^([ \t]*)([`~])(?=\2\2)/gm,
    (_, space: string, sign: string) => `${space}&#${sign.charCodeAt(0)};`,
  )
}

function unmentioned(text: string): string {
  return text.replace(MENTION, `$&${ZERO_WIDTH}`)
}

function fenced(text: string): string {
  const longest = [...text.matchAll(/`+/g)].reduce((most, [run]) => Math.max(most, run.length), 2)
  const fence = '`'.repeat(longest + 1)
  return `${fence}\n${text}\n${fence}`
}
