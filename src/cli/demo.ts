// `firstline demo`: the whole of Firstline against an embedded GitHub, told as a short story.
import { type Command, UsageError } from './command.ts'

export const demoCommand: Command = {
  name: 'demo',
  summary: 'show the whole of Firstline against an embedded GitHub',
  usage: 'firstline demo [--keep]\n\n  --keep  stay up afterwards, and say how to go on by hand',
  run: async (args, io) => {
    const unknown = args.find((arg) => arg !== '--keep')
    if (unknown !== undefined) throw new UsageError(`demo does not know ${unknown}`)
    const stop = new AbortController()
    for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => stop.abort())
    // Loaded only here: other commands start faster without the server.
    const { runDemo } = await import('../demo/run.ts')
    return runDemo({ keep: args.includes('--keep'), io, stopped: stop.signal })
  },
}
