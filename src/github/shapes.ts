// Our own shapes of what GitHub holds: camelCase, times in ms since 1970, UTC.
import type { Repository } from '../domain/repository.ts'
import type { Actor, TicketKind } from '../domain/ticket.ts'

/** Names a repository in a call. `Repository` of the domain fits. */
export interface RepoRef {
  owner: string
  name: string
}

/** Names a ticket in a write. Issues are written by number (REST), discussions by node id (GraphQL). */
export interface ThreadRef extends RepoRef {
  kind: TicketKind
  number: number
  nodeId: string
}

/** Names a comment in a write. */
export interface CommentRef {
  id: number
  nodeId: string
}

/** A repository as GitHub shows it, whoever covers it. */
export type RepositoryInfo = Omit<Repository, 'installationId' | 'selected' | 'installedAt'>

export interface Installation {
  id: number
  accountId: number
  account: string
  accountType: 'User' | 'Organization'
  /** `all`: the App covers whatever the account owns; nobody chose a repository by hand. */
  selection: 'all' | 'selected'
  permissions: Record<string, string>
  events: string[]
  createdAt: number
  suspendedAt: number | null
}

/** The App itself, as `GET /app` shows it. */
export interface AppInfo {
  id: number
  /** The bot's login is `SLUG[bot]`. */
  slug: string
  name: string
  url: string
  permissions: Record<string, string>
  events: string[]
}

export interface Label {
  id: number
  nodeId: string
  name: string
  color: string
  description: string
}

/** Where the default branch of a repository stands, under the name that it has now. */
export interface RepositoryHead extends RepoRef {
  private: boolean
  /** The newest commit of the default branch; null: it has none. */
  sha: string | null
}

/** A file: `text` is empty and `truncated` true where it is larger than asked for. `size` in bytes. */
export interface FileContent {
  text: string
  sha: string
  size: number
  truncated: boolean
}

export interface TreeFile {
  /** From the root of the repository. */
  path: string
  /** The blob's id. */
  sha: string
  /** Bytes. */
  size: number
}

/** The files below a folder. `truncated`: the repository is too large for GitHub to list whole. */
export interface Folder {
  files: TreeFile[]
  truncated: boolean
}

export interface Issue {
  id: number
  nodeId: string
  number: number
  title: string
  body: string
  author: Actor
  createdAt: number
  updatedAt: number
  closedAt: number | null
  open: boolean
  /** Lower case: completed, not_planned, duplicate, reopened. */
  stateReason: string | null
  locked: boolean
  labels: string[]
  assignees: string[]
  /** The type that its organisation gave it; left out where it was not asked for. */
  type?: string | null
}

export interface Discussion extends Issue {
  /** Whether the category takes answers. */
  answerable: boolean
  category: { name: string; slug: string }
  answer: DiscussionAnswer | null
}

export interface DiscussionAnswer {
  commentId: number
  nodeId: string
  author: Actor
  writtenAt: number
  /** When and by whom it was marked. */
  chosenAt: number
  chosenBy: Actor
}

export interface Comment {
  id: number
  nodeId: string
  author: Actor
  body: string
  createdAt: number
  updatedAt: number
  /** Written by this App: only then do markers in it count. */
  mine: boolean
  /** Discussions: the comment it replies to; null at the top of a thread and on issues. */
  parentId: number | null
}

export type IssueEventKind =
  | 'labeled'
  | 'unlabeled'
  | 'closed'
  | 'reopened'
  | 'locked'
  | 'unlocked'
  | 'transferred'
  | 'converted'

/** One transition on an issue's timeline. */
export interface IssueEvent {
  nodeId: string
  kind: IssueEventKind
  at: number
  actor: Actor
  /** labeled, unlabeled. */
  label?: string
  /** closed: lower case, as in `Issue.stateReason`. */
  reason?: string | null
  /** transferred: the repository it came from, `owner/name`, where GitHub still shows it. */
  from?: string | null
}

/** An issue with everything that was said and done on it, oldest first. */
export interface IssueThread {
  issue: Issue
  comments: Comment[]
  events: IssueEvent[]
}

/** A discussion with its comments and their replies, oldest first. Discussions have no timeline. */
export interface DiscussionThread {
  discussion: Discussion
  comments: Comment[]
}

/** 👍 and the rest as REST names them. */
export type ReactionContent = '+1' | '-1' | 'laugh' | 'confused' | 'heart' | 'hooray' | 'rocket' | 'eyes'

export interface Reaction {
  content: ReactionContent
  /** Null for bots (ours too) and deleted accounts. */
  userId: number | null
  login: string
  createdAt: number
}

/** Reactions on one of our comments; null where the comment is gone. */
export interface CommentReactions {
  nodeId: string
  reactions: Reaction[] | null
}

/** A tier that an account offers its sponsors. */
export interface SponsorsTier {
  /** Such as `$5 a month`. */
  name: string
  dollars: number
  oneTime: boolean
}

export interface WebhookDelivery {
  /** GitHub's id of this attempt; redeliveries of one `guid` have their own. */
  id: number
  guid: string
  deliveredAt: number
  redelivery: boolean
  /** `OK`, or what went wrong. */
  status: string
  statusCode: number
  event: string
  action: string | null
  installationId: number | null
  repositoryId: number | null
}
