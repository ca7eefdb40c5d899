// What the rest of the program sees of GitHub: our own shapes, and the interfaces that read and write them.
import type { LabelSpec } from '../domain/settings.ts'
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

export interface RepositoryInfo {
  id: number
  nodeId: string
  ownerId: number
  owner: string
  ownerType: 'User' | 'Organization'
  name: string
  private: boolean
  archived: boolean
  hasIssues: boolean
  hasDiscussions: boolean
  defaultBranch: string
}

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
}

export interface Discussion extends Issue {
  /** Whether the category takes answers. */
  answerable: boolean
  category: string
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

export interface CheckAnnotation {
  path: string
  startLine: number
  endLine: number
  level: 'notice' | 'warning' | 'failure'
  message: string
}

export interface CheckRun {
  name: string
  headSha: string
  conclusion: 'success' | 'failure' | 'neutral'
  title: string
  summary: string
  /** Any number: sent 50 at a time. */
  annotations: CheckAnnotation[]
}

/** A sponsorship as the sponsored account sees it. Money in US cents a month (or once). */
export interface Sponsorship {
  id: string
  active: boolean
  oneTime: boolean
  private: boolean
  paymentSource: 'GITHUB' | 'PATREON' | null
  createdAt: number
  tierSelectedAt: number | null
  /** Null where the token may not see who it is. */
  sponsor: Actor | null
  /** Null: amount unknown. */
  tier: { id: string; name: string; cents: number; oneTime: boolean; custom: boolean } | null
}

export interface SponsorsActivity {
  id: string
  action: string
  at: number
  sponsor: Actor | null
  private: boolean
  cents: number | null
  previousCents: number | null
  oneTime: boolean
}

/** Who a token belongs to and what it may do. `scopes` is null for tokens without classic scopes. */
export interface TokenInfo {
  account: Actor
  scopes: string[] | null
}

/** How soon a write has to go out; alarms pass labels, labels pass answers. */
export type Urgency = 'alarm' | 'label' | 'answer'

/**
 * Every read of the App on a repository. All pages are read; all times are ms.
 * Every method may throw `GitHubError`.
 */
export interface GitHubReads {
  /** By name; renamed repositories are found under their old name too. */
  getRepository(repo: RepoRef): Promise<RepositoryInfo>
  /** `ref`: branch, tag or commit, default branch if left out. Null: no such file, or the path is a folder. */
  readFile(
    repo: RepoRef,
    path: string,
    options?: { ref?: string; maxBytes?: number },
  ): Promise<FileContent | null>
  /** All files below `path` ('' for all). An empty repository or a missing folder has none. */
  listFolder(repo: RepoRef, path: string, ref?: string): Promise<Folder>
  readBlob(repo: RepoRef, sha: string): Promise<string>
  /** Texts by blob id, 20 in one call; binary blobs are left out. */
  readBlobs(repo: RepoRef, shas: string[]): Promise<Map<string, string>>
  listLabels(repo: RepoRef): Promise<Label[]>
  /** Everyone with permission `triage` or more. */
  listTriagers(repo: RepoRef): Promise<Actor[]>
  listTeamMembers(organization: string, team: string): Promise<Actor[]>
  /** All members where the App is installed on the organisation, else what GitHub shows. */
  listMembers(organization: string): Promise<Actor[]>
  listPublicMembers(organization: string): Promise<Actor[]>
  /** A user, organisation or bot (`name[bot]`) by login; null if there is none. */
  getAccount(login: string): Promise<Actor | null>
  getAccountById(id: number): Promise<Actor | null>
  /** The whole thread in one call per 100 comments and events. */
  readIssueThread(repo: RepoRef, number: number): Promise<IssueThread>
  /** One call per 50 comments, and per 100 replies of a comment that has more than 20. */
  readDiscussionThread(repo: RepoRef, number: number): Promise<DiscussionThread>
  /** Issues (never pull requests) updated at or after `sinceAt`, oldest update first. */
  listIssuesSince(repo: RepoRef, sinceAt: number): Promise<Issue[]>
  /** Open issues that a login opened: how the desk issue is found again. */
  listIssuesBy(repo: RepoRef, login: string): Promise<Issue[]>
  listIssueComments(repo: RepoRef, number: number): Promise<Comment[]>
  /** Threads updated at or after `sinceAt`, newest update first, a page at a time. */
  issueHistory(repo: RepoRef, sinceAt: number): AsyncGenerator<HistoryPage<IssueThread>>
  discussionHistory(repo: RepoRef, sinceAt: number): AsyncGenerator<HistoryPage<DiscussionThread>>
  /** Reactions on comments by node id, 50 comments in one call. */
  readReactions(commentNodeIds: string[]): Promise<CommentReactions[]>
}

/** `total` counts all threads of the repository, for showing progress. */
export interface HistoryPage<T> {
  threads: T[]
  total: number
}

/** Every write. The last parameter says how soon it has to go out where the default is not right. */
export interface GitHubWrites {
  createLabel(repo: RepoRef, label: LabelSpec): Promise<Label>
  updateLabel(repo: RepoRef, name: string, label: LabelSpec): Promise<Label>
  /** Labels must exist. Issues need only names. */
  addLabels(thread: ThreadRef, labels: LabelRef[], urgency?: Urgency): Promise<void>
  /** Fine if it was not on. */
  removeLabel(thread: ThreadRef, label: LabelRef, urgency?: Urgency): Promise<void>
  /** `replyTo`: node id of a discussion's top-level comment. */
  createComment(
    thread: ThreadRef,
    body: string,
    options?: { replyTo?: string; urgency?: Urgency },
  ): Promise<Comment>
  editComment(thread: ThreadRef, comment: CommentRef, body: string, urgency?: Urgency): Promise<void>
  /** Fine if it is gone already. */
  deleteComment(thread: ThreadRef, comment: CommentRef, urgency?: Urgency): Promise<void>
  react(thread: ThreadRef, comment: CommentRef, content: ReactionContent): Promise<void>
  /** Reasons: issues completed, not_planned, duplicate; discussions resolved, outdated, duplicate. */
  close(thread: ThreadRef, reason: string): Promise<void>
  reopen(thread: ThreadRef): Promise<void>
  lock(thread: ThreadRef): Promise<void>
  unlock(thread: ThreadRef): Promise<void>
  /** Issues only. Logins that cannot be assigned are ignored by GitHub. */
  assign(thread: ThreadRef, logins: string[]): Promise<void>
  unassign(thread: ThreadRef, logins: string[]): Promise<void>
  createIssue(repo: RepoRef, issue: { title: string; body: string; labels?: string[] }): Promise<Issue>
  editIssueBody(thread: ThreadRef, body: string): Promise<void>
  /** False where GitHub refuses: a fourth pin, or missing rights. */
  pinIssue(thread: ThreadRef): Promise<boolean>
  /** Creates the run, then sends annotations past the 50th. Returns its id. */
  createCheckRun(repo: RepoRef, run: CheckRun): Promise<number>
  updateCheckRun(repo: RepoRef, id: number, run: CheckRun): Promise<void>
}

/** A label in a write: discussions need the node id. */
export interface LabelRef {
  name: string
  nodeId: string
}

/** GitHub as one installation. */
export interface InstallationGitHub extends GitHubReads, GitHubWrites {
  installationId: number
  listRepositories(): Promise<RepositoryInfo[]>
}

/** GitHub as the App itself. */
export interface AppGitHub {
  getApp(): Promise<AppInfo>
  listInstallations(): Promise<Installation[]>
  /** Attempts that failed, newest first, back to `sinceAt` (GitHub keeps three days). */
  listFailedDeliveries(sinceAt: number): Promise<WebhookDelivery[]>
  /** All attempts back to `sinceAt`: a guid with any `OK` needs nothing. */
  listDeliveries(sinceAt: number): Promise<WebhookDelivery[]>
  redeliver(deliveryId: number): Promise<void>
}

/** GitHub as the owner of a token: `preview` and the sponsors. Never writes. */
export interface TokenGitHub extends GitHubReads {
  /** Throws `forbidden` naming the scope to add where the token lacks it. */
  listSponsorships(account: string, options?: { activeOnly?: boolean }): Promise<Sponsorship[]>
  listSponsorsActivities(account: string, sinceAt: number): Promise<SponsorsActivity[]>
  getTokenInfo(): Promise<TokenInfo>
}

export interface GitHub {
  forInstallation(installationId: number): InstallationGitHub
  asApp(): AppGitHub
  withToken(token: string): TokenGitHub
}

/** `content`: creates something people are notified of (GitHub: 80 a minute, 500 an hour). */
export type Budget = 'write' | 'content'

/** Says when a write may go out. Shared between processes by the store. */
export interface Pacing {
  /** The instant (ms) at which the write may go; `now` if at once. */
  take(installationId: number, budget: Budget, urgency: Urgency, now: number): Promise<number>
}

/** Told of every request, for metrics. `operation` is our own name, such as `issues.createComment`. */
export type OnCall = (operation: string, kind: 'read' | 'write') => void
