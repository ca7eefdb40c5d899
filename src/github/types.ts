// What the rest of the program sees of GitHub: the interfaces that read and write it, and its shapes.
import type { CheckRun } from '../domain/check-run.ts'
import type { LabelSpec } from '../domain/label.ts'
import type { Actor, TicketKind } from '../domain/ticket.ts'
import type { Urgency } from '../domain/want.ts'
import type { MayGo } from './sending.ts'
import type {
  AppInfo,
  Comment,
  CommentReactions,
  CommentRef,
  DiscussionThread,
  FileContent,
  Folder,
  Installation,
  Issue,
  IssueThread,
  Label,
  ReactionContent,
  RepoRef,
  RepositoryHead,
  RepositoryInfo,
  SponsorsTier,
  ThreadRef,
  WebhookDelivery,
} from './shapes.ts'

export type { Urgency } from '../domain/want.ts'
export type { MayGo, OnCall } from './sending.ts'
export type * from './shapes.ts'

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
  /** How a repository stands now: one call. */
  readHead(repo: RepoRef): Promise<RepositoryHead>
  /** Every file at `ref`, in one call; none where it has no such commit. */
  readTree(repo: RepoRef, ref: string): Promise<Folder>
  /** All files below `path` ('' for all). An empty repository or a missing folder has none. `whole`: what `readTree` said. */
  listFolder(repo: RepoRef, path: string, ref?: string, whole?: Folder): Promise<Folder>
  readBlob(repo: RepoRef, sha: string): Promise<string>
  /** Texts by blob id, 20 in one call; binary blobs are left out. */
  readBlobs(repo: RepoRef, shas: string[]): Promise<Map<string, string>>
  listLabels(repo: RepoRef): Promise<Label[]>
  /** Everyone with permission `triage` or more. */
  listTriagers(repo: RepoRef): Promise<Actor[]>
  /** Whether this account (by login, which must still have this id) may read the repository now. */
  canRead(repo: RepoRef, account: { id: number; login: string }): Promise<boolean>
  listTeamMembers(organization: string, team: string): Promise<Actor[]>
  /** All members where the App is installed on the organisation, else what GitHub shows. */
  listMembers(organization: string): Promise<Actor[]>
  listPublicMembers(organization: string): Promise<Actor[]>
  /** A user, organisation or bot (`name[bot]`) by login; null if there is none. */
  getAccount(login: string): Promise<Actor | null>
  getAccountById(id: number): Promise<Actor | null>
  /** What an account offers its sponsors for all to see; none where there is no such page, or GitHub does not tell. */
  readSponsorsTiers(login: string): Promise<SponsorsTier[]>
  /** The whole thread in one call per 100 comments and events. */
  readIssueThread(repo: RepoRef, number: number): Promise<IssueThread>
  /** One call per 50 comments, and per 100 replies of a comment that has more than 20. */
  readDiscussionThread(repo: RepoRef, number: number): Promise<DiscussionThread>
  /** Issues (never pull requests) that a login opened, closed ones too: how the desk issue is found again. */
  listIssuesBy(repo: RepoRef, login: string): Promise<Issue[]>
  listIssueComments(repo: RepoRef, number: number): Promise<Comment[]>
  /**
   * Threads, newest first: one call, and those that complete long threads. Where GitHub cannot tell so many in time fewer
   * come, and a single one that it cannot tell is named in `unread`.
   */
  readHistoryPage(repo: RepoRef, query: HistoryQuery): Promise<HistoryPage>
  /** One call, and those that complete long threads. */
  lookAt(repo: RepoRef, options: LookOptions): Promise<RepositoryLook>
  /** The App's own check runs on a commit, with the marks that they were made with. */
  listCheckRuns(repo: RepoRef, sha: string): Promise<Array<{ id: number; mark: string | null; at: number }>>
  /** Reactions on comments by node id, 50 comments in one call. */
  readReactions(commentNodeIds: string[]): Promise<CommentReactions[]>
}

/** Which threads a page is taken from, and from where on. Times are ms. */
export interface HistoryQuery {
  kind: TicketKind
  /** By what they are ordered, and what `sinceAt` looks at. */
  order: 'updated' | 'created'
  /** Older ones are left out; null: none. */
  sinceAt: number | null
  /** Only those that are open. */
  open?: boolean
  /** `next` of the page before; null: from the newest. */
  after: string | null
  /** How many to ask for: `size` of the page before; default and most are 100 issues, 25 discussions. */
  size?: number
}

export type HistoryPage = (
  | { kind: 'issue'; threads: IssueThread[] }
  | { kind: 'discussion'; threads: DiscussionThread[] }
) & {
  /** What GitHub could not tell of this page, however little was asked for. */
  unread: UnreadThread[]
  /** How many there are of this kind; of issues only those updated since `sinceAt`. */
  total: number
  /** From where on the next page is; null: that was the last. */
  next: string | null
  /** How many GitHub can tell in time, as far as is known: to be asked for next. */
  size: number
  /** Whom GitHub shows as owner, member or collaborator on what was read. */
  associates: Actor[]
  calls: number
  /** GraphQL's points of this hour after it; null where GitHub does not count. */
  budget: { limit: number; left: number; resetsAt: number } | null
}

