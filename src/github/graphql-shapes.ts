// Turns what GraphQL answers into our own shapes. The types here are the fields that `documents.ts` asks for.
import { type Actor, toActorType } from '../domain/ticket.ts'
import { toTime } from './rest-shapes.ts'
import type { Comment, Discussion, Issue, IssueEvent, IssueEventKind } from './types.ts'

export interface GraphqlActor {
  __typename: string
  login: string
  databaseId?: number | null
}

export interface Connection<T> {
  pageInfo: { hasNextPage: boolean; endCursor: string | null }
  nodes: Array<T | null>
}

/** Who wrote something, and what they are to the repository as far as GitHub shows it. */
interface Authored {
  author?: GraphqlActor | null
  authorAssociation?: string
}

interface GraphqlThread extends Authored {
  id: string
  number: number
  title: string
  body: string
  createdAt: string
  updatedAt: string
  closedAt: string | null
  closed: boolean
  stateReason: string | null
  locked: boolean
  author: GraphqlActor | null
  labels: { nodes: Array<{ name: string } | null> } | null
}

export interface GraphqlIssue extends GraphqlThread {
  fullDatabaseId: string
  assignees: { nodes: Array<{ login: string } | null> }
  timelineItems: Connection<TimelineItem>
}

export interface TimelineItem extends Authored {
  __typename: string
  id: string
  createdAt: string
  actor?: GraphqlActor | null
  label?: { name: string }
  stateReason?: string | null
  fromRepository?: { nameWithOwner: string } | null
  fullDatabaseId?: string
  body?: string
  updatedAt?: string
  viewerDidAuthor?: boolean
}

interface DatabaseId {
  databaseId: number | null
  url: string
}

export interface GraphqlComment extends DatabaseId, Authored {
  id: string
  body: string
  createdAt: string
  updatedAt: string
  deletedAt?: string | null
  viewerDidAuthor: boolean
  author: GraphqlActor | null
}

export interface GraphqlCommentThread extends GraphqlComment {
  replies: Connection<GraphqlComment>
}

export interface GraphqlDiscussion extends GraphqlThread {
  databaseId: number | null
  category: { name: string; slug: string; isAnswerable: boolean }
  answer: (DatabaseId & { id: string; createdAt: string; author: GraphqlActor | null }) | null
  answerChosenAt: string | null
  answerChosenBy: GraphqlActor | null
  comments: Connection<GraphqlCommentThread>
}

/** REST and webhooks end a bot's login in `[bot]`; GraphQL leaves that out. */
function actorOf(actor: GraphqlActor | null | undefined): Actor {
  if (!actor) return { id: null, login: 'ghost', type: 'User' }
  const type = toActorType(actor.__typename)
  const login = type === 'Bot' && !actor.login.endsWith('[bot]') ? `${actor.login}[bot]` : actor.login
  return { id: actor.databaseId ?? null, login, type }
}

export function issueOf(issue: GraphqlIssue): Issue {
  return {
    ...threadOf(issue),
    id: Number(issue.fullDatabaseId),
    assignees: present(issue.assignees.nodes).map((assignee) => assignee.login),
  }
}

export function discussionOf(discussion: GraphqlDiscussion): Discussion {
  const { answer, category } = discussion
  return {
    ...threadOf(discussion),
    id: discussion.databaseId ?? 0,
    assignees: [],
    answerable: category.isAnswerable,
    category: { name: category.name, slug: category.slug },
    answer: answer && {
      commentId: commentId(answer),
      nodeId: answer.id,
      author: actorOf(answer.author),
      writtenAt: Date.parse(answer.createdAt),
      chosenAt: toTime(discussion.answerChosenAt) ?? Date.parse(answer.createdAt),
      chosenBy: actorOf(discussion.answerChosenBy),
    },
  }
}

