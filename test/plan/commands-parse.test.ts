// Commands are lines of prose-free text; everything that only looks like one is left alone.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { commandArity as known } from '../../src/plan/ticket/commands/all-commands.ts'
import {
  addedCommands,
  commandText,
  isOnlyCommands,
  MOST_COMMANDS,
  parseCommands,
} from '../../src/plan/ticket/commands/parse.ts'

const found = (markdown: string) => parseCommands(markdown, '/', known).map(commandText)

describe('a command', () => {
  it.each([
    ['alone', '/answer install', ['answer install']],
    ['with an argument of two words', '/need technical support', ['need technical support']],
    ['after a sentence', 'Thank you.\n/waiting 14d', ['waiting 14d']],
    ['with capital letters in its name', '/Answer install', ['answer install']],
    ['twice', '/tier pro\n\n/metrics', ['tier pro', 'metrics']],
    ['with Windows line ends', 'Hello\r\n/metrics\r\n', ['metrics']],
    ['with the line ends of old Macs', 'Hello\r/metrics', ['metrics']],
    ['directly under a list', 'Please send:\n- the log\n- the version\n/waiting', ['waiting']],
    ['directly under a numbered list', '1. the log\n2. the version\n/waiting', ['waiting']],
    ['in an item of a list, on a line of its own', '- the log\n\n  /waiting', ['waiting']],
    ['above a rule', 'Thanks.\n/waiting\n---\nSent from my phone', ['waiting']],
    ['above a signature', '/waiting\n-- \nMona', ['waiting']],
    ['after folded text', '<details>\n<summary>Log</summary>\n\nx\n\n</details>\n/waiting', ['waiting']],
    ['inside of folded text', '<details>\n\n/waiting\n\n</details>', ['waiting']],
    ['after an image', '![a](https://example.org/a.png)\n/waiting', ['waiting']],
    ['after an image in HTML', '<img src="https://example.org/a.png">\n/waiting', ['waiting']],
    ['after a hidden comment', '<!-- note -->\n/waiting', ['waiting']],
    ['before a hidden comment', '/waiting 14d <!-- note -->', ['waiting 14d']],
    ['after a quotation and an empty line', '> Could you?\n\n/waiting', ['waiting']],
    ['after code', '```\nlog\n```\n/waiting', ['waiting']],
    ['above a quoted mail', '/waiting\n\nOn Friday somebody wrote:\n\n> /tier pro\n', ['waiting']],
    ['with a no-break space', '/waiting\u00a014d', ['waiting 14d']],
    ['with a no-break space at its end', '/waiting\u00a0', ['waiting']],
    ['with a full-width slash', '／waiting', ['waiting']],
    ['behind a sign that cannot be seen', '\ufeff/waiting', ['waiting']],
    ['in capital letters', '/WAITING 14D', ['waiting 14D']],
    ['between marks of direction', '\u202b/waiting 14d\u202c', ['waiting 14d']],
    ['in an isolate', '\u2067/waiting\u2069', ['waiting']],
    ['behind an Arabic mark', '\u061c/tier pro', ['tier pro']],
    ['with a right-to-left mark inside', '/tier\u200f pro', ['tier pro']],
    ['with signs of no width in every place', '\u200b/\u200btier\u2060 \u200dpro\u200c', ['tier pro']],
    ['with a soft hyphen', '/met\u00adrics', ['metrics']],
    ['before a selector of emoji', '/metrics\ufe0f', ['metrics']],
    ['behind a NUL', '\0/metrics', ['metrics']],
    ['in full width', '／ＴＩＥＲ　ｐｒｏ', ['tier pro']],
    ['behind an ideographic space', '\u3000/tier pro', ['tier pro']],
    ['with tabs', '/tier\t\tpro\t', ['tier pro']],
    ['with an em space', '/tier\u2003pro', ['tier pro']],
    ['with a line separator', '/tier\u2028pro', ['tier pro']],
    ['with a form feed', '\f/metrics\v', ['metrics']],
    ['with three spaces before', '   /metrics', ['metrics']],
    ['with two spaces at its end', '/metrics  \nThanks.', ['metrics']],
    ['in mixed case', '/Tier  Pro', ['tier Pro']],
    ['above a line of equals signs', '/metrics\n===', ['metrics']],
    ['in a paragraph of HTML', '<p>\n/metrics\n</p>', ['metrics']],
    ['with a number in full width', '/rate ５', ['rate 5']],
    ['in a table', '| a |\n|---|\n/waiting', ['waiting']],
  ])('is found %s', (_how, markdown, commands) => {
    expect(found(markdown)).toEqual(commands)
  })

  it.each([
    ['a path', '/usr/lib is missing'],
    ['an unknown word', '/shrug'],
    ['a sentence that begins like one', '/metrics returns 500'],
    ['in a quote', '> /metrics'],
    ['continuing a quote', '> somebody said\n/metrics'],
    ['in a fence', '```\n/metrics\n```'],
    ['in an indented block', 'text\n\n    /metrics'],
    ['in inline code', '`/metrics`'],
    ['in an HTML comment', '<!--\n/metrics\n-->'],
    ['in a list', '- /metrics'],
    ['in a footnote', 'x[^1]\n\n[^1]: /metrics'],
    ['in a nested quote', '> > /metrics'],
    ['in a quote of HTML', '<blockquote>\n\n/metrics\n\n</blockquote>'],
    ['in a block of HTML code', '<pre>\n/metrics\n</pre>'],
    ['in HTML code', 'See <code>\n/metrics\n</code>'],
    ['in code over several lines', 'See `\n/metrics\n`'],
    ['in a comment inside of a paragraph', 'Hello <!--\n/metrics\n--> there'],
    ['in a comment inside of HTML', '<div>\n<!--\n/metrics\n-->\n</div>'],
    ['in a comment that HTML leaves open', '<div>\n<!--\n\n/metrics'],
    ['in indented code of a list', '- item\n\n      /metrics'],
    ['a heading', '# /metrics'],
    ['emphasis', '**/metrics**'],
    ['a sentence of a command with arguments', '/waiting for the log'],
    ['a sentence of a command whose argument may be two words', '/need more information'],
    ['with a full stop', '/waiting.'],
    ['behind a tab, which is code', '\t/metrics'],
    ['with a space behind the slash', '/ metrics'],
    ['with two slashes', '//metrics'],
    ['the folder of its name', '/metrics/'],
    ['a link', '[/metrics](x)'],
    ['struck out', '~~/metrics~~'],
    ['written as an entity', '&#47;metrics'],
    ['a cell of a table', '| /metrics |\n|---|'],
    ['an item of a list with a star', '* /metrics'],
    ['an item of a numbered list', '1) /metrics'],
    ['an item to do', '- [ ] /metrics'],
    ['with another letter', '/métrics'],
    ['with a colon', '/tier: pro'],
    ['behind a line separator, which breaks no line', 'x\u2028/metrics'],
    ['in a fence of tildes', '~~~\n/metrics\n~~~'],
    ['in a fence that stays open', '```\n/metrics'],
    ['in preformatted HTML that stays open', '<pre>\n/metrics'],
    ['in a fence in a list', '- x\n  ```\n  /metrics\n  ```'],
    ['in a script', '<script>\n/metrics\n</script>'],
    ['escaped', '\\/metrics'],
    ['in the middle of a line', 'please /metrics'],
  ])('is not %s', (_what, markdown) => {
    expect(found(markdown)).toEqual([])
  })

  it.each([
    ['too few words', '/tier', 'tier'],
    ['a time of several words', '/waiting 1 year', 'waiting 1 year'],
    ['a time with a space', '/waiting 14 d', 'waiting 14 d'],
    ['a time in words', '/waiting two weeks', 'waiting two weeks'],
    ['a question in the place of a slug', '/answer how to install', 'answer how to install'],
    ['two tiers', '/tier pro enterprise', 'tier pro enterprise'],
  ])('with %s is a mistake and no sentence', (_what, markdown, text) => {
    const [command] = parseCommands(markdown, '/', known)
    expect(command).toMatchObject({ problem: 'arguments' })
    expect(command && commandText(command)).toBe(text)
  })

  it('is one of a few: a comment that asks for more is told so, and asks for no more', () => {
    const flood = parseCommands('/why\n'.repeat(30_000), '/', known)
    expect(flood).toHaveLength(MOST_COMMANDS + 1)
    expect(flood.map((one) => one.problem)).toEqual([...Array(MOST_COMMANDS).fill(null), 'too_many'])
  })

  it('may begin with another prefix', () => {
    expect(parseCommands('!why', '!', known).map(commandText)).toEqual(['why'])
    expect(parseCommands('！why', '!', known).map(commandText)).toEqual(['why'])
    expect(parseCommands('/why', '!', known)).toEqual([])
  })

  it('in an edited comment counts only where it is new', () => {
    const added = addedCommands('/tier pro', '/tier pro\n\n/waiting\n\n/tier pro', '/', known)
    expect(added.map(commandText)).toEqual(['waiting', 'tier pro'])
  })
})

