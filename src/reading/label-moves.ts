// A label of the repository that was renamed or deleted: its tickets' ledgers follow.

import type { Repository } from '../domain/repository.ts'
import type { Entry, Ticket } from '../domain/ticket.ts'
import { sameLabel } from '../plan/ticket/wants.ts'
import { wake } from '../store/agenda.ts'
import { changeEntries, entriesOf } from '../store/ledger.ts'
import { ticketsOf, upsertTicket } from '../store/tickets.ts'
import type { ReadingDeps } from './deps.ts'
import { foundKey, NOBODY } from './reread-parts.ts'

type Needs = Pick<ReadingDeps, 'store'>

interface Change {
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
  await onEach(deps, repository, label, (ticket) => {
    const sourceKey = foundKey('unlabeled', label, at)
    const data = { label, found: true } as const
    return { drop: [], add: [{ ticketId: ticket.id, sourceKey, kind: 'unlabeled', at, actor: NOBODY, data }] }
  })
}

/** GitHub's own timeline tells of it under its new name from the beginning, and so does the ledger. */
export async function renameLabel(
  deps: Needs,
  repository: Repository,
  from: string,
  to: string,
): Promise<void> {
  await onEach(
    deps,
    repository,
    from,
    (_ticket, entries) => {
      const named = entries.filter(({ data }) => data.label !== undefined && sameLabel(data.label, from))
      return { drop: named.map(({ sourceKey }) => sourceKey), add: named.map((entry) => renamed(entry, to)) }
    },
    to,
  )
}

function renamed(entry: Entry, to: string): Entry {
  const rest = entry.sourceKey.slice(`${entry.kind}:${entry.data.label}:`.length)
  return { ...entry, sourceKey: `${entry.kind}:${to}:${rest}`, data: { ...entry.data, label: to } }
}

/** Tickets that have the label now; it is taken from what is remembered of them, or replaced. */
async function onEach(
  { store }: Needs,
  repository: Repository,
  label: string,
  change: (ticket: Ticket, entries: Entry[]) => Change,
  to?: string,
): Promise<void> {
  const has = (ticket: Ticket) => ticket.labels.some((one) => sameLabel(one, label))
  for (const ticket of (await ticketsOf(store.db, repository.id)).filter(has)) {
    await store.transaction(async (tx) => {
      const others = ticket.labels.filter((one) => !sameLabel(one, label))
      await upsertTicket(tx, { ...ticket, labels: to === undefined ? others : [...others, to] })
      await changeEntries(tx, ticket.id, change(ticket, await entriesOf(tx, ticket.id)))
      const { installationId, id: repositoryId } = repository
      await wake(tx, {
        line: { kind: 'ticket', ticketId: ticket.id },
        at: store.now(),
        installationId,
        repositoryId,
      })
    })
  }
}
