// Reads a scope whole, page by page; a read that was interrupted goes on where it stopped.
import type { TurnContext } from '../agenda/run-line.ts'
import type { CompleteRead, Fact, Observation } from '../domain/fact.ts'
import { UserError } from '../domain/problem.ts'
import {
  type BulkProgress,
  dropProgress,
  finishBulk,
  type ScopeState,
  savePage,
} from '../store/entitlement-scopes.ts'
import { completeReads, keysNotSeen, seenKeys } from '../store/entitlements.ts'
import type { Store } from '../store/open.ts'
import { needMembers, widen } from './changes.ts'
import { foldFacts } from './fold-facts.ts'
import type { BulkRead, Page } from './source.ts'
import type { SyncParts, Turn } from './sync-parts.ts'

const HOUR = 3_600_000
/** A list read over a longer time is no picture of one moment any more. */
const STALE_AFTER_MS = HOUR
/** Pages of one turn: then other lines have theirs. */
const PAGES_A_TURN = 50

type Parts = Pick<SyncParts, 'store' | 'wakeTicketsOf'>
type Context = Pick<TurnContext, 'now' | 'extend' | 'signal'>

/** Reads up to 50 pages. True: the read is complete, and whoever was not seen has ended. */
export async function bulkTurn(parts: Parts, turn: Turn, read: BulkRead, context: Context): Promise<boolean> {
  const { store } = parts
  const { state, reader } = turn
  let progress = resumable(state, context.now()) ?? begin(context.now())
  await wake(parts, progress)
  if (progress.finished) return forget(store, state.scope)
  for (let pages = 0; pages < PAGES_A_TURN; pages++) {
    if (context.signal.aborted || !(await context.extend())) return false
    const page = await reader.page({ ...read, cursor: progress.cursor, startedAt: progress.startedAt })
    const subjectId = sameSubject(state, page)
    const facts = state.bulkAt === null ? page.facts.map(sinceEver) : page.facts
    progress = await savePage(store, state, { facts, progress: advance(progress, page), subjectId })
    await needMembers(store, state.scope, page.organizations ?? [], context.now())
    await wake(parts, progress)
    if (page.cursor === null) return complete(parts, state, progress, context)
  }
  return false
}

function resumable(state: ScopeState, now: number): BulkProgress | null {
  const { progress } = state
  if (!progress) return null
  return progress.finished || now - progress.startedAt < STALE_AFTER_MS ? progress : null
}

function begin(now: number): BulkProgress {
  return { startedAt: now, cursor: null, pages: 0, view: 'full', problems: [], toWake: [], finished: false }
}

function advance(progress: BulkProgress, page: Page): BulkProgress {
  const known = new Set(progress.problems.map((one) => one.message))
  return {
    ...progress,
    cursor: page.cursor,
    pages: progress.pages + 1,
    view: page.view === 'public' ? 'public' : progress.view,
    problems: [...progress.problems, ...page.problems.filter((one) => !known.has(one.message))],
  }
}

/** What was so when it was first looked at, has been so for as long as anybody here can tell. */
function sinceEver(fact: Fact): Fact {
  return fact.sinceAt === null && fact.startedAt === null ? { ...fact, sinceAt: 0 } : fact
}

/** Logins are reused: a list of another account's sponsors must not replace this one's. */
function sameSubject(state: ScopeState, page: Page): number | null {
  const { subjectId = null } = page
  if (subjectId === null || state.subjectId === null || subjectId === state.subjectId)
    return subjectId ?? state.subjectId
  throw new UserError(
    `${state.scope}: this login now belongs to another account than before. Write the account's new login in the settings.`,
  )
}

async function complete(
  parts: Parts,
  state: ScopeState,
  progress: BulkProgress,
  context: Context,
): Promise<boolean> {
  const { store } = parts
  const ended = await endedBy(store, state.scope, { at: progress.startedAt, view: progress.view })
  const accounts = ended.map((one) => one.accountId)
  const done = { progress: { ...progress, toWake: accounts }, ended: ended.map((one) => one.observation) }
  await finishBulk(store, state.scope, done, context.now())
  await wake(parts, done.progress)
  return forget(store, state.scope)
}

/** Whom the absence from a complete read ends. */
async function endedBy(
  store: Store,
  scope: string,
  read: CompleteRead,
): Promise<Array<{ accountId: number; observation: Observation }>> {
  const candidates = await seenKeys(store, scope, await keysNotSeen(store, scope, read.at))
  const reads = (await completeReads(store, [scope])).get(scope) ?? []
  const ended: Array<{ accountId: number; observation: Observation }> = []
  for (const { key, observations } of candidates) {
    const before = foldFacts(observations, reads).at(-1)
    const after = foldFacts(observations, [...reads, read]).at(-1)
    if (!before || !after || before.untilAt === after.untilAt) continue
    const { at } = read
    const observation: Observation = {
      scope,
      key,
      at,
      throughAt: at,
      origin: 'bulk',
      says: 'ended',
      effectiveAt: null,
      fact: null,
    }
    ended.push({ accountId: after.accountId, observation })
  }
  return ended
}

async function wake(parts: Parts, progress: BulkProgress): Promise<void> {
  if (progress.toWake.length > 0) await parts.wakeTicketsOf(await widen(parts.store, progress.toWake))
}

async function forget(store: Store, scope: string): Promise<boolean> {
  await dropProgress(store, scope)
  return true
}
