// Links of an article still lead somewhere when its text stands in a comment.
import { expect, it } from 'vitest'
import { absoluteLinks } from '../../src/knowledge/absolute-links.ts'

const bases = {
  pages: 'https://github.com/acme/widget/blob/main/docs/kb/',
  images: 'https://github.com/acme/widget/raw/main/docs/kb/',
}

it.each([
  ['[proxy](proxy.md)', '[proxy](https://github.com/acme/widget/blob/main/docs/kb/proxy.md)'],
  [
    '[guide](../guide.md#start "Guide")',
    '[guide](https://github.com/acme/widget/blob/main/docs/guide.md#start "Guide")',
  ],
  ['![shot](img/a.png)', '![shot](https://github.com/acme/widget/raw/main/docs/kb/img/a.png)'],
  ['[a][b]\n\n[b]: other.md', '[a][b]\n\n[b]: https://github.com/acme/widget/blob/main/docs/kb/other.md'],
])('a relative target becomes absolute: %s', (markdown, expected) => {
  expect(absoluteLinks(markdown, bases)).toBe(expected)
})

it.each([
  '[x](https://example.com/a.md)',
  '[x](#below)',
  '[m](mailto:a@b.c)',
  '`[x](y.md)`',
  '```\n[x](y.md)\n```',
])('anything else stays: %s', (markdown) => {
  expect(absoluteLinks(markdown, bases)).toBe(markdown)
})
