// Threads that were read are saved, and those in which something is new are looked at.
import { setImmediate } from 'node:timers/promises'
import type { Repository } from '../domain/repository.ts'
import type { TicketKind } from '../domain/ticket.ts'
import type { DiscussionThread, IssueThread } from '../github/types.ts'
import { wake } from '../store/agenda.ts'
import { noteRepository } from '../store/repository-reading.ts'
import { forgetUnread } from '../store/unread-threads.ts'
import type { ReadingDeps } from './deps.ts'
import { saveDiscussionThread, saveIssueThread } from './save-thread.ts'

type Needs = Pick<ReadingDeps, 'store' | 'github'>

/** Threads of one kind, as GitHub told them at `readAt` (ms). */
export type ThreadsRead = (
  | { kind: 'issue'; threads: readonly IssueThread[] }
  | { kind: 'discussion'; threads: readonly DiscussionThread[] }
) & { readAt: number }

/** Saves the threads one by one, and wakes the open ones in which something is new with this priority. */
export async function takeThreads(
  deps: Needs,
  repository: Repository,
  read: ThreadsRead,
  priority: number,
): Promise<void> {
  const numbers: number[] = []
  let closedNews = false
  for (const one of read.threads) {
    const { id, number, open, isNew } = await saveOne(deps, repository, read, one)
    numbers.push(number)
    if (isNew && open) await wakeTicket(deps, repository, id, priority)
    closedNews ||= isNew && !open
    // SQLite answers at once: without a pause requests would wait for the whole page.
    await setImmediate()
  }
  await forgetUnread(deps.store.db, repository.id, read.kind, numbers)
  // Nobody decides anything of a closed one, but it may teach something.
  if (closedNews) await noteRepository(deps.store.db, repository.id, { learnedFrom: null })
}

interface Saved {
  id: string
  number: number
  open: boolean
  isNew: boolean
}

async function saveOne(
  deps: Needs,
  repository: Repository,
  { kind, readAt }: { kind: TicketKind; readAt: number },
  thread: IssueThread | DiscussionThread,
): Promise<Saved> {
  if ('issue' in thread) {
    const { id, number, open } = thread.issue
    return {
      id: `${kind}:${id}`,
      number,
      open,
      isNew: await saveIssueThread(deps, repository, thread, readAt),
    }
  }
  const { id, number, open } = thread.discussion
  return {
    id: `${kind}:${id}`,
    number,
    open,
    isNew: await saveDiscussionThread(deps, repository, thread, readAt),
  }
}

export async function wakeTicket(
  { store }: Pick<ReadingDeps, 'store'>,
  { installationId, id: repositoryId }: Repository,
  ticketId: string,
  priority: number,
): Promise<void> {
  await wake(store.db, {
    line: { kind: 'ticket', ticketId },
    at: store.now(),
    installationId,
    repositoryId,
    priority,
  })
}