describe('a comment that holds nothing but commands', () => {
  it('is told from one that also speaks', () => {
    expect(isOnlyCommands('/metrics\n/waiting', '/', known)).toBe(true)
    expect(isOnlyCommands('<!-- note -->\n\n/metrics', '/', known)).toBe(true)
    expect(isOnlyCommands('/waiting 1 year', '/', known)).toBe(true)
    expect(isOnlyCommands('/answer how to install', '/', known)).toBe(true)
    expect(isOnlyCommands('<details>\n\n/waiting\n\n</details>', '/', known)).toBe(true)
    expect(isOnlyCommands('/waiting\n\n---\n', '/', known)).toBe(true)
    expect(isOnlyCommands('<!-- note --> Looking at it.\n\n/waiting', '/', known)).toBe(false)
    expect(isOnlyCommands('<img src="https://example.org/a.png">\n\n/waiting', '/', known)).toBe(false)
    expect(isOnlyCommands('```\ntry this\n```\n/waiting', '/', known)).toBe(false)
    expect(isOnlyCommands('Looking at it.\n/waiting', '/', known)).toBe(false)
    expect(isOnlyCommands('/metrics returns 500', '/', known)).toBe(false)
    expect(isOnlyCommands('', '/', known)).toBe(false)
  })
})

