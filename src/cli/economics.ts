// `firstline economics`: satisfaction, cost and efficiency from a file of inputs.
import { UserError } from '../domain/problem.ts'
import { readArguments, readPositionals } from './arguments.ts'
import type { Command } from './command.ts'
import { readEconomics } from './economics-file.ts'
import { readInputFile } from './input-file.ts'

const MOST_BYTES = 1024 * 1024

const OPTIONS = {
  json: { type: 'boolean', about: 'JSON, as it always is' },
} as const

export const economicsCommand: Command = {
  usage: 'firstline economics FILE.yml',
  options: OPTIONS,
  run: async (args, io) => {
    const [file = ''] = readPositionals(readArguments(args, OPTIONS).positionals, ['FILE.yml'])
    const text = await readInputFile(io, file, MOST_BYTES)
    if (text === null) throw new UserError(`${file} is larger than ${MOST_BYTES} bytes.`)
    const { result, problems } = readEconomics(text, file)
    for (const { line = 1, column = 1, level, message } of problems) {
      io.err(`${file}:${line}:${column}: ${level}: ${message}\n`)
    }
    if (result === null) return 1
    io.out(`${JSON.stringify(result, null, 2)}\n`)
    return 0
  },
}
