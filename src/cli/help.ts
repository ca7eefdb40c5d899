// What `help`, `--help` and wrong usage print.

import { COMMANDS } from './all-commands.ts'
import type { Command, Listed, Options } from './command.ts'

/** How commands are called in the clone; the same everywhere in texts and documentation. */
const CALL = 'npx firstline'
/** As wide as terminals are at least. */
const COLUMNS = 80

export function overview(): string {
  const width = Math.max(...COMMANDS.map((command) => command.name.length))
  const list = COMMANDS.map((command) => `  ${command.name.padEnd(width)}  ${command.summary}`)
  return [
    `Usage: ${CALL} COMMAND`,
    '',
    ...list,
    '',
    `${CALL} help COMMAND says how a command is used,`,
    `${CALL} --version which Firstline this is.`,
    'Exit codes: 0 fine, 1 found something wrong, 2 used wrongly.',
    '',
  ].join('\n')
}

export function helpOf({ summary }: Pick<Listed, 'summary'>, command: Command): string {
  const options = optionList(command.options ?? {})
  return `${summary}\n\n${usageOf(command)}${options === '' ? '' : `\nOptions:\n${options}`}`
}

export function usageOf(command: Command): string {
  const lines = command.usage.split('\n').map((line) => line.replace(/^firstline /, `${CALL} `))
  // An option and its value stay together.
  const shown = lines.map((line) => wrap(line.match(/\[[^\]]*\]\S*|\S+/g) ?? [], 2, 6))
  return `Usage:\n${shown.join('')}`
}

function optionList(options: Options): string {
  const named = Object.entries(options).map(([name, { value, about }]) => ({
    left: value === undefined ? `--${name}` : `--${name} ${value}`,
    about,
  }))
  const width = Math.max(0, ...named.map(({ left }) => left.length))
  return named
    .map(({ left, about }) => wrap([left.padEnd(width + 1), ...about.split(' ')], 2, width + 4))
    .join('')
}

/** Pieces with spaces between them, in lines that fit a terminal: the first indented by `first`, the others by `rest`. */
function wrap(pieces: readonly string[], first: number, rest: number): string {
  const lines: string[] = []
  let line = ' '.repeat(first)
  for (const piece of pieces) {
    if (line.trim() !== '' && line.length + piece.length + 1 > COLUMNS) {
      lines.push(line)
      line = ' '.repeat(rest)
    }
    line += line.trim() === '' ? piece : ` ${piece}`
  }
  return [...lines, line].map((one) => `${one.trimEnd()}\n`).join('')
}
