// Texts that try to mention somebody, leave their place or forge a marker, and what a reader sees of them.
import fc from 'fast-check'
import type { Nodes } from 'mdast'

export const nasty = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        '@octocat',
        '@acme/team',
        '#12',
        '|',
        '\n',
        '`',
        '```',
        '~~~',
        '<!--',
        '-->',
        '<details>',
        '</details>',
        '<!-- firstline:answer x -->',
        '<script>',
        '<pre>',
        '](',
        '[',
        '*',
        '_',
        '\\',
        '&#64;octocat',
        '&commat;x',
        'https://example.org/@octocat',
        '    ',
        '> ',
        '- ',
        '1. ',
        '$',
        '\u202e',
        '\r',
        '<b',
        'GH-3',
        '$&',
        '[a](`',
        '[b][`]',
        '[`]: /u\n',
        '"`")',
        '<h1\u00a0',
      ),
      fc.string({ maxLength: 6 }),
    ),
    { maxLength: 12 },
  )
  .map((parts) => parts.join(''))

/** The text that a reader sees outside of code, HTML included as it stands. */
export function renderedText(node: Nodes): string {
  if (node.type === 'code' || node.type === 'inlineCode') return '\n'
  if (node.type === 'text' || node.type === 'html') return node.value
  return 'children' in node ? node.children.map(renderedText).join('') : '\n'
}
