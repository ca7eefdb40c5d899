// A label of the repository that was renamed or deleted: its tickets' ledgers follow.

import type { Repository } from '../domain/repository.ts'
import type { Entry, EntryKind, Ticket } from '../domain/ticket.ts'
import { sameLabel } from '../plan/ticket/wants.ts'
import { wake } from '../store/agenda.ts'
import { changeEntries, entriesOf, ticketsNaming } from '../store/ledger.ts'
import { findTicketById, ticketsOf, upsertTicket } from '../store/tickets.ts'
import type { ReadingDeps } from './deps.ts'
import { foundKey, NOBODY } from './reread-parts.ts'

type Needs = Pick<ReadingDeps, 'store'>

interface Change {
  labels: string[]
  drop: string[]
  add: Entry[]
}

/** It came off every ticket at once. That is nobody's word on any of them: a tier's label is made again and put back. */
export async function loseLabel(
  deps: Needs,
  repository: Repository,
  label: string,
  receivedAt: number,
): Promise<void> {
  const at = Math.floor(receivedAt / 1000) * 1000
  const concerns = (ticket: Ticket) => hasLabel(ticket, label)
  await onEach(deps, repository, concerns, (ticket) => {
    const labels = ticket.labels.filter((one) => !sameLabel(one, label))
    const sourceKey = foundKey('unlabeled', label, at)
    const data = { label, found: true } as const
    return {
      labels,
      drop: [],
      add: [{ ticketId: ticket.id, sourceKey, kind: 'unlabeled', at, actor: NOBODY, data }],
    }
  })
}

/**
 * GitHub's own timeline tells of it under its new name from the beginning, and so does the ledger: also that of a ticket
 * that was read under the new name before anybody told of it, or that has the label no longer.
 */
export async function renameLabel(
  deps: Needs,
  repository: Repository,
  from: string,
  to: string,
): Promise<void> {
  // Those under the new name may have been decided on before it was known whose it is.
  const naming = await ticketsNaming(deps.store.db, repository.id, [from, to])
  const concerns = (ticket: Ticket) => naming.has(ticket.id) || hasLabel(ticket, from)
  await onEach(deps, repository, concerns, (ticket, entries) => ({
    labels: [...new Set(ticket.labels.map((one) => (sameLabel(one, from) ? to : one)))],
    ...renamedIn(entries, from, to),
  }))
}

function renamedIn(entries: readonly Entry[], from: string, to: string): Pick<Change, 'drop' | 'add'> {
  const apart = foundApart(entries, from, to)
  const named = entries.filter(({ data }) => data.label !== undefined && sameLabel(data.label, from))
  return {
    drop: [...named, ...apart].map(({ sourceKey }) => sourceKey),
    add: named.filter((entry) => !apart.has(entry)).map((entry) => renamed(entry, to)),
  }
}

/**
 * A discussion that was read between the renaming and this shows the old name gone and the new one there, found in one
 * reading: the label neither came off nor went on.
 */
function foundApart(entries: readonly Entry[], from: string, to: string): Set<Entry> {
  const found = (kind: EntryKind, label: string) =>
    entries.filter(
      (one) => one.kind === kind && one.data.found && one.data.label && sameLabel(one.data.label, label),
    )
  const on = new Map(found('labeled', to).map((entry) => [entry.at, entry]))
  return new Set(
    found('unlabeled', from).flatMap((off) => {
      const same = on.get(off.at)
      return same ? [off, same] : []
    }),
  )
}

function renamed(entry: Entry, to: string): Entry {
  const rest = entry.sourceKey.slice(`${entry.kind}:${entry.data.label}:`.length)
  return { ...entry, sourceKey: `${entry.kind}:${to}:${rest}`, data: { ...entry.data, label: to } }
}

function hasLabel(ticket: Ticket, label: string): boolean {
  return ticket.labels.some((one) => sameLabel(one, label))
}

/** Changes what is remembered of the tickets that it concerns, and has them looked at. */
async function onEach(
  { store }: Needs,
  repository: Repository,
  concerns: (ticket: Ticket) => boolean,
  change: (ticket: Ticket, entries: Entry[]) => Change,
): Promise<void> {
  for (const { id } of (await ticketsOf(store.db, repository.id)).filter(concerns)) {
    await store.transaction(async (tx) => {
      const ticket = await findTicketById(tx, id)
      if (!ticket) return
      const { labels, ...entries } = change(ticket, await entriesOf(tx, id))
      await upsertTicket(tx, { ...ticket, labels }, { stored: ticket })
      await changeEntries(tx, id, entries)
      const { installationId, id: repositoryId } = repository
      await wake(tx, {
        line: { kind: 'ticket', ticketId: id },
        at: store.now(),
        installationId,
        repositoryId,
      })
    })
  }
}
