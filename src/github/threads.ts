// Reads issues and discussions whole: with their comments, replies and timeline, all pages.
import type { Actor } from '../domain/ticket.ts'
import { type Caller, pageOf } from './caller.ts'
import { READ_DISCUSSION_THREAD, READ_ISSUE_THREAD, READ_REPLIES } from './documents.ts'
import { GitHubError } from './errors.ts'
import {
  associatesOf,
  type Connection,
  discussionComments,
  discussionOf,
  type GraphqlComment,
  type GraphqlCommentThread,
  type GraphqlDiscussion,
  type GraphqlIssue,
  issueOf,
  present,
  timelineOf,
} from './graphql-shapes.ts'
import { inSmallerPages } from './page-sizes.ts'
import { toComment, toIssue } from './rest-shapes.ts'
import type { DiscussionThread, GitHubReads, IssueThread, RepoRef } from './types.ts'

/** Of a timeline, or of replies. */
const ITEMS_A_PAGE = 100
/** Comments of a discussion, with 20 replies each. */
const THREADS_A_PAGE = 50

type Threads = Pick<
  GitHubReads,
  'readIssueThread' | 'readDiscussionThread' | 'listIssuesBy' | 'listIssueComments'
>

/** `appId`: whose comments are `mine` in REST answers; null for a token. */
export function threadCalls(call: Caller, appId: number | null): Threads {
  return {
    readIssueThread: async (repo, number) =>
      completeIssue(call, repo, await queryIssue(call, repo, number, { first: ITEMS_A_PAGE, after: null })),
    readDiscussionThread: async (repo, number) =>
      completeDiscussion(
        call,
        repo,
        await queryDiscussion(call, repo, number, { first: THREADS_A_PAGE, after: null }),
      ),
    listIssuesBy: async ({ owner, name: repo }, creator) => {
      const issues = await call.pages('issues.listBy', (octokit, page) =>
        octokit.rest.issues.listForRepo({ owner, repo, creator, state: 'all', ...pageOf(page) }),
      )
      return issues.filter((issue) => !issue.pull_request).map(toIssue)
    },
    listIssueComments: async ({ owner, name: repo }, issue_number) => {
      const comments = await call.pages('issues.listComments', (octokit, page) =>
        octokit.rest.issues.listComments({ owner, repo, issue_number, ...pageOf(page) }),
      )
      return comments.map((comment) => toComment(comment, appId))
    },
  }
}

/** A thread, and whom GitHub shows as owner, member or collaborator on it. */
export interface WholeThread<T> {
  thread: T
  associates: Actor[]
}

export async function completeIssue(call: Caller, repo: RepoRef, issue: GraphqlIssue): Promise<IssueThread> {
  return (await wholeIssue(call, repo, issue)).thread
}

export async function completeDiscussion(
  call: Caller,
  repo: RepoRef,
  discussion: GraphqlDiscussion,
): Promise<DiscussionThread> {
  return (await wholeDiscussion(call, repo, discussion)).thread
}

/** Reads the timeline pages that one query could not hold. */
export async function wholeIssue(
  call: Caller,
  repo: RepoRef,
  issue: GraphqlIssue,
): Promise<WholeThread<IssueThread>> {
  const items = await allOf(issue.timelineItems, ITEMS_A_PAGE, async (first, after) => {
    return (await queryIssue(call, repo, issue.number, { first, after })).timelineItems
  })
  return {
    thread: { issue: issueOf(issue), ...timelineOf(items) },
    associates: associatesOf([issue, ...items]),
  }
}

/** Reads the comments and replies that one query could not hold. */
export async function wholeDiscussion(
  call: Caller,
  repo: RepoRef,
  discussion: GraphqlDiscussion,
): Promise<WholeThread<DiscussionThread>> {
  const threads = await allOf(discussion.comments, THREADS_A_PAGE, async (first, after) => {
    return (await queryDiscussion(call, repo, discussion.number, { first, after })).comments
  })
  const whole: GraphqlCommentThread[] = []
  for (const thread of threads) {
    const nodes = await allOf(thread.replies, ITEMS_A_PAGE, (first, after) =>
      queryReplies(call, thread.id, { first, after }),
    )
    whole.push({ ...thread, replies: { ...thread.replies, nodes } })
  }
  const written = whole.flatMap((top) => [top, ...present(top.replies.nodes)])
  return {
    thread: { discussion: discussionOf(discussion), comments: discussionComments(whole) },
    associates: associatesOf([discussion, ...written]),
  }
}

interface Part {
  first: number
  after: string | null
}

/** What the first page holds and the others, which are asked for in smaller ones where they take too long. */
async function allOf<T>(
  begun: Connection<T>,
  most: number,
  next: (first: number, after: string | null) => Promise<Connection<T>>,
): Promise<T[]> {
  const all = present(begun.nodes)
  let { pageInfo } = begun
  let sizes = { first: most }
  while (pageInfo.hasNextPage) {
    const { endCursor } = pageInfo
    const page = await inSmallerPages(sizes, ({ first }) => next(first, endCursor))
    all.push(...present(page.answer.nodes))
    pageInfo = page.answer.pageInfo
    sizes = page.sizes
  }
  return all
}

/** None where the comment is gone. */
async function queryReplies(call: Caller, id: string, part: Part): Promise<Connection<GraphqlComment>> {
  const { node } = await call.query<{ node: { replies: Connection<GraphqlComment> } | null }>(READ_REPLIES, {
    id,
    ...part,
  })
  return node?.replies ?? { pageInfo: { hasNextPage: false, endCursor: null }, nodes: [] }
}

async function queryIssue(call: Caller, repo: RepoRef, number: number, part: Part): Promise<GraphqlIssue> {
  const { repository } = await call.query<{ repository: { issue: GraphqlIssue | null } | null }>(
    READ_ISSUE_THREAD,
    { owner: repo.owner, name: repo.name, number, ...part },
  )
  if (!repository?.issue) throw missing(`issue ${repo.owner}/${repo.name}#${number}`)
  return repository.issue
}

async function queryDiscussion(
  call: Caller,
  repo: RepoRef,
  number: number,
  part: Part,
): Promise<GraphqlDiscussion> {
  const { repository } = await call.query<{ repository: { discussion: GraphqlDiscussion | null } | null }>(
    READ_DISCUSSION_THREAD,
    { owner: repo.owner, name: repo.name, number, ...part },
  )
  if (!repository?.discussion) throw missing(`discussion ${repo.owner}/${repo.name}#${number}`)
  return repository.discussion
}

function missing(what: string): GitHubError {
  return new GitHubError(`${what} was not found`, { kind: 'not_found', status: 200 })
}
