// The lines of a comment that a reader sees: which of them are the writer's own words, and which are quoted or code.
import { type InlinePiece, inlinePieces } from '../../../domain/markdown/inline.ts'
import { type MarkdownLine, markdownLines } from '../../../domain/markdown/lines.ts'

export interface ShownLine {
  /** The words of the line, without tags and comments. */
  text: string
  /** False in quotes and code. */
  own: boolean
}

/** Tags that make their content a quotation or code, until they are closed. */
const SET_APART = new Set(['blockquote', 'pre', 'code', 'samp', 'tt', 'kbd', 'q'])
/** Tags that show something by themselves. */
const PICTURES = new Set(['img', 'video', 'audio', 'picture', 'svg'])

type Count = ((characters: number) => void) | undefined

/** Lines in order; those that hold only space, rules, tags or comments are left out. Linear in the text. */
export function* shownLines(markdown: string, count?: Count): Generator<ShownLine> {
  const { lines } = markdownLines(markdown, count ? { count } : {})
  const around: Around = { apart: 0, hidden: false }
  for (let first = 0; first < lines.length; ) {
    const { kind, block } = lines[first]!
    let next = first + 1
    if (kind === 'text' || kind === 'html' || kind === 'raw') {
      while (lines[next]?.block === block && lines[next]?.kind === kind) next++
      yield* wordsOf(markdown, lines.slice(first, next), around, count)
    } else if (kind === 'code') yield { text: '', own: false }
    first = next
  }
}

interface Around {
  /** Tags open around this place that set apart what they hold. */
  apart: number
  /** A comment that HTML left open hides whatever follows. */
  hidden: boolean
}

function* wordsOf(
  markdown: string,
  lines: readonly MarkdownLine[],
  around: Around,
  count: Count,
): Generator<ShownLine> {
  const { kind } = lines[0]!
  const texts = lines.map((line) => markdown.slice(line.words, line.until))
  const whole = texts.join('\n')
  const pieces = inlinePieces(whole, { isHtml: kind !== 'text', ...(count ? { count } : {}) })
  let from = 0
  let next = 0
  let last: InlinePiece | null = null
  for (const [i, text] of texts.entries()) {
    const until = from + text.length
    const within = last !== null && last.until > from ? last : null
    const starts = within === null && startsLine(markdown, lines[i]!)
    const own: boolean = starts && kind !== 'raw' && around.apart === 0 && !around.hidden
    let words = ''
    let at = within ? Math.min(within.until, until) : from
    let shows = within?.kind === 'code'
    for (let piece = pieces[next]; piece && piece.from < until; piece = pieces[++next]) {
      last = piece
      if (piece.kind !== 'comment' && piece.kind !== 'tag') continue
      words += `${whole.slice(at, piece.from)} `
      at = Math.min(piece.until, until)
      shows ||= PICTURES.has(piece.name)
      if (SET_APART.has(piece.name)) around.apart = Math.max(0, around.apart + (piece.closes ? -1 : 1))
    }
    words = (words + whole.slice(at, until)).trim()
    if (words !== '' || shows) yield { text: words, own }
    from = until + 1
  }
  if (kind === 'html')
    around.hidden ||= whole.indexOf('-->', whole.lastIndexOf('<!--')) < 0 && whole.includes('<!--')
}

/** Nothing but space stands before its words: no mark of a list, a quote or a footnote. */
function startsLine(markdown: string, line: MarkdownLine): boolean {
  return !line.quoted && markdown.slice(line.from, line.words).trim() === ''
}
