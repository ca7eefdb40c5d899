// Finds what is no text inside of a paragraph of Markdown: code, comments, tags and addresses, in linear time.
import { TAG, type Tags } from './block-starts.ts'

export interface InlinePiece {
  kind: 'code' | 'comment' | 'tag' | 'address'
  from: number
  until: number
  /** Of a tag, in lower case. */
  name: string
  closes: boolean
}

interface Options {
  /** Raw HTML: backticks and backslashes mean nothing there. */
  isHtml?: boolean
  /** Which tags count as HTML; default all, and comments too. */
  tags?: Tags
  count?: (characters: number) => void
}

/** The pieces of one paragraph or piece of HTML that are no text, in order and apart from each other. */
export function inlinePieces(text: string, options: Options = {}): InlinePiece[] {
  const { isHtml = false, tags, count } = options
  const pieces: InlinePiece[] = []
  const runs = isHtml ? null : backtickRuns(text)
  let commentsLeft = tags === undefined
  let at = 0
  const found = (kind: InlinePiece['kind'], until: number, name = '', closes = false) => {
    pieces.push({ kind, from: at, until, name, closes })
    at = until
  }
  for (;;) {
    const special = nextSpecial(text, at)
    count?.(special - at + 1)
    if (special >= text.length) return pieces
    at = special
    const sign = text[at]
    if (sign === '\\') at += isHtml ? 1 : 2
    else if (sign === '`') {
      const length = runLength(text, at)
      const until = runs?.closing(at + length, length) ?? null
      if (until === null) at += length
      else found('code', until)
    } else if (commentsLeft && text.startsWith('<!--', at)) {
      const end = text.indexOf('-->', at + 2)
      if (end < 0) {
        commentsLeft = false
        if (isHtml) found('comment', text.length)
        else at += 4
      } else found('comment', end + 3)
    } else {
      const tag = tagAt(text, at, tags)
      const address = tag || isHtml ? null : sticky(ADDRESS, text, at)
      if (tag) found('tag', TAG.lastIndex, tag.name, tag.closes)
      else if (address) found('address', ADDRESS.lastIndex)
      else at++
    }
  }
}

/** `<https://…>` and `<somebody@example.org>`. */
const ADDRESS =
  /<(?:[A-Za-z][A-Za-z0-9+.-]{1,31}:[^\s<>]*|[\w.!#$%&'*+/=?^`{|}~-]+@[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?)*)>/y

function nextSpecial(text: string, at: number): number {
  SPECIAL.lastIndex = at
  return SPECIAL.exec(text)?.index ?? text.length
}

const SPECIAL = /[\\`<]/g

function runLength(text: string, at: number): number {
  let end = at
  while (text[end] === '`') end++
  return end - at
}

function tagAt(text: string, at: number, tags: Tags | undefined) {
  const match = sticky(TAG, text, at)
  if (!match) return null
  const name = (match[2] ?? '').toLowerCase()
  return tags && !tags(name) ? null : { name, closes: match[1] === '/' }
}

function sticky(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at
  return pattern.exec(text)
}

/** Where a run of backticks is closed: by the next run of the same length. Each run is passed once. */
function backtickRuns(text: string) {
  const byLength = new Map<number, { ends: number[]; next: number }>()
  for (const { 0: run, index } of text.matchAll(/`+/g)) {
    const known = byLength.get(run.length)
    if (known) known.ends.push(index + run.length)
    else byLength.set(run.length, { ends: [index + run.length], next: 0 })
  }
  return {
    closing(from: number, length: number): number | null {
      const runs = byLength.get(length)
      if (!runs) return null
      while (runs.next < runs.ends.length && runs.ends[runs.next]! - length < from) runs.next++
      return runs.ends[runs.next] ?? null
    },
  }
}
