// Commands are lines of prose-free text; everything that only looks like one is left alone.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  addedCommands,
  type CommandArity,
  commandText,
  isOnlyCommands,
  parseCommands,
} from '../../src/decide/commands/parse.ts'

const known: CommandArity = new Map([
  ['answer', [0, 1]],
  ['metrics', [0, 0]],
  ['tier', [1, 1]],
  ['waiting', [0, 1]],
])
const found = (markdown: string) => parseCommands(markdown, '/', known).map(commandText)

describe('a command', () => {
  it.each([
    ['alone', '/answer install', ['answer install']],
    ['after a sentence', 'Thank you.\n/waiting 14d', ['waiting 14d']],
    ['with capital letters in its name', '/Answer install', ['answer install']],
    ['twice', '/tier pro\n\n/metrics', ['tier pro', 'metrics']],
    ['with Windows line ends', 'Hello\r\n/metrics\r\n', ['metrics']],
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
    ['escaped', '\\/metrics'],
    ['in the middle of a line', 'please /metrics'],
    ['without a needed word', '/tier'],
  ])('is not %s', (_what, markdown) => {
    expect(found(markdown)).toEqual([])
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
