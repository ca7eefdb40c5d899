// `firstline retry`: what fails and what GitHub refused, listed or tried again now.

import { keyOf, lineAt } from '../domain/line.ts'
import { failingLines, retryLine } from '../store/agenda-upkeep.ts'
import { dropFigures } from '../store/figures.ts'
import { channelTroubles, noteChannel } from '../store/notice-channels.ts'
import { retryNotices } from '../store/notices.ts'
import type { Store } from '../store/open.ts'
import { refusedWrites, reopenRefusals } from '../store/refusals.ts'
import { findRepositoryByName } from '../store/repositories.ts'
import { findTicket } from '../store/tickets.ts'
import { channelTroubleText } from '../words/channel-words.ts'
import { refusedText } from '../words/refused-section.ts'
import { readArguments, readPositionals } from './arguments.ts'
import type { Command, Io } from './command.ts'
import { jsonText } from './json.ts'
import { withStore } from './with-store.ts'

const MOST_LISTED = 500

const OPTIONS = {
  json: { type: 'boolean', about: 'JSON, for scripts' },
} as const

export const retryCommand: Command = {
  usage: 'firstline retry [KEY|OWNER/REPO#N] [--json]',
  options: OPTIONS,
  run: async (args, io) => {
    const { values, positionals } = readArguments(args, OPTIONS)
    const [name] = positionals
    readPositionals(positionals.slice(1), [])
    return withStore(io, (store) =>
      name === undefined ? list(store, io, values.json ?? false) : retry(store, io, name),
    )
  },
}

async function list(store: Store, io: Io, asJson: boolean): Promise<number> {
  const failing = await failingLines(store.db, MOST_LISTED)
  const refused = await refusedWrites(store.db, {}, MOST_LISTED)
  const channels = (await channelTroubles(store.db)).map((one) => ({
    key: keyOf({ kind: 'channel', ...one }),
    ...one,
  }))
  if (asJson) {
    const lines = failing.map(({ key, attempts, lastError }) => ({ key, attempts, lastError }))
    const writes = refused.map(({ sinceAt, ...one }) => ({ ...one, since: new Date(sinceAt).toISOString() }))
    const told = channels.map(({ key, waiting, dropped, isEnded, waitsBecause, droppedBecause }) => {
      return { key, waiting, dropped, ended: isEnded, reason: waitsBecause ?? droppedBecause }
    })
    io.out(jsonText([...lines, ...writes, ...told]))
    return 0
  }
  if (failing.length + refused.length + channels.length === 0)
    io.out('Nothing fails, and nothing is refused.\n')
  for (const { key, attempts, lastError } of failing) {
    io.out(`${key}  failed ${attempts === 1 ? 'once' : `${attempts} times`}: ${lastError}\n`)
  }
  for (const one of refused) io.out(`${one.key}  ${refusedText(one)}\n`)
  for (const one of channels) io.out(`${one.key}  ${channelTroubleText(one)}\n`)
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
    const line = lineAt(name)
    if (line?.kind === 'figures') await dropFigures(store.db, line.repositoryId)
    if (line?.kind === 'channel') await retryChannel(store, line)
    return [name]
  }
  const repository = await findRepositoryByName(store.db, owner, repo)
  if (!repository) return []
  // A label that GitHub would not make is asked for again too: the ticket may be waiting for it.
  await reopenRefusals(store.db, { repositoryId: repository.id, kind: 'make_label' }, store.now())
  const ticket = await findTicket(store.db, { repositoryId: repository.id, number: Number(number) })
  if (!ticket) return []
  await reopenRefusals(store.db, { ticketId: ticket.id }, store.now())
  return [ticket.id]
}

/** What waits for it, at once: a pause that it asked for is over, and it may be there again. */
async function retryChannel({ db, now }: Store, channel: { owner: string; name: string }): Promise<void> {
  await noteChannel(db, channel, { heldUntil: null, endedAt: null })
  await retryNotices(db, channel, now())
}
