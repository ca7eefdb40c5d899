// Turns what REST answers into our own shapes. Only the fields used are named: GitHub's payloads vary.
import { toActor } from '../domain/ticket.ts'
import type { Comment, Installation, Issue, Label, RepositoryInfo } from './types.ts'

export interface RestAccount {
  id: number
  login: string
  type?: string
}

/** ISO 8601 to ms; a missing time to null. */
export function toTime(iso: string | null | undefined): number | null {
  return iso ? Date.parse(iso) : null
}

interface RestRepository {
  id: number
  node_id: string
  name: string
  owner: RestAccount
  private: boolean
  archived?: boolean
  has_issues?: boolean
  has_discussions?: boolean
  default_branch?: string
}

export function toRepository(repository: RestRepository): RepositoryInfo {
  return {
    id: repository.id,
    nodeId: repository.node_id,
    ownerId: repository.owner.id,
    owner: repository.owner.login,
    ownerType: repository.owner.type === 'Organization' ? 'Organization' : 'User',
    name: repository.name,
    private: repository.private,
    archived: repository.archived ?? false,
    hasIssues: repository.has_issues ?? true,
    hasDiscussions: repository.has_discussions ?? false,
    defaultBranch: repository.default_branch ?? 'main',
  }
}

interface RestInstallation {
  id: number
  account: { id: number; login?: string; slug?: string; type?: string } | null
  repository_selection: string
  permissions: object
  events: string[]
  created_at: string
  suspended_at: string | null
}

export function toInstallation(installation: RestInstallation): Installation {
  const { account } = installation
  return {
    id: installation.id,
    accountId: account?.id ?? 0,
    account: account?.login ?? account?.slug ?? '',
    accountType: account?.type === 'User' ? 'User' : 'Organization',
    selection: installation.repository_selection === 'all' ? 'all' : 'selected',
    permissions: Object.fromEntries(
      Object.entries(installation.permissions).map(([name, level]) => [name, String(level)]),
    ),
    events: installation.events,
    createdAt: Date.parse(installation.created_at),
    suspendedAt: toTime(installation.suspended_at),
  }
}

interface RestLabel {
  id: number
  node_id: string
  name: string
  color: string
  description?: string | null
}

export function toLabel(label: RestLabel): Label {
  const { id, name, color } = label
  return { id, nodeId: label.node_id, name, color, description: label.description ?? '' }
}

interface RestIssue {
  id: number
  node_id: string
  number: number
  title: string
  body?: string | null
  user: RestAccount | null
  created_at: string
  updated_at: string
  closed_at: string | null
  state: string
  state_reason?: string | null
  locked: boolean
  labels: Array<string | { name?: string }>
  assignees?: Array<{ login: string }> | null
  type?: { name: string } | null
}

export function toIssue(issue: RestIssue): Issue {
  return {
    id: issue.id,
    nodeId: issue.node_id,
    number: issue.number,
    title: issue.title,
    body: issue.body ?? '',
    author: toActor(issue.user),
    createdAt: Date.parse(issue.created_at),
    updatedAt: Date.parse(issue.updated_at),
    closedAt: toTime(issue.closed_at),
    open: issue.state === 'open',
    stateReason: issue.state_reason ?? null,
    locked: issue.locked,
    labels: issue.labels.map((label) => (typeof label === 'string' ? label : (label.name ?? ''))),
    assignees: (issue.assignees ?? []).map((assignee) => assignee.login),
    ...(issue.type === undefined ? {} : { type: issue.type?.name ?? null }),
  }
}

interface RestComment {
  id: number
  node_id: string
  body?: string
  user: RestAccount | null
  created_at: string
  updated_at: string
  performed_via_github_app?: { id: number } | null
}

/** `appId`: with it a bot's comment is ours; an App's user token also sets the App, but its author is a person. */
export function toComment(comment: RestComment, appId: number | null): Comment {
  const author = toActor(comment.user)
  return {
    id: comment.id,
    nodeId: comment.node_id,
    author,
    body: comment.body ?? '',
    createdAt: Date.parse(comment.created_at),
    updatedAt: Date.parse(comment.updated_at),
    mine: author.type === 'Bot' && appId !== null && comment.performed_via_github_app?.id === appId,
    parentId: null,
  }
}
