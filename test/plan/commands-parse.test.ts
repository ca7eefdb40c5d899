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
    ['with a full stop', '/waiting.'],
    ['escaped', '\\/metrics'],
    ['in the middle of a line', 'please /metrics'],
  ])('is not %s', (_what, markdown) => {
    expect(found(markdown)).toEqual([])
  })

  it.each([
    ['too few words', '/tier', 'tier'],
    ['a time of several words', '/waiting 1 year', 'waiting 1 year'],
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
