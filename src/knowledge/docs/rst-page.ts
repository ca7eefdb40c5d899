// Reads reStructuredText into the headings of a page with the text under each.
import { inOneGo, type Steps } from '../../domain/steps.ts'
import { blockAfter, expanded, indentOf } from './indented-lines.ts'
import type { Count, ReadPage } from './page.ts'
import {
  closePart,
  isFull,
  openPart,
  type PartWriter,
  partWriter,
  takeLabels,
  writeCode,
} from './part-writer.ts'
import { directiveKind } from './rst-directives.ts'
import { plainRst, rstWords } from './rst-inline.ts'
import { doctestAt, tableAt, writeParagraph, writeWords } from './rst-paragraphs.ts'

interface State extends PartWriter {
  count: Count
  /** Adornments in the order in which they were first used: the level of each. */
  styles: string[]
  front: Map<string, string>
  attributes: Map<string, string>
}

/** Directives inside of each other. */
const MOST_NESTED = 12

/** Linear in the text; never throws. */
export function* readingRst(text: string, count: Count): Steps<ReadPage> {
  const state: State = { ...partWriter(), count, styles: [], front: new Map(), attributes: new Map() }
  yield* readingLines(state, text.split('\n').map(expanded), 0)
  takeLabels(state)
  closePart(state)
  const { parts, front, attributes, taken } = state
  return { parts, front, attributes, taken }
}

function readLines(state: State, lines: readonly string[], depth: number): void {
  inOneGo(readingLines(state, lines, depth))
}

function* readingLines(state: State, lines: readonly string[], depth: number): Steps<void> {
  for (const line of lines) state.count(line.length + 1)
  for (let at = 0; at < lines.length && !isFull(state); ) {
    yield
    const line = lines[at]!
    const next =
      (depth === 0 ? titleAt(state, lines, at) : null) ??
      explicitAt(state, lines, at, depth) ??
      fieldsAt(state, lines, at) ??
      doctestAt(state, lines, at) ??
      tableAt(state, lines, at)
    if (next !== null) at = next
    else if (line.trim() === '') {
      state.lines.push('')
      at++
    } else at = paragraphAt(state, lines, at)
  }
}

