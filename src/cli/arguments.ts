// Reads a command line as its command declares it; what is wrong is told with what was likely meant.
import { parseArgs } from 'node:util'
import { nearest } from '../domain/nearest.ts'
import { type Options, UsageError } from './command.ts'

/** Options by name, and everything else in its order. @throws UsageError */
export function readArguments<const O extends Options>(args: string[], options: O) {
  try {
    return parseArgs({ args, options, allowPositionals: true, strict: true })
  } catch (error) {
    throw new UsageError(explained(error as NodeJS.ErrnoException, options))
  }
}

/** One of several words, such as a subcommand. @throws UsageError */
export function readWord<const W extends string>(
  what: string,
  word: string | undefined,
  words: readonly W[],
): W {
  const found = words.find((one) => one === word)
  if (found !== undefined) return found
  if (word === undefined) throw new UsageError(`Say which ${what}: ${listed(words, 'or')}.`)
  const near = guess(word, words, '') || `; there is ${listed(words, 'and')}.`
  throw new UsageError(`There is no ${what} "${word}"${near}`)
}

/** Which subcommand is called, and its arguments; options may stand before its name. @throws UsageError */
export function readSubcommand<const W extends string>(
  args: readonly string[],
  words: readonly W[],
): [W, string[]] {
  const named = args.findIndex((arg) => (words as readonly string[]).includes(arg))
  const at = args[0]?.startsWith('-') && named > 0 ? named : 0
  return [readWord('subcommand', args[at], words), args.toSpliced(at, 1)]
}

/** The only argument, or as many as have names. @throws UsageError where one is missing or too many are given */
export function readPositionals(given: readonly string[], names: readonly string[]): string[] {
  const missing = names[given.length]
  if (missing !== undefined) throw new UsageError(`${missing} is missing.`)
  if (given.length > names.length) throw new UsageError(`"${given[names.length]}" is too much.`)
  return [...given]
}

/** Which format is asked for, if any, by `--format` or by `--json`, which says the same. @throws UsageError */
export function readFormatOption({
  json,
  format,
}: {
  json?: boolean | undefined
  format?: string | undefined
}): string | undefined {
  if (!json) return format
  if (format === undefined || format === 'json') return 'json'
  throw new UsageError(`--json is --format json, and --format ${format} another: give either.`)
}

/** `: did you mean X?` where a word is near one of those that exist. */
export function guess(word: string, words: readonly string[], prefix: string): string {
  const near = nearest(word, words)
  return near === null ? '' : `: did you mean ${prefix}${near}?`
}

function explained({ code, message }: NodeJS.ErrnoException, options: Options): string {
  const [, option = ''] = /'(-[^' ]*)/.exec(message) ?? []
  if (code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION') {
    return `There is no option ${option}${guess(option.replace(/^-+/, ''), Object.keys(options), '--') || '.'}`
  }
  const value = options[option.replace(/^-+/, '')]?.value
  return value === undefined ? `${message}.` : `${option} needs a value: ${option} ${value}.`
}

function listed(words: readonly string[], last: 'and' | 'or'): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} ${last} ${words.at(-1)}`
}
