// `firstline settings`: says on the command line what the check run says on GitHub, and corrects since when they count.
import { basename, dirname, join } from 'node:path'
import type { Problem } from '../domain/problem.ts'
import type { Settings } from '../domain/settings.ts'
import { parseSettings } from '../settings/parse.ts'
import { readTemplates } from '../settings/templates.ts'
import { MAX_BYTES, readTree } from '../yaml/read.ts'
import { readArguments, readPositionals, readSubcommand } from './arguments.ts'
import { type Command, type Io, MissingFileError } from './command.ts'
import { readInputFile } from './input-file.ts'
import { backdate } from './settings-backdate.ts'

const CHECK_OPTIONS = {
  owner: { type: 'string', value: 'LOGIN', about: 'the owner of the repository that the file is for' },
  json: { type: 'boolean', about: 'JSON, for scripts' },
} as const

const BACKDATE_OPTIONS = {
  since: { type: 'string', value: 'DATE', about: "the day from which today's settings count" },
  preview: { type: 'boolean', about: 'show which promises and figures change, and change nothing' },
  yes: { type: 'boolean', about: 'do it without asking, as where standard input is no terminal' },
  json: { type: 'boolean', about: 'JSON, for scripts; asks nothing' },
} as const

export const settingsCommand: Command = {
  usage:
    'firstline settings check FILE [--owner LOGIN] [--json]\nfirstline settings backdate OWNER/REPO --since DATE [--preview] [--yes] [--json]',
  parts: { check: CHECK_OPTIONS, backdate: BACKDATE_OPTIONS },
  run: async (given, io) => {
    const [part, args] = readSubcommand(given, ['check', 'backdate'])
    if (part === 'check') return check(args, io)
    const { values, positionals } = readArguments(args, BACKDATE_OPTIONS)
    const [name = ''] = readPositionals(positionals, ['OWNER/REPO'])
    const { since, preview, yes, json } = values
    return backdate(io, name, { since, preview, yes, json })
  },
}

async function check(args: string[], io: Io): Promise<number> {
  const { values, positionals } = readArguments(args, CHECK_OPTIONS)
  const [file = ''] = readPositionals(positionals, ['FILE'])
  // A text of this length is refused by the parser with its own message; there is no need to read it.
  const text = (await readInputFile(io, file, MAX_BYTES * 4)) ?? ' '.repeat(MAX_BYTES + 1)
  const parsed = parseSettings(text, { file, owner: values.owner ?? null })
  const problems = [...parsed.problems, ...(await templateProblems(io, file, text, parsed.settings))]
  const valid = problems.every((problem) => problem.level !== 'failure')
  if (values.json) io.out(`${JSON.stringify({ file, valid, problems }, null, 2)}\n`)
  else print(io, file, problems)
  return valid ? 0 : 1
}

/** Of templates, which stand in the repository that the file is in: from its root, or from the file's own folder. */
async function templateProblems(
  io: Io,
  file: string,
  text: string,
  settings: Settings | null,
): Promise<Problem[]> {
  const { tree } = readTree(text, file)
  if (!tree || !settings) return []
  const folder = dirname(file)
  const root = basename(folder) === '.github' ? dirname(folder) : folder
  const readFile = async (_owner: string, _name: string, path: string) => {
    try {
      const read = await readInputFile(io, join(root, path), MAX_BYTES)
      return { text: read ?? ' '.repeat(MAX_BYTES), sha: '' }
    } catch (error) {
      if (error instanceof MissingFileError) return null
      throw error
    }
  }
  const named = (path: string) => join(root, path)
  return (await readTemplates({ readFile }, settings, tree, () => ({ repository: '', named }))).problems
}

function print(io: Io, file: string, problems: readonly Problem[]): void {
  for (const { file: where, line = 1, column = 1, level, message } of problems) {
    io.out(`${where}:${line}:${column}: ${level}: ${message}\n`)
  }
  const failures = problems.filter((problem) => problem.level === 'failure').length
  if (failures === 0) io.out(`${file}: these settings can be used.\n`)
  else io.err(`${file}: ${failures} ${failures === 1 ? 'mistake' : 'mistakes'}.\n`)
}
