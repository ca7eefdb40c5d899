// `firstline retry`: what fails and what GitHub refused, listed or tried again now.
import { loadDotEnv, readEnvironment } from '../environment.ts'
import { refusedText } from '../report/refused-section.ts'
import { failingLines, retryLine } from '../store/agenda-upkeep.ts'
import { findTicket } from '../store/ledger.ts'
import { openStore, type Store } from '../store/open.ts'
import { refusedWrites, reopenRefusals } from '../store/refusals.ts'
import { findRepositoryByName } from '../store/repositories.ts'
import { type Command, type Io, UsageError } from './command.ts'

const MOST_LISTED = 500

export const retryCommand: Command = {
  name: 'retry',
  summary: 'try again what fails or was refused; without a name, list it',
  usage: 'firstline retry [KEY|OWNER/REPO#NUMBER] [--json]',
  run: async (args, io) => {
    const names = args.filter((arg) => arg !== '--json')
    if (names.length > 1) throw new UsageError('one KEY or OWNER/REPO#NUMBER at a time')
    const environment = readEnvironment(loadDotEnv(io.cwd, io.env), { serving: false, cwd: io.cwd })
    const { databaseUrl, dataDir } = environment
    const store = await openStore({ databaseUrl: databaseUrl ?? undefined, dataDir, role: 'command' })
    try {
      const [name] = names
      return name === undefined
        ? await list(store, io, args.includes('--json'))
        : await retry(store, io, name)
    } finally {
      await store.close()
    }
  },
}

async function list(store: Store, io: Io, asJson: boolean): Promise<number> {
  const failing = await failingLines(store.db, MOST_LISTED)
  const refused = await refusedWrites(store.db, {}, MOST_LISTED)
  if (asJson) {
    const lines = failing.map(({ key, attempts, lastError }) => ({ key, attempts, lastError }))
    const writes = refused.map(({ sinceAt, ...one }) => ({ ...one, since: new Date(sinceAt).toISOString() }))
    io.out(`${JSON.stringify([...lines, ...writes])}\n`)
    return 0
  }
  if (failing.length + refused.length === 0) io.out('Nothing fails, and nothing is refused.\n')
  for (const { key, attempts, lastError } of failing) {
    io.out(`${key}  failed ${attempts} times: ${lastError}\n`)
  }
  for (const one of refused) io.out(`${one.key}  ${refusedText(one)}\n`)
  return 0
}

/** A name is that of a ticket, of an agenda line, or of a write that was refused. */
async function retry(store: Store, io: Io, name: string): Promise<number> {
  const now = store.now()
  const keys = await linesOf(store, name)
  let found = (await reopenRefusals(store.db, { key: name }, now)) > 0
  for (const key of keys) found = (await retryLine(store.db, key, now)) || found
  if (found) io.out(`${name} is tried again now.\n`)
  else io.err(`There is nothing called ${name}. Without a name, what fails or was refused is listed.\n`)
  return found ? 0 : 1
}

/** The agenda lines that a name means; what was refused there is open again. */
async function linesOf(store: Store, name: string): Promise<string[]> {
  const [, owner = '', repo = '', number = ''] = /^([^/\s]+)\/([^#\s]+)#(\d+)$/.exec(name) ?? []
  if (number === '') {
    await reopenRefusals(store.db, { line: name }, store.now())
    return [name]
  }
  const repository = await findRepositoryByName(store.db, owner, repo)
  if (!repository) return []
  // A label that GitHub would not make is asked for again too: the ticket may be waiting for it.
  await reopenRefusals(store.db, { repositoryId: repository.id, kind: 'new_label' }, store.now())
  const ticket = await findTicket(store.db, { repositoryId: repository.id, number: Number(number) })
  if (!ticket) return []
  await reopenRefusals(store.db, { ticketId: ticket.id }, store.now())
  return [ticket.id]
}