/** Top-level comments and their replies, in order. Deleted ones that still hold replies are left out. */
export function discussionComments(threads: GraphqlCommentThread[]): Comment[] {
  const all = threads.flatMap((top) => [
    commentOf(top, null),
    ...present(top.replies.nodes).map((reply) => commentOf(reply, commentId(top))),
  ])
  const deleted = new Set(
    threads
      .flatMap((top) => [top, ...present(top.replies.nodes)])
      .filter((comment) => comment.deletedAt)
      .map((comment) => comment.id),
  )
  return all.filter((comment) => !deleted.has(comment.nodeId)).sort(oldestFirst)
}

export function commentOf(comment: GraphqlComment, parentId: number | null): Comment {
  return {
    id: commentId(comment),
    nodeId: comment.id,
    author: actorOf(comment.author),
    body: comment.body,
    createdAt: Date.parse(comment.createdAt),
    updatedAt: Date.parse(comment.updatedAt),
    mine: comment.viewerDidAuthor,
    parentId,
  }
}

/** `databaseId` is null above 2³¹ and discussion comments have no `fullDatabaseId`, but their address ends in it. */
export function commentId(comment: DatabaseId): number {
  return comment.databaseId ?? Number(/discussioncomment-(\d+)/.exec(comment.url)?.[1])
}

export function timelineOf(items: TimelineItem[]): { comments: Comment[]; events: IssueEvent[] } {
  const comments = items.filter((item) => item.__typename === 'IssueComment').map(issueComment)
  return { comments: comments.sort(oldestFirst), events: items.flatMap(eventOf) }
}

/** Whom GitHub shows as owner, member or collaborator; each once. */
export function associatesOf(written: readonly Authored[]): Actor[] {
  const found = written.filter(({ authorAssociation = '' }) => ASSOCIATIONS.has(authorAssociation))
  return found.flatMap(({ author }) => (author ? [actorOf(author)] : []))
}

const ASSOCIATIONS = new Set(['OWNER', 'MEMBER', 'COLLABORATOR'])

export function present<T>(nodes: Array<T | null>): T[] {
  return nodes.filter((node): node is T => node !== null)
}

function threadOf(thread: GraphqlThread): Omit<Issue, 'id' | 'assignees'> {
  return {
    nodeId: thread.id,
    number: thread.number,
    title: thread.title,
    body: thread.body,
    author: actorOf(thread.author),
    createdAt: Date.parse(thread.createdAt),
    updatedAt: Date.parse(thread.updatedAt),
    closedAt: toTime(thread.closedAt),
    open: !thread.closed,
    stateReason: thread.stateReason?.toLowerCase() ?? null,
    locked: thread.locked,
    labels: present(thread.labels?.nodes ?? []).map((label) => label.name),
  }
}

function issueComment(item: TimelineItem): Comment {
  return {
    id: Number(item.fullDatabaseId),
    nodeId: item.id,
    author: actorOf(item.author),
    body: item.body ?? '',
    createdAt: Date.parse(item.createdAt),
    updatedAt: Date.parse(item.updatedAt ?? item.createdAt),
    mine: item.viewerDidAuthor ?? false,
    parentId: null,
  }
}

const EVENTS: Record<string, IssueEventKind> = {
  LabeledEvent: 'labeled',
  UnlabeledEvent: 'unlabeled',
  ClosedEvent: 'closed',
  ReopenedEvent: 'reopened',
  LockedEvent: 'locked',
  UnlockedEvent: 'unlocked',
  TransferredEvent: 'transferred',
  ConvertedToDiscussionEvent: 'converted',
}

function eventOf(item: TimelineItem): IssueEvent[] {
  const kind = EVENTS[item.__typename]
  if (!kind) return []
  const event: IssueEvent = {
    nodeId: item.id,
    kind,
    at: Date.parse(item.createdAt),
    actor: actorOf(item.actor),
  }
  if (item.label) event.label = item.label.name
  if (kind === 'closed') event.reason = item.stateReason?.toLowerCase() ?? null
  if (kind === 'transferred') event.from = item.fromRepository?.nameWithOwner ?? null
  return [event]
}

function oldestFirst(a: Comment, b: Comment): number {
  return a.createdAt - b.createdAt || a.id - b.id
}
