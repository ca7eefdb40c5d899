// Finds commands in a comment: lines of the writer's own words that start with the prefix and a known word.
import type { ParsedCommand } from '../../../domain/command.ts'
import type { CommandArity } from './arguments.ts'
import { type ShownLine, shownLines } from './shown-lines.ts'

/** What one comment may ask for; the next one is told so. */
export const MOST_COMMANDS = 20
/** Lines that are looked at for commands, so that an edit of a flood can be compared. */
const MOST_LINES = 200
/** A line that is longer is prose. */
const LONGEST_LINE = 300

interface Reading {
  commands: ParsedCommand[]
  prose: boolean
}

/** The commands of one comment, in order. Never throws. */
export function parseCommands(markdown: string, prefix: string, known: CommandArity): ParsedCommand[] {
  return upToMost(readComment(markdown, prefix, known).commands)
}

/** True when the comment holds at least one command, however mistyped, and nothing else: it answers nobody. */
export function isOnlyCommands(markdown: string, prefix: string, known: CommandArity): boolean {
  const { commands, prose } = readComment(markdown, prefix, known)
  return commands.length > 0 && !prose
}

/** What an edit added: commands of the new text that the old text did not already hold as often. */
export function addedCommands(
  before: string,
  after: string,
  prefix: string,
  known: CommandArity,
): ParsedCommand[] {
  const old = new Map<string, number>()
  for (const command of readComment(before, prefix, known).commands) {
    const key = commandText(command)
    old.set(key, (old.get(key) ?? 0) + 1)
  }
  const added = readComment(after, prefix, known).commands.filter((command) => {
    const left = old.get(commandText(command)) ?? 0
    if (left > 0) old.set(commandText(command), left - 1)
    return left === 0
  })
  return upToMost(added)
}

/** The command in one line, without prefix: `tier pro`. Equal commands have equal text. */
export function commandText(command: Pick<ParsedCommand, 'name' | 'words'>): string {
  return [command.name, ...command.words].join(' ')
}

function upToMost(commands: ParsedCommand[]): ParsedCommand[] {
  const next = commands[MOST_COMMANDS]
  const kept = commands.slice(0, MOST_COMMANDS)
  return next ? [...kept, { ...next, problem: 'too_many' }] : kept
}

// A reading depends on the text alone, and a ledger is read at every turn: what was read last is kept.
const KEPT = new WeakMap<CommandArity, { readings: Map<string, Reading>; characters: number }>()
/** As much as one crowded ticket holds. */
const MOST_KEPT_CHARACTERS = 32_000_000

function readComment(markdown: string, prefix: string, known: CommandArity): Reading {
  if (!mayHoldCommands(markdown, prefix, known)) return { commands: [], prose: markdown.trim() !== '' }
  const kept = KEPT.get(known) ?? { readings: new Map<string, Reading>(), characters: 0 }
  KEPT.set(known, kept)
  const key = `${prefix} ${markdown}`
  const before = kept.readings.get(key)
  const reading = before ?? readLines(shownLines(markdown), prefix, known)
  if (before) kept.readings.delete(key)
  else kept.characters += key.length
  kept.readings.set(key, reading)
  for (const oldest of kept.readings.keys()) {
    if (kept.characters <= MOST_KEPT_CHARACTERS) break
    kept.readings.delete(oldest)
    kept.characters -= oldest.length
  }
  return reading
}

/** Most comments hold no line that looks like a command: no need to know what Markdown makes of them. */
function mayHoldCommands(markdown: string, prefix: string, known: CommandArity): boolean {
  return markdown.split(/[\r\n]/).some((line) => beginningOf(line, prefix, known) !== null)
}

function readLines(lines: Iterable<ShownLine>, prefix: string, known: CommandArity): Reading {
  const commands: ParsedCommand[] = []
  let prose = false
  for (const line of lines) {
    const command = line.own ? parseLine(line.text, prefix, known) : null
    if (!command) prose = true
    else if (commands.push(command) >= MOST_LINES) break
  }
  return { commands, prose }
}

/** Null for what is no command: an unknown word, or a sentence that begins with a known one. */
function parseLine(line: string, prefix: string, known: CommandArity): ParsedCommand | null {
  const beginning = line.length <= LONGEST_LINE ? beginningOf(line, prefix, known) : null
  if (!beginning) return null
  const { name, words, takes } = beginning
  const isTooMuch = words.length > takes.most && !takes.phrase?.test(words.join(' '))
  if (isTooMuch && !words.every((word) => takes.like?.test(word))) return null
  return { name, words, problem: isTooMuch || words.length < takes.least ? 'arguments' : null }
}

/** The known word that the line begins with, after the prefix, and the words that follow it. */
function beginningOf(line: string, prefix: string, known: CommandArity) {
  if (!mayStart(line, prefix)) return null
  const text = plain(line.slice(0, LONGEST_LINE))
  const start = plain(prefix)
  if (!text.startsWith(start)) return null
  const [word = '', ...words] = text.slice(start.length).split(' ')
  const name = word.toLowerCase()
  const takes = known.get(name)
  return takes ? { name, words, takes } : null
}

/** A look at the first sign, for most lines are prose. */
function mayStart(line: string, prefix: string): boolean {
  const text = line.trimStart()
  const sign = text.charCodeAt(0)
  const wanted = prefix.charCodeAt(0)
  return sign === wanted || sign === wanted + WIDE || UNSEEN.test(text.charAt(0))
}

/** From a sign of ASCII to its full-width form. */
const WIDE = 0xfee0

/** Wide letters and signs are the narrow ones, any space is one space, and what cannot be seen is not there. */
function plain(line: string): string {
  return line.normalize('NFKC').replaceAll(EVERY_UNSEEN, '').replace(/\s+/g, ' ').trim()
}

/** Marks of direction, joiners, fillers, selectors: what editors, mails and keyboards leave around words. */
const UNSEEN = /[\0\p{Default_Ignorable_Code_Point}]/u
const EVERY_UNSEEN = new RegExp(UNSEEN, 'gu')
