// Reads history one page at a time: the page is saved, and how far that came is what the next page begins with.
import type { Repository } from '../domain/repository.ts'
import { GitHubError } from '../github/errors.ts'
import type { HistoryPage, HistoryQuery } from '../github/types.ts'
import { PRIORITY } from '../store/agenda.ts'
import type { HistoryPart } from '../store/history-parts.ts'
import { noteUnread, unreadThreads } from '../store/unread-threads.ts'
import type { ReadingDeps } from './deps.ts'
import { takeThreads } from './take-threads.ts'

type Needs = Pick<ReadingDeps, 'store' | 'github'>

/** As GitHub's own limits are: whatever an answer says, it is asked again then. */
const LONGEST_WAIT_MS = 61 * 60_000
/** The hour is over for certain: GitHub's clock is not ours. */
const AFTER_RESET_MS = 2_000

/** So many threads are passed over in an hour: more are no trouble of the threads. */
const MOST_UNREAD = 5
const HOUR_MS = 3_600_000

/** Reads a page and saves its threads. What GitHub could not tell is noted. @throws GitHubError where that is too much */
async function takeHistoryPage(
  deps: Needs,
  repository: Repository,
  query: HistoryQuery,
  priority: number = PRIORITY.background,
): Promise<HistoryPage> {
  const { store, github } = deps
  const readAt = store.now()
  const page = await github.forInstallation(repository.installationId).readHistoryPage(repository, query)
  if (page.unread.length > 0) await refuseMany(deps, repository, readAt)
  await takeThreads(deps, repository, { ...page, readAt }, priority)
  await noteUnread(store.db, repository.id, page.unread, readAt)
  return page
}

/** Where GitHub tells hardly any thread, it is GitHub that has a trouble, and everything is asked for again later. */
async function refuseMany({ store }: Needs, { id, owner, name }: Repository, now: number): Promise<void> {
  const unread = await unreadThreads(store.db, id)
  if (unread.filter(({ notedAt }) => notedAt > now - HOUR_MS).length < MOST_UNREAD) return
  throw new GitHubError(`GitHub could not tell one thread of ${owner}/${name} after the other`, {
    kind: 'unavailable',
    status: 0,
  })
}

/** Reads the next page of a part. Returns how far it has come then, to be saved by whoever called. */
export async function readPart(deps: Needs, repository: Repository, part: HistoryPart): Promise<HistoryPart> {
  const isThere = part.kind === 'issue' ? repository.hasIssues : repository.hasDiscussions
  if (!isThere) return { ...part, waitsUntil: null, finishedAt: deps.store.now() }
  try {
    const page = await takeHistoryPage(deps, repository, queryOf(part), priorityOf(part))
    const now = deps.store.now()
    return {
      ...part,
      after: page.next,
      size: page.size,
      read: part.read + page.threads.length + page.unread.length,
      total: page.total,
      waitsUntil: page.next === null ? null : restUntil(page.budget, now),
      finishedAt: page.next === null ? now : null,
    }
  } catch (error) {
    // GitHub does not know any more where it was: what was read is read once more.
    const isLost = error instanceof GitHubError && error.kind === 'invalid' && part.after !== null
    if (isLost) return { ...part, after: null, read: 0 }
    throw error
  }
}

/** Few threads are what happens now; whatever takes longer lets everything else go first. */
export function priorityOf({ askedBy }: Pick<HistoryPart, 'askedBy'>): number {
  return askedBy === 'look' ? PRIORITY.normal : PRIORITY.background
}

function queryOf({ kind, openOnly, sinceAt, after, size }: HistoryPart): HistoryQuery {
  const what = openOnly
    ? ({ order: 'created', open: true, sinceAt: null } as const)
    : ({ order: 'updated', sinceAt } as const)
  return { kind, ...what, after, ...(size === null ? {} : { size }) }
}

/** Half of the budget is for what happens now. Null: enough is left. */
function restUntil(budget: HistoryPage['budget'], now: number): number | null {
  if (!budget || budget.left * 2 >= budget.limit) return null
  return Math.min(Math.max(budget.resetsAt, now) + AFTER_RESET_MS, now + LONGEST_WAIT_MS)
}