it.each([
  ['commands', '/why\n'],
  ['slashes', '/'],
  ['signs that cannot be seen', '\u200b'],
  ['marks of direction', '\u202e'],
  ['quotes', '> '],
  ['lists', '- '],
  ['backticks', '`'],
  ['comments left open', '<!--'],
  ['tags left open', '<a '],
  ['brackets', '['],
  ['letters with marks', 'e\u0301'],
  ['long lines', `/tier ${'x'.repeat(290)}\n`],
])('reads a megabyte of %s', (_what, piece) => {
  const text = piece.repeat(Math.ceil(1_000_000 / piece.length))
  expect(parseCommands(`${text}\n\n/why`, '/', known).length).toBeLessThanOrEqual(MOST_COMMANDS + 1)
  expect(isOnlyCommands(text, '/', known)).toBe(piece.startsWith('/') && piece.endsWith('\n'))
})

it('never throws, and finds no more commands than there are lines', () => {
  fc.assert(
    fc.property(
      fc.array(
        fc.constantFrom('/metrics', '/tier pro', '> ', '```', '\n', '<!--', '-->', '`', '*', ' ', 'x'),
      ),
      (parts) => {
        const text = parts.join('')
        expect(found(text).length).toBeLessThanOrEqual(text.split('\n').length)
      },
    ),
  )
})
