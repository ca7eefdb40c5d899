// What changed on GitHub since the last look is read, so that a lost webhook loses nothing.
import type { Repository } from '../domain/repository.ts'
import type { TicketKind } from '../domain/ticket.ts'
import { PRIORITY } from '../store/agenda.ts'
import type { HistoryPart, NewReading } from '../store/history-parts.ts'
import { noteRepository, repositoryState } from '../store/repository-reading.ts'
import { countOpen, openUnreadSince } from '../store/tickets.ts'
import { unreadThreads } from '../store/unread-threads.ts'
import { begin, kindsOf } from './begin.ts'
import type { ReadingDeps } from './deps.ts'
import { type Look, type LookPlan, OVERLAP_MS } from './look.ts'
import { takeThreads, wakeTicket } from './take-threads.ts'
import { readThread } from './thread.ts'
import { retryUnread } from './unread.ts'

type Needs = Pick<ReadingDeps, 'store' | 'github' | 'upSinceAt'>

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
/** How far back a repository is read that was never read before: what was open when the App came is labelled and timed. */
export const FIRST_READ_MS = 90 * DAY_MS
/** GitHub keeps deliveries so long: whatever lies further back is known by reading alone. */
const DELIVERIES_KEPT_MS = 3 * DAY_MS
/** So many open tickets are a call or two: they are all read each time, else hourly. */
const FEW = 50
/** Of more than so many, so many are read an hour. */
const MANY = 500
/** Tickets that are no longer listed as open are looked at one by one. */
const MOST_MISSING = 50

/**
 * Takes in what the look has brought. Where it tells of more, a reading is begun that goes on page by page, else
 * everything until the look is known.
 */
export async function catchUp(
  deps: Needs,
  repository: Repository,
  plan: LookPlan,
  look: Look | null,
): Promise<void> {
  if (plan.isReading) return
  const { store } = deps
  const at = look?.at ?? store.now()
  const isFirst = plan.lastAt === null
  const seen = isFirst ? null : look
  if (seen) await takeLook(deps, repository, seen)
  const sweeps = !isFirst && (await isSweepDue(deps, repository, plan, at))
  const parts = kindsOf(repository).flatMap((kind) => partsFor(kind, seen, { sweeps, at }))
  const reading = {
    repositoryId: repository.id,
    purpose: 'catch_up',
    begunAt: at,
    ...spanOf(plan, at),
  } as const
  if (parts.some(({ finishedAt }) => !finishedAt)) return begin(store, repository, { ...reading, parts })
  if (sweeps) await endSweep(deps, repository, at)
  await noteRepository(store.db, repository.id, { caughtUpAt: at, ...(sweeps ? { sweptAt: at } : {}) })
}

/** Everything open was read since `at` (ms): what was not among it is looked at one by one. */
export async function endSweep(deps: Needs, repository: Repository, at: number): Promise<void> {
  await takeMissing(deps, repository, at)
  await retryUnread(deps, repository)
}

/** What is no longer listed as open was closed, moved or deleted. */
async function takeMissing(deps: Needs, repository: Repository, at: number): Promise<void> {
  const listed = new Set(kindsOf(repository))
  const unread = new Set((await unreadThreads(deps.store.db, repository.id)).map(keyOf))
  const unseen = await openUnreadSince(deps.store.db, repository.id, at)
  const missing = unseen.filter(
    (ticket) => listed.has(ticket.kind) && ticket.openedAt < at - OVERLAP_MS && !unread.has(keyOf(ticket)),
  )
  for (const ticket of missing.slice(0, MOST_MISSING)) {
    await readThread(deps, repository, ticket)
    await wakeTicket(deps, repository, ticket.id, PRIORITY.normal)
  }
}

function keyOf({ kind, number }: { kind: TicketKind; number: number }): string {
  return `${kind} ${number}`
}

async function takeLook(deps: Needs, repository: Repository, look: Look): Promise<void> {
  const read = [
    { kind: 'issue', threads: look.issues.open, readAt: look.at },
    { kind: 'discussion', threads: look.discussions.open, readAt: look.at },
  ] as const
  for (const one of read) await takeThreads(deps, repository, one, PRIORITY.normal)
}

/** Open tickets are read whole from time to time: what was deleted from them leaves no trace that could be asked for. */
async function isSweepDue(
  { store }: Needs,
  repository: Repository,
  { whole }: LookPlan,
  at: number,
): Promise<boolean> {
  const open = await countOpen(store.db, repository.id)
  if (whole || open <= FEW) return true
  const { sweptAt } = await repositoryState(store.db, repository.id)
  return at - (sweptAt ?? 0) >= HOUR_MS * Math.ceil(open / MANY)
}

/** What is still to be read of a kind after the look; all of it where there was none. What the look has read is finished. */
function partsFor(
  kind: TicketKind,
  look: Look | null,
  { sweeps, at }: { sweeps: boolean; at: number },
): NewReading['parts'] {
  const seen = look && (kind === 'issue' ? look.issues : look.discussions)
  const updated = { kind, openOnly: false, after: null }
  const isAllOpen = seen?.rest === null
  const open = { kind, openOnly: true, after: seen?.rest ?? null, finishedAt: isAllOpen ? at : null }
  return [...(!seen || seen.othersUpdated ? [updated] : []), ...(sweeps ? [open] : [])]
}

function spanOf({ lastAt }: LookPlan, at: number): Pick<HistoryPart, 'askedBy' | 'sinceAt'> {
  if (lastAt === null) return { askedBy: 'first_reading', sinceAt: at - FIRST_READ_MS }
  return { askedBy: at - lastAt > DELIVERIES_KEPT_MS ? 'downtime' : 'look', sinceAt: lastAt - OVERLAP_MS }
}
