// Reads what changed on GitHub since the last look, so that a lost webhook loses nothing.
import type { Repository } from '../domain/repository.ts'
import { wake } from '../store/agenda.ts'
import { readMeta, writeMeta } from '../store/meta.ts'
import type { LineDeps } from './deps.ts'
import { CATCH_UP_EVERY_MS } from './repository.ts'
import { repositoryScope } from './repository-context.ts'
import { saveDiscussionThread, saveIssueThread } from './thread.ts'

const MINUTE_MS = 60_000
/** Read twice rather than missed: GitHub's reads lag behind its writes. */
const OVERLAP_MS = 2 * MINUTE_MS
/** How far back a repository is read that was never read before: what was open when the App came is labelled and timed. */
const FIRST_READ_MS = 90 * 86_400_000

/** Returns when to look again. */
export async function catchUp(deps: LineDeps, repository: Repository, now: number): Promise<number> {
  const { store } = deps
  const scope = repositoryScope(repository.id)
  const last = await readMeta<number>(store.db, scope, 'caught_up_at')
  const wantedAt = (await readMeta<number>(store.db, scope, 'catch_up_wanted_at')) ?? 0
  const dueAt = last === null || wantedAt >= last ? now : nextCatchUpAt(deps.upSinceAt, last)
  if (dueAt > now) return dueAt
  const sinceAt = last === null ? now - FIRST_READ_MS : last - OVERLAP_MS
  if (repository.hasIssues) await readIssues(deps, repository, sinceAt, now)
  if (repository.hasDiscussions) await readDiscussions(deps, repository, sinceAt, now)
  await writeMeta(store.db, scope, 'caught_up_at', now, now)
  return nextCatchUpAt(deps.upSinceAt, now)
}

/** On start, after 1 and 5 minutes, then every 10. */
function nextCatchUpAt(startedAt: number, last: number): number {
  const early = [0, MINUTE_MS, 5 * MINUTE_MS].map((ms) => startedAt + ms).find((at) => at > last)
  return early ?? last + CATCH_UP_EVERY_MS
}

async function readIssues(
  deps: LineDeps,
  repository: Repository,
  sinceAt: number,
  now: number,
): Promise<void> {
  const github = deps.github.forInstallation(repository.installationId)
  for await (const page of github.issueHistory(repository, sinceAt)) {
    for (const thread of page.threads) {
      const fresh = await saveIssueThread(deps, repository, thread, now)
      if (fresh) await wakeTicket(deps, repository, `issue:${thread.issue.id}`, thread.issue.open, now)
    }
  }
}

async function readDiscussions(
  deps: LineDeps,
  repository: Repository,
  sinceAt: number,
  now: number,
): Promise<void> {
  const github = deps.github.forInstallation(repository.installationId)
  for await (const page of github.discussionHistory(repository, sinceAt)) {
    for (const thread of page.threads) {
      const fresh = await saveDiscussionThread(deps, repository, thread, now)
      if (fresh)
        await wakeTicket(deps, repository, `discussion:${thread.discussion.id}`, thread.discussion.open, now)
    }
  }
}

async function wakeTicket(
  deps: LineDeps,
  repository: Repository,
  key: string,
  open: boolean,
  now: number,
): Promise<void> {
  if (!open) return
  const { installationId, id: repositoryId } = repository
  await wake(deps.store.db, { key, kind: 'ticket', at: now, installationId, repositoryId })
}
