// `firstline start`: serves, or without credentials opens the page that creates the App.
import { type Environment, loadDotEnv, readEnvironment } from '../environment.ts'
import { createLog } from '../log.ts'
import { readArguments, readPositionals } from './arguments.ts'
import type { Command } from './command.ts'

export const startCommand: Command = {
  name: 'start',
  summary: 'serve webhooks and work; without credentials, open the set-up page',
  usage: 'firstline start',
  run: async (args, io) => {
    readPositionals(readArguments(args, {}).positionals, [])
    const environment = readEnvironment(loadDotEnv(io.cwd, io.env), { cwd: io.cwd })
    const log = await createLog({ level: environment.logLevel, format: environment.logFormat })
    if (!environment.credentials) return openSetup(environment)
    if (environment.embeddingModelDir)
      log.warn('EMBEDDING_MODEL_DIR is used by `firstline kb ask` only, so far')
    // Loaded only here: other commands start faster without the server.
    const { startFirstline } = await import('../app.ts')
    const running = await startFirstline(environment, { log })
    await signal()
    await running.stop()
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

/** Probot's own set-up page creates the App from `app.yml` and writes its credentials to `.env`. */
async function openSetup(environment: Environment): Promise<number> {
  // Probot reads these from the process; without it, it would fetch a webhook proxy client from the network.
  process.env.NO_SMEE_SETUP = 'true'
  const { run } = await import('probot')
  const server = await run(() => {}, {
    env: { HOST: environment.host, PORT: String(environment.port), LOG_LEVEL: environment.logLevel },
  })
  await signal()
  await server.stop()
  return 0
}
