// The command line: finds the command, runs it, and turns what goes wrong into words and an exit code.
import { type Io, UsageError } from './cli/command.ts'
import { COMMANDS } from './cli/register.ts'
import { UserError } from './domain/problem.ts'

const io: Io = {
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
  interactive: process.stdout.isTTY === true,
  cwd: process.cwd(),
  env: process.env,
}

// A reader that has seen enough (`firstline kb ask … | head`) is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0)
  throw error
})

process.exitCode = await main(process.argv.slice(2))

async function main([name, ...args]: string[]): Promise<number> {
  if (name === undefined || name === 'help' || name === '--help' || name === '-h') {
    io.out(`${usage()}\n`)
    return name === undefined ? 2 : 0
  }
  const found = COMMANDS.find((command) => command.name === name)
  if (!found) {
    io.err(`firstline: there is no command "${name}".\n\n${usage()}\n`)
    return 2
  }
  const command = await found.load()
  if (args.includes('--help') || args.includes('-h')) {
    io.out(`${command.summary}\n\nUsage: ${command.usage}\n`)
    return 0
  }
  try {
    return await command.run(args, io)
  } catch (error) {
    if (error instanceof UsageError) {
      io.err(`firstline ${name}: ${error.message}\n\nUsage: ${command.usage}\n`)
      return 2
    }
    if (error instanceof UserError) {
      io.err(`firstline ${name}: ${error.message}\n`)
      return 1
    }
    throw error
  }
}

function usage(): string {
  const width = Math.max(...COMMANDS.map((command) => command.name.length))
  const list = COMMANDS.map((command) => `  ${command.name.padEnd(width)}  ${command.summary}`)
  return `Usage: firstline COMMAND\n\n${list.join('\n')}\n\nfirstline COMMAND --help says how a command is used.`
}
