// Reading a whole thread from GitHub into the ledger: before the first word there, after a doubt, and for history.

import type { Repository } from '../domain/repository.ts'
import { unsettledAt } from '../domain/states.ts'
import type { Entry, Ticket } from '../domain/ticket.ts'
import { GitHubError } from '../github/errors.ts'
import { appendEntries, FOUND_GONE_KEY } from '../store/ledger.ts'
import type { RepositoryNotes } from '../store/repository-reading.ts'
import { noteTicket, upsertTicket } from '../store/tickets.ts'
import { forgetUnread } from '../store/unread-threads.ts'
import { catchingUpSince } from './catching-up.ts'
import type { ReadingDeps } from './deps.ts'
import { followMove } from './moved-unseen.ts'
import { NOBODY } from './reread-parts.ts'
import { saveDiscussionThread, saveIssueThread } from './save-thread.ts'

type Needs = Pick<ReadingDeps, 'store' | 'github' | 'upSinceAt'>

/** A ticket opened longer ago than this is read on GitHub before the first word is said there. */
const READ_FIRST_AFTER_MS = 10_000
/** What happened in one second is read when that second is over for certain. */
const SETTLED_AFTER_MS = 2_000

/**
 * Whether the thread has to be read before anything is made of it, or a moment (ms) to wait for. While the repository
 * is catching up with what happened unseen, that is so for every ticket not read since that would be written to, be it
 * only a label; else once, before the first word on a ticket that was not seen opening just now; and where something
 * turned both ways within one second, for only GitHub knows how it ended.
 */
export function mustRead(
  deps: Needs,
  ticket: Ticket,
  known: { entries: readonly Entry[]; readAt: number | null; state: RepositoryNotes },
  about: { speaks: boolean; writes: boolean; now: number },
): boolean | number {
  const { speaks, writes, now } = about
  const { readAt } = known
  const turnedAt = unsettledAt(known.entries)
  if (turnedAt === null && !writes) return false
  const settledAt = (turnedAt ?? Number.NEGATIVE_INFINITY) + SETTLED_AFTER_MS
  if (settledAt > (readAt ?? 0)) return now >= settledAt ? true : settledAt
  if (!writes) return false
  const blindUntilAt = catchingUpSince(deps, known.state)
  if (blindUntilAt !== null) return readAt === null || readAt < blindUntilAt
  const isOld = ticket.firstSeen === 'history' || now - ticket.openedAt > READ_FIRST_AFTER_MS
  return speaks && readAt === null && isOld
}

/** Reads the thread and puts it in the ledger. One call per hundred comments. */
export async function readThread(deps: Needs, repository: Repository, ticket: Ticket): Promise<void> {
  const github = deps.github.forInstallation(repository.installationId)
  const readAt = deps.store.now()
  try {
    if (ticket.kind === 'issue') {
      await saveIssueThread(deps, repository, await github.readIssueThread(repository, ticket.number), readAt)
    } else {
      const thread = await github.readDiscussionThread(repository, ticket.number)
      await saveDiscussionThread(deps, repository, thread, readAt)
    }
  } catch (error) {
    if (!(error instanceof GitHubError && error.kind === 'not_found')) throw error
    await noteGone(deps, repository, ticket, { error, readAt })
  }
  await forgetUnread(deps.store.db, repository.id, ticket.kind, [ticket.number])
}

/** Its deletion was never told. Where the whole repository cannot be seen, nothing is concluded. */
async function noteGone(
  deps: Needs,
  repository: Repository,
  ticket: Ticket,
  { error, readAt }: { error: GitHubError; readAt: number },
): Promise<void> {
  const { hasIssues, hasDiscussions } = await deps.github
    .forInstallation(repository.installationId)
    .getRepository(repository)
  if (!(ticket.kind === 'issue' ? hasIssues : hasDiscussions)) throw error
  const at = Math.floor(readAt / 1000) * 1000
  await deps.store.transaction(async (tx) => {
    await upsertTicket(tx, { ...ticket, gone: 'deleted' })
    const gone = {
      ticketId: ticket.id,
      sourceKey: FOUND_GONE_KEY,
      kind: 'deleted',
      at,
      actor: NOBODY,
    } as const
    await appendEntries(tx, [{ ...gone, data: { found: true } }])
    await noteTicket(tx, ticket.id, { readAt })
    await followMove(tx, ticket, readAt)
  })
}