const ADORNMENT = /^([!-/:-@[-`{-~])\1* *$/

/** A title with a line under it, or over and under it; a line alone is a rule. */
function titleAt(state: State, lines: readonly string[], at: number): number | null {
  const [line = '', second = '', third = ''] = lines.slice(at, at + 3)
  if ((lines[at - 1] ?? '').trim() !== '' && !/^(?:\.\.|__) /.test(lines[at - 1]!)) return null
  if (isAdornment(line)) {
    const isOver = second.trim() !== '' && third.trimEnd() === line.trimEnd()
    if (isOver && !isAdornment(second)) {
      open(state, second.trim(), `over ${line[0]}`)
      return at + 3
    }
    if (second.trim() !== '' || line.trimEnd().length < 4) return null
    state.lines.push('')
    return at + 1
  }
  if (line.trim() === '' || line.startsWith(' ') || /^\.\. /.test(line) || !isAdornment(second)) return null
  const length = second.trimEnd().length
  if (length < 4 && length < widthOf(line.trimEnd())) return null
  open(state, line.trim(), second[0]!)
  return at + 2
}

function isAdornment(line: string): boolean {
  return line.length > 0 && line.length <= 1_000 && ADORNMENT.test(line)
}

/** Columns: signs of East Asia take two. */
function widthOf(text: string): number {
  const wide = text
    .slice(0, 1_000)
    .match(/[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/g)
  return text.length + (wide?.length ?? 0)
}

function open(state: State, title: string, style: string): void {
  if (!state.styles.includes(style)) state.styles.push(style)
  const level = state.styles.indexOf(style) + 1
  openPart(state, { level, text: plainRst(title), exact: title.length <= 500, id: null, mark: '' })
}

/** What begins with two dots: targets, directives, footnotes, comments. */
function explicitAt(state: State, lines: readonly string[], at: number, depth: number): number | null {
  const line = lines[at]!
  const indent = indentOf(line)
  const rest = /^\.\.(?: +(.*))?$/.exec(line.slice(indent))
  if (!rest) return null
  const words = (rest[1] ?? '').slice(0, 2_000)
  const { block, next } = blockAfter(lines, at + 1, indent)
  const target = /^_(?:`([^`]{1,300})`|((?:[^:\\]|\\.){1,300})):(?: +(.*))?$/.exec(words)
  const directive = /^(?:\|[^|]{1,200}\| +)?([\w][\w:.+-]{0,80}?)::(?: +(.*)|$)/.exec(words)
  const footnote = /^\[([^\]\s]{1,100})\] +(.*)$/.exec(words)
  if (target) {
    const name = (target[1] ?? target[2] ?? '').replace(/\\(.)/g, '$1')
    if (target[3] === undefined && block.every((one) => one.trim() === '')) state.labels.push(name)
    else state.taken.push({ id: name, part: state.parts.length })
    return next
  }
  // Read where it is referred to, and never first.
  if (footnote) state.taken.push({ id: '', part: state.parts.length })
  if (directive && !words.startsWith('|')) {
    takeUnlessBlank(state, block)
    readDirective(state, directive[1]!, directive[2] ?? '', block, depth)
  }
  return next
}

function takeUnlessBlank(state: State, block: readonly string[]): void {
  if (block.length > 0) takeLabels(state)
}

function readDirective(
  state: State,
  name: string,
  argument: string,
  block: readonly string[],
  depth: number,
): void {
  const kind = directiveKind(name)
  const content = withoutOptions(block, argument !== '')
  const nested = () => (depth < MOST_NESTED ? readLines(state, content, depth + 1) : undefined)
  switch (kind) {
    case 'nothing':
      return
    case 'code':
      writeCode(state, content, /^[\w+-]{1,30}$/.test(argument) ? argument : '')
      return
    case 'signature':
      if (argument !== '') state.lines.push('', `\`${argument.replaceAll('`', '')}\``, '')
      break
    case 'titled':
      if (argument !== '') state.lines.push('', `**${rstWords(argument).markdown}**`, '')
      break
    case 'text':
      if (argument !== '') writeWords(state, argument)
      break
    case 'content':
      break
    default:
      kind satisfies never
  }
  nested()
  state.lines.push('')
}

/** Options stand first, before the first blank line. A first line without an argument may go on with it. */
function withoutOptions(block: readonly string[], hasArgument: boolean): readonly string[] {
  let at = 0
  while (hasArgument && at < block.length && block[at]!.trim() !== '' && !/^:[\w-]/.test(block[at]!)) at++
  if (at === block.length || !/^:[\w-]/.test(block[at] ?? '')) return block
  const before = block.slice(0, at)
  while (at < block.length && /^(?::[\w -]{1,60}:| +\S)/.test(block[at]!)) at++
  return [...before, ...block.slice(at)]
}

/** Fields at the top of a page are about the page; `:orphan:` and the like say nothing to readers. */
function fieldsAt(state: State, lines: readonly string[], at: number): number | null {
  const field = /^:([\w -]{1,60}):(?: +(.*))?$/.exec(lines[at]!.slice(0, 1_000))
  if (
    !field ||
    state.parts.length > 2 ||
    state.parts.at(-1)!.text !== '' ||
    state.lines.some((line) => line !== '')
  )
    return null
  state.front.set(field[1]!.toLowerCase(), field[2] ?? 'true')
  return blockAfter(lines, at + 1, 0).next
}

/** Up to the next blank line; `::` at its end makes code of the block that follows. */
function paragraphAt(state: State, lines: readonly string[], at: number): number {
  takeLabels(state)
  const indent = indentOf(lines[at]!)
  let next = at + 1
  while (next < lines.length && lines[next]!.trim() !== '' && !/^ *\.\. /.test(lines[next]!)) next++
  const written = lines.slice(at, next)
  const last = written.at(-1)!
  if (!/::\s*$/.test(last)) {
    writeParagraph(state, written)
    return next
  }
  // Set apart by a blank it is no colon: https://docutils.sourceforge.io/docs/ref/rst/restructuredtext.html#literal-blocks
  const shown = last.replace(/(?:^|\s+)::\s*$/, '').replace(/::\s*$/, ':')
  writeParagraph(state, [...written.slice(0, -1), shown])
  const marked = /^ *(?:[-*+]|\d{1,9}[.)]|#\.) +/.exec(last)?.[0].length ?? indent
  const { block, next: after } = blockAfter(lines, next, Math.min(marked, indentOf(last)))
  if (block.every((line) => line.trim() === '')) return next
  writeCode(state, block)
  return after
}
