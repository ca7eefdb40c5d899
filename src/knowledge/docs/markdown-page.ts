// Reads Markdown and MDX into the headings of a page with the text under each.
import { inlinePieces } from '../../domain/markdown/inline.ts'
import { type MarkdownLine, markdownLines } from '../../domain/markdown/lines.ts'
import type { Steps } from '../../domain/steps.ts'
import { frontAndBody } from './front-matter.ts'
import { withoutGeneratorMarks } from './generator-marks.ts'
import { plainHeading, withoutEntities, withoutTargets } from './inline-text.ts'
import type { Count, ReadPage } from './page.ts'
import { closePart, isFull, LONGEST_PARAGRAPH, openPart, type PartWriter, partWriter } from './part-writer.ts'

interface Options {
  mdx: boolean
  /** Python-Markdown reads `#Heading` as a heading too. */
  mkdocs: boolean
  count: Count
}

/** Linear in the text; never throws. */
export function* readingMarkdown(text: string, options: Options): Steps<ReadPage> {
  const { front, body } = frontAndBody(text)
  const plain = yield* withoutGeneratorMarks(body, options.mdx)
  yield
  const { lines } = markdownLines(plain, { count: options.count })
  const state = partWriter()
  for (let first = 0; first < lines.length && !isFull(state); ) {
    yield
    const group = groupAt(lines, first)
    first += group.length
    const under = underlineOf(plain, group, lines[first])
    if (under !== null) first++
    readGroup(state, plain, group, under, options)
  }
  closePart(state)
  return { parts: state.parts, front, attributes: new Map(), taken: [] }
}

/** Lines of one kind that belong together. */
function groupAt(lines: readonly MarkdownLine[], first: number): MarkdownLine[] {
  const { kind, block } = lines[first]!
  let next = first + 1
  if (kind === 'text' || kind === 'html' || kind === 'raw')
    while (lines[next]?.kind === kind && lines[next]?.block === block) next++
  return lines.slice(first, next)
}

const LIST_OR_QUOTE = /^ *(?:[-*+>]|\d{1,9}[.)])(?:[ \t]|$)/

/** The level that a line of `===` or `---` gives to the paragraph above it; null: it is none. */
function underlineOf(text: string, group: readonly MarkdownLine[], next: MarkdownLine | undefined) {
  const [first] = group
  if (first?.kind !== 'text' || next?.kind !== 'mark' || first.quoted || group.length > 10) return null
  const mark = /^ {0,3}(=+|-+)[ \t]*$/.exec(text.slice(next.from, next.until))?.[1]
  const line = text.slice(first.from, first.until)
  if (!mark || LIST_OR_QUOTE.test(line) || ATX.test(line) || first.words - first.from > 3) return null
  return mark.startsWith('=') ? 1 : 2
}

const ATX = /^ {0,3}#{1,6}(?:[ \t]|$)/
const ATX_MKDOCS = /^#{1,6}(?!#)\S/

function readGroup(
  state: PartWriter,
  text: string,
  group: readonly MarkdownLine[],
  under: number | null,
  { mkdocs, count }: Options,
): void {
  const { kind, quoted } = group[0]!
  const raw = group.map(({ from, until }) => text.slice(from, until))
  const whole = raw.join('\n').slice(0, LONGEST_PARAGRAPH)
  count(whole.length)
  switch (kind) {
    case 'text':
      readParagraph(state, raw, whole, { under, mkdocs, quoted })
      break
    case 'html':
      readHtml(state, whole)
      break
    case 'raw':
      if (/^\s*<pre/i.test(whole)) state.lines.push(htmlWords(whole))
      break
    case 'mark':
      state.lines.push(FENCE.test(whole) ? whole : '')
      break
    case 'code':
    case 'blank':
      state.lines.push(whole)
      break
    default:
      kind satisfies never
  }
}

const FENCE = /^[\s>]*(?:[-*+]\s+|\d+[.)]\s+)*(?:`{3}|~{3})/

function readParagraph(
  state: PartWriter,
  raw: readonly string[],
  whole: string,
  { under, mkdocs, quoted }: { under: number | null; mkdocs: boolean; quoted: boolean },
): void {
  const label = /^\(([\w.:-]{1,200})\)=[ \t]*$/.exec(whole.slice(0, 300))?.[1]
  if (under !== null) open(state, under, whole)
  else if (!quoted && (ATX.test(whole) || (mkdocs && ATX_MKDOCS.test(whole)))) openAtx(state, raw)
  else if (label) state.labels.push(label)
  else state.lines.push(withoutDefinitions(withoutTargets(whole)))
}

/** A line of `#` is a paragraph of its own; what Python-Markdown reads as one may stand above others. */
function openAtx(state: PartWriter, [line = '', ...rest]: readonly string[]): void {
  const [, marks = '#', words = ''] = /^ {0,3}(#{1,6})([^\n]*)$/.exec(line.slice(0, LONGEST)) ?? []
  open(state, marks.length, words.replace(/(?:^|[ \t])#+[ \t]*$/, ''))
  if (rest.length > 0) state.lines.push(withoutTargets(rest.join('\n')))
}

const LONGEST = 1_000
const ID =
  /[ \t]*(\{:?[ \t]{0,9}(?:[^{}#]{0,200}[ \t])?#([^\s{}]{1,200})[^{}]{0,200}\}|\{\/\*[ \t]{0,9}#([\w.:-]{1,200})[ \t]{0,9}\*\/\})[ \t]*$/

function open(state: PartWriter, level: number, written: string): void {
  const source = written.slice(0, LONGEST)
  const named = ID.exec(source)
  const words = named ? source.slice(0, named.index) : source
  openPart(state, {
    level,
    ...plainHeading(words),
    id: named?.[2] ?? named?.[3] ?? null,
    mark: named?.[1] ?? '',
  })
}

const HTML_HEADING = /<h([1-6])(\s[^<>]{0,500})?>([^\n]{0,800}?(?:\n[^\n]{0,400}?){0,4}?)<\/h\1\s*>/gi

function readHtml(state: PartWriter, html: string): void {
  let done = 0
  for (const match of html.matchAll(HTML_HEADING)) {
    state.lines.push(htmlWords(html.slice(done, match.index)))
    const text = withoutEntities(htmlWords(match[3]!)).replace(/\s+/g, ' ').trim()
    const id = /\sid\s*=\s*["']?([^\s"'<>]{1,200})/i.exec(match[2] ?? '')?.[1] ?? null
    if (text !== '') openPart(state, { level: Number(match[1]), text, exact: true, id, mark: '' })
    done = match.index + match[0].length
  }
  state.lines.push(htmlWords(html.slice(done)))
}

function htmlWords(html: string): string {
  let words = ''
  let done = 0
  for (const { from, until, name } of inlinePieces(html, { isHtml: true })) {
    words += html.slice(done, from) + (name === 'br' || name === 'td' || name === 'th' ? ' ' : '')
    done = until
  }
  return (words + html.slice(done)).replace(/[ \t]+$/gm, '')
}

/** Targets of links that stand apart from their words; footnotes are words. */
function withoutDefinitions(paragraph: string): string {
  if (!/^ {0,3}\[[^\]^]/.test(paragraph)) return paragraph
  return paragraph.replace(/^ {0,3}\[[^\]^\n][^\]\n]{0,500}\]:[ \t].*$/gm, '')
}
