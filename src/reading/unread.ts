// Threads that GitHub could not tell in time are tried again from time to time.
import type { Repository } from '../domain/repository.ts'
import { GitHubError } from '../github/errors.ts'
import { PRIORITY } from '../store/agenda.ts'
import { forgetUnread, noteUnread, type Unread, unreadThreads } from '../store/unread-threads.ts'
import type { ReadingDeps } from './deps.ts'
import { takeThreads } from './take-threads.ts'

type Needs = Pick<ReadingDeps, 'store' | 'github'>

const TRIED_EVERY_MS = 24 * 3_600_000

/** Tries those again that were not tried for a day; one that is gone is forgotten. */
export async function retryUnread(deps: Needs, repository: Repository): Promise<void> {
  const { store } = deps
  const before = store.now() - TRIED_EVERY_MS
  for (const one of await unreadThreads(store.db, repository.id)) {
    if (one.notedAt <= before) await retry(deps, repository, one)
  }
}

async function retry(deps: Needs, repository: Repository, { kind, number }: Unread): Promise<void> {
  const { store, github } = deps
  const readAt = store.now()
  const reads = github.forInstallation(repository.installationId)
  try {
    const read =
      kind === 'issue'
        ? { kind, threads: [await reads.readIssueThread(repository, number)], readAt }
        : { kind, threads: [await reads.readDiscussionThread(repository, number)], readAt }
    await takeThreads(deps, repository, read, PRIORITY.background)
  } catch (error) {
    if (!(error instanceof GitHubError)) throw error
    if (error.kind === 'not_found') await forgetUnread(store.db, repository.id, kind, [number])
    else if (error.kind === 'unavailable')
      await noteUnread(store.db, repository.id, [{ kind, number }], readAt)
    else throw error
  }
}
