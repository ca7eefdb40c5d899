import fc from 'fast-check'
import { fromMarkdown } from 'mdast-util-from-markdown'
import { describe, expect, it } from 'vitest'
import { findMarkers } from '../../src/domain/marker.ts'
import { safeBlock, safeCode, safeInline } from '../../src/words/safe-text.ts'
import { FLOODS, flood } from '../domain/floods.ts'
import { nasty, renderedText } from './hostile.ts'

describe('a title in a line', () => {
  it('is shown as it was typed and does nothing', () => {
    expect(safeInline('Fix @octocat’s `a|b` <b>now</b>, see #12 & https://x.org')).toBe(
      'Fix @\u200boctocat’s \\`a\\|b\\` &lt;b&gt;now&lt;/b&gt;, see #\u200b12 &amp; https://\u200bx.org',
    )
    expect(safeInline('1. First\n- second\t\u202eend')).toBe('1\\. First - second end')
    expect(safeInline('日本語のタイトル')).toBe('日本語のタイトル')
  })

  it('is cut by characters, not in the middle of one', () => {
    expect(safeInline('👍👍👍👍', 3)).toBe('👍👍…')
  })

  it('is one paragraph of text with nobody mentioned, whatever it holds', () => {
    fc.assert(
      fc.property(nasty, (text) => {
        const safe = safeInline(text)
        expect(safe).not.toMatch(/@[A-Za-z0-9]|#\d|\n|(?<!\\)\||<|&#64|&commat/)
        const root = fromMarkdown(`x ${safe}`)
        expect(root.children.map((node) => node.type)).toEqual(['paragraph'])
        const inside = 'children' in root.children[0]! ? root.children[0].children : []
        expect(inside.every((node) => node.type === 'text')).toBe(true)
      }),
      { numRuns: 500 },
    )
  })
})

describe('a name in code', () => {
  it('cannot end the code', () => {
    expect(safeCode('a `b` ``c``')).toBe('``` a `b` ``c`` ```')
    fc.assert(
      fc.property(nasty, (text) => {
        const root = fromMarkdown(`x ${safeCode(text)} y`)
        const paragraph = root.children[0]!
        const types = 'children' in paragraph ? paragraph.children.map((node) => node.type) : []
        expect(types).toEqual(['text', 'inlineCode', 'text'])
      }),
    )
  })
})

describe('the text of an article', () => {
  it('keeps its Markdown, and its code can be copied', () => {
    const text =
      'Run **this**:\n\n```sh\nnpm i @acme/cli <!-- not a comment -->\n```\n\nor `npx @acme/cli`, see [docs](https://x.org/@a).'
    expect(safeBlock(text)).toBe(text)
    expect(safeBlock('Write to help@acme.org')).toBe('Write to help@acme.org')
  })

  it('mentions nobody, also not by an entity', () => {
    expect(safeBlock('Ask @octocat or @acme/team, _@rita_')).toBe(
      'Ask @\u200boctocat or @\u200bacme/team, _@\u200brita_',
    )
    expect(safeBlock('Ask &#64;octocat')).toBe('Ask &#64;\u200boctocat')
  })

  it('shows comments and dangerous HTML as text, and keeps plain formatting', () => {
    expect(safeBlock('a <!-- hidden --> b')).toBe('a &lt;!-- hidden --> b')
    expect(safeBlock('Press <kbd>F1</kbd><script>x</script>')).toBe(
      'Press <kbd>F1</kbd>&lt;script>x&lt;/script>',
    )
  })

  it('closes what it left open', () => {
    expect(safeBlock('```\ncode')).toBe('```\ncode\n```')
    expect(safeBlock('<details>\n<summary>More</summary>\n\ntext')).toMatch(/<\/details>$/)
  })

  it('ends nothing that it stands in', () => {
    expect(safeBlock('</blockquote>\n</details>out')).toBe('</p>\n</p>out')
    expect(safeBlock('so </details> and <b>bold</b></div>')).toBe('so &lt;/details> and <b>bold</b>&lt;/div>')
    expect(safeBlock('<div>\n\nin </div>')).toBe('<div>\n\nin </div>')
  })

  it('closes formatting that would go on in what follows', () => {
    expect(safeBlock('a <s>b')).toBe('a <s>b\n\n</s>')
    expect(safeBlock('<details>\n<b>x</b>')).toBe('<details>\n<b>x</b>\n\n</details>')
    expect(safeBlock('<p>one<br>two')).toBe('<p>one<br>two')
  })

  it('mentions nobody in a cell of a table, where code ends with the cell', () => {
    const table = '| a | b |\n|---|---|\n| `x | @octocat` |\n| `@acme/cli` | y |'
    expect(safeBlock(table)).toBe('| a | b |\n|---|---|\n| `x | @\u200boctocat` |\n| `@acme/cli` | y |')
  })

  it('is cut at a line where no comment would hold it, and says so', () => {
    const safe = safeBlock('```\n'.concat('npm i @acme/cli\n'.repeat(10_000)))
    expect(safe.length).toBeLessThan(55_000)
    expect(safe).toMatch(/npm i @acme\/cli\n\n```\n\n… \(cut: the text is too long\)$/)
  })

  it.each(FLOODS)('made of nothing but %j fits into a comment', (piece) => {
    const safe = safeBlock(flood(piece, 100_000))
    expect(safe.length).toBeLessThan(55_000)
    expect(safe).not.toContain('<!--')
  })

  it('mentions nobody when HTML before it turns code into text', () => {
    const text = '<script>\n```\n</script>\n\n```\n@octocat\n```\n'
    expect(safeBlock(text)).toContain('@\u200boctocat')
  })

  it('mentions nobody outside of code and addresses, whatever it holds', () => {
    fc.assert(
      fc.property(nasty, (text) => {
        const rendered = renderedText(fromMarkdown(safeBlock(text))).replace(/https?:\/\/\S+/g, '')
        expect(rendered).not.toMatch(/(?<![A-Za-z0-9])@[A-Za-z0-9]/)
      }),
      { numRuns: 1000 },
    )
  })

  it.each([
    ['the target of a link', '[a](`) @maint `'],
    ['the title of a link', '[a](b "`") @maint `'],
    ['the label of a link', '[`]: /u\n\n[b][`] @maint `'],
    ['a definition', '[a]: `\n@maint `'],
  ])('does not take a backtick in %s for the beginning of code', (_name, text) => {
    expect(safeBlock(text)).not.toContain('@maint')
  })

  it('keeps code that follows a link as it is', () => {
    for (const text of [
      'See [docs](https://x.org/a) and run `npm i @acme/x`',
      '[a](b "A title"), [c][d]: `npm i @acme/x`',
    ]) {
      expect(safeBlock(text)).toBe(text)
    }
  })

  it.each([
    ['in raw HTML, where no address becomes a link', '<p>https://x.org/@maint'],
    ['behind a bracket that is open', '[ https://x.org/@maint'],
    ['behind what is no address', 'xhttps://x.org/@maint https://./@maint'],
  ])('mentions nobody %s', (_name, text) => {
    expect(safeBlock(text)).not.toContain('@maint')
  })

  it.each([
    ['a space that is none to Markdown', '<h1\u00a0a\n```\n@maint'],
    ['a quotation that a tag may end or not', '<kbd\n>a\n<code>\n~~~\n'],
  ])('ends where it stands, behind %s', (_name, text) => {
    const after = fromMarkdown(`${safeBlock(text)}\n\n---\n\nend\n`).children.slice(-2)
    expect(after.map((node) => node.type)).toEqual(['thematicBreak', 'paragraph'])
  })

  it('never forges a marker and never swallows what comes after it', () => {
    fc.assert(
      fc.property(nasty, (text) => {
        const safe = safeBlock(text)
        expect(findMarkers(safe)).toEqual([])
        const after = fromMarkdown(`${safe}\n\n---\n\nend\n`).children.slice(-2)
        expect(after.map((node) => node.type)).toEqual(['thematicBreak', 'paragraph'])
      }),
      { numRuns: 1000 },
    )
  })
})

it.each([
  ['<-@octocat>', '<-@\u200boctocat>'],
  ['write to <me@example.org>', 'write to <me@example.org>'],
  ['<https://example.org/@me>', '<https://example.org/@me>'],
])('an address in angle brackets mentions nobody and still leads where it led: %s', (written, posted) => {
  expect(safeBlock(written)).toBe(posted)
})
