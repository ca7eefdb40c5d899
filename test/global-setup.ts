// One real PostgreSQL for the whole run: TEST_DATABASE_URL, or a server of our own that ends with the run.
import type { TestProject } from 'vitest/node'
import { startPostgres } from './postgres-server.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** A server on which the tests may create databases. */
    databaseUrl: string
  }
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const given = process.env.TEST_DATABASE_URL
  if (given) {
    project.provide('databaseUrl', given)
    return async () => {}
  }
  const before = process.listeners('beforeExit')
  // No test cuts the power, so nothing needs to be flushed.
  const server = await startPostgres({ flush: false })
  keepExitCode(before)
  project.provide('databaseUrl', server.url)
  return server.stop
}

/**
 * The embedded server's package ends the process with code 0 when the event loop runs empty, which would pass a run
 * whose tests failed. Its listeners go; the server is stopped by the function above.
 */
function keepExitCode(before: NodeJS.BeforeExitListener[]): void {
  for (const listener of process.listeners('beforeExit')) {
    if (!before.includes(listener)) process.off('beforeExit', listener)
  }
}