export interface UnreadThread {
  kind: TicketKind
  number: number
  updatedAt: number
}

export interface LookOptions {
  /** What was updated before is of no interest. */
  sinceAt: number
  /** Where its settings and articles come from beside itself. */
  others: readonly RepoRef[]
  /** How many are known to be open: pages are made to hold a few more. */
  openIssues: number
  openDiscussions: number
}

/** What one look at a repository tells. */
export interface RepositoryLook {
  /**
   * Names, visibility and newest commits of the repository and the others: while it stays the same, no file of theirs
   * has changed. Null where there are too many others to tell.
   */
  sources: string | null
  /** Null where there are more labels than one call tells. */
  labels: LabelRef[] | null
  issues: ThreadsLook<IssueThread>
  discussions: ThreadsLook<DiscussionThread>
}

export interface ThreadsLook<T> {
  /** Open threads whole, the oldest first: the first page. */
  open: T[]
  /** After which cursor the others come; null where there are none. */
  rest: string | null
  /** Whether others than these were updated since then, or may have been. */
  othersUpdated: boolean
}

/** Every write. The last parameter says how soon it has to go out where the default is not right. */
export interface GitHubWrites {
  createLabel(repo: RepoRef, label: LabelSpec): Promise<Label>
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
  react(thread: ThreadRef, comment: CommentRef, content: ReactionContent, urgency?: Urgency): Promise<void>
  /** Reasons: issues completed, not_planned, duplicate; discussions resolved, outdated, duplicate. */
  close(thread: ThreadRef, reason: string, urgency?: Urgency): Promise<void>
  reopen(thread: ThreadRef, urgency?: Urgency): Promise<void>
  lock(thread: ThreadRef, urgency?: Urgency): Promise<void>
  unlock(thread: ThreadRef, urgency?: Urgency): Promise<void>
  /** Issues only. Logins that cannot be assigned are ignored by GitHub. */
  assign(thread: ThreadRef, logins: string[], urgency?: Urgency): Promise<void>
  unassign(thread: ThreadRef, logins: string[], urgency?: Urgency): Promise<void>
  /** An over-long body is answered as done, and the old text stays: cut it before. */
  editIssue(thread: ThreadRef, issue: { title?: string; body: string }, urgency?: Urgency): Promise<void>
  createIssue(repo: RepoRef, issue: { title: string; body: string; labels?: string[] }): Promise<Issue>
  /** GitHub refuses a fourth pin. */
  pinIssue(thread: ThreadRef): Promise<void>
  /** Creates the run, then sends annotations past the 50th. `mark`: by which it is known. Returns its id. */
  createCheckRun(repo: RepoRef, sha: string, run: CheckRun, mark: string): Promise<number>
}

/** A label in a write: discussions need the node id. */
export interface LabelRef {
  name: string
  nodeId: string
}

/** GitHub as one installation sees it. */
export interface InstallationReads extends GitHubReads {
  installationId: number
  /** What is left of the limits of REST and GraphQL; asking costs nothing. */
  readLimits(): Promise<Array<{ name: string; limit: number; left: number; resetsAt: number }>>
  /** Whether they are all of the account or were chosen; null: GitHub did not say. */
  listRepositories(): Promise<{ repositories: RepositoryInfo[]; selection: 'all' | 'selected' | null }>
}

/** GitHub as one installation. */
export interface InstallationGitHub extends InstallationReads, GitHubWrites {}

/** GitHub as the App itself. */
export interface AppGitHub {
  getApp(): Promise<AppInfo>
  /** GitHub's own time, ms; null where it does not tell. */
  clock(): Promise<number | null>
  /** Where the App's webhooks go. */
  getWebhook(): Promise<{ url: string | null; isInsecure: boolean; contentType: string | null }>
  listInstallations(): Promise<Installation[]>
  /** Attempts that failed, newest first, back to `sinceAt` (GitHub keeps three days). */
  listFailedDeliveries(sinceAt: number): Promise<WebhookDelivery[]>
  /** All attempts back to `sinceAt`: a guid with any `OK` needs nothing. */
  listDeliveries(sinceAt: number): Promise<WebhookDelivery[]>
  redeliver(deliveryId: number): Promise<void>
}

/** GitHub as it can be read, on behalf of an installation. */
export interface ReadableGitHub {
  forInstallation(installationId: number): GitHubReads
}

export interface GitHub extends ReadableGitHub {
  forInstallation(installationId: number): InstallationReads
  /** The same with writes, each of which asks `mayGo` in the instant of sending. */
  forInstallation(installationId: number, mayGo: MayGo): InstallationGitHub
  asApp(): AppGitHub
}
