// What `help`, `--help` and wrong usage print.

import { COMMANDS } from './all-commands.ts'
import type { Command, Listed, Option, Options } from './command.ts'
import { wrap } from './wrap.ts'

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
    `${CALL} help COMMAND says how a command is used,`,
    `${CALL} --version which Firstline this is.`,
    'Exit codes: 0 fine, 1 found something wrong, 2 used wrongly.',
    '',
  ].join('\n')
}

/** The part of a command that its subcommand `name` is; all of it where it has none of that name. */
export function partOf(command: Command, name: string | undefined): Command {
  const lines = command.usage.split('\n').filter((line) => line.split(' ')[2] === name)
  if (lines.length === 0) return command
  const { usage: _all, parts: _each, ...rest } = command
  return { ...rest, usage: lines.join('\n'), options: command.parts?.[name ?? ''] ?? {} }
}

export function helpOf({ summary }: Pick<Listed, 'summary'>, command: Command): string {
  const options = optionList(command.options ?? optionsOf(command.parts ?? {}))
  return `${summary}\n\n${usageOf(command)}${options === '' ? '' : `\nOptions:\n${options}`}`
}

/** Those of all subcommands; said of an option that only some have is which, or what it is for each. */
function optionsOf(parts: Readonly<Record<string, Options>>): Options {
  const names = [...new Set(Object.values(parts).flatMap((options) => Object.keys(options)))]
  return Object.fromEntries(names.map((name) => [name, optionOf(name, Object.entries(parts))]))
}

function optionOf(name: string, parts: ReadonlyArray<[string, Options]>): Option {
  const having = parts.flatMap(([part, options]) => (options[name] ? [{ part, option: options[name] }] : []))
  const { option } = having[0]!
  const said = [...Map.groupBy(having, (one) => one.option.about)]
  if (said.length === 1 && having.length === parts.length) return option
  const told = said.map(([about, its]) => `${its.map(({ part }) => part).join(', ')}: ${about}`)
  return { ...option, about: told.join('; ') }
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
