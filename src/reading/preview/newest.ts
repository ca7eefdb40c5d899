// Reads the newest issues and discussions of a repository together, and later only what has changed since.
import type { Repository } from '../../domain/repository.ts'
import type { Actor, TicketKind } from '../../domain/ticket.ts'
import type { HistoryPage, HistoryQuery, UnreadThread } from '../../github/types.ts'
import { inside } from '../../store/open.ts'
import { openedSince } from '../../store/preview-rows.ts'
import type { ReadingDeps } from '../deps.ts'
import { saveDiscussionThread, saveIssueThread } from '../save-thread.ts'

type Needs = Pick<ReadingDeps, 'store' | 'github'>

/** How far one kind was read, from the newest on. */
interface KindRead {
  /** Where the next page begins; null: at the newest, or there is none. */
  after: string | null
  isWhole: boolean
  /** What the next page should ask for; null: as much as there may be. */
  size: number | null
  /** When the oldest that was read was opened, ms; null: nothing was read yet. */
  oldestAt: number | null
  /** How many there are on GitHub. */
  total: number
}

/** What was read, times in ms: kept from one run to the next. */
export interface NewestRead {
  beganAt: number
  /** Whatever happened before then to what was read is in the store. */
  asOf: number
  issue: KindRead
  discussion: KindRead
  /** Whom GitHub shows as owner, member or collaborator. */
  associates: Actor[]
  unread: UnreadThread[]
}

export interface NewestWanted {
  last: number
  /** Of a run before, with its threads in the store; null: there was none. */
  before: NewestRead | null
  /** Told after every page, when that is saved. */
  keep(read: NewestRead): void
  onProgress(done: number, total: number): void
}

/** This machine's clock is not GitHub's, and what was changed shortly before the last look may show up late. */
const OVERLAP_MS = 15 * 60_000
/** The last page need not be large, but many small ones would be many calls. */
const FEW = 25

/** @throws GitHubError; all pages until then are saved and told to `keep` */
export async function readNewest(
  deps: Needs,
  repository: Repository,
  { last, before, keep, onProgress }: NewestWanted,
): Promise<NewestRead> {
  const now = deps.store.now()
  let read = before === null ? nothingRead(repository, now) : await readChanges(deps, repository, before)
  for (;;) {
    const from = frontier(read)
    const found = await openedSince(deps.store.db, repository.id, from)
    const total = Math.min(last, Math.max(found, read.issue.total + read.discussion.total))
    if (from < NOTHING_READ) onProgress(Math.min(found, total), total)
    const kind = found >= last ? null : nextKind(read)
    if (kind === null) break
    const { after, size } = read[kind]
    const wanted = Math.max(last - found, Math.min(FEW, last))
    const asked = { size: size === null ? wanted : Math.min(size, wanted) }
    const query: HistoryQuery = { kind, order: 'created', sinceAt: null, after, ...asked }
    const page = await github(deps, repository).readHistoryPage(repository, query)
    await savePage(deps, repository, page, () => true)
    read = { ...withPeople(read, page), [kind]: goneOn(read[kind], page) }
    keep(read)
  }
  return read
}

function nothingRead({ hasIssues, hasDiscussions }: Repository, now: number): NewestRead {
  const kind = (isThere: boolean): KindRead => {
    return { after: null, isWhole: !isThere, size: null, oldestAt: null, total: 0 }
  }
  const none = { associates: [], unread: [] }
  return { beganAt: now, asOf: now, issue: kind(hasIssues), discussion: kind(hasDiscussions), ...none }
}

/** Before then something may be missing: of each kind all that was opened later is in the store. */
function frontier({ issue, discussion }: NewestRead): number {
  return Math.max(frontierOf(issue), frontierOf(discussion))
}

function frontierOf({ isWhole, oldestAt }: KindRead): number {
  return isWhole ? 0 : (oldestAt ?? NOTHING_READ)
}

const NOTHING_READ = Number.MAX_SAFE_INTEGER

/** The kind that holds the frontier up; null: there are no older ones. */
function nextKind({ issue, discussion }: NewestRead): TicketKind | null {
  if (issue.isWhole && discussion.isWhole) return null
  return frontierOf(issue) >= frontierOf(discussion) ? 'issue' : 'discussion'
}

function goneOn(before: KindRead, page: HistoryPage): KindRead {
  const opened = openedIn(page)
  return {
    after: page.next,
    isWhole: page.next === null,
    size: page.size,
    oldestAt: opened.length > 0 ? Math.min(...opened) : before.oldestAt,
    total: page.total,
  }
}

function withPeople(read: NewestRead, page: HistoryPage): NewestRead {
  const known = new Set(read.associates.map(({ id }) => id))
  const associates = [...read.associates, ...page.associates.filter(({ id }) => !known.has(id))]
  const told = new Set(numbersIn(page))
  const still = read.unread.filter(({ kind, number }) => kind !== page.kind || !told.has(number))
  const again = new Set(still.map(({ kind, number }) => `${kind} ${number}`))
  const more = page.unread.filter(({ kind, number }) => !again.has(`${kind} ${number}`))
  return { ...read, associates, unread: [...still, ...more] }
}

/** What was opened or changed since `before` was read, as far back as that went. */
async function readChanges(deps: Needs, repository: Repository, before: NewestRead): Promise<NewestRead> {
  const asOf = deps.store.now()
  let read = before
  for (const kind of ['issue', 'discussion'] as const) {
    const from = frontierOf(before[kind])
    if (from === NOTHING_READ || !isThere(repository, kind)) continue
    let after: string | null = null
    do {
      const query: HistoryQuery = { kind, order: 'updated', sinceAt: before.asOf - OVERLAP_MS, after }
      const page = await github(deps, repository).readHistoryPage(repository, query)
      await savePage(deps, repository, page, (openedAt) => openedAt >= from)
      read = withPeople(read, page)
      after = page.next
    } while (after !== null)
  }
  return { ...read, asOf }
}

function isThere({ hasIssues, hasDiscussions }: Repository, kind: TicketKind): boolean {
  return kind === 'issue' ? hasIssues : hasDiscussions
}

/** All of it at once: what was made safe by itself would take a turn of the disk for each thread. */
async function savePage(
  deps: Needs,
  repository: Repository,
  page: HistoryPage,
  isWanted: (openedAt: number) => boolean,
): Promise<void> {
  const readAt = deps.store.now()
  await deps.store.transaction(async (tx) => {
    const within = { ...deps, store: inside(deps.store, tx) }
    if (page.kind === 'issue') {
      const wanted = page.threads.filter(({ issue }) => isWanted(issue.createdAt))
      for (const thread of wanted) await saveIssueThread(within, repository, thread, readAt)
    } else {
      const wanted = page.threads.filter(({ discussion }) => isWanted(discussion.createdAt))
      for (const thread of wanted) await saveDiscussionThread(within, repository, thread, readAt)
    }
  })
}

function openedIn(page: HistoryPage): number[] {
  return page.kind === 'issue'
    ? page.threads.map(({ issue }) => issue.createdAt)
    : page.threads.map(({ discussion }) => discussion.createdAt)
}

function numbersIn(page: HistoryPage): number[] {
  return page.kind === 'issue'
    ? page.threads.map(({ issue }) => issue.number)
    : page.threads.map(({ discussion }) => discussion.number)
}

function github({ github }: Needs, { installationId }: Repository) {
  return github.forInstallation(installationId)
}
