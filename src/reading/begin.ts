// Readings of history are begun here; the line of the repository's history goes on with them.
import type { Repository } from '../domain/repository.ts'
import type { TicketKind } from '../domain/ticket.ts'
import { wake } from '../store/agenda.ts'
import { beginReading, type HistoryPart, type NewReading, partsLeft } from '../store/history-parts.ts'
import type { Store } from '../store/open.ts'
import { priorityOf } from './history.ts'

/** Begins a reading, in the place of what was left of the last one for that purpose. */
export async function begin(
  store: Store,
  repository: Repository,
  reading: Omit<NewReading, 'repositoryId'>,
): Promise<void> {
  const { id: repositoryId, installationId } = repository
  await store.transaction(async (tx) => {
    await beginReading(tx, { ...reading, repositoryId })
    const line = { kind: 'history', repositoryId } as const
    await wake(tx, { line, at: store.now(), installationId, priority: priorityOf(reading) })
  })
}

/** Wants the history since `sinceAt` (ms; null: all of it). One under way that has it all is joined: false then. */
export async function beginBackfill(
  store: Store,
  repository: Repository,
  sinceAt: number | null,
): Promise<boolean> {
  const left = await partsLeft(store.db, repository.id)
  if (left.some((part) => part.purpose === 'backfill' && covers(part, sinceAt))) return false
  const parts = kindsOf(repository).map((kind) => ({ kind, openOnly: false, after: null }))
  const reading = { purpose: 'backfill', askedBy: 'command', sinceAt, begunAt: store.now(), parts } as const
  await begin(store, repository, reading)
  return true
}

/** Kinds of threads that a repository has at all. */
export function kindsOf({ hasIssues, hasDiscussions }: Repository): TicketKind[] {
  return [...(hasIssues ? (['issue'] as const) : []), ...(hasDiscussions ? (['discussion'] as const) : [])]
}

function covers({ sinceAt: from }: HistoryPart, sinceAt: number | null): boolean {
  return from === null || (sinceAt !== null && from <= sinceAt)
}
