// A page of a repository's threads, newest first: as many as GitHub can tell in time, each of them whole.
import { type Caller, counting } from './caller.ts'
import { DISCUSSION_AT, DISCUSSION_HISTORY, ISSUE_AT, ISSUE_HISTORY } from './documents.ts'
import { GitHubError } from './errors.ts'
import type { Connection, GraphqlDiscussion, GraphqlIssue } from './graphql-shapes.ts'
import { inSmallerPages, isTooMuch } from './page-sizes.ts'
import { toTime } from './rest-shapes.ts'
import { type WholeThread, wholeDiscussion, wholeIssue } from './threads.ts'
import type {
  DiscussionThread,
  GitHubReads,
  HistoryPage,
  HistoryQuery,
  IssueThread,
  RepoRef,
  UnreadThread,
} from './types.ts'

/** 100 issues with 100 timeline items each cost 3 points; 25 discussions with 25 × 20 replies cost 7. */
const MOST = { issue: 100, discussion: 25 } as const
const ITEMS = { issue: 100, discussion: 25 } as const
/** What a thread holds is asked for in small parts where even one thread was too much. */
const FEW_ITEMS = 10
/** By so many the next page is larger where this one was no trouble. */
const GROWTH = 5
/** So many characters of what people wrote are a page that is read and held with ease. */
const MOST_CHARACTERS = 8_000_000
/** Where long threads have taken so many calls, the page ends early: nobody waits for hundreds. */
const MOST_CALLS = 25

interface Edge<G> {
  cursor: string
  node: G | null
}

interface Page<G> extends Omit<Connection<G>, 'nodes'> {
  totalCount: number
  edges: Array<Edge<G> | null>
}

interface Answer<G> {
  repository: { threads: Page<G> } | null
  rateLimit: { limit: number; remaining: number; resetAt: string } | null
}

/** What tells whether a thread is wanted at all. */
interface Dated {
  number: number
  createdAt: string
  updatedAt: string
}

/** How one kind of threads is asked for. */
interface Kind<G extends Dated, T extends IssueThread | DiscussionThread> {
  page: string
  at: string
  whole(call: Caller, repo: RepoRef, node: G): Promise<WholeThread<T>>
}

const ISSUES: Kind<GraphqlIssue, IssueThread> = { page: ISSUE_HISTORY, at: ISSUE_AT, whole: wholeIssue }
const DISCUSSIONS: Kind<GraphqlDiscussion, DiscussionThread> = {
  page: DISCUSSION_HISTORY,
  at: DISCUSSION_AT,
  whole: wholeDiscussion,
}

export function historyCalls(call: Caller): Pick<GitHubReads, 'readHistoryPage'> {
  return {
    readHistoryPage: async (repo, query) => {
      const counted = counting(call)
      const page: HistoryPage =
        query.kind === 'issue'
          ? { kind: 'issue', calls: 0, ...(await readPage(counted, repo, query, ISSUES)) }
          : { kind: 'discussion', calls: 0, ...(await readPage(counted, repo, query, DISCUSSIONS)) }
      return { ...page, calls: counted.calls() }
    },
  }
}

type Read<T> = Omit<HistoryPage, 'kind' | 'threads' | 'calls'> & { threads: T[] }

async function readPage<G extends Dated, T extends IssueThread | DiscussionThread>(
  call: Caller & { calls(): number },
  repo: RepoRef,
  query: HistoryQuery,
  kind: Kind<G, T>,
): Promise<Read<T>> {
  const asked = Math.min(query.size ?? MOST[query.kind], MOST[query.kind])
  const { answer, size } = await askFor(call, repo, query, kind, asked)
  const page = answer.repository?.threads
  if (!page) throw noSuch(repo)
  const read = await wholeThreads(call, repo, query, kind, page)
  return {
    ...read,
    total: page.totalCount,
    size: Math.min(size === asked ? size + GROWTH : size, MOST[query.kind], fitting(read.threads)),
    budget: budgetOf(answer),
  }
}

/** How many threads such as these are held with ease. */
function fitting(threads: ReadonlyArray<IssueThread | DiscussionThread>): number {
  let characters = 0
  for (const thread of threads) {
    characters += ('issue' in thread ? thread.issue : thread.discussion).body.length
    for (const { body } of thread.comments) characters += body.length
  }
  return characters === 0
    ? MOST.issue
    : Math.max(1, Math.floor((MOST_CHARACTERS * threads.length) / characters))
}

