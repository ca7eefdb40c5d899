// A preview as a page on a terminal. Nobody else reads it: it names who would have got a label.

import type { Preview } from '../../report/preview.ts'
import { humanInstant } from '../durations.ts'
import { plainLine, plainLines } from '../plain-text.ts'
import { markdownLines } from '../terminal/markdown-text.ts'
import { type Style, styleOf } from '../terminal/style.ts'
import { alignedTable } from '../terminal/table.ts'
import { wrapText } from '../terminal/text-width.ts'
import type { Block, Section } from './blocks.ts'
import { previewHeadlines } from './headline.ts'
import { PREVIEW_SECTIONS } from './sections.ts'
import { barLines, columnLines, heatLines } from './terminal-charts.ts'

export interface TerminalOptions {
  /** Of the terminal. */
  columns: number
  colours: boolean
}

const INDENT = '  '
const NARROWEST = 50
const WIDEST = 120
/** Longer lines of words are hard to read. */
const WIDEST_WORDS = 96
/** An address that is longer than this nobody copies from a terminal. */
const LONGEST_URL = 200
/** A dozen logins. */
const LONGEST_CELL = 600

export function previewOnTerminal(preview: Preview, { columns, colours }: TerminalOptions): string {
  const style = styleOf(colours)
  const width = Math.max(NARROWEST, Math.min(WIDEST, columns)) - 2 * INDENT.length
  const sections = PREVIEW_SECTIONS.map((section) => section(preview, { isPublic: false }))
  const lines = [
    ...top(preview, width, style),
    ...sections.flatMap((section) => (section === null ? [] : sectionLines(section, width, style))),
  ]
  return `\n${lines.map((line) => (line === '' ? '' : INDENT + line)).join('\n')}\n`
}

function top(preview: Preview, width: number, style: Style): string[] {
  const title = `${plainLine(preview.repository)}: what Firstline would have done`
  return [
    style.accent(title),
    style.dim(humanInstant(preview.at, preview.zone)),
    '',
    ...preview.remarks.flatMap((remark) => hanging('! ', remark, width).map(style.warn)),
    ...(preview.remarks.length === 0 ? [] : ['']),
    ...previewHeadlines(preview).flatMap(({ sentence, figure }) =>
      hanging('▪ ', sentence, width).map((line) =>
        figure === null ? line : line.replace(figure, () => style.bold(figure)),
      ),
    ),
  ]
}

function sectionLines({ title, blocks }: Section, width: number, style: Style): string[] {
  const rule = '─'.repeat(Math.max(0, width - title.length - 1))
  return ['', `${style.bold(title)} ${style.dim(rule)}`, ...blocksLines(blocks, width, style)]
}

/** Blocks with a line between them; what belongs together stands together. */
function blocksLines(blocks: readonly Block[], width: number, style: Style): string[] {
  return blocks.flatMap((block, index) => {
    const isItem = block.kind === 'list' || (block.kind === 'fold' && block.isLong)
    const lines = blockLines(block, width, style)
    return isItem && index > 0 ? lines : ['', ...lines]
  })
}

function blockLines(block: Block, width: number, style: Style): string[] {
  switch (block.kind) {
    case 'text':
      return words(block.text, width)
    case 'list':
      return block.items.flatMap((item) => hanging('• ', item, width))
    case 'table':
      return tableLines(block, width, style)
    case 'bars':
      return barLines(block.chart, width, style)
    case 'curve':
      return barLines(block.chart.readAt, width, style)
    case 'columns':
      return columnLines(block.chart, width, style)
    case 'heat':
      return heatLines(block.charts, width, style)
    case 'link':
      return linkLines(block, width, style)
    case 'code':
      return plainLines(block.text).map((line) => `${INDENT}${line}`.trimEnd())
    case 'posted':
      return markdownLines(
        plainLines(block.markdown).join('\n'),
        Math.min(width, WIDEST_WORDS) - 2,
        style,
      ).map((line) => `${style.dim('│')} ${line}`.trimEnd())
    case 'fold':
      return foldLines(block, width, style)
    default:
      return block satisfies never
  }
}

function tableLines({ table }: Extract<Block, { kind: 'table' }>, width: number, style: Style): string[] {
  const rows = table.rows.map((cells) => cells.map((cell) => plainLine(cell, LONGEST_CELL)))
  const right = table.head.map((_, column) => rows.every((cells) => /^[\d–]/.test(cells[column] ?? '')))
  return alignedTable({ head: table.head, rows, right }, width, style)
}

function linkLines({ name, url }: Extract<Block, { kind: 'link' }>, width: number, style: Style): string[] {
  if (url.length > LONGEST_URL)
    return words(`${name}: the pages of --format md and html have the link.`, width)
  return [`${name}: ${style.accent(plainLine(url))}`]
}

function foldLines(block: Extract<Block, { kind: 'fold' }>, width: number, style: Style): string[] {
  if (block.isLong) return hanging('• ', block.title, width)
  const lines = words(block.title, width)
  return [
    ...lines.map(style.bold),
    ...(block.url === null ? [] : [style.dim(plainLine(block.url))]),
    ...block.blocks.flatMap((inner) => blockLines(inner, width, style)),
  ]
}

function words(text: string, width: number): string[] {
  return wrapText(plainLine(text, 2_000), Math.min(width, WIDEST_WORDS))
}

function hanging(sign: string, text: string, width: number): string[] {
  const lines = words(text, Math.min(width, WIDEST_WORDS) - sign.length)
  return lines.map((line, index) => (index === 0 ? sign : ' '.repeat(sign.length)) + line)
}
