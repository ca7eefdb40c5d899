// Writes paragraphs, lists and tables of reStructuredText as Markdown.
import { indentOf } from './indented-lines.ts'
import { LONGEST_PARAGRAPH, type PartWriter, writeCode } from './part-writer.ts'
import { rstWords } from './rst-inline.ts'

/** What is typed at Python's prompt, and what it answers, up to a blank line. */
export function doctestAt(state: PartWriter, lines: readonly string[], at: number): number | null {
  if (!/^ *>>> /.test(lines[at]!)) return null
  let next = at
  while (next < lines.length && lines[next]!.trim() !== '') next++
  writeCode(
    state,
    lines.slice(at, next).map((line) => line.trimStart()),
    'python',
  )
  return next
}

/** Columns under lines of `=`; blank lines stand between rows. */
export function tableAt(state: PartWriter, lines: readonly string[], at: number): number | null {
  if (!SIMPLE_TABLE.test(lines[at]!.slice(0, 1_000))) return null
  let end = at + 1
  while (end < lines.length && !(SIMPLE_TABLE.test(lines[end]!) && (lines[end + 1] ?? '').trim() === ''))
    end++
  const rows = lines.slice(at, end).filter((line) => line.trim() !== '' && !/^[ =-]+$/.test(line))
  state.lines.push('')
  writeWords(state, rows.map((row) => `| ${row.trim().replace(/ {2,}/g, ' | ')} |`).join('\n'))
  state.lines.push('')
  return end + 1
}

const SIMPLE_TABLE = /^ *=+(?: +=+)+ *$/

/** A paragraph, an item of a list, or rows of a table. */
export function writeParagraph(state: PartWriter, written: readonly string[]): void {
  const kept = written.filter((line) => !/^ *[+=-][-=+ ]{2,}[+=-]? *$/.test(line)).map(asListItem)
  const [term = '', definition] = kept
  // A term stands alone above its definition, which is indented.
  const isTerm =
    definition !== undefined && indentOf(definition) > indentOf(term) && !/^ *(?:[-*+|:]|\d+[.)]) /.test(term)
  const text = isTerm
    ? [`- **${term.trim()}**: ${definition.trim()}`, ...kept.slice(2)].join('\n')
    : kept.join('\n')
  if (text.trim() !== '') writeWords(state, text)
}

/** Rows of tables stay as they are, but for their frames; `#.` counts by itself. */
function asListItem(line: string): string {
  if (/^ *\|.*\| *$/.test(line)) return line.trim().replace(/ +\| +/g, ' | ')
  return line
    .replace(/^( *)#\. /, '$11. ')
    .replace(/^ {4,}/, '   ')
    .replace(/^\| /, '')
}

/** Words, with the names that links in them take. */
export function writeWords(state: PartWriter, text: string): void {
  const { markdown, names } = rstWords(text.slice(0, LONGEST_PARAGRAPH))
  for (const id of names) state.taken.push({ id, part: state.parts.length })
  state.lines.push(markdown)
}
