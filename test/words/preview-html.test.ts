// A preview as a page of HTML: it is whole by itself, and what others wrote in it is text.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Preview } from '../../src/report/preview.ts'
import { previewText } from '../../src/words/preview/formats.ts'
import { nasty } from './hostile.ts'
import { aNewcomer, aPreview, aShownAnswer, hostilePreview, nobodyYet } from './preview-builder.ts'

function page(preview: Preview = aPreview()): string {
  return previewText(preview, 'html', { columns: 80, colours: true })
}

/** The page without its text: tags and attributes in their order. */
function tagsOf(text: string): string[] {
  return [...text.matchAll(/<[^>]*>/g)].map(([tag]) => tag)
}

const PAGES = {
  'a project with settings': aPreview(),
  'a newcomer': aNewcomer(),
  'an empty one': nobodyYet(),
}

test.each(Object.entries(PAGES))('every tag that %s opens is closed in its place', (_, preview) => {
  const open: string[] = []
  for (const tag of tagsOf(page(preview))) {
    const [, slash = '', name = ''] = /^<(\/?)([a-z0-9]+)/.exec(tag) ?? []
    if (slash !== '') expect(open.pop()).toBe(name)
    else if (name !== '' && name !== 'meta' && !tag.endsWith('/>')) open.push(name)
  }
  expect(open).toEqual([])
})

test('it asks nobody for anything, runs nothing, and its policy refuses both', () => {
  const text = page(aNewcomer())
  expect(text).toContain(
    'content="default-src &#39;none&#39;; style-src &#39;unsafe-inline&#39;; base-uri &#39;none&#39;; form-action &#39;none&#39;"',
  )
  expect(text).not.toMatch(/<script|<link|<img|<iframe|<object|\ssrc=|url\(|@import|\son\w+=/i)
})

test('it is light and dark, and fits a phone and paper', () => {
  const text = page()
  expect(text).toContain('@media (prefers-color-scheme: dark)')
  expect(text).toContain('@media print')
  expect(text).toContain('<meta name="viewport" content="width=device-width, initial-scale=1">')
})

test('every picture has a title and the same in numbers', () => {
  const figures = page().match(/<figure>[\s\S]*?<\/figure>/g) ?? []
  expect(figures).toHaveLength(9)
  for (const figure of figures) {
    expect(figure).toMatch(/<svg class="picture"[^>]* role="img"><title>[^<]+<\/title>|<svg class="bar"/)
    expect(figure).toMatch(/<figcaption>[^<]+/)
    expect(figure).toMatch(/<details class="numbers">[\s\S]*<table>/)
  }
})

test('the recommended promise is marked, with the line of 95 %', () => {
  expect(page()).toMatch(
    /<li class="marked"><span dir="auto">1 working day, Mon–Fri 09:00–17:00<\/span> <b>96 % of 160<\/b>/,
  )
  expect(page()).toContain('<line class="mark" x1="95%" x2="95%"')
})

test('a week whose median nobody knows is marked', () => {
  const { today } = aPreview()
  const weeks = [{ ...today.weeks[0]!, medianSeconds: null, moreThanSeconds: 260_000 }]
  expect(page(aPreview({ today: { ...today, weeks } }))).toMatch(
    /<li class="unsure"><span dir="auto">7 Sep<\/span> <b>more than 3 d \(14 tickets\)<\/b>/,
  )
})

test('nobody is named who pays or who has which right', () => {
  expect(page()).not.toMatch(/\b(sam|ines|ruben|maya|noor)\b/)
})

test('the settings file stands there whole, with the link that opens it', () => {
  const text = page(aNewcomer())
  expect(text).toContain('label: { name: &quot;support: sponsor&quot; }')
  expect(text).toMatch(
    /<a href="https:\/\/github\.com\/acme\/widget\/new\/main\?filename=[^"]*" rel="noreferrer">Open it on GitHub/,
  )
})

test('a title of ten thousand letters is cut', () => {
  const shown = [aShownAnswer({ question: 'x'.repeat(10_000) })]
  expect(page(aPreview({ answers: { ...aPreview().answers!, shown } }))).not.toContain('x'.repeat(200))
})

const markup = fc.constantFrom(
  '</style><script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  "' onmouseover='x",
  '</title></svg><script>',
  '&lt;script&gt;',
  '\u202e\u2066',
  ']]>',
)

test('whatever others wrote, the page has the same tags with the same attributes', () => {
  const plain = tagsOf(page(hostilePreview('x')))
  fc.assert(
    fc.property(fc.array(fc.oneof(markup, nasty), { maxLength: 4 }), (parts) => {
      const text = page(hostilePreview(`x${parts.join('')}`))
      expect(tagsOf(text)).toEqual(plain)
      expect(text).not.toMatch(/[\u202a-\u202e\u2066-\u2069\u200b]/)
    }),
    { numRuns: 60 },
  )
})

test('an address leads nowhere but to a page, and stays in its place', () => {
  fc.assert(
    fc.property(fc.oneof(markup, nasty), (text) => {
      for (const url of [`https://example.org/${text}`, `javascript:${text}`, `data:text/html,${text}`]) {
        const links = tagsOf(page(hostilePreview(url))).filter((tag) => tag.startsWith('<a '))
        expect(
          links.every((tag) => /^<a href="https:\/\/example\.org\/[^"<>]*" rel="noreferrer">$/.test(tag)),
        ).toBe(true)
        expect(links).toHaveLength(url.startsWith('https:') ? 3 : 0)
      }
    }),
    { numRuns: 30 },
  )
})
