// Markdown as a reader of the rendered page sees it, for a terminal: lines of at most `width` columns.

import { drawChart } from './chart.ts'
import type { Style } from './style.ts'
import { alignedTable } from './table.ts'
import { brokenText, wrapText } from './text-width.ts'

/** Hidden comments, tags and link targets are not shown; folded sections show their summary only. */
export function markdownLines(markdown: string, width: number, style: Style): string[] {
  const source = folded(without(markdown, '<!--', '-->'))
  const lines: string[] = []
  for (const block of blocksOf(source.trim())) lines.push(...blockLines(block, width, style), '')
  while (lines.at(-1) === '') lines.pop()
  return lines
}

function without(text: string, begin: string, end: string): string {
  return parted(text, begin, end, () => '')
}

function folded(text: string): string {
  return parted(text, '<details>', '</details>', (inner) => {
    const head = inner.trimStart()
    const end = head.indexOf('</summary>')
    return head.startsWith('<summary>') && end > 0 ? `▸ ${head.slice('<summary>'.length, end)}` : inner
  })
}

/** What stands from `begin` to `end` becomes what `told` says of it; once no `end` comes any more, the rest stays. */
function parted(text: string, begin: string, end: string, told: (inner: string) => string): string {
  const parts: string[] = []
  let from = 0
  for (;;) {
    const at = text.indexOf(begin, from)
    const until = at === -1 ? -1 : text.indexOf(end, at + begin.length)
    if (until === -1) return [...parts, text.slice(from)].join('')
    parts.push(text.slice(from, at), told(text.slice(at + begin.length, until)))
    from = until + end.length
  }
}

/** Paragraphs, tables, lists and fenced blocks. A fence keeps its blank lines. */
function blocksOf(source: string): string[] {
  const blocks: string[] = []
  let block: string[] = []
  let inFence = false
  for (const line of source.split(/\r?\n/)) {
    if (line.startsWith('```')) inFence = !inFence
    if (line.trim() === '' && !inFence) {
      if (block.length > 0) blocks.push(block.join('\n'))
      block = []
    } else block.push(line)
  }
  if (block.length > 0) blocks.push(block.join('\n'))
  return blocks
}

function blockLines(block: string, width: number, style: Style): string[] {
  const fence = /^```(\w*)\n([\s\S]*?)\n?```$/.exec(block)
  if (fence) return fenceLines(fence[1] ?? '', fence[2] ?? '', width, style)
  if (block.startsWith('|')) return tableLines(block, width, style)
  if (/^-{3,}$/.test(block)) return [style.dim('─'.repeat(Math.min(width, 24)))]
  const heading = /^#{1,6} (.*)$/.exec(block)
  if (heading) return wrapText(inline(heading[1]!), width).map(style.bold)
  const isSmall = block.startsWith('<sub>') || block.startsWith('▸')
  return block
    .split('\n')
    .flatMap((line) => textLines(line, width).map((one) => (isSmall ? style.dim(one) : one)))
}

function fenceLines(language: string, text: string, width: number, style: Style): string[] {
  const chart = language === 'mermaid' ? drawChart(text, width) : null
  if (chart)
    return [
      style.dim(chart.title),
      ...chart.rows.map(({ name, bar }) => `${name}  ${style.accent(bar)}`.trimEnd()),
    ]
  return text
    .split('\n')
    .flatMap((line) => brokenText(line, width - 2).map((part) => style.dim(`  ${part}`.trimEnd())))
}

/** List items keep their indentation on the lines that follow. */
function textLines(line: string, width: number): string[] {
  const item = /^(\s*(?:[-*]|\d+\.) )(.*)$/.exec(line)
  if (!item) return wrapText(inline(line), width)
  const [, bullet = '', text = ''] = item
  const shown = bullet.replace(/[-*] $/, '• ')
  return wrapText(inline(text), width - shown.length).map((one, number) =>
    number === 0 ? shown + one : ' '.repeat(shown.length) + one,
  )
}

function tableLines(block: string, width: number, style: Style): string[] {
  const rows = block.split('\n').map((line) =>
    line
      .replace(/^\||\|$/g, '')
      .split('|')
      .map((cell) => inline(cell.trim())),
  )
  const [head = [], rule = [], ...body] = rows
  return alignedTable({ head, rows: body, right: rule.map((cell) => cell.endsWith(':')) }, width, style)
}

function inline(text: string): string {
  return text
    .replace(/<\/?(sub|sup|b|i|br)\s*\/?>/g, '')
    .replace(/!?\[([^[\]]{0,500})\]\([^()]{0,2000}\)/g, '$1')
    .replace(/\*\*(.{1,500}?)\*\*/g, '$1')
    .replace(/`([^`]*)`/g, '$1')
    .replace(/\\([\\`*_{}[\]()#+\-.!|<>@~])/g, '$1')
    .replace(/[\u200b\u2060]/g, '')
}
