// Runs a command as a shell would, and keeps what it said.
import type { Command } from '../../src/cli/command.ts'

export interface Told {
  code: number
  out: string
  err: string
}

/** Not on a terminal; relative paths begin at `cwd`. Errors that the command line would tell are thrown. */
export async function runCommand(
  command: Command,
  args: string[],
  { cwd, env }: { cwd: string; env: Record<string, string> },
): Promise<Told> {
  const told = { out: '', err: '' }
  const io = {
    out: (text: string) => {
      told.out += text
    },
    err: (text: string) => {
      told.err += text
    },
    interactive: false,
    cwd,
    env,
  }
  const code = await command.run(args, io)
  return { code, ...told }
}
