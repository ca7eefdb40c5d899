// Pages that nobody would write: reading them ends, stays linear, and gives nothing that could not be shown.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { markdownLines } from '../../../src/domain/markdown/lines.ts'
import type { DocsFormat } from '../../../src/knowledge/docs/page.ts'
import { readPage } from '../../../src/knowledge/docs/read-page.ts'
import { readingSections } from '../../../src/knowledge/docs/sections.ts'
import { IN_REPOSITORY, readPageOf } from './build.ts'

const ENDINGS = ['md', 'mdx', 'rst', 'adoc'] as const
const FORMATS: DocsFormat[] = ['markdown', 'mdx', 'rst', 'asciidoc']

const MARKS = fc.constantFrom(
  ...[
    '# ',
    '## a',
    '#',
    '\n',
    '\n\n',
    '===',
    '---',
    '----',
    '====',
    '```',
    '~~~',
    '> ',
    '- ',
    '1. ',
    '    ',
    '\t',
    '!!! note',
    ':::tip',
  ],
  ...[
    '<!--',
    '-->',
    '<h2>',
    '</h2>',
    '<Tabs',
    '>',
    '/>',
    '{#a}',
    '{',
    '}',
    '[',
    '](',
    ')',
    '`',
    '*',
    '_',
    '__',
    '.. ',
    '::',
    '.. note::',
  ],
  ...[
    '.. _a:',
    ':ref:`',
    '|',
    '|===',
    '[[a]]',
    '[source]',
    '<<',
    '>>',
    'include::',
    '//',
    '+',
    'a',
    'words of it',
    '安装',
    '\u200b',
    '\ufffd',
  ],
  ...[
    '\ue000',
    '\ue0010',
    '\r',
    '\u2028',
    'import ',
    "from 'a'",
    'export const',
    '{/*',
    '*/}',
    '+++',
    '---\ntitle: a\n---\n',
    '=== "a"',
    '{% a %}',
  ],
)

test('whatever marks stand in a page, it is read, and its openings are whole', () => {
  fc.assert(
    fc.property(fc.array(MARKS, { maxLength: 60 }), fc.constantFrom(...ENDINGS), (marks, ending) => {
      for (const anchors of ['github', 'mkdocs', 'sphinx', 'asciidoctor', 'none'] as const) {
        const { sections } = readPageOf(
          marks.join(''),
          { anchors, site: 'https://a.example/{path}' },
          `docs/guide.${ending}`,
        )
        for (const { slug, section, body, title } of sections) {
          expect(slug).toBe(
            section?.anchor === null ? `docs/guide.${ending}` : `docs/guide.${ending}#${section?.anchor}`,
          )
          expect(section?.headings.length).toBeGreaterThan(0)
          expect(body.length + title.length).toBeGreaterThan(0)
          const opening = section?.opening ?? ''
          expect(opening.length).toBeLessThanOrEqual(500)
          expect(markdownLines(opening).openFence).toBeNull()
          const words = opening.replace(/^(`{3,}|~{3,})[\s\S]*?^\1/gm, '').replace(/(`+)[^`]+\1(?!`)/g, '·')
          expect(words).not.toMatch(/<[a-z/!?]/i)
          expect(() => new URL(section?.url ?? '')).not.toThrow()
        }
      }
    }),
    { numRuns: 300 },
  )
})

test.each(FORMATS)('what is looked at of a page of %s grows as the page does', (format) => {
  const pieces = [
    '# a\n',
    '#\n',
    'a\n=\n',
    '```\n',
    '<!-- a\n',
    '> ',
    '- ',
    '[',
    '`a``',
    '.. a::\n\n   ',
    '.. _a:\n\n',
    'a::\n\n  b\n',
    '----\n',
    '!!! note\n    ',
    ':::a\n',
    'word ',
    '\u200b',
    '---\na: b\n',
    '|a',
    '== ==\n',
    '<h2>a',
    '<Tabs\n',
    '[[a]]\n',
  ]
  for (const piece of pieces) {
    const workOf = (size: number) => {
      let work = 0
      readPage(
        piece.repeat(Math.ceil(size / piece.length)).slice(0, size),
        format,
        'github',
        (characters) => {
          work += characters
        },
      )
      return work
    }
    const [one, other] = [workOf(4_000), workOf(16_000)]
    // Marks of quotes and lists are read up to 32 deep, directives up to 12.
    expect(other, `${format}: ${JSON.stringify(piece)}`).toBeLessThanOrEqual(Math.max(4.5 * one, 40 * 16_000))
  }
})

test('a hundred thousand headings, all alike and without text, are read', () => {
  const { sections, leftOut } = readPageOf('## Same\n'.repeat(100_000))
  expect(sections).toEqual([])
  expect(leftOut).toBe('it has no text')
})

test('headings all alike have names of their own', () => {
  const { sections } = readPageOf(`# A\n\n${'## Same\n\nWords enough for a section here.\n\n'.repeat(1_000)}`)
  expect(new Set(sections.map(({ slug }) => slug)).size).toBe(1_000)
  expect(sections.at(-1)?.slug).toBe('docs/guide.md#same-999')
})

test('signs that are not seen make no words', () => {
  const { sections } = readPageOf(
    `# Gui\u200bde\n\n## In\u00adstall\n\nWords enough \u2060for a section here.\n`,
  )
  expect(sections.map(({ slug, body }) => [slug, body])).toEqual([
    ['docs/guide.md#install', 'Words enough for a section here.'],
  ])
})

test.each(ENDINGS)(
  'a long page of short paragraphs is read in steps that let others in between: .%s',
  (ending) => {
    const text = `# Guide\n\n${'- a line\n\n'.repeat(20_000)}`
    const reading = readingSections({ path: `docs/guide.${ending}`, text }, IN_REPOSITORY)
    let steps = 0
    while (!reading.next().done) steps++
    expect(steps).toBeGreaterThan(1_000)
  },
)

test('a paragraph without an end is cut', () => {
  const { sections } = readPageOf(`# Guide\n\n${'\\['.repeat(200_000)}\n\nThe words after it.\n`)
  expect(sections.map(({ body }) => body).join('').length).toBeLessThan(101_000)
})
