// Finds commands in a comment: lines that start with the prefix and parse whole, outside quotes, code and HTML.
import type { Paragraph, Root } from 'mdast'
import { fromMarkdown } from 'mdast-util-from-markdown'

/** A command as written; whether its words make sense is for the command itself to say. */
export interface ParsedCommand {
  name: string
  /** Words after the name, as written. */
  words: string[]
}

/** How many words may follow each command's name: anything else on the line makes it prose. */
export type CommandArity = ReadonlyMap<string, readonly [least: number, most: number]>

/** Longer comments are read up to here: nobody hides a command behind 64 kB of log, and parsing must stay quick. */
const MOST_CHARACTERS = 65_536

/** The commands of one comment, in order. Never throws. */
export function parseCommands(markdown: string, prefix: string, known: CommandArity): ParsedCommand[] {
  return commandLines(markdown, prefix, known).commands
}

/** True when the comment holds at least one command and nothing else: it is then no answer to anybody. */
export function isOnlyCommands(markdown: string, prefix: string, known: CommandArity): boolean {
  const { commands, prose } = commandLines(markdown, prefix, known)
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
  for (const command of parseCommands(before, prefix, known)) {
    const key = commandText(command)
    old.set(key, (old.get(key) ?? 0) + 1)
  }
  return parseCommands(after, prefix, known).filter((command) => {
    const left = old.get(commandText(command)) ?? 0
    if (left > 0) old.set(commandText(command), left - 1)
    return left === 0
  })
}

/** The command in one line, without prefix: `tier pro`. Equal commands have equal text. */
export function commandText(command: ParsedCommand): string {
  return [command.name, ...command.words].join(' ')
}

function commandLines(
  markdown: string,
  prefix: string,
  known: CommandArity,
): { commands: ParsedCommand[]; prose: boolean } {
  const source = markdown.slice(0, MOST_CHARACTERS).replaceAll('\r\n', '\n')
  if (!source.split('\n').some((line) => line.trimStart().startsWith(prefix))) {
    return { commands: [], prose: source.trim() !== '' }
  }
  const commands: ParsedCommand[] = []
  let prose = markdown.length > MOST_CHARACTERS
  for (const node of (fromMarkdown(source) as Root).children) {
    if (node.type === 'html' && isComment(node.value)) continue
    if (node.type !== 'paragraph') {
      prose = true
      continue
    }
    for (const line of plainLines(node, source)) {
      const command = line === null ? null : parseLine(line, prefix, known)
      if (command) commands.push(command)
      else prose = true
    }
  }
  return { commands, prose }
}

function isComment(html: string): boolean {
  return html.startsWith('<!--') && html.trimEnd().endsWith('-->')
}

/** The paragraph's source lines; null for a line with anything but plain text in it (code, links, HTML, emphasis). */
function plainLines(paragraph: Paragraph, source: string): Array<string | null> {
  const start = paragraph.position?.start.offset ?? 0
  const end = paragraph.position?.end.offset ?? 0
  const covered = paragraph.children
    .filter((child) => child.type !== 'text' && child.type !== 'break')
    .map((child) => [child.position?.start.offset ?? 0, child.position?.end.offset ?? 0] as const)
  const lines: Array<string | null> = []
  let offset = start
  for (const line of source.slice(start, end).split('\n')) {
    const lineEnd = offset + line.length
    const plain = !covered.some(([from, to]) => from < lineEnd && to > offset)
    lines.push(plain ? line.trim() : null)
    offset = lineEnd + 1
  }
  return lines
}

function parseLine(line: string, prefix: string, known: CommandArity): ParsedCommand | null {
  if (!line.startsWith(prefix)) return null
  const [name = '', ...words] = line.slice(prefix.length).split(/[ \t]+/)
  const arity = known.get(name.toLowerCase())
  if (!arity || words.length < arity[0] || words.length > arity[1]) return null
  return { name: name.toLowerCase(), words }
}