/** The page, or, where GitHub cannot even show one thread, only where that stands. */
async function askFor<G extends Dated, T extends IssueThread | DiscussionThread>(
  call: Caller,
  repo: RepoRef,
  query: HistoryQuery,
  kind: Kind<G, T>,
  size: number,
): Promise<{ answer: Answer<G | Dated>; size: number }> {
  const variables = { owner: repo.owner, name: repo.name, after: query.after, ...filtersOf(query) }
  const ask = (first: number, items: number) =>
    call.query<Answer<G>>(kind.page, { ...variables, first, items })
  try {
    const { answer, sizes } = await inSmallerPages({ first: size }, ({ first }) =>
      ask(first, ITEMS[query.kind]),
    )
    return { answer, size: sizes.first }
  } catch (error) {
    if (!isTooMuch(error)) throw error
  }
  try {
    return { answer: await ask(1, FEW_ITEMS), size: 1 }
  } catch (error) {
    if (!isTooMuch(error)) throw error
    return { answer: await call.query<Answer<Dated>>(kind.at, variables), size: 1 }
  }
}

function filtersOf({ kind, order, sinceAt, open = false }: HistoryQuery): Record<string, unknown> {
  const by = { field: order === 'updated' ? 'UPDATED_AT' : 'CREATED_AT', direction: 'DESC' }
  if (kind === 'discussion') return { states: open ? ['OPEN'] : [], order: by }
  // What was created since then was updated since then.
  const filter = sinceAt === null ? null : { since: new Date(sinceAt).toISOString() }
  return { filter, states: open ? ['OPEN'] : null, order: by }
}

/** Completes one thread after another, and ends early where that takes long. */
async function wholeThreads<G extends Dated, T extends IssueThread | DiscussionThread>(
  call: Caller & { calls(): number },
  repo: RepoRef,
  query: HistoryQuery,
  kind: Kind<G, T>,
  page: Page<G | Dated>,
): Promise<Pick<Read<T>, 'threads' | 'unread' | 'associates' | 'next'>> {
  const threads: T[] = []
  const unread: UnreadThread[] = []
  const associates: Read<T>['associates'] = []
  const told = (next: string | null) => ({ threads, unread, associates: distinct(associates), next })
  for (const edge of page.edges) {
    if (!edge?.node) continue
    if (query.sinceAt !== null && timeOf(edge.node, query) < query.sinceAt) return told(null)
    const thread = await oneThread(call, repo, query, kind, edge)
    if (thread && 'thread' in thread) {
      threads.push(thread.thread)
      associates.push(...thread.associates)
    } else if (thread) unread.push(thread)
    if (call.calls() >= MOST_CALLS && edge.cursor !== page.pageInfo.endCursor) return told(edge.cursor)
  }
  return told(page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null)
}

/** Null where it is gone since the page was asked for. */
async function oneThread<G extends Dated, T extends IssueThread | DiscussionThread>(
  call: Caller,
  repo: RepoRef,
  query: HistoryQuery,
  kind: Kind<G, T>,
  { node }: { node: G | Dated | null },
): Promise<WholeThread<T> | UnreadThread | null> {
  const { number, updatedAt } = node!
  const unread = { kind: query.kind, number, updatedAt: Date.parse(updatedAt) }
  if (!('title' in node!)) return unread
  try {
    return await kind.whole(call, repo, node as G)
  } catch (error) {
    if (error instanceof GitHubError && error.kind === 'not_found') return null
    if (!isTooMuch(error)) throw error
    // An outage: then the whole page is tried again later.
    await call.query(kind.at, { owner: repo.owner, name: repo.name, after: null, ...filtersOf(query) })
    return unread
  }
}

function timeOf({ createdAt, updatedAt }: Dated, { order }: HistoryQuery): number {
  return Date.parse(order === 'updated' ? updatedAt : createdAt)
}

function budgetOf({ rateLimit }: Answer<unknown>): HistoryPage['budget'] {
  if (!rateLimit) return null
  const { limit, remaining: left, resetAt } = rateLimit
  return { limit, left, resetsAt: toTime(resetAt) ?? 0 }
}

function distinct(actors: HistoryPage['associates']): HistoryPage['associates'] {
  return [...new Map(actors.map((actor) => [actor.login, actor])).values()]
}

function noSuch({ owner, name }: RepoRef): GitHubError {
  return new GitHubError(`${owner}/${name}: not found`, { kind: 'not_found', status: 200 })
}
