// Reads what changed on GitHub since the last look, so that a lost webhook loses nothing.
import { setImmediate } from 'node:timers/promises'
import type { Repository } from '../domain/repository.ts'
import { repositoryScope } from '../facts/served-repository.ts'
import type { DiscussionThread, HistoryPage, IssueThread } from '../github/types.ts'
import { wake } from '../store/agenda.ts'
import { hasTicketDue } from '../store/agenda-upkeep.ts'
import { hadEventSince } from '../store/deliveries.ts'
import { ticketsOf } from '../store/ledger.ts'
import { readMeta, writeMeta } from '../store/meta.ts'
import { catchingUpSince } from '../turns/come-back.ts'
import type { TurnDeps } from '../turns/deps.ts'
import { saveDiscussionThread, saveIssueThread } from './save-thread.ts'
import { readThread } from './thread.ts'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
/** How often a repository is read where something happens, or is due; a quiet one hourly. */
export const CATCH_UP_EVERY_MS = 10 * MINUTE_MS
/** Read twice rather than missed: GitHub's reads lag behind its writes. */
const OVERLAP_MS = 2 * MINUTE_MS
/** How far back a repository is read that was never read before: what was open when the App came is labelled and timed. */
const FIRST_READ_MS = 90 * 86_400_000
/** So many open tickets are a call or two: they are all read each time, else hourly. */
const FEW = 50
/** Tickets that are no longer listed as open are looked at one by one. */
const MOST_MISSING = 50

/** Returns when to look again. */
export async function catchUp(deps: TurnDeps, repository: Repository, now: number): Promise<number> {
  const { store } = deps
  const scope = repositoryScope(repository.id)
  const last = await readMeta<number>(store.db, scope, 'caught_up_at')
  const blindUntilAt = await catchingUpSince(deps, repository.id)
  const everyMs = (await isBusy(deps, repository, now)) ? CATCH_UP_EVERY_MS : HOUR_MS
  const dueAt = last === null || blindUntilAt !== null ? now : nextCatchUpAt(deps.upSinceAt, last, everyMs)
  if (dueAt > now) return Math.min(dueAt, now + CATCH_UP_EVERY_MS)
  const sinceAt = last === null ? now - FIRST_READ_MS : last - OVERLAP_MS
  await readChanged(deps, repository, sinceAt, now)
  if (last !== null) await sweep(deps, repository, { now, whole: blindUntilAt !== null })
  await writeMeta(store.db, scope, 'caught_up_at', now, now)
  return Math.min(nextCatchUpAt(deps.upSinceAt, now, everyMs), now + CATCH_UP_EVERY_MS)
}

/** On start, after 1 and 5 minutes, then at the usual pace. */
function nextCatchUpAt(startedAt: number, last: number, everyMs: number): number {
  const early = [0, MINUTE_MS, 5 * MINUTE_MS].map((ms) => startedAt + ms).find((at) => at > last)
  return early ?? last + everyMs
}

async function isBusy({ store }: TurnDeps, { id }: Repository, now: number): Promise<boolean> {
  return (await hasTicketDue(store.db, id)) || (await hadEventSince(store.db, id, now - HOUR_MS))
}

async function readChanged(
  deps: TurnDeps,
  repository: Repository,
  sinceAt: number,
  now: number,
): Promise<void> {
  const github = deps.github.forInstallation(repository.installationId)
  const take = taker(deps, repository, now)
  if (repository.hasIssues) await takeAll(github.issueHistory(repository, sinceAt), take.issue)
  if (repository.hasDiscussions) await takeAll(github.discussionHistory(repository, sinceAt), take.discussion)
}

/** Reads the open tickets whole: what was deleted from them leaves no trace that could be asked for. */
async function sweep(
  deps: TurnDeps,
  repository: Repository,
  { now, whole }: { now: number; whole: boolean },
): Promise<void> {
  const { db } = deps.store
  const scope = repositoryScope(repository.id)
  const open = await ticketsOf(db, repository.id, { open: true })
  const sweptAt = (await readMeta<number>(db, scope, 'swept_at')) ?? 0
  if (!whole && open.length > FEW && now - sweptAt < HOUR_MS) return
  const github = deps.github.forInstallation(repository.installationId)
  const take = taker(deps, repository, now)
  if (repository.hasIssues) await takeAll(github.openIssues(repository), take.issue)
  if (repository.hasDiscussions) await takeAll(github.openDiscussions(repository), take.discussion)
  const missing = open.filter(({ id, kind, openedAt }) => {
    const listed = kind === 'issue' ? repository.hasIssues : repository.hasDiscussions
    return listed && !take.seen.has(id) && openedAt < now - OVERLAP_MS
  })
  for (const ticket of missing.slice(0, MOST_MISSING)) {
    await readThread(deps, repository, ticket)
    await wakeTicket(deps, repository, ticket.id, now)
  }
  await writeMeta(db, scope, 'swept_at', now, now)
}

/** Saves threads, and wakes those in which something is new. */
function taker(deps: TurnDeps, repository: Repository, now: number) {
  const seen = new Set<string>()
  const note = async (id: string, fresh: boolean, open: boolean) => {
    seen.add(id)
    if (fresh && open) await wakeTicket(deps, repository, id, now)
  }
  return {
    seen,
    issue: async (thread: IssueThread) => {
      const fresh = await saveIssueThread(deps, repository, thread, now)
      await note(`issue:${thread.issue.id}`, fresh, thread.issue.open)
    },
    discussion: async (thread: DiscussionThread) => {
      const fresh = await saveDiscussionThread(deps, repository, thread, now)
      await note(`discussion:${thread.discussion.id}`, fresh, thread.discussion.open)
    },
  }
}

async function takeAll<T>(
  pages: AsyncGenerator<HistoryPage<T>>,
  take: (thread: T) => Promise<void>,
): Promise<void> {
  for await (const page of pages) {
    for (const thread of page.threads) {
      await take(thread)
      // SQLite answers at once: without a pause requests would wait for the whole page.
      await setImmediate()
    }
  }
}

async function wakeTicket(
  deps: TurnDeps,
  repository: Repository,
  ticketId: string,
  now: number,
): Promise<void> {
  const { installationId, id: repositoryId } = repository
  await wake(deps.store.db, {
    line: { kind: 'ticket', ticketId },
    at: now,
    installationId,
    repositoryId,
  })
}
