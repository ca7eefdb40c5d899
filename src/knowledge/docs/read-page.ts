// Reads a page by its format.
import type { DocsSettings } from '../../domain/settings.ts'
import { inOneGo, type Steps } from '../../domain/steps.ts'
import { readingAsciidoc } from './asciidoc-page.ts'
import { readingMarkdown } from './markdown-page.ts'
import type { Count, DocsFormat, ReadPage } from './page.ts'
import { readingRst } from './rst-page.ts'

/**
 * Line ends and marks of encoding are made one before. Linear in the text; never throws.
 * @param count told how many characters were looked at, for tests
 */
export function readPage(
  text: string,
  format: DocsFormat,
  anchors: DocsSettings['anchors'],
  count: Count = () => {},
): ReadPage {
  return inOneGo(readingPage(text, format, anchors, count))
}

/** The same in steps, some hundred lines each. */
export function* readingPage(
  text: string,
  format: DocsFormat,
  anchors: DocsSettings['anchors'],
  count: Count = () => {},
): Steps<ReadPage> {
  const plain = text
    .replace(/^\ufeff/, '')
    .replace(/\r\n?/g, '\n')
    .replace(OTHER_BREAKS, ' ')
    .replace(INVISIBLE, '')
  switch (format) {
    case 'rst':
      return yield* readingRst(plain, count)
    case 'asciidoc':
      return yield* readingAsciidoc(plain, count)
    case 'markdown':
    case 'mdx':
      return yield* readingMarkdown(plain, { mdx: format === 'mdx', mkdocs: anchors === 'mkdocs', count })
    default:
      return format satisfies never
  }
}

/** They end no line of any format, though they do for regular expressions. */
const OTHER_BREAKS = /[\u2028\u2029\u0085\v\f]/g
const INVISIBLE = /[\u200b\u2060\ufeff\u00ad]/g
