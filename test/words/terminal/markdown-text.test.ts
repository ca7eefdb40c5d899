// Markdown on a terminal: what a reader of the page would see, in lines that fit.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { markdownLines } from '../../../src/words/terminal/markdown-text.ts'
import { styleFor } from '../../../src/words/terminal/style.ts'
import { padText, textWidth, wrapText } from '../../../src/words/terminal/text-width.ts'

const plain = styleFor({ interactive: false, env: {} })
const shown = (markdown: string, width = 40) => markdownLines(markdown, width, plain)

test('hidden comments, tags and targets of links are not shown', () => {
  expect(
    shown('<sub>See [the guide](https://example.org)</sub>\n\n<!-- firstline:answer install -->'),
  ).toEqual(['See the guide'])
})

test('folded sections show their summary', () => {
  expect(shown('<details>\n<summary>More</summary>\n\nLong\n\n</details>')).toEqual(['▸ More'])
})

test('tables stand in columns, also with wide characters', () => {
  expect(shown('| Ticket | Open |\n| --- | --: |\n| 安装 | 1 |\n| Setup | 12 |')).toEqual([
    'Ticket  Open',
    '安装       1',
    'Setup     12',
  ])
})

test('list items keep their place', () => {
  expect(shown('1. one two three\n- four five six', 12)).toEqual([
    '1. one two',
    '   three',
    '• four five',
    '  six',
  ])
})

test('a chart of Mermaid is drawn', () => {
  const source = (kind: string) =>
    `${'```'}mermaid\n${kind}\n    title "Hours"\n    x-axis ["5 Oct: 4 h", "28 Sep: 8 h", "x: 0 h"]\n    bar [4, -1, 0]\n    bar [-1, 8, -1]\n${'```'}`
  expect(shown(source('xychart-beta horizontal'), 21)).toEqual([
    'Hours',
    '5 Oct: 4 h   ████',
    '28 Sep: 8 h  ████████',
    'x: 0 h',
  ])
  expect(shown(source('pie'))[0]).toBe('  pie')
  expect(shown(source('xychart-beta horizontal'), 18).slice(0, 2)).toEqual([
    '  xychart-beta hor',
    '  izontal',
  ])
})

test('code that is too long for a line goes on in the next one', () => {
  expect(shown('```\nnpm config set prefix\n```', 14)).toEqual(['  npm config s', '  et prefix'])
})

const ENDLESS = [
  '<!--',
  '<details><summary>',
  '<details><summary></summary>',
  '[',
  '[a](',
  '**',
  '`',
  '> ',
  'x',
  '| ',
  '安',
]

test.each(ENDLESS)('%j without an end is read once', (part) => {
  expect(shown(part.repeat(40_000 / part.length), 80).length).toBeLessThan(2_000)
})

test('East Asian characters and emoji take two columns', () => {
  expect(textWidth('安装 ok 👍')).toBe(10)
  expect(padText('安装步骤', 5)).toBe('安装…')
  expect(wrapText('如何安装此项目？', 6)).toEqual(['如何安', '装此项', '目？'])
})

test('no line is wider than asked, and no word is lost', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'grapheme', maxLength: 80 }),
      fc.integer({ min: 4, max: 30 }),
      (text, width) => {
        const lines = wrapText(text, width)
        for (const line of lines) expect(textWidth(line)).toBeLessThanOrEqual(width)
        expect(lines.join('').replace(/\s/g, '')).toBe(text.replace(/\s/g, ''))
      },
    ),
  )
})

test('colour is only for terminals whose owner wants it', () => {
  expect(styleFor({ interactive: true, env: {} }).bold('x')).not.toBe('x')
  expect(styleFor({ interactive: true, env: { NO_COLOR: '1' } }).bold('x')).toBe('x')
  expect(styleFor({ interactive: false, env: {} }).label('bug', 'd73a4a')).toBe('[bug]')
})
