// The line reader agrees with a full parser on what is code, HTML and text, and its work grows with the text alone.
import fc from 'fast-check'
import type { Nodes, Root } from 'mdast'
import { fromMarkdown } from 'mdast-util-from-markdown'
import { describe, expect, it } from 'vitest'
import { inlinePieces } from '../../src/domain/markdown/inline.ts'
import { type MarkdownLine, markdownLines } from '../../src/domain/markdown/lines.ts'
import { FLOODS, flood } from './floods.ts'

const pieces = [
  ...[
    '\n',
    '\n',
    '\n',
    '\n\n',
    ' ',
    '  ',
    '   ',
    '    ',
    '\t',
    'word',
    'word',
    '`',
    '``',
    '```',
    '~~~',
    '> ',
    '>',
    '- ',
  ],
  ...['* ', '-', '1. ', '# ', '---', '===', '***', '<!--', '-->', '<div>', '</div>', '</b>'],
  ...['<pre>', '<script>', '<?', '?>', '\\', '<https://x.org/`>', '```sh'],
]
const markdown = fc.array(fc.constantFrom(...pieces), { maxLength: 18 }).map((parts) => parts.join(''))

/** The innermost block at an offset. */
function blockAt(node: Nodes, offset: number): Nodes {
  if (!('children' in node) || node.type === 'paragraph' || node.type === 'heading') return node
  const child = node.children.find(({ position }) => {
    return position!.start.offset! <= offset && offset < position!.end.offset!
  })
  return child ? blockAt(child, offset) : node
}

const EXPECTED: Record<string, MarkdownLine['kind'][]> = {
  code: ['code', 'mark'],
  html: ['html', 'raw'],
  paragraph: ['text'],
  heading: ['text', 'mark'],
  definition: ['text'],
  thematicBreak: ['mark'],
}

/**
 * A tag on a line of its own that begins outside of the list or quote whose paragraph stands open: HTML until the next
 * blank line to GitHub's parser (cmark), but only this line to the one compared with.
 */
function isLazyHtml(lines: readonly MarkdownLine[], i: number): boolean {
  const line = lines[i]!
  if (line.kind !== 'html') return false
  for (let j = i - 1; lines[j]?.kind === 'text'; j--) {
    if (line.words - line.from < lines[j]!.words - lines[j]!.from) return true
  }
  return false
}

describe('each line', () => {
  it('is what a full parser makes of it', () => {
    fc.assert(
      fc.property(markdown, (text) => {
        const root = fromMarkdown(text) as Root
        const { lines } = markdownLines(text)
        for (const [i, line] of lines.entries()) {
          if (isLazyHtml(lines, i)) return
          if (line.kind === 'blank' || text.slice(line.words, line.until).trim() === '') continue
          const end = line.words + text.slice(line.words, line.until).search(/\S/)
          const { type } = blockAt(root, end)
          expect([text, end, type, EXPECTED[type]?.includes(line.kind) ?? line.kind]).toEqual([
            text,
            end,
            type,
            true,
          ])
        }
      }),
      { numRuns: 3000, examples: [['1. a\n***</b>\n</b>\n- ']] },
    )
  })
})

/** Where a full parser sees code in the text of one paragraph. */
function codeIn(text: string): Array<[number, number]> {
  const [paragraph] = (fromMarkdown(text) as Root).children
  const found = paragraph && 'children' in paragraph ? paragraph.children : []
  return found
    .filter((node) => node.type === 'inlineCode')
    .map(({ position }) => [position!.start.offset!, position!.end.offset!])
}

describe('code inside of a paragraph', () => {
  it('is where a full parser sees it', () => {
    const words = [
      'a',
      ' ',
      '`',
      '``',
      '```',
      '\\',
      '<b>',
      '<a b="`">',
      '<!-- ` -->',
      '<https://x.org/`>',
      '<',
      'b\nc',
    ]
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...words), { maxLength: 12 }), (parts) => {
        const text = `x${parts.join('').trimEnd()}`
        const code = inlinePieces(text).filter((piece) => piece.kind === 'code')
        expect([text, code.map(({ from, until }) => [from, until])]).toEqual([text, codeIn(text)])
      }),
      { numRuns: 3000 },
    )
  })
})

describe('the work', () => {
  it.each(FLOODS)('over %j grows no faster than the text', (piece) => {
    const work = (length: number) => {
      let characters = 0
      const count = (more: number) => {
        characters += more
      }
      const text = flood(piece, length)
      const { lines } = markdownLines(text, { count })
      for (const line of lines) inlinePieces(text.slice(line.words, line.until), { count })
      inlinePieces(text, { count })
      inlinePieces(text, { isHtml: true, count })
      return characters
    }
    const half = work(32_768)
    expect(work(65_536)).toBeLessThan(half * 2.2)
    expect(half).toBeLessThan(32_768 * 64)
  })
})
