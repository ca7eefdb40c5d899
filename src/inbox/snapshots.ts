// The ticket as a payload shows it, its secrets taken out.
import { toldSecrets } from '../domain/comment-entry.ts'
import { type Ticket, toActor } from '../domain/ticket.ts'
import { redactLabel } from '../knowledge/index.ts'
import type { Discussion, Issue, RepositoryShape } from './events/shapes.ts'

/** A text without its secrets, and the kinds of those that somebody should be told of. */
export type Redact = (text: string) => { text: string; real: readonly string[] }

/** The ticket without what only the store knows (how it was first seen). */
export type TicketSnapshot = Omit<Ticket, 'firstSeen' | 'origin' | 'labels'> & {
  /** Null where the payload does not tell them. */
  labels: string[] | null
}

/** The issue as a payload shows it. */
export function issueSnapshot(issue: Issue, repository: RepositoryShape, redact: Redact): TicketSnapshot {
  return {
    ...shared(issue, repository, redact),
    id: `issue:${issue.id}`,
    kind: 'issue',
    assignees: issue.assignees.map((user) => user.login),
    answerable: false,
    ...(issue.type === undefined ? {} : { issueType: issue.type?.name ?? null }),
  }
}

/** The discussion as a payload shows it. */
export function discussionSnapshot(
  discussion: Discussion,
  repository: RepositoryShape,
  redact: Redact,
): TicketSnapshot {
  return {
    ...shared(discussion, repository, redact),
    id: `discussion:${discussion.id}`,
    kind: 'discussion',
    assignees: [],
    answerable: discussion.category?.is_answerable ?? false,
    category: discussion.category ? { name: discussion.category.name, slug: discussion.category.slug } : null,
  }
}

function shared(thing: Issue | Discussion, repository: RepositoryShape, redact: Redact) {
  const [title, body] = [redact(thing.title), redact(thing.body ?? '')]
  return {
    repositoryId: repository.id,
    number: thing.number,
    nodeId: thing.node_id,
    title: title.text,
    body: body.text,
    ...toldSecrets([...new Set([...title.real, ...body.real])]),
    requester: toActor(thing.user),
    openedAt: thing.created_at,
    updatedAt: thing.updated_at,
    open: thing.state !== 'closed',
    stateReason: thing.state_reason ?? null,
    locked: thing.locked,
    labels: thing.labels?.map((one) => redactLabel(one.name)) ?? null,
    gone: null,
  }
}
