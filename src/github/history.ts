// Walks the threads of a repository in large pages: those updated since a moment, or those that are open.
import type { Caller } from './caller.ts'
import { DISCUSSION_HISTORY, DISCUSSION_SWEEP, ISSUE_HISTORY, ISSUE_SWEEP } from './documents.ts'
import { GitHubError } from './errors.ts'
import { type Connection, type GraphqlDiscussion, type GraphqlIssue, present } from './graphql-shapes.ts'
import { completeDiscussion, completeIssue } from './threads.ts'
import type { DiscussionThread, GitHubReads, HistoryPage, IssueThread, RepoRef } from './types.ts'

/** 100 issues with 100 timeline items each cost 3 points; 25 discussions with 50 × 20 replies cost 13. */
const ISSUES_A_PAGE = 100
const DISCUSSIONS_A_PAGE = 25
/** GitHub gives up after 10 seconds; a page that took too long is asked for in smaller pieces. */
const SMALLEST_PAGE = 5

type History = Pick<GitHubReads, 'issueHistory' | 'discussionHistory' | 'openIssues' | 'openDiscussions'>

export function historyCalls(call: Caller): History {
  return {
    issueHistory: (repo, sinceAt) => issueHistory(call, repo, sinceAt),
    discussionHistory: (repo, sinceAt) => discussionHistory(call, repo, sinceAt),
    openIssues: (repo, after) =>
      issues(call, repo, walk<GraphqlIssue>(call, ISSUE_SWEEP, 'issues', ISSUES_A_PAGE, repo, { after })),
    openDiscussions: (repo, after) => openDiscussions(call, repo, after),
  }
}

function issueHistory(
  call: Caller,
  repo: RepoRef,
  sinceAt: number,
): AsyncGenerator<HistoryPage<IssueThread>> {
  const since = new Date(sinceAt).toISOString()
  return issues(call, repo, walk<GraphqlIssue>(call, ISSUE_HISTORY, 'issues', ISSUES_A_PAGE, repo, { since }))
}

async function* issues(
  call: Caller,
  repo: RepoRef,
  pages: AsyncGenerator<Connection<GraphqlIssue>>,
): AsyncGenerator<HistoryPage<IssueThread>> {
  for await (const page of pages) {
    const threads: IssueThread[] = []
    for (const issue of present(page.nodes)) threads.push(await completeIssue(call, repo, issue))
    yield { threads, total: page.totalCount ?? threads.length }
  }
}

async function* openDiscussions(
  call: Caller,
  repo: RepoRef,
  after?: string,
): AsyncGenerator<HistoryPage<DiscussionThread>> {
  const pages = walk<GraphqlDiscussion>(call, DISCUSSION_SWEEP, 'discussions', DISCUSSIONS_A_PAGE, repo, {
    after,
  })
  for await (const page of pages) {
    const threads: DiscussionThread[] = []
    for (const one of present(page.nodes)) threads.push(await completeDiscussion(call, repo, one))
    yield { threads, total: page.totalCount ?? threads.length }
  }
}

/** Discussions cannot be filtered by time: the walk ends at the first that is older. */
async function* discussionHistory(
  call: Caller,
  repo: RepoRef,
  sinceAt: number,
): AsyncGenerator<HistoryPage<DiscussionThread>> {
  const pages = walk<GraphqlDiscussion>(call, DISCUSSION_HISTORY, 'discussions', DISCUSSIONS_A_PAGE, repo, {})
  for await (const page of pages) {
    const all = present(page.nodes)
    const recent = all.filter((discussion) => Date.parse(discussion.updatedAt) >= sinceAt)
    const threads: DiscussionThread[] = []
    for (const discussion of recent) threads.push(await completeDiscussion(call, repo, discussion))
    yield { threads, total: page.totalCount ?? threads.length }
    if (recent.length < all.length) return
  }
}

async function* walk<T>(
  call: Caller,
  document: string,
  field: 'issues' | 'discussions',
  pageSize: number,
  { owner, name }: RepoRef,
  variables: { since?: string; after?: string | undefined },
): AsyncGenerator<Connection<T>> {
  let sizes = { first: pageSize }
  let after: string | null = variables.after ?? null
  for (;;) {
    const { answer: page, sizes: fitting } = await inSmallerPages(sizes, ({ first }) =>
      ask<T>(call, document, field, { owner, name, ...variables, first, after }),
    )
    yield page
    if (!page.pageInfo.hasNextPage) return
    sizes = fitting
    after = page.pageInfo.endCursor
  }
}

/** Asks for pages of these sizes, or of the smaller ones that GitHub can answer in time, and tells which those were. */
export async function inSmallerPages<S extends Record<string, number>, T>(
  sizes: S,
  ask: (sizes: S) => Promise<T>,
): Promise<{ answer: T; sizes: S }> {
  try {
    return { answer: await ask(sizes), sizes }
  } catch (error) {
    if (!isTooMuch(error) || Object.values(sizes).every((size) => size <= SMALLEST_PAGE)) throw error
    return inSmallerPages(smaller(sizes), ask)
  }
}

function smaller<S extends Record<string, number>>(sizes: S): S {
  const quarters = Object.entries(sizes).map(([name, size]) => [
    name,
    Math.max(SMALLEST_PAGE, Math.floor(size / 4)),
  ])
  return Object.fromEntries(quarters) as S
}

async function ask<T>(
  call: Caller,
  document: string,
  field: string,
  variables: Record<string, unknown>,
): Promise<Connection<T>> {
  const { repository } = await call.query<{ repository: Record<string, Connection<T>> | null }>(
    document,
    variables,
  )
  const page = repository?.[field]
  if (page) return page
  throw new GitHubError(`${field} of ${variables.owner}/${variables.name}: not found`, {
    kind: 'not_found',
    status: 200,
  })
}

function isTooMuch(error: unknown): boolean {
  return error instanceof GitHubError && error.kind === 'unavailable'
}
