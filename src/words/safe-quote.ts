// Markdown that other people wrote as a quotation: it stays in it.
import { safeBlock } from './safe-block.ts'

/** Empty where there is nothing to quote; longer texts are cut, and say so. */
export function safeQuote(markdown: string, maxLength: number): string {
  const text = safeBlock(markdown.replace(/^.*\t.*$/gm, spacesForTabs), maxLength).trimEnd()
  if (text.trim() === '') return ''
  return text
    .split('\n')
    .map((line) => (line === '' ? '>' : `> ${line}`))
    .join('\n')
}

const TAB = 4

/** Behind the sign of a quotation a tab reaches less far, and what it made code would be none. */
function spacesForTabs(line: string): string {
  return line.split('\t').reduce((before, after) => before + ' '.repeat(TAB - (before.length % TAB)) + after)
}
