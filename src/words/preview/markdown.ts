// A preview as Markdown for an issue or a chat: public, so nobody is named who pays.

import type { Preview } from '../../report/preview.ts'
import { humanInstant } from '../durations.ts'
import { plainLine } from '../plain-text.ts'
import { AT_LEAST, MARKED, MEASURED, mermaidBars } from '../report/mermaid-bars.ts'
import { safeFence } from '../safe-fence.ts'
import { safeQuote } from '../safe-quote.ts'
import { quietUrl, safeCode, safeInline, safeSentence, safeUrl } from '../safe-text.ts'
import { folded, markdownTable } from '../tables.ts'
import { styleOf } from '../terminal/style.ts'
import type { Bar, BarChart, Block, Section, Table } from './blocks.ts'
import { type Headline, previewHeadlines } from './headline.ts'
import { PREVIEW_SECTIONS } from './sections.ts'
import { heatLines } from './terminal-charts.ts'

/** GitHub takes 65,536. */
const MOST_CHARACTERS = 60_000
const LONGEST_ANSWER = 12_000
const LEFT_OUT =
  'Here something is left out: GitHub takes 65,536 characters. The pages of `--format html` have all of it.'

export function previewAsMarkdown(preview: Preview): string {
  const sections = PREVIEW_SECTIONS.map((section) => section(preview, { isPublic: true }))
  const pieces = [
    `## ${safeInline(preview.repository)}: what Firstline would have done`,
    ...preview.remarks.map((remark) => `> ${sentence(remark)}`),
    previewHeadlines(preview).map(headlineItem).join('\n'),
    ...sections.flatMap((section) => (section === null ? [] : sectionPieces(section))),
    `<sub>A preview of ${humanInstant(preview.at, preview.zone)}: nothing was written on GitHub.</sub>`,
  ]
  return `${whatFits(pieces).join('\n\n')}\n`
}

/** Whole pieces only, so that nothing is left open. What comes after a piece that is too long may still fit. */
function whatFits(pieces: readonly string[]): string[] {
  let left = MOST_CHARACTERS - LEFT_OUT.length * 2
  const fitting: string[] = []
  for (const piece of pieces) {
    if (piece.length + 2 <= left) {
      fitting.push(piece)
      left -= piece.length + 2
    } else if (!fitting.includes(LEFT_OUT)) fitting.push(LEFT_OUT)
  }
  return fitting
}

function headlineItem({ sentence: words, figure }: Headline): string {
  const safe = sentence(words)
  if (figure === null) return `- ${safe}`
  const told = safeInline(figure)
  return `- ${safe.replace(told, () => `**${told}**`)}`
}

function sectionPieces({ title, blocks }: Section): string[] {
  return [`### ${title}`, ...blocks.flatMap(blockPieces)]
}

function blockPieces(block: Block): string[] {
  switch (block.kind) {
    case 'text':
      return [sentence(block.text)]
    case 'list':
      return [block.items.map((item) => `- ${sentence(item)}`).join('\n')]
    case 'table':
      return [tableOf(block.table)]
    case 'bars':
      return barPieces(block.chart)
    case 'curve':
      return barPieces(block.chart.readAt)
    case 'columns':
      return [folded(block.chart.title, tableOf(block.chart.table))]
    case 'heat':
      return heatPieces(block)
    case 'link':
      return [linkOf(block)]
    case 'code':
      return [safeFence(block.text, block.language)]
    case 'posted':
      return [safeQuote(block.markdown, LONGEST_ANSWER)]
    case 'fold':
      return [foldOf(block)]
    default:
      return block satisfies never
  }
}

function barPieces(chart: BarChart): string[] {
  const table = tableOf(chart.table)
  if (!chart.isMain) return [folded(chart.title, table)]
  const isShare = chart.most === 1
  const bars = chart.bars
    .filter(({ value }) => value !== null)
    .map((bar) => ({
      name: plainLine(bar.short, 40),
      value: Math.round((bar.value ?? 0) * (isShare ? 1_000 : 1 / 360)) / 10,
      color: colorOf(bar),
    }))
  if (bars.length === 0) return [table]
  // The numbers of promises are what is decided by: they stand open.
  const numbers = chart.line === null ? folded('The same in numbers', table) : table
  return [mermaidBars(chart.title, bars, isShare ? 100 : 1), numbers]
}

function colorOf({ tone }: Bar): typeof MEASURED | typeof AT_LEAST | typeof MARKED {
  switch (tone) {
    case 'plain':
      return MEASURED
    case 'unsure':
      return AT_LEAST
    case 'marked':
      return MARKED
    default:
      return tone satisfies never
  }
}

/** As wide as two of them are side by side. */
const HEAT_WIDTH = 76

function heatPieces({ charts }: Extract<Block, { kind: 'heat' }>): string[] {
  const drawn = heatLines(charts, HEAT_WIDTH, styleOf(false)).join('\n')
  return [folded(charts.map(({ title }) => title).join(', '), safeFence(drawn, 'text'))]
}

function linkOf({ name, url }: Extract<Block, { kind: 'link' }>): string {
  return /^https?:\/\//.test(url) ? `**[${safeInline(name)}](${safeUrl(url)})**` : safeCode(url)
}

function foldOf({ title, url, blocks }: Extract<Block, { kind: 'fold' }>): string {
  const link = url !== null && /^https?:\/\//.test(url) ? [`[On GitHub](${quietUrl(url)})`] : []
  return folded(inSummary(title), [...blocks.flatMap(blockPieces), ...link].join('\n\n'))
}

function tableOf({ head, rows }: Table): string {
  const isNumber = (cell: string) => /^[\d–]/.test(cell)
  const areNumbers = rows.every(([, ...cells]) => cells.every(isNumber))
  const safe = rows.map((cells) => cells.map((cell) => safeInline(cell)))
  return markdownTable(head, safe, areNumbers ? 'numbers' : 'text')
}

/** Names in backticks become code. */
function sentence(words: string): string {
  return safeSentence(plainLine(words, 2_000), 2_000)
}

const ZERO_WIDTH = '\u200b'

/** In a summary there is no Markdown, but GitHub still finds mentions and references. */
function inSummary(text: string): string {
  return plainLine(text, 160)
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/[@#]|:\/\/|\bGH-|\bwww\./gi, `$&${ZERO_WIDTH}`)
}
