// Tells prose from code and comments in Markdown, in one pass: other people's text must not be able to hold it up.

export interface Piece {
  kind: 'prose' | 'code' | 'comment'
  from: number
  until: number
}

/** The whole text, cut into pieces in order. What is neither code nor an HTML comment is prose. */
export function piecesOf(markdown: string): Piece[] {
  const pieces: Piece[] = []
  const push = (kind: Piece['kind'], from: number, until: number) => {
    const last = pieces.at(-1)
    if (from >= until) return
    if (last?.kind === kind) last.until = until
    else pieces.push({ kind, from, until })
  }
  let at = 0
  let inList = false
  let blankBefore = true
  while (at < markdown.length) {
    const end = lineEnd(markdown, at)
    const line = markdown.slice(at, end)
    const fence = openingFence(line)
    const comment = BLOCK_COMMENT.exec(line)
    if (fence) {
      const until = fenceEnd(markdown, end, fence)
      push('code', at, until)
      at = until
      blankBefore = true
    } else if (!inList && blankBefore && /^(?: {4}|\t)/.test(line) && line.trim() !== '') {
      push('code', at, end)
      at = end
    } else if (comment) {
      const from = at + comment[0].length - 4
      const closed = markdown.indexOf('-->', from + 2)
      const until = closed < 0 ? markdown.length : closed + 3
      push('prose', at, from)
      push('comment', from, until)
      at = until
    } else {
      const until = line.trim() === '' ? end : paragraphEnd(markdown, end)
      inList = LIST_ITEM.test(line) || (inList && (!blankBefore || /^\s/.test(line)))
      blankBefore = line.trim() === ''
      pushInline(markdown, at, until, push)
      at = until
    }
  }
  return pieces
}

/** Of the same length: code as `x`, comments as blanks; lines stay where they are. */
export function proseOf(markdown: string): string {
  return piecesOf(markdown)
    .map(({ kind, from, until }) => {
      const text = markdown.slice(from, until)
      return kind === 'prose' ? text : text.replace(/[^\n]/g, kind === 'code' ? 'x' : ' ')
    })
    .join('')
}

/** The text without HTML comments, which are meant for who edits it; those in code are examples and stay. */
export function withoutComments(markdown: string): string {
  const parts: string[] = []
  for (const { kind, from, until } of piecesOf(markdown)) {
    if (kind !== 'comment') {
      parts.push(markdown.slice(from, until))
      continue
    }
    // A comment alone between two items must not leave the blank line that would set the list apart.
    const before = parts.at(-1) ?? ''
    const alone = /\n[ \t]*$/.exec(before.slice(-200))
    if (alone && NEXT_ITEM.test(markdown.slice(until, until + 400)))
      parts[parts.length - 1] = before.slice(0, before.length - alone[0].length)
  }
  return parts.join('')
}

/** The first line of prose that nests quotes and lists deeper than `most`, counted from 0; null where none does. */
export function tooDeepLine(prose: string, most: number): number | null {
  const lines = prose.split('\n')
  const found = lines.findIndex((line) => {
    CONTAINER.lastIndex = 0
    for (let depth = 0; CONTAINER.test(line); depth++) if (depth === most) return !/^[-*\s]*$/.test(line)
    return false
  })
  return found < 0 ? null : found
}

const CONTAINER = /[ \t]*(?:>|[-*+](?=[ \t]|$)|\d{1,9}[.)](?=[ \t]|$))/y
const NEXT_ITEM = /^[ \t]*\n[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]/
const LIST_ITEM = /^[ \t>]*(?:[-*+]|\d{1,9}[.)])(?:[ \t]|$)/
const BLOCK_COMMENT = /^(?:[ \t>]|[-*+](?=[ \t])|\d{1,9}[.)](?=[ \t]))*<!--/
const FENCE = /^((?:[ \t>]|[-*+](?=[ \t])|\d{1,9}[.)](?=[ \t]))*)(`{3,}|~{3,})(.*)/
/** Lines that begin something new: code and links do not reach across. */
const BLOCK_START = /^[ \t>]*(?:(?:[-*+]|\d{1,9}[.)]|#{1,6})(?:[ \t]|$)|\||<!--)/

interface Fence {
  mark: string
  quoted: boolean
}

function lineEnd(text: string, from: number): number {
  const end = text.indexOf('\n', from)
  return end < 0 ? text.length : end + 1
}

function openingFence(line: string): Fence | null {
  const [, before, mark, info] = FENCE.exec(line) ?? []
  if (before === undefined || !mark || (mark[0] === '`' && info!.includes('`'))) return null
  return { mark, quoted: before.includes('>') }
}

/** After the closing fence, or where the quote around it ends, or the end of the text. */
function fenceEnd(markdown: string, from: number, { mark, quoted }: Fence): number {
  let at = from
  while (at < markdown.length) {
    const end = lineEnd(markdown, at)
    const line = markdown.slice(at, end)
    if (quoted && !/^[ \t]*>/.test(line)) return at
    const closing = /^[ \t>]*(`{3,}|~{3,})[ \t]*\n?$/.exec(line)?.[1]
    if (closing && closing[0] === mark[0] && closing.length >= mark.length) return end
    at = end
  }
  return at
}

function paragraphEnd(markdown: string, from: number): number {
  let at = from
  while (at < markdown.length) {
    const end = lineEnd(markdown, at)
    const line = markdown.slice(at, end)
    if (line.trim() === '' || BLOCK_START.test(line) || openingFence(line)) return at
    at = end
  }
  return at
}

/** Code spans and comments inside of a paragraph; where runs of backticks close is looked up, not searched. */
function pushInline(
  markdown: string,
  from: number,
  until: number,
  push: (kind: Piece['kind'], from: number, until: number) => void,
): void {
  const text = markdown.slice(from, until)
  const closing = runsByLength(text)
  const lastComment = text.lastIndexOf('-->')
  let done = 0
  const token = /`+|<!--|\\[\s\S]/g
  for (let match = token.exec(text); match; match = token.exec(text)) {
    const [found] = match
    if (found[0] === '\\') continue
    const isComment = found === '<!--'
    if (isComment && lastComment < match.index + 2) continue
    const end = isComment
      ? text.indexOf('-->', match.index + 2) + 3
      : closing(found.length, match.index + found.length)
    if (end === null) continue
    push('prose', from + done, from + match.index)
    push(isComment ? 'comment' : 'code', from + match.index, from + end)
    done = end
    token.lastIndex = end
  }
  push('prose', from + done, until)
}

/** Finds the end of the next run of that many backticks at or after a place; asked for places in ascending order. */
function runsByLength(text: string): (length: number, from: number) => number | null {
  const places = new Map<number, number[]>()
  for (const { 0: run, index } of text.matchAll(/`+/g)) {
    const known = places.get(run.length)
    if (known) known.push(index)
    else places.set(run.length, [index])
  }
  const next = new Map<number, number>()
  return (length, from) => {
    const starts = places.get(length) ?? []
    let i = next.get(length) ?? 0
    while (i < starts.length && starts[i]! < from) i++
    next.set(length, i)
    return i < starts.length ? starts[i]! + length : null
  }
}
