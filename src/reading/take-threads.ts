// Threads that were read are saved, and those in which something is new are looked at.
import { setImmediate } from 'node:timers/promises'
import type { Repository } from '../domain/repository.ts'
import type { DiscussionThread, IssueThread } from '../github/types.ts'
import { type Wake, wake } from '../store/agenda.ts'
import { noteRepository } from '../store/repository-reading.ts'
import { forgetUnread } from '../store/unread-threads.ts'
import type { ReadingDeps } from './deps.ts'
import type { ThreadRead } from './reread-parts.ts'
import { saveThreads } from './save-thread.ts'
import { discussionRead, issueRead } from './thread-read.ts'

type Needs = Pick<ReadingDeps, 'store' | 'github'>

/** Threads of one kind, as GitHub told them at `readAt` (ms). */
export type ThreadsRead = (
  | { kind: 'issue'; threads: readonly IssueThread[] }
  | { kind: 'discussion'; threads: readonly DiscussionThread[] }
) & { readAt: number }

/** So many are made safe at once; for longer nobody else would be served. */
const AT_ONCE = 10

/**
 * Saves the threads, and wakes those in which something is new with this priority, but for closed ones that nobody had
 * heard of: they are history.
 */
export async function takeThreads(
  deps: Needs,
  repository: Repository,
  read: ThreadsRead,
  priority: number,
): Promise<void> {
  const { store } = deps
  for (let from = 0; from < read.threads.length; from += AT_ONCE) {
    const reads = await readsOf(repository, read, from)
    await saveThreads(deps, repository, reads, async (tx, saved) => {
      const news = saved.filter(({ isNew }) => isNew)
      const live = news.filter(({ ticket, wasKnown }) => ticket.open || wasKnown)
      const at = store.now()
      await wake(
        tx,
        live.map(({ ticket }) => wakeFor(repository, ticket.id, { priority, at })),
      )
      // Nobody decides anything of the others, but they may teach something.
      if (live.length < news.length) await noteRepository(tx, repository.id, { learnedFrom: null })
      const numbers = saved.map(({ ticket }) => ticket.number)
      await forgetUnread(tx, repository.id, read.kind, numbers)
    })
    // SQLite answers at once: without a pause requests would wait for the whole page.
    await setImmediate()
  }
}

async function readsOf(repository: Repository, read: ThreadsRead, from: number): Promise<ThreadRead[]> {
  const reads: ThreadRead[] = []
  for (const one of read.threads.slice(from, from + AT_ONCE)) {
    reads.push(
      'issue' in one
        ? await issueRead(repository, one, read.readAt)
        : await discussionRead(repository, one, read.readAt),
    )
  }
  return reads
}

export async function wakeTicket(
  { store }: Pick<ReadingDeps, 'store'>,
  repository: Repository,
  ticketId: string,
  priority: number,
): Promise<void> {
  await wake(store.db, wakeFor(repository, ticketId, { priority, at: store.now() }))
}

function wakeFor(
  { installationId, id: repositoryId }: Repository,
  ticketId: string,
  { priority, at }: { priority: number; at: number },
): Wake {
  return { line: { kind: 'ticket', ticketId }, at, installationId, repositoryId, priority }
}
