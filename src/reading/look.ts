// When a repository is looked at, and the look itself: one call that tells what else there is to read.
import type { Repository } from '../domain/repository.ts'
import { GitHubError } from '../github/errors.ts'
import type { RepoRef, RepositoryLook } from '../github/types.ts'
import { hasTicketDue } from '../store/agenda-upkeep.ts'
import { hadEventSince } from '../store/deliveries.ts'
import { partsLeft } from '../store/history-parts.ts'
import { repositoryState } from '../store/repository-reading.ts'
import { countOpen } from '../store/tickets.ts'
import { catchingUpSince } from './catching-up.ts'
import type { ReadingDeps } from './deps.ts'

type Needs = Pick<ReadingDeps, 'store' | 'github' | 'upSinceAt' | 'app'>

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
/** How often a repository is looked at where something happens, or is due; a quiet one hourly. */
const BUSY_EVERY_MS = 10 * MINUTE_MS
/** Looked at twice rather than missed: GitHub's reads lag behind its writes. */
export const OVERLAP_MS = 2 * MINUTE_MS

/** When a repository is looked at. Times are ms. */
export interface LookPlan {
  /** Until when what changed is known; null: it was never read. */
  lastAt: number | null
  dueAt: number
  /** Nothing was told for a while: everything open is read. */
  whole: boolean
  /** What an earlier look told of is still being read. */
  isReading: boolean
  /** How long after the last look the next one is due. */
  everyMs: number
}

/** A look, and when it was asked for: what happened since is not in it. */
export interface Look extends RepositoryLook {
  at: number
}

export async function planLook(deps: Needs, repository: Repository, now: number): Promise<LookPlan> {
  const state = await repositoryState(deps.store.db, repository.id)
  const lastAt = state.caughtUpAt
  const whole = catchingUpSince(deps, state) !== null
  const everyMs = (await isBusy(deps, repository.id, now)) ? BUSY_EVERY_MS : HOUR_MS
  const left = await partsLeft(deps.store.db, repository.id)
  const isReading = left.some(({ purpose }) => purpose === 'catch_up')
  const dueAt = lastAt === null || whole ? now : nextLookAt(deps.upSinceAt, lastAt, everyMs)
  return { lastAt, dueAt: isReading ? now + BUSY_EVERY_MS : dueAt, whole, isReading, everyMs }
}

/** On start, after 1 and 5 minutes, then at the usual pace. */
export function nextLookAt(startedAt: number, lastAt: number, everyMs: number): number {
  const early = [0, MINUTE_MS, 5 * MINUTE_MS].map((ms) => startedAt + ms).find((at) => at > lastAt)
  return early ?? lastAt + everyMs
}

/** When to see again whether a look is due: a quiet repository may be a busy one by then. */
export function planAgainAt(lookAt: number, now: number): number {
  return Math.min(lookAt, now + BUSY_EVERY_MS)
}

/** Whether something happened in the last hour, or is due, such as a promise. */
export async function isBusy({ store, app }: Needs, repositoryId: number, now: number): Promise<boolean> {
  if (await hasTicketDue(store.db, repositoryId)) return true
  const { botLogin } = await app()
  return hadEventSince(store.db, repositoryId, { sinceAt: now - HOUR_MS, butBy: botLogin })
}

/**
 * Asks GitHub how the repository stands, and `others` (`owner/name`) that its settings or articles come from. Null where
 * the App may not see all of it, or GitHub cannot tell it at once: then each thing has to be asked for alone.
 */
export async function lookAt(
  { store, github }: Needs,
  repository: Repository,
  lastAt: number | null,
  others: readonly string[],
): Promise<Look | null> {
  const at = store.now()
  const openIssues = await countOpen(store.db, repository.id, 'issue')
  const openDiscussions = await countOpen(store.db, repository.id, 'discussion')
  const reads = github.forInstallation(repository.installationId)
  try {
    const look = await reads.lookAt(repository, {
      sinceAt: (lastAt ?? at) - OVERLAP_MS,
      others: others.map(refOf),
      openIssues,
      openDiscussions,
    })
    return { ...look, at }
  } catch (error) {
    if (!(error instanceof GitHubError)) throw error
    if (error.kind === 'forbidden') return null
    if (error.kind !== 'unavailable') throw error
    // An outage is none of it: then this fails too.
    await reads.readHead(repository)
    return null
  }
}

function refOf(fullName: string): RepoRef {
  const [owner = '', name = ''] = fullName.split('/')
  return { owner, name }
}
