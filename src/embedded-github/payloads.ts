// The JSON that REST answers and webhooks carry, with the fields that an App may rely on.
import type { Account, Comment, Installation, Label, Repo, Sponsorship, Thread } from './state.ts'
import { iso } from './state.ts'

type Json = Record<string, unknown>

export interface AppIdentity {
  id: number
  slug: string
  name: string
}

export function accountJson(account: Account): Json {
  const { id, nodeId: node_id, login, type } = account
  return { id, node_id, login, type, site_admin: false, html_url: `https://github.com/${login}` }
}

function fullName(repo: Repo): string {
  return `${repo.owner.login}/${repo.name}`
}

export function repoJson(repo: Repo): Json {
  return {
    id: repo.id,
    node_id: repo.nodeId,
    name: repo.name,
    full_name: fullName(repo),
    private: repo.private,
    owner: accountJson(repo.owner),
    archived: repo.archived,
    has_issues: repo.hasIssues,
    has_discussions: repo.hasDiscussions,
    default_branch: 'main',
    html_url: `https://github.com/${fullName(repo)}`,
  }
}

export function labelJson(label: Label): Json {
  const { id, nodeId: node_id, name, color, description } = label
  return { id, node_id, name, color, description, default: false }
}

export function issueJson(issue: Thread, app: AppIdentity): Json {
  return {
    ...threadJson(issue),
    state: issue.closedAt === null ? 'open' : 'closed',
    html_url: `https://github.com/${fullName(issue.repo)}/issues/${issue.number}`,
    assignees: issue.assignees.map(accountJson),
    closed_at: issue.closedAt && iso(issue.closedAt),
    performed_via_github_app: issue.viaApp ? app : null,
  }
}

function discussionJson(discussion: Thread): Json {
  const { answer, category } = discussion
  const url = `https://github.com/${fullName(discussion.repo)}/discussions/${discussion.number}`
  return {
    ...threadJson(discussion),
    state: discussion.locked ? 'locked' : discussion.closedAt === null ? 'open' : 'closed',
    html_url: url,
    category: { name: category.name, slug: slugOf(category.name), is_answerable: category.answerable },
    answer_html_url: answer && `${url}#discussioncomment-${answer.comment.id}`,
    answer_chosen_at: answer && iso(answer.at),
    answer_chosen_by: answer && accountJson(answer.by),
  }
}

export function threadPayload(thread: Thread, app: AppIdentity): Json {
  return thread.kind === 'issue' ? { issue: issueJson(thread, app) } : { discussion: discussionJson(thread) }
}

export function commentJson(comment: Comment, app: AppIdentity): Json {
  const { thread } = comment
  const common = {
    id: comment.id,
    node_id: comment.nodeId,
    user: accountJson(comment.author),
    body: comment.body,
    created_at: iso(comment.createdAt),
    updated_at: iso(comment.updatedAt),
    author_association: association(comment.author, thread.repo),
    performed_via_github_app: comment.viaApp ? app : null,
  }
  if (thread.kind === 'issue') return common
  return { ...common, parent_id: comment.parent?.id ?? null, discussion_id: thread.id }
}

export function sponsorshipJson(sponsorship: Sponsorship, account: Account): Json {
  return {
    node_id: sponsorship.nodeId,
    created_at: iso(sponsorship.createdAt),
    privacy_level: sponsorship.private ? 'private' : 'public',
    sponsor: accountJson(sponsorship.sponsor),
    sponsorable: accountJson(account),
    tier: tierJson(sponsorship, sponsorship.cents),
  }
}

export function tierJson(sponsorship: Sponsorship, cents: number): Json {
  return {
    node_id: `ST_${cents}`,
    name: `$${cents / 100} a month`,
    is_one_time: sponsorship.oneTime,
    is_custom_amount: false,
    monthly_price_in_cents: cents,
    monthly_price_in_dollars: Math.floor(cents / 100),
  }
}

/** What the App listens to. */
export const APP_EVENTS =
  `issues issue_comment discussion discussion_comment label push repository member membership
  organization team`.split(/\s+/)

export function installationJson(installation: Installation, app: AppIdentity): Json {
  return {
    id: installation.id,
    app_id: app.id,
    app_slug: app.slug,
    account: accountJson(installation.account),
    target_type: installation.account.type,
    repository_selection: installation.repositories === 'all' ? 'all' : 'selected',
    permissions: installation.permissions,
    events: APP_EVENTS,
    created_at: iso(installation.createdAt),
    updated_at: iso(installation.createdAt),
    suspended_at: installation.suspendedAt && iso(installation.suspendedAt),
  }
}

function threadJson(thread: Thread): Json {
  return {
    id: thread.id,
    node_id: thread.nodeId,
    number: thread.number,
    title: thread.title,
    body: thread.body,
    user: accountJson(thread.author),
    author_association: association(thread.author, thread.repo),
    labels: thread.labels.map(labelJson),
    state_reason: thread.stateReason,
    locked: thread.locked,
    comments: thread.comments.length,
    created_at: iso(thread.createdAt),
    updated_at: iso(thread.updatedAt),
  }
}

/** As in webhooks: members who conceal their membership look like strangers. */
function association(account: Account, repo: Repo): string {
  if (repo.owner === account) return 'OWNER'
  if (repo.owner.members.get(account.id)?.public) return 'MEMBER'
  return repo.permissions.has(account.id) ? 'COLLABORATOR' : 'NONE'
}

/** `Show and tell` is `show-and-tell`, `Q&A` is `q-a`. */
export function slugOf(name: string): string {
  return name
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '')
}
