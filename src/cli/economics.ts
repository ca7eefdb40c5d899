// `firstline economics`: satisfaction, cost and efficiency from a file of inputs.

import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { UserError } from '../domain/problem.ts'
import { readEconomics } from '../report/economics-file.ts'
import { type Command, UsageError } from './command.ts'

export const economicsCommand: Command = {
  name: 'economics',
  summary: 'Compute satisfaction, cost and efficiency from a file of inputs',
  usage: 'firstline economics FILE.yml',
  run: async (args, io) => {
    const file = fileArgument(args)
    const { result, problems } = readEconomics(await readText(resolve(io.cwd, file), file), file)
    for (const { line = 1, column = 1, level, message } of problems) {
      io.err(`${file}:${line}:${column}: ${level}: ${message}\n`)
    }
    if (result === null) return 1
    io.out(`${JSON.stringify(result, null, 2)}\n`)
    return 0
  },
}

function fileArgument(args: string[]): string {
  const [file, ...rest] = positionals(args)
  if (file === undefined) throw new UsageError('Say which file to read')
  if (rest.length > 0) throw new UsageError('Only one file can be read at a time')
  return file
}

function positionals(args: string[]): string[] {
  try {
    // It always prints JSON; `--json` is understood because other commands have it.
    return parseArgs({ args, allowPositionals: true, options: { json: { type: 'boolean' } } }).positionals
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error))
  }
}

async function readText(path: string, shown: string): Promise<string> {
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? 'unknown error'
    const why = code === 'ENOENT' ? 'there is no such file' : code === 'EISDIR' ? 'it is a folder' : code
    throw new UserError(`${shown} cannot be read: ${why}.`, { cause: error })
  }
}
