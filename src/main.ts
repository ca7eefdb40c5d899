// The command line: finds the command, runs it, and turns what goes wrong into words and an exit code.
import { readFileSync } from 'node:fs'
import { COMMANDS } from './cli/all-commands.ts'
import { guess } from './cli/arguments.ts'
import { type Command, type Io, MissingFileError, UsageError } from './cli/command.ts'
import { helpOf, overview, partOf, usageOf } from './cli/help.ts'
import { visible } from './cli/visible.ts'
import { UserError } from './domain/problem.ts'

const io: Io = {
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
  interactive: process.stdout.isTTY === true,
  ask: process.stdin.isTTY === true ? ask : undefined,
  cwd: process.cwd(),
  env: process.env,
}

// A reader that has seen enough (`npx firstline kb ask … | head`) is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
  void leave()
})

async function leave(): Promise<void> {
  const { closeAllSentences } = await import('./sentence/open-sentences.ts')
  await closeAllSentences()
  process.exit(0)
}

// The first process of a container is ended by no signal unless it says so itself.
if (process.pid === 1) {
  for (const [name, code] of [
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const) {
    process.on(name, () => {
      if (process.listenerCount(name) === 1) process.exit(code)
    })
  }
}

process.exitCode = await main(process.argv.slice(2))

async function main([name, ...args]: string[]): Promise<number> {
  if (name === '--version' || name === 'version') {
    io.out(`${version()}\n`)
    return 0
  }
  if (name === undefined) {
    io.err(overview())
    return 2
  }
  const isHelp = name === 'help' || name === '--help' || name === '-h'
  const wanted = isHelp ? args[0] : name
  if (wanted === undefined) {
    io.out(overview())
    return 0
  }
  const found = COMMANDS.find((command) => command.name === wanted)
  if (!found) {
    const names = COMMANDS.map((command) => command.name)
    io.err(`firstline: there is no command "${wanted}"${guess(wanted, names, '')}\n\n${overview()}`)
    return 2
  }
  const command = await found.load()
  if (isHelp || asksForHelp(args)) {
    io.out(helpOf(found, partOf(command, isHelp ? args[1] : args[0])))
    return 0
  }
  return run(found.name, command, args)
}

async function run(name: string, command: Command, args: string[]): Promise<number> {
  // The demo paints its own story; what others print may be anybody's.
  const seen = name === 'demo' ? io : visible(io)
  try {
    return await command.run(args, seen)
  } catch (error) {
    const told = await wordsFor(partOf(command, args[0]), error)
    if (told === null) throw error
    seen.err(`firstline ${name}: ${told.words}\n`)
    // Whatever a failed start has left running must not hold the process.
    setTimeout(() => process.exit(), 2_000).unref()
    return told.exitCode
  }
}

/** Null for an error that nobody foresaw: its stack is wanted. */
async function wordsFor(
  command: Command,
  error: unknown,
): Promise<{ words: string; exitCode: 1 | 2 } | null> {
  if (error instanceof MissingFileError) return { words: error.message, exitCode: 2 }
  if (error instanceof UsageError) return { words: `${error.message}\n\n${usageOf(command)}`, exitCode: 2 }
  if (error instanceof UserError) {
    return { words: error.message, exitCode: error.name === 'NoDatabaseError' ? 2 : 1 }
  }
  // Loaded only here: most commands need no database.
  const { troubleOf } = await import('./store/trouble.ts')
  const trouble = troubleOf(error)
  return trouble === null ? null : { words: trouble, exitCode: 1 }
}

/** Seen also where the output goes elsewhere. The end of the input is an empty answer. */
async function ask(question: string): Promise<string> {
  const { createInterface } = await import('node:readline')
  const lines = createInterface({ input: process.stdin, terminal: false })
  process.stderr.write(question)
  return new Promise((resolve) => {
    lines.once('close', () => resolve(''))
    lines.once('line', (line) => {
      resolve(line)
      lines.close()
    })
  })
}

function asksForHelp(args: string[]): boolean {
  const end = args.indexOf('--')
  return (end === -1 ? args : args.slice(0, end)).some((arg) => arg === '--help' || arg === '-h')
}

function version(): string {
  const text = readFileSync(new URL('../package.json', import.meta.url), 'utf8')
  return (JSON.parse(text) as { version: string }).version
}
