// Reads issues and discussions whole: with their comments, replies and timeline, all pages.
import { type Caller, pageOf } from './caller.ts'
import { READ_DISCUSSION_THREAD, READ_ISSUE_THREAD, READ_REPLIES } from './documents.ts'
import { GitHubError } from './errors.ts'
import {
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
import { toComment, toIssue } from './rest-shapes.ts'
import type { DiscussionThread, GitHubReads, IssueThread, RepoRef } from './types.ts'

type Threads = Pick<
  GitHubReads,
  'readIssueThread' | 'readDiscussionThread' | 'listIssuesBy' | 'listIssueComments'
>

/** `appId`: whose comments are `mine` in REST answers; null for a token. */
export function threadCalls(call: Caller, appId: number | null): Threads {
  return {
    readIssueThread: async (repo, number) =>
      completeIssue(call, repo, await queryIssue(call, repo, number, null)),
    readDiscussionThread: async (repo, number) =>
      completeDiscussion(call, repo, await queryDiscussion(call, repo, number, null)),
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

/** Reads the timeline pages that one query could not hold. */
export async function completeIssue(call: Caller, repo: RepoRef, issue: GraphqlIssue): Promise<IssueThread> {
  const items = [...issue.timelineItems.nodes]
  let { pageInfo } = issue.timelineItems
  while (pageInfo.hasNextPage) {
    const next = await queryIssue(call, repo, issue.number, pageInfo.endCursor)
    items.push(...next.timelineItems.nodes)
    pageInfo = next.timelineItems.pageInfo
  }
  return { issue: issueOf(issue), ...timelineOf(present(items)) }
}

/** Reads the comments and replies that one query could not hold. */
export async function completeDiscussion(
  call: Caller,
  repo: RepoRef,
  discussion: GraphqlDiscussion,
): Promise<DiscussionThread> {
  const threads = [...discussion.comments.nodes]
  let { pageInfo } = discussion.comments
  while (pageInfo.hasNextPage) {
    const next = await queryDiscussion(call, repo, discussion.number, pageInfo.endCursor)
    threads.push(...next.comments.nodes)
    pageInfo = next.comments.pageInfo
  }
  for (const thread of present(threads)) await completeReplies(call, thread)
  return { discussion: discussionOf(discussion), comments: discussionComments(present(threads)) }
}

async function completeReplies(call: Caller, thread: GraphqlCommentThread): Promise<void> {
  let { pageInfo } = thread.replies
  while (pageInfo.hasNextPage) {
    const { node } = await call.query<{ node: { replies: Connection<GraphqlComment> } | null }>(
      READ_REPLIES,
      { id: thread.id, after: pageInfo.endCursor },
    )
    if (!node) return
    thread.replies.nodes.push(...node.replies.nodes)
    pageInfo = node.replies.pageInfo
  }
}

async function queryIssue(
  call: Caller,
  repo: RepoRef,
  number: number,
  after: string | null,
): Promise<GraphqlIssue> {
  const { repository } = await call.query<{ repository: { issue: GraphqlIssue | null } | null }>(
    READ_ISSUE_THREAD,
    { owner: repo.owner, name: repo.name, number, after },
  )
  if (!repository?.issue) throw missing(`issue ${repo.owner}/${repo.name}#${number}`)
  return repository.issue
}

async function queryDiscussion(
  call: Caller,
  repo: RepoRef,
  number: number,
  after: string | null,
): Promise<GraphqlDiscussion> {
  const { repository } = await call.query<{ repository: { discussion: GraphqlDiscussion | null } | null }>(
    READ_DISCUSSION_THREAD,
    { owner: repo.owner, name: repo.name, number, after },
  )
  if (!repository?.discussion) throw missing(`discussion ${repo.owner}/${repo.name}#${number}`)
  return repository.discussion
}

function missing(what: string): GitHubError {
  return new GitHubError(`${what} was not found`, { kind: 'not_found', status: 200 })
}
