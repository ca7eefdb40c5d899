// Reads AsciiDoc into the headings of a page with the text under each.
import type { Steps } from '../../domain/steps.ts'
import { asciidocWords, plainAsciidoc } from './asciidoc-inline.ts'
import { frontAndBody } from './front-matter.ts'
import type { Count, ReadPage } from './page.ts'
import {
  closePart,
  isFull,
  LONGEST_PARAGRAPH,
  openPart,
  type PartWriter,
  partWriter,
  writeCode,
} from './part-writer.ts'

interface State extends PartWriter {
  count: Count
  attributes: Map<string, string>
  /** What a line in brackets says of the block below it. */
  id: string | null
  style: string
  language: string
  paragraph: string[]
  /** Lines of author and revision that may still come, right under the page's title. */
  header: number
  /** The page's title as it is written; null: there is none so far. */
  title: string | null
}

/** Linear in the text; never throws. */
export function* readingAsciidoc(text: string, count: Count): Steps<ReadPage> {
  const { front, body } = frontAndBody(text)
  const state: State = {
    ...partWriter(),
    count,
    attributes: new Map(),
    id: null,
    style: '',
    language: '',
    paragraph: [],
    header: 0,
    title: null,
  }
  const lines = body.split('\n')
  for (let at = 0; at < lines.length && !isFull(state); ) {
    at = readAt(state, lines, at)
    yield
  }
  endParagraph(state)
  closePart(state)
  nameAnew(state)
  return { parts: state.parts, front, attributes: state.attributes, taken: state.taken }
}

