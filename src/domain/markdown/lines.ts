// Reads Markdown line by line, in linear time: what GitHub makes of each line, without building a tree of it.
import { blockStart, type Fence, fenceEnd, type HtmlBlock, type Tags } from './block-starts.ts'

export interface MarkdownLine {
  /** Offsets in the text, without the end of the line. */
  from: number
  until: number
  /** Where the words begin, behind the marks of quotes and lists. */
  words: number
  /**
   * `text` is shown as Markdown; `html` is shown as raw HTML; `raw` is HTML whose words are no text (comments, `<pre>`,
   * scripts); `mark` holds no words: a rule, a fence, an underline.
   */
  kind: 'blank' | 'text' | 'html' | 'raw' | 'code' | 'mark'
  quoted: boolean
  /** Lines of one paragraph or one piece of HTML share a number. */
  block: number
}

export interface MarkdownLines {
  lines: MarkdownLine[]
  /** The fence that the text leaves open outside of lists and quotes: whatever follows would be code. */
  openFence: string | null
  /** Nested deeper than anybody writes: marks beyond `MOST_NESTED` were read as words. */
  tooDeep: boolean
}

interface Options {
  /** Which tags count as HTML; default all. */
  tags?: Tags
  /** Told how many characters were looked at, for tests. */
  count?: (characters: number) => void
}

/** Quotes and list items inside each other. */
const MOST_NESTED = 32

/** How far each line has to be indented to stay in a list item; null for a quote. */
type Container = { indent: number; empty: boolean } | null

interface State {
  containers: Container[]
  leaf: 'none' | 'paragraph' | Fence | HtmlBlock
  /** The first sign of the open paragraph. */
  first: string
  block: number
  tooDeep: boolean
}

/** The lines of a text, in order. Never throws. */
export function markdownLines(text: string, options: Options = {}): MarkdownLines {
  const state: State = { containers: [], leaf: 'none', first: '', block: 0, tooDeep: false }
  const lines: MarkdownLine[] = []
  for (const match of text.matchAll(LINE)) {
    const from = match.index
    const line = match[1] ?? ''
    if (line === '' && match[0] === '' && from > 0) break
    const read = readLine(state, expanded(line), options)
    const words = from + unexpanded(line, read.words)
    lines.push({ from, until: from + line.length, ...read, words })
  }
  const { leaf } = state
  const isOpen = typeof leaf === 'object' && leaf.kind === 'fence' && state.containers.length === 0
  return { lines, openFence: isOpen ? leaf.mark : null, tooDeep: state.tooDeep }
}

const LINE = /([^\r\n]*)(?:\r\n|\n|\r|$)/g

type Read = Omit<MarkdownLine, 'from' | 'until'>

function readLine(state: State, line: string, { tags, count }: Options): Read {
  let { at, matched } = matchContainers(state, line)
  count?.(line.length + matched)
  if (matched === state.containers.length) {
    const kind = continueLeaf(state, line, at)
    if (kind) return told(state, kind, at)
  }
  for (;;) {
    count?.(line.length - at)
    const goesOn = matched === state.containers.length
    const inParagraph = state.leaf === 'paragraph'
    const start = blockStart(line, at, { inParagraph, goesOn, first: state.first, tags })
    if (start.kind === 'words') break
    if (start.kind !== 'container') {
      if (start.kind !== 'underline') close(state, matched)
      return told(state, openLeaf(state, start, line, at), at)
    }
    if (matched >= MOST_NESTED) {
      state.tooDeep = true
      break
    }
    close(state, matched)
    state.containers.push(start.indent === null ? null : { indent: start.indent, empty: start.empty })
    matched++
    at = start.at
  }
  return readWords(state, line, at, matched)
}

/** A line that begins nothing: it is blank, goes on with a paragraph (also where marks of quotes and lists lack), or begins one. */
function readWords(state: State, line: string, at: number, matched: number): Read {
  const words = skipSpaces(line, at)
  if (words >= line.length) {
    close(state, matched)
    return told(state, 'blank', at)
  }
  if (state.leaf !== 'paragraph') {
    close(state, matched)
    state.leaf = 'paragraph'
    state.first = line.charAt(words)
    state.block++
  }
  return told(state, 'text', words)
}

function told(state: State, kind: MarkdownLine['kind'], words: number): Read {
  return { kind, words, quoted: state.containers.includes(null), block: state.block }
}

/** Walks down the open containers as far as this line stays in them. */
function matchContainers(state: State, line: string): { at: number; matched: number } {
  let at = 0
  let matched = 0
  for (const container of state.containers) {
    const words = skipSpaces(line, at)
    if (container === null) {
      if (words - at > 3 || line[words] !== '>') break
      at = words + 1 + (line[words + 1] === ' ' ? 1 : 0)
    } else if (words === line.length) {
      // An item that begins with an empty line ends at the second one.
      if (container.empty) break
      at = Math.min(at + container.indent, line.length)
    } else if (words - at >= container.indent) {
      at += container.indent
      container.empty = false
    } else break
    matched++
  }
  return { at, matched }
}

/** The kind of a line inside of a fence or HTML that goes on; null where the line may begin something else. */
function continueLeaf(state: State, line: string, at: number): MarkdownLine['kind'] | null {
  const { leaf } = state
  if (typeof leaf === 'string') return null
  if (leaf.kind === 'fence') {
    if (!fenceEnd(line, at, leaf)) return 'code'
    state.leaf = 'none'
    return 'mark'
  }
  if (leaf.end === null && isBlank(line, at)) return null
  if (leaf.end?.test(line.slice(at))) state.leaf = 'none'
  return leaf.end === null ? 'html' : 'raw'
}

function openLeaf(
  state: State,
  start: Exclude<ReturnType<typeof blockStart>, { kind: 'words' | 'container' }>,
  line: string,
  at: number,
): MarkdownLine['kind'] {
  switch (start.kind) {
    case 'fence':
      state.leaf = start
      state.block++
      return 'mark'
    case 'html':
      state.block++
      state.leaf = start.end?.test(line.slice(at)) ? 'none' : start
      return start.end === null ? 'html' : 'raw'
    case 'indented':
      state.leaf = 'none'
      return 'code'
    case 'heading':
      state.block++
      state.leaf = 'none'
      return 'text'
    case 'rule':
    case 'underline':
      state.leaf = 'none'
      return 'mark'
    default:
      return start satisfies never
  }
}

function close(state: State, matched: number): void {
  state.containers.length = matched
  state.leaf = 'none'
}

function skipSpaces(line: string, at: number): number {
  let end = at
  while (line[end] === ' ') end++
  return end
}

function isBlank(line: string, at: number): boolean {
  return skipSpaces(line, at) >= line.length
}

/** Tabs reach to the next column that is a multiple of four. */
function expanded(line: string): string {
  const [first = '', ...rest] = line.split('\t')
  let wide = first
  for (const piece of rest) wide += ' '.repeat(4 - (wide.length % 4)) + piece
  return wide
}

/** The offset in the line itself of a column of its expanded form. */
function unexpanded(line: string, column: number): number {
  if (!line.includes('\t')) return Math.min(column, line.length)
  let wide = 0
  let at = 0
  while (at < line.length && wide < column) {
    wide += line[at] === '\t' ? 4 - (wide % 4) : 1
    at++
  }
  return at
}
