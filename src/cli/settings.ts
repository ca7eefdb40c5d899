// `firstline settings check`: says on the command line what the check run says on GitHub.
import { readFile, stat } from 'node:fs/promises'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import type { Problem } from '../domain/problem.ts'
import { UserError } from '../domain/problem.ts'
import { parseSettings } from '../settings/parse.ts'
import { MAX_BYTES } from '../settings/tree.ts'
import { type Command, type Io, UsageError } from './command.ts'

export const settingsCommand: Command = {
  name: 'settings',
  summary: 'Check a settings file and say every mistake with its line',
  usage: 'firstline settings check FILE [--owner LOGIN] [--json]',
  run: async (args, io) => {
    const { file, owner, json } = readArguments(args)
    const text = await readText(resolve(io.cwd, file), file)
    const { problems } = parseSettings(text, { file, owner })
    const valid = problems.every((problem) => problem.level !== 'failure')
    if (json) io.out(`${JSON.stringify({ file, valid, problems }, null, 2)}\n`)
    else print(io, file, problems)
    return valid ? 0 : 1
  },
}

function readArguments(args: string[]): { file: string; owner: string | null; json: boolean } {
  const { positionals, values } = parse(args)
  const [verb, file, ...rest] = positionals
  if (verb !== 'check') throw new UsageError(verb ? `Unknown subcommand: ${verb}` : 'Say what to do: check')
  if (file === undefined) throw new UsageError('Say which file to check')
  if (rest.length > 0) throw new UsageError('Only one file can be checked at a time')
  return { file, owner: values.owner ?? null, json: values.json ?? false }
}

function parse(args: string[]) {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: { owner: { type: 'string' }, json: { type: 'boolean' } },
    })
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error))
  }
}

async function readText(path: string, shown: string): Promise<string> {
  try {
    const { size } = await stat(path)
    // A text of this length is refused by the parser with its own message; there is no need to read it.
    return size > MAX_BYTES * 4 ? ' '.repeat(MAX_BYTES + 1) : await readFile(path, 'utf8')
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code
    const why =
      code === 'ENOENT'
        ? 'there is no such file'
        : code === 'EISDIR'
          ? 'it is a folder'
          : (code ?? 'unknown error')
    throw new UserError(`${shown} cannot be read: ${why}.`, { cause: error })
  }
}

function print(io: Io, file: string, problems: readonly Problem[]): void {
  for (const { line = 1, column = 1, level, message } of problems) {
    io.out(`${file}:${line}:${column}: ${level}: ${message}\n`)
  }
  const failures = problems.filter((problem) => problem.level === 'failure').length
  if (failures === 0) io.out(`${file}: these settings can be used.\n`)
  else io.err(`${file}: ${failures} ${failures === 1 ? 'mistake' : 'mistakes'}.\n`)
}
