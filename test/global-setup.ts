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
  const before = [...process.rawListeners('beforeExit'), ...process.rawListeners('exit')]
  // No test cuts the power, so nothing needs to be flushed.
  const server = await startPostgres({ flush: false })
  project.provide('databaseUrl', server.url)
  const exitListeners = addedListeners('exit', before)
  for (const listener of addedListeners('beforeExit', before)) process.off('beforeExit', listener)
  return async () => {
    await server.stop()
    for (const listener of exitListeners) process.off('exit', listener)
  }
}

/**
 * What the embedded server's package does at the end of the process. When the event loop runs empty it exits with code
 * 0, which would pass a run whose tests failed; and on exit it throws when its server is stopped already.
 */
function addedListeners(event: 'beforeExit' | 'exit', before: unknown[]): Array<() => void> {
  const listeners = process.rawListeners(event) as Array<() => void>
  return listeners.filter((listener) => !before.includes(listener))
}
