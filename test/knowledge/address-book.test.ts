// Addresses of sections and articles: at any commit, on the site with every ending, and the page alone.
import { expect, test } from 'vitest'
import { inOneGo } from '../../src/domain/steps.ts'
import { addressBook } from '../../src/knowledge/address-book.ts'
import { writtenLinks } from '../../src/knowledge/written-links.ts'

const GITHUB = 'https://github.com'
const THREAD = `${GITHUB}/acme/widget/issues/1`
const section = (path: string, anchor: string | null, url: string | null) => ({
  slug: anchor === null ? path : `${path}#${anchor}`,
  repositories: ['acme/widget', 'acme/before'],
  path,
  section: { anchor, url },
})
const book = inOneGo(
  addressBook(THREAD, [
    { slug: 'proxy', repositories: ['acme/kb'], path: 'kb/proxy.md', section: null },
    section('docs/use.md', null, 'https://docs.example.org/use/'),
    section('docs/use.md', 'über-all', 'https://docs.example.org/use/#über-all'),
    section('docs/one.md', 'only', 'https://docs.example.org/one.html#only'),
    section('docs/two.md', 'a', `${GITHUB}/acme/widget/blob/0123/docs/two.md#a`),
    section('docs/two.md', 'b', `${GITHUB}/acme/widget/blob/0123/docs/two.md#b`),
    {
      ...section('docs/three.md', 'c', `${GITHUB}/acme/other/blob/0123abc/docs/three.md#c`),
      repositories: [],
    },
    section('docs/index.md', 'start', 'https://docs.example.org/#start'),
  ]),
)

test.each([
  ['https://docs.example.org/use#%C3%BCber-all', 'docs/use.md#über-all'],
  ['http://www.docs.example.org/use.html#über-all', 'docs/use.md#über-all'],
  ['https://docs.example.org/use/index.html?x=1#über-all', 'docs/use.md#über-all'],
  ['https://docs.example.org/use/', 'docs/use.md'],
  ['/acme/widget/blob/main/docs/two.md#b', 'docs/two.md#b'],
  ['../blob/main/docs/two.md#b', 'docs/two.md#b'],
  [`${GITHUB}/acme/before/blob/main/docs/two.md#b`, 'docs/two.md#b'],
  ['https://docs.example.org/one', 'docs/one.md#only'],
  ['https://docs.example.org/one#:~:text=only', 'docs/one.md#only'],
  ['https://docs.example.org/', 'docs/index.md#start'],
  ['https://github.com/Acme/Widget/blob/release/v2/docs/two.md#b', 'docs/two.md#b'],
  ['https://raw.githubusercontent.com/acme/widget/main/docs/one.md', 'docs/one.md#only'],
  ['https://github.com/acme/widget/blob/main/docs/use.md#user-content-über-all', 'docs/use.md#über-all'],
  ['https://github.com/acme/other/blob/main/docs/three.md#c', 'docs/three.md#c'],
  ['https://github.com/acme/kb/blob/main/kb/proxy.md#anything', 'proxy'],
])('%s is %s', (address, slug) => expect(book(address)).toEqual({ slug }))

test.each([
  'https://docs.example.org/use/#gone',
  'https://github.com/acme/widget/blob/main/docs/two.md',
  'https://github.com/acme/widget/blob/main/docs/two.md#L3-L9',
])('%s is a page, and no one section', (address) => expect(book(address)).toEqual({ slug: null }))

test.each([
  'https://docs.example.org/other',
  'https://github.com/acme/widget/issues/3',
  'https://github.com/acme/widget',
  'https://github.com/eve/widget/blob/main/docs/two.md#a',
  'mailto:a@example.org',
  'https://',
  'https://docs.example.org/%E0%A4%A',
])('%s is nothing of it', (address) => expect(book(address)).toBeNull())

test('links are found in the own words of a comment alone', () => {
  const comment = `See (https://a.example/x_(y)), <https://b.example/> and [c](<https://c.example/p q> "t").

<a href="https://d.example/?a=1&amp;b=2">d</a>

> https://no.example/quote

    https://no.example/code

<blockquote>https://no.example/html</blockquote>

<!-- https://no.example/comment --> ![x](https://no.example/image) \`https://no.example/span\`

- https://e.example/list.`
  expect(writtenLinks(comment).sort()).toEqual([
    'https://a.example/x_(y)',
    'https://b.example/',
    'https://c.example/p q',
    'https://d.example/?a=1&b=2',
    'https://e.example/list',
  ])
})

test.each([
  ['quotes left open', '<blockquote>'.repeat(20_000)],
  ['addresses of brackets', `https://x.example/${')'.repeat(60_000)}`],
  ['brackets', '['.repeat(60_000)],
])('a comment of %s is read', (_, text) => expect(writtenLinks(text).length).toBeLessThan(2))
