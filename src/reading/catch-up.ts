// Reads what changed on GitHub since the last look, so that a lost webhook loses nothing.
import { setImmediate } from 'node:timers/promises'
import type { Repository } from '../domain/repository.ts'
import type { TicketKind } from '../domain/ticket.ts'
import type {
  DiscussionThread,
  HistoryPage,
  HistoryQuery,
  IssueThread,
  ThreadsLook,
} from '../github/types.ts'
import { wake } from '../store/agenda.ts'
import { noteRepository, repositoryState } from '../store/repository-reading.ts'
import { ticketsOf } from '../store/tickets.ts'
import type { ReadingDeps } from './deps.ts'
import { type Look, type LookPlan, OVERLAP_MS } from './look.ts'
import { saveDiscussionThread, saveIssueThread } from './save-thread.ts'
import { readThread } from './thread.ts'

type Needs = Pick<ReadingDeps, 'store' | 'github' | 'upSinceAt'>

const HOUR_MS = 3_600_000
/** How far back a repository is read that was never read before: what was open when the App came is labelled and timed. */
const FIRST_READ_MS = 90 * 86_400_000
/** So many open tickets are a call or two: they are all read each time, else hourly. */
const FEW = 50
/** Tickets that are no longer listed as open are looked at one by one. */
const MOST_MISSING = 50

/** Takes in what changed until the look, or until now without one, and returns that moment (ms). */
export async function catchUp(
  deps: Needs,
  repository: Repository,
  { lastAt, whole }: LookPlan,
  look: Look | null,
): Promise<number> {
  const { db, now } = deps.store
  const at = look?.at ?? now()
  const taking = taker(deps, repository, at)
  const kinds = kindsOf(deps, repository, taking, lastAt === null ? null : look)
  for (const kind of kinds) await kind.takeLook()
  for (const kind of kinds) {
    await kind.takeUpdated(lastAt === null ? at - FIRST_READ_MS : lastAt - OVERLAP_MS)
  }
  if (lastAt !== null) await sweep(deps, repository, { at, whole, kinds, seen: taking.seen })
  await noteRepository(db, repository.id, { caughtUpAt: at })
  return at
}

/** Reads the open tickets whole: what was deleted from them leaves no trace that could be asked for. */
async function sweep(
  deps: Needs,
  repository: Repository,
  { at, whole, kinds, seen }: { at: number; whole: boolean; kinds: Kind[]; seen: ReadonlySet<string> },
): Promise<void> {
  const { db } = deps.store
  const open = await ticketsOf(db, repository.id, { open: true })
  const sweptAt = (await repositoryState(db, repository.id)).sweptAt ?? 0
  if (!whole && open.length > FEW && at - sweptAt < HOUR_MS) return
  for (const kind of kinds) await kind.takeRest()
  const listed = new Set(kinds.map(({ kind }) => kind))
  const missing = open.filter(
    ({ id, kind, openedAt }) => listed.has(kind) && !seen.has(id) && openedAt < at - OVERLAP_MS,
  )
  for (const ticket of missing.slice(0, MOST_MISSING)) {
    await readThread(deps, repository, ticket)
    await wakeTicket(deps, repository, ticket.id, at)
  }
  await noteRepository(db, repository.id, { sweptAt: at })
}

/** How the threads of a kind are read. */
interface Kind {
  kind: TicketKind
  /** The open ones that the look has brought. */
  takeLook(): Promise<void>
  /** All that were updated since then, unless the look has brought them. */
  takeUpdated(sinceAt: number): Promise<void>
  /** The open ones that the look has left. */
  takeRest(): Promise<void>
}

function kindsOf(
  { github }: Needs,
  repository: Repository,
  take: ReturnType<typeof taker>,
  look: Look | null,
): Kind[] {
  const reads = github.forInstallation(repository.installationId)
  const pages = (query: Omit<HistoryQuery, 'after'>, after: string | null) =>
    allPages((from) => reads.readHistoryPage(repository, { ...query, after: from }), after)
  const issues = kindOf<IssueThread>('issue', look?.issues ?? null, take.issue, pages)
  const discussions = kindOf<DiscussionThread>(
    'discussion',
    look?.discussions ?? null,
    take.discussion,
    pages,
  )
  return [...(repository.hasIssues ? [issues] : []), ...(repository.hasDiscussions ? [discussions] : [])]
}

async function* allPages(
  read: (after: string | null) => Promise<HistoryPage>,
  after: string | null,
): AsyncGenerator<HistoryPage> {
  let from = after
  do {
    const page = await read(from)
    yield page
    from = page.next
  } while (from !== null)
}

function kindOf<T>(
  kind: TicketKind,
  look: ThreadsLook<T> | null,
  take: (thread: T) => Promise<void>,
  pages: (query: Omit<HistoryQuery, 'after'>, after: string | null) => AsyncGenerator<HistoryPage>,
): Kind {
  return {
    kind,
    takeLook: () => takeThreads(look?.open ?? [], take),
    takeUpdated: async (sinceAt) => {
      if (!look || look.othersUpdated) {
        await takeAll(pages({ kind, order: 'updated', sinceAt }, null), take)
      }
    },
    takeRest: async () => {
      const open = { kind, order: 'created', sinceAt: null, open: true } as const
      if (!look || look.rest !== null) await takeAll(pages(open, look?.rest ?? null), take)
    },
  }
}

/** Saves threads, and wakes those in which something is new. */
function taker(deps: Needs, repository: Repository, now: number) {
  const seen = new Set<string>()
  const note = async (id: string, fresh: boolean, open: boolean) => {
    seen.add(id)
    if (fresh && open) await wakeTicket(deps, repository, id, now)
    // Nobody decides anything of a closed one, but it may teach something.
    else if (fresh) await noteRepository(deps.store.db, repository.id, { learnedFrom: null })
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
  pages: AsyncGenerator<HistoryPage>,
  take: (thread: T) => Promise<void>,
): Promise<void> {
  for await (const { threads } of pages) await takeThreads(threads as T[], take)
}

async function takeThreads<T>(threads: readonly T[], take: (thread: T) => Promise<void>): Promise<void> {
  for (const thread of threads) {
    await take(thread)
    // SQLite answers at once: without a pause requests would wait for the whole page.
    await setImmediate()
  }
}

async function wakeTicket(deps: Needs, repository: Repository, ticketId: string, now: number): Promise<void> {
  const { installationId, id: repositoryId } = repository
  await wake(deps.store.db, {
    line: { kind: 'ticket', ticketId },
    at: now,
    installationId,
    repositoryId,
  })
}