const DELIMITER = /^(?:-{4,}|\.{4,}|\/{4,}|\+{4,}|={4,}|\*{4,}|_{4,}|`{3,}.*|~{4,}|--|[|,:!]={3,})[ \t]*$/
const TITLE = /^(={1,6}|#{1,6})[ \t]+(\S.*)$/
/** Lines that bring something from elsewhere, or depend on where the page is made. */
const MACRO = /^(?:include|image|video|audio|toc|ifdef|ifndef|ifeval|endif|leveloffset)::/

function readAt(state: State, lines: readonly string[], at: number): number {
  const line = lines[at]!.trimEnd()
  state.count(lines[at]!.length + 1)
  if (line === '') {
    endParagraph(state)
    state.header = 0
    state.lines.push('')
    return at + 1
  }
  const isDelimiter = line.length < 1_000 && DELIMITER.test(line)
  if (isDelimiter && !isUnderline(state, line)) return blockAt(state, lines, at, line)
  const under = isUnderline(state, line)
  if (under !== null) {
    const title = state.paragraph.pop()!
    open(state, under, title)
    return at + 1
  }
  const title = TITLE.exec(line.slice(0, 1_000))
  if (title && (state.paragraph.length === 0 || title[1]!.startsWith('='))) {
    endParagraph(state)
    open(state, title[1]!.length, title[2]!.replace(/[ \t]+[=#]{1,6}$/, ''))
  } else if (!readMeta(state, line)) {
    if (state.header > 0) state.header--
    else state.paragraph.push(line)
  }
  return at + 1
}

/** The level that a line of signs gives to the one line above it, which is about as long; null: it is none. */
function isUnderline({ paragraph }: State, line: string): number | null {
  const sign = line[0]!
  const [above = ''] = paragraph
  const level = '=-~^+'.indexOf(sign)
  if (paragraph.length !== 1 || level < 0 || line.length < 2 || line.length > 300 || !/^(.)\1+$/.test(line))
    return null
  return Math.abs(above.length - line.length) < 2 && /[\p{L}\p{N}]/u.test(above) && !/^[.*[]/.test(above)
    ? level + 1
    : null
}

function open(state: State, level: number, written: string): void {
  endParagraph(state)
  const [, title = written, inner = null] =
    /^(.*?)[ \t]*\[\[([^\],]{1,200})(?:,[^\]]{0,300})?\]\]$/.exec(written) ?? []
  const { text, exact } = plainAsciidoc(title, state.attributes)
  // Numbers before titles, and images in them, are part of the name on GitHub alone.
  openPart(state, { level, text, exact, id: state.id ?? inner, mark: '' })
  const isPage = level === 1 && state.parts.length === 2
  if (isPage) state.title = title
  state.header = isPage ? 2 : 0
  forget(state)
}

/** A title may name values that only the lines below it set. */
function nameAnew({ title, parts, attributes }: State): void {
  const heading = title === null ? null : parts.find((part) => part.heading !== null)?.heading
  if (heading) Object.assign(heading, plainAsciidoc(title!, attributes))
}

function forget(state: State): void {
  state.id = null
  state.style = ''
  state.language = ''
}

/** Whether the line tells of the page or of the next block, and is no text. */
function readMeta(state: State, line: string): boolean {
  const attribute = /^:(!?)([\w-]{1,80})(!?):(?:[ \t]+(.*))?$/.exec(line.slice(0, 2_000))
  if (attribute && state.paragraph.length === 0) {
    const name = attribute[2]!.toLowerCase()
    if (attribute[1] || attribute[3]) state.attributes.delete(name)
    else
      state.attributes.set(
        name,
        (attribute[4] ?? '')
          .replace(/\{([\w-]+)\}/g, (all, one: string) => state.attributes.get(one) ?? all)
          .slice(0, 500),
      )
    return true
  }
  if (
    /^\/\/(?!\/)/.test(line) ||
    MACRO.test(line) ||
    line === '+' ||
    /^(?:'{3,}|<{3,}|-{3}|\*{3})$/.test(line)
  )
    return true
  const anchor = /^\[\[([^\],]{1,200})(?:,[^\]]{0,300})?\]\]$/.exec(line)
  const list = anchor ? null : /^\[([^\]\n]{0,500})\]$/.exec(line)
  if (!anchor && !list) return blockTitle(state, line)
  endParagraph(state)
  if (anchor) state.id = anchor[1]!
  else readList(state, list![1]!)
  return true
}

/** `#id.role%option,lang`, `id=x`, `source,lang`, `NOTE`. */
function readList(state: State, written: string): void {
  const id =
    /^[^,#]*#([^,.%\s]{1,200})/.exec(written)?.[1] ?? /(?:^|,)\s*id=["']?([^,"'\s]{1,200})/.exec(written)?.[1]
  if (id) state.id = id
  const [style = '', language = ''] = written.split(',')
  state.style = style.replace(/[#.%].*$/, '').trim()
  if (/^(?:source|)$/.test(state.style) && /^[\w+-]{1,30}$/.test(language.trim()))
    state.language = language.trim()
}

function blockTitle(state: State, line: string): boolean {
  const title = /^\.([^\s.].{0,300})$/.exec(line)?.[1]
  if (title === undefined || state.paragraph.length > 0) return false
  state.lines.push('', `**${asciidocWords(title, state.attributes)}**`, '')
  return true
}

/** A block between two lines of the same signs. */
function blockAt(state: State, lines: readonly string[], at: number, mark: string): number {
  endParagraph(state)
  const kind = mark[0]!
  const isText = kind === '=' || kind === '*' || kind === '_' || mark === '--'
  if (isText && state.style !== 'source' && state.style !== 'listing') {
    // Its lines are read as any others; the mark at its end is passed over in the same way.
    state.lines.push('')
    forget(state)
    return at + 1
  }
  const closing = kind === '`' ? (/^`{3,}[ \t]*$/.exec(mark)?.[0] ?? mark.replace(/[^`].*$/, '')) : mark
  let end = at + 1
  while (end < lines.length && lines[end]!.trimEnd() !== closing) end++
  const inner = lines.slice(at + 1, end)
  for (const line of inner) state.count(line.length + 1)
  if (/^[|,:!]=/.test(mark)) state.lines.push('', ...inner.map((line) => cellsOf(state, line)), '')
  else if (kind !== '/' && kind !== '+')
    writeCode(
      state,
      inner.filter((line) => !MACRO.test(line)).map((line) => line.replace(/\s*<(?:\d+|\.)>\s*$/, '')),
      languageOf(state, mark),
    )
  forget(state)
  return end + 1
}

function languageOf({ language }: State, mark: string): string {
  return language || (/^`{3,}([\w+-]{1,30})$/.exec(mark)?.[1] ?? '')
}

function cellsOf({ attributes }: State, line: string): string {
  const cells = line.replace(/(?:^|\s)(?:\d*(?:\.\d+)?[+*])?[<^>.]{0,3}[a-z]?\|/g, ' | ').replace(/^ \| /, '')
  return asciidocWords(cells, attributes)
}

function endParagraph(state: State): void {
  const lines = state.paragraph
  if (lines.length === 0) return
  state.paragraph = []
  if (/^[ \t]/.test(lines[0]!) && !LIST.test(lines[0]!)) {
    writeCode(state, lines, state.language)
  } else if (state.style === 'source' || state.style === 'listing') writeCode(state, lines, state.language)
  else {
    const written = lines.map(asMarkdown).join('\n').slice(0, LONGEST_PARAGRAPH)
    state.lines.push(asciidocWords(written, state.attributes))
  }
  forget(state)
}

const LIST = /^[ \t]*(?:\*{1,5}|-|\.{1,5}|\d+\.)[ \t]+\S/

/** Marks of lists as Markdown has them; terms stand out. */
function asMarkdown(line: string): string {
  const bullet = /^[ \t]*(\*{1,5}|-)[ \t]+(?=\S)/.exec(line)
  if (bullet)
    return `${'  '.repeat(bullet[1]!.length - 1)}- ${line.slice(bullet[0].length).replace(/^\[[ x*]\] /, '')}`
  const number = /^[ \t]*(\.{1,5})[ \t]+(?=\S)/.exec(line)
  if (number) return `${'   '.repeat(number[1]!.length - 1)}1. ${line.slice(number[0].length)}`
  const term = /^[ \t]*(\S.{0,200}?)(?::{2,4}|;;)(?:[ \t]+(.*))?$/.exec(line.slice(0, 2_000))
  if (term) return `- **${term[1]!}**: ${term[2] ?? ''}`.trimEnd()
  return line.replace(/^[ \t]*<(?:\d+|\.)>[ \t]+/, '- ')
}
