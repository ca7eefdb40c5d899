// `firstline demo`: the whole of Firstline against an embedded GitHub, told as a short story.
import { readArguments, readPositionals } from './arguments.ts'
import type { Command } from './command.ts'

const OPTIONS = {
  keep: { type: 'boolean', about: 'stay up afterwards, and say how to go on by hand' },
} as const

export const demoCommand: Command = {
  usage: 'firstline demo [--keep]',
  options: OPTIONS,
  run: async (args, io) => {
    const { values, positionals } = readArguments(args, OPTIONS)
    readPositionals(positionals, [])
    const stop = new AbortController()
    for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => stop.abort())
    // Loaded only here: other commands start faster without the server.
    const { runDemo } = await import('../demo/run.ts')
    return runDemo({ keep: values.keep ?? false, io, stopped: stop.signal })
  },
}
