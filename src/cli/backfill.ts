// `firstline backfill OWNER/REPO [--since DATE]`: reads more of the past, by the server where one runs, else here.
import { UserError } from '../domain/problem.ts'
import type { Repository } from '../domain/repository.ts'
import { loadDotEnv, readDatabaseEnvironment } from '../environment/environment.ts'
import { beginBackfill, kindsOf } from '../reading/begin.ts'
import { retryLine } from '../store/agenda-upkeep.ts'
import { DataDirInUse } from '../store/data-dir.ts'
import { partsOf, progressOf } from '../store/history-parts.ts'
import type { Store } from '../store/open.ts'
import { openStore } from '../store/open-store.ts'
import { findRepositoryByName } from '../store/repositories.ts'
import { runTimes } from '../store/run-times.ts'
import { settingsAt } from '../store/settings-versions.ts'
import { unreadThreads } from '../store/unread-threads.ts'
import { unreadText } from '../words/history-progress.ts'
import { readInstant, zoneOf } from '../words/zone.ts'
import { readArguments, readPositionals } from './arguments.ts'
import { readHere } from './backfill-here.ts'
import { watchServer } from './backfill-watch.ts'
import { type Command, type Io, UsageError } from './command.ts'
import { jsonText } from './json.ts'
import { withStore } from './with-store.ts'

const OPTIONS = {
  since: {
    type: 'string',
    value: 'DATE',
    about: 'what was updated since a day (2026-01-31) or an instant; without it, everything',
  },
  json: { type: 'boolean', about: 'JSON, for scripts' },
} as const

/** A process that works says so more often. */
const SILENT_MS = 60_000

export const backfillCommand: Command = {
  usage: 'firstline backfill OWNER/REPO [--since DATE] [--json]',
  options: OPTIONS,
  run: async (args, io) => {
    const { values, positionals } = readArguments(args, OPTIONS)
    const [name = ''] = readPositionals(positionals, ['OWNER/REPO'])
    const [owner, repo, more] = name.split('/')
    if (!owner || !repo || more !== undefined) throw new UsageError(`"${name}" is not OWNER/REPO.`)
    const since = values.since
    if (since !== undefined && readInstant(since, 'UTC') === null) {
      throw new UsageError(`--since is a date such as 2026-11-22, not "${since}".`)
    }
    const wanted = { owner, repo, since, asJson: values.json ?? false }
    return withStore(io, (store) => backfill(io, store, wanted))
  },
}

interface Wanted {
  owner: string
  repo: string
  since: string | undefined
  asJson: boolean
}

async function backfill(io: Io, store: Store, { owner, repo, since, asJson }: Wanted): Promise<number> {
  const repository = await findRepositoryByName(store.db, owner, repo)
  if (!repository) {
    throw new UserError(
      `${owner}/${repo} is not known here. The App has to be installed on it, and \`npx firstline start\` has to have seen it (DATA_DIR or DATABASE_URL name the database).`,
    )
  }
  const sinceAt = await instantOf(store, repository, since)
  if (kindsOf(repository).length === 0) {
    io.err(`${owner}/${repo} has neither issues nor discussions: there is nothing to read.\n`)
  } else {
    const begun = await beginBackfill(store, repository, sinceAt)
    // Whoever asks has perhaps just mended what made it fail.
    await retryLine(store.db, `history:${repository.id}`, store.now())
    if (!begun) io.err('This is being read already; here is how far it has come.\n')
    await read(io, store, repository)
  }
  return tell(io, store, repository, asJson)
}

/** Null: everything. */
async function instantOf(
  store: Store,
  repository: Repository,
  since: string | undefined,
): Promise<number | null> {
  if (since === undefined) return null
  const settings = (await settingsAt(store.db, repository.id))?.settings
  const at = readInstant(since, settings ? zoneOf(settings) : 'UTC')
  if (at === null || at >= Date.now()) throw new UsageError('--since has to be in the past.')
  return at
}

/** One server process at a time holds a folder; on PostgreSQL each tells every few seconds that it works. */
async function read(io: Io, store: Store, repository: Repository): Promise<void> {
  for (;;) {
    const isRead = await readOrWatch(io, store, repository)
    if (isRead) return
  }
}

/** False: whoever was watched is there no more, and it is not read to its end. */
async function readOrWatch(io: Io, store: Store, repository: Repository): Promise<boolean> {
  const isServed = async () => {
    const runs = await runTimes(store.db)
    return runs.some(({ seenAt }) => seenAt > store.now() - SILENT_MS)
  }
  const watch = () => watchServer(io, store, repository, isServed)
  if (store.engine === 'postgres') {
    if (await isServed()) return watch()
    await readHere(io, store, repository)
    return true
  }
  const { dataDir } = readDatabaseEnvironment(loadDotEnv(io.cwd, io.env), { cwd: io.cwd })
  let held: Store
  try {
    held = await openStore({ dataDir, role: 'server' })
  } catch (error) {
    if (error instanceof DataDirInUse) return watch()
    throw error
  }
  try {
    await readHere(io, held, repository)
    return true
  } finally {
    await held.close()
  }
}

async function tell(
  io: Io,
  { db }: Store,
  { id, owner, name }: Repository,
  asJson: boolean,
): Promise<number> {
  const progress = progressOf(await partsOf(db, id), 'backfill')
  const unread = await unreadThreads(db, id)
  const told = progress?.kinds ?? []
  if (asJson) {
    io.out(
      jsonText({
        repository: `${owner}/${name}`,
        since: isoOf(progress?.sinceAt),
        begunAt: isoOf(progress?.begunAt),
        finishedAt: isoOf(progress?.finishedAt),
        read: told.map(({ kind, read }) => ({ kind, read })),
        unread: unread.map(({ kind, number }) => ({ kind, number })),
      }),
    )
  } else if (progress) {
    const counts = told.map(({ kind, read }) => `${read.toLocaleString('en-US')} ${kind}s`)
    const span = progress.sinceAt === null ? '' : `, updated since ${isoOf(progress.sinceAt)}`
    io.out(`Read of ${owner}/${name}: ${counts.join(' and ')}${span}.\n`)
  }
  if (unread.length > 0 && !asJson) io.err(`${unreadText(unread)}\n`)
  return unread.length > 0 ? 1 : 0
}

function isoOf(at: number | null | undefined): string | null {
  return at === null || at === undefined ? null : new Date(at).toISOString()
}
