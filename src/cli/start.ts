// `firstline start`: serves, or without credentials opens the page that creates the App.
import { loadDotEnv, readEnvironment } from '../environment/environment.ts'
import { createLog } from '../environment/log.ts'
import { readArguments, readPositionals } from './arguments.ts'
import type { Command } from './command.ts'

export const startCommand: Command = {
  usage: 'firstline start',
  run: async (args, io) => {
    readPositionals(readArguments(args, {}).positionals, [])
    // Whatever the server writes (logs of the database, temporary files, credentials) is for its user alone.
    process.umask(0o077)
    const env = loadDotEnv(io.cwd, io.env)
    const environment = readEnvironment(env, { cwd: io.cwd })
    const log = await createLog({ level: environment.logLevel, format: environment.logFormat })
    const asked = signal()
    if (!environment.credentials) {
      const { openSetup } = await import('./setup.ts')
      return openSetup(environment, { io: { ...io, env }, log, stopped: asked })
    }
    // Loaded only here: other commands start faster without the server.
    const { startFirstline } = await import('../app.ts')
    // What has only begun to start holds nothing that has to be finished.
    const running = await Promise.race([startFirstline(environment, { log }), asked])
    if (running) {
      await asked
      await running.stop()
    }
    // Connections that GitHub keeps open would hold the process for seconds.
    process.exit(0)
  },
}

/** Resolves at SIGTERM or SIGINT; a second one ends the process at once. */
function signal(): Promise<void> {
  return new Promise((resolve) => {
    let asked = false
    for (const name of ['SIGTERM', 'SIGINT'] as const) {
      process.on(name, () => {
        if (asked) process.exit(130)
        asked = true
        resolve()
      })
    }
  })
}
