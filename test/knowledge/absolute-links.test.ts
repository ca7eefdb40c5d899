// Links of an article still lead somewhere when its text stands in a comment.
import { expect, it } from 'vitest'
import { absoluteLinks } from '../../src/knowledge/absolute-links.ts'

const bases = {
  pages: 'https://github.com/acme/widget/blob/main/',
  images: 'https://github.com/acme/widget/raw/main/',
  path: 'docs/kb/install.md',
}

it.each([
  ['[proxy](proxy.md)', '[proxy](https://github.com/acme/widget/blob/main/docs/kb/proxy.md)'],
  [
    '[guide](../guide.md#start "Guide")',
    '[guide](https://github.com/acme/widget/blob/main/docs/guide.md#start "Guide")',
  ],
  ['![shot](img/a.png)', '![shot](https://github.com/acme/widget/raw/main/docs/kb/img/a.png)'],
  ['[root](/docs/guide.md)', '[root](https://github.com/acme/widget/blob/main/docs/guide.md)'],
  ['![root](/img/a.png)', '![root](https://github.com/acme/widget/raw/main/img/a.png)'],
  ['[tab](?plain=1)', '[tab](https://github.com/acme/widget/blob/main/docs/kb/install.md?plain=1)'],
  ['[my](<../my guide.md>)', '[my](<https://github.com/acme/widget/blob/main/docs/my%20guide.md>)'],
  ['[a](foo\\_\\(1\\).md)', '[a](https://github.com/acme/widget/blob/main/docs/kb/foo_%281%29.md)'],
  [
    '[![shot](a.png)](b.md)',
    '[![shot](https://github.com/acme/widget/raw/main/docs/kb/a.png)](https://github.com/acme/widget/blob/main/docs/kb/b.md)',
  ],
  ['[`code`](b.md)', '[`code`](https://github.com/acme/widget/blob/main/docs/kb/b.md)'],
  ['- > [x](b.md)', '- > [x](https://github.com/acme/widget/blob/main/docs/kb/b.md)'],
  [
    '<img width="3" src="a.png">',
    '<img width="3" src="https://github.com/acme/widget/raw/main/docs/kb/a.png">',
  ],
  ["<a href='/b.md'>b</a>", "<a href='https://github.com/acme/widget/blob/main/b.md'>b</a>"],
  [
    '<source srcset="a.png 1x, /b.png 2x">',
    '<source srcset="https://github.com/acme/widget/raw/main/docs/kb/a.png 1x, https://github.com/acme/widget/raw/main/b.png 2x">',
  ],
  ['[a][b]\n\n[b]: other.md', '[a][b]\n\n[b]: https://github.com/acme/widget/blob/main/docs/kb/other.md'],
])('a relative target becomes absolute: %s', (markdown, expected) => {
  expect(absoluteLinks(markdown, bases)).toBe(expected)
})

it.each([
  '[x](https://example.com/a.md)',
  '[x](#below)',
  '[m](mailto:a@b.c)',
  '`[x](y.md)`',
  '``[x](y.md) ` [x](y.md)``',
  '> ```\n> [x](y.md)\n> ```',
  'a\n\n    [x](y.md)',
  '<!-- [x](y.md) -->',
  'Text[^1].\n\n[^1]: More than two needs a licence.',
  'not a link](y.md)',
  '[x](/\\\\\\\\)',
  '[x](//host/y.md)',
  '<a href="#below">x</a>',
  '```\n[x](y.md)\n```',
])('anything else stays: %s', (markdown) => {
  expect(absoluteLinks(markdown, bases)).toBe(markdown)
})
