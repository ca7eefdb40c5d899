// What `help`, `--help` and wrong usage print.
import type { Command, Options } from './command.ts'
import { COMMANDS } from './register.ts'

/** How commands are called in the clone; the same everywhere in texts and documentation. */
const CALL = 'npx firstline'

export function overview(): string {
  const width = Math.max(...COMMANDS.map((command) => command.name.length))
  const list = COMMANDS.map((command) => `  ${command.name.padEnd(width)}  ${command.summary}`)
  return [
    `Usage: ${CALL} COMMAND`,
    '',
    ...list,
    '',
    `${CALL} help COMMAND says how a command is used; ${CALL} --version which Firstline this is.`,
    'Exit codes: 0 fine, 1 found something wrong, 2 used wrongly.',
    '',
  ].join('\n')
}

export function helpOf(command: Command): string {
  const options = optionList(command.options ?? {})
  return `${command.summary}\n\n${usageOf(command)}${options === '' ? '' : `\nOptions:\n${options}`}`
}

export function usageOf(command: Command): string {
  const lines = command.usage.split('\n')
  return `Usage:\n${lines.map((line) => `  ${line.replace(/^firstline /, `${CALL} `)}`.trimEnd()).join('\n')}\n`
}

function optionList(options: Options): string {
  const named = Object.entries(options).map(([name, { value, about }]) => ({
    left: value === undefined ? `--${name}` : `--${name} ${value}`,
    about,
  }))
  const width = Math.max(0, ...named.map(({ left }) => left.length))
  return named.map(({ left, about }) => `  ${left.padEnd(width)}  ${about}\n`).join('')
}
