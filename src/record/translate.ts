// From a delivery about a ticket to what Firstline keeps: the ticket as it now is, and ledger entries. Pure.
import type { ZodError } from 'zod'
import type { Actor, Entry, EntryData, EntryKind, Ticket, TicketKind } from '../domain/ticket.ts'
import {
  type CommentPayload,
  type DiscussionPayload,
  type IssuePayload,
  type RepositoryPayload,
  ticketPayloads,
  type UserPayload,
} from './payloads.ts'

export type TicketEvent = keyof typeof ticketPayloads

/** The ticket without what only the store knows (how it was first seen). */
export type TicketSnapshot = Omit<Ticket, 'firstSeen' | 'origin' | 'labels'> & {
  /** Null where the payload does not tell them. */
  labels: string[] | null
}

export interface Translation {
  repository: RepositoryPayload
  ticket: TicketSnapshot
  entries: Entry[]
  /** True for the delivery that tells of the opening itself. */
  opening: boolean
  /** The ticket came from another repository: it is never answered. */
  transferredIn: boolean
  /** The ticket went to another: its new id, so that the ledgers can be linked. */
  successor: { ticketId: string; number: number; repository: string } | null
}

/** A payload that cannot be understood; the delivery is set aside with this message, which holds no content. */
export class UnreadablePayload extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'UnreadablePayload'
  }
}

/** A person in a payload; a deleted account becomes GitHub's own "ghost". */
export function actorOf(user: UserPayload): Actor {
  if (!user) return { id: null, login: 'ghost', type: 'User' }
  const type =
    user.type === 'Bot' || user.type === 'Organization' || user.type === 'Mannequin' ? user.type : 'User'
  return { id: user.id, login: user.login, type }
}

/**
 * Translates one delivery. `redact` takes secrets out of everything that is kept.
 * @throws UnreadablePayload when fields are missing or odd
 */
export function translate(
  event: TicketEvent,
  payload: unknown,
  redact: (text: string) => string,
): Translation {
  switch (event) {
    case 'issues':
    case 'issue_comment':
      return translateIssue(event, payload, redact)
    case 'discussion':
    case 'discussion_comment':
      return translateDiscussion(event, payload, redact)
    default:
      return event satisfies never
  }
}

type Redact = (text: string) => string

function translateIssue(event: 'issues' | 'issue_comment', payload: unknown, redact: Redact): Translation {
  const read = ticketPayloads[event].safeParse(payload)
  if (!read.success) throw unreadable(event, read.error)
  const { action, sender, repository, changes, issue } = read.data
  const ticket = issueSnapshot(issue, repository, redact)
  const entry = entryMaker(ticket.id, actorOf(sender))
  const entries = [openedEntry(ticket)]
  if (event === 'issue_comment' && 'comment' in read.data) {
    const comment = read.data.comment as CommentPayload
    entries.push(...commentEntries(action, comment, changes?.body?.from, ticket, actorOf(sender), redact))
  }
  if (event === 'issues') {
    const { label = null } = read.data as { label?: { name: string } | null }
    entries.push(...issueTransitions(action, issue, label, entry))
  }
  return {
    repository,
    ticket: { ...ticket, gone: event === 'issues' ? goneBy(action) : null },
    entries: entries.concat(event === 'issues' ? departures(action, changes, issue.updated_at, entry) : []),
    opening: event === 'issues' && action === 'opened',
    transferredIn: changes?.old_issue !== undefined || changes?.old_repository !== undefined,
    successor: successorOf('issue', changes?.new_issue, changes?.new_repository?.full_name),
  }
}

function translateDiscussion(
  event: 'discussion' | 'discussion_comment',
  payload: unknown,
  redact: Redact,
): Translation {
  const read = ticketPayloads[event].safeParse(payload)
  if (!read.success) throw unreadable(event, read.error)
  const { action, sender, repository, changes, discussion } = read.data
  const ticket = discussionSnapshot(discussion, repository, redact)
  const entry = entryMaker(ticket.id, actorOf(sender))
  const entries = [openedEntry(ticket)]
  if (event === 'discussion_comment' && 'comment' in read.data) {
    const comment = read.data.comment as CommentPayload
    entries.push(...commentEntries(action, comment, changes?.body?.from, ticket, actorOf(sender), redact))
  }
  if (event === 'discussion') {
    const extra = read.data as {
      label?: { name: string } | null
      answer?: CommentPayload | null
      old_answer?: CommentPayload | null
    }
    entries.push(...discussionTransitions(action, discussion, extra, entry))
    entries.push(...departures(action, changes, discussion.updated_at, entry))
  }
  return {
    repository,
    ticket: { ...ticket, gone: event === 'discussion' ? goneBy(action) : null },
    entries,
    opening: event === 'discussion' && action === 'created',
    transferredIn: changes?.old_repository !== undefined,
    successor: successorOf('discussion', changes?.new_discussion, changes?.new_repository?.full_name),
  }
}

function unreadable(event: string, error: ZodError): UnreadablePayload {
  const places = error.issues.slice(0, 5).map((issue) => `${issue.path.join('.')}: ${issue.code}`)
  return new UnreadablePayload(`${event}: ${places.join('; ')}`)
}

type MakeEntry = (kind: EntryKind, at: number, subject: string, data?: EntryData, actor?: Actor) => Entry

function entryMaker(ticketId: string, sender: Actor): MakeEntry {
  return (kind, at, subject, data = {}, actor = sender) => ({
    ticketId,
    sourceKey: transitionKey(kind, subject, actor, at),
    kind,
    at,
    actor,
    data,
  })
}

/** Webhooks of transitions carry no event id: who did what to what in which second stands for it. */
export function transitionKey(kind: EntryKind, subject: string, actor: Actor, at: number): string {
  return `${kind}:${subject}:${actor.id ?? 'ghost'}:${Math.floor(at / 1000)}`
}

/** Every delivery tells when and by whom the ticket was opened, so the first one seen records it. */
export function openedEntry(ticket: Pick<Ticket, 'id' | 'openedAt' | 'requester'>): Entry {
  return {
    ticketId: ticket.id,
    sourceKey: 'opened',
    kind: 'opened',
    at: ticket.openedAt,
    actor: ticket.requester,
    data: {},
  }
}

function commentEntries(
  action: string,
  comment: CommentPayload,
  from: string | null | undefined,
  ticket: TicketSnapshot,
  sender: Actor,
  redact: Redact,
): Entry[] {
  const author = actorOf(comment.user)
  const base = { ticketId: ticket.id, actor: author }
  const data = { commentId: comment.id, nodeId: comment.node_id, parentId: comment.parent_id ?? null }
  const body = redact(comment.body ?? '')
  if (action === 'created') {
    return [
      {
        ...base,
        sourceKey: `comment:${comment.id}`,
        kind: 'comment',
        at: comment.created_at,
        data: { ...data, body },
      },
    ]
  }
  if (action === 'deleted') {
    const at = Math.max(ticket.updatedAt, comment.updated_at)
    const gone = { ...base, actor: sender, sourceKey: `comment:${comment.id}:deleted`, at, data }
    return [{ ...gone, kind: 'comment_deleted' }]
  }
  if (action !== 'edited') return []
  // The delivery of the comment itself may come later or never: the text before the edit stands for it until then.
  const previousBody = redact(from ?? '')
  const second = Math.floor(comment.updated_at / 1000)
  return [
    {
      ...base,
      sourceKey: `comment:${comment.id}`,
      kind: 'comment',
      at: comment.created_at,
      data: { ...data, body: previousBody },
    },
    {
      ...base,
      actor: sender,
      sourceKey: `comment:${comment.id}:edited:${second}`,
      kind: 'comment_edited',
      at: comment.updated_at,
      data: { ...data, body, previousBody },
    },
  ]
}

function issueTransitions(
  action: string,
  issue: IssuePayload,
  label: { name: string } | null | undefined,
  entry: MakeEntry,
): Entry[] {
  const at = issue.updated_at
  switch (action) {
    case 'labeled':
    case 'unlabeled':
      return label ? [entry(action, at, label.name, { label: label.name })] : []
    case 'closed':
      return [entry('closed', issue.closed_at ?? at, '', { reason: issue.state_reason ?? 'completed' })]
    case 'reopened':
    case 'locked':
    case 'unlocked':
      return [entry(action, at, '')]
    default:
      return []
  }
}

function discussionTransitions(
  action: string,
  discussion: DiscussionPayload,
  extra: {
    label?: { name: string } | null
    answer?: CommentPayload | null
    old_answer?: CommentPayload | null
  },
  entry: MakeEntry,
): Entry[] {
  const at = discussion.updated_at
  switch (action) {
    case 'labeled':
    case 'unlabeled':
      return extra.label ? [entry(action, at, extra.label.name, { label: extra.label.name })] : []
    case 'closed':
      return [
        entry('closed', discussion.closed_at ?? at, '', { reason: discussion.state_reason ?? 'resolved' }),
      ]
    case 'reopened':
    case 'locked':
    case 'unlocked':
      return [entry(action, at, '')]
    case 'answered': {
      const answer = extra.answer
      if (!answer) return []
      const data = {
        commentId: answer.id,
        answerAuthor: actorOf(answer.user),
        answerWrittenAt: answer.created_at,
      }
      return [entry('answered', discussion.answer_chosen_at ?? at, String(answer.id), data)]
    }
    case 'unanswered': {
      const id = extra.old_answer?.id
      return [entry('unanswered', at, id ? String(id) : '', id ? { commentId: id } : {})]
    }
    default:
      return []
  }
}

function departures(
  action: string,
  changes:
    | {
        new_issue?: { number: number }
        new_discussion?: { number: number }
        new_repository?: { full_name: string }
      }
    | undefined,
  at: number,
  entry: MakeEntry,
): Entry[] {
  if (action === 'deleted') return [entry('deleted', at, '')]
  if (action !== 'transferred') return []
  const number = changes?.new_issue?.number ?? changes?.new_discussion?.number
  const to = changes?.new_repository && number ? `${changes.new_repository.full_name}#${number}` : undefined
  return [entry('transferred', at, '', to ? { to } : {})]
}

function goneBy(action: string): Ticket['gone'] {
  return action === 'deleted' || action === 'transferred' ? action : null
}

function successorOf(
  kind: TicketKind,
  next: { id: number; number: number } | undefined,
  repository: string | undefined,
): Translation['successor'] {
  return next && repository ? { ticketId: `${kind}:${next.id}`, number: next.number, repository } : null
}

function issueSnapshot(issue: IssuePayload, repository: RepositoryPayload, redact: Redact): TicketSnapshot {
  return {
    ...shared(issue, repository, redact),
    id: `issue:${issue.id}`,
    kind: 'issue',
    assignees: issue.assignees.map((user) => user.login),
    answerable: false,
  }
}

function discussionSnapshot(
  discussion: DiscussionPayload,
  repository: RepositoryPayload,
  redact: Redact,
): TicketSnapshot {
  return {
    ...shared(discussion, repository, redact),
    id: `discussion:${discussion.id}`,
    kind: 'discussion',
    assignees: [],
    answerable: discussion.category?.is_answerable ?? false,
  }
}

function shared(thing: IssuePayload | DiscussionPayload, repository: RepositoryPayload, redact: Redact) {
  return {
    repositoryId: repository.id,
    number: thing.number,
    nodeId: thing.node_id,
    title: redact(thing.title),
    body: redact(thing.body ?? ''),
    requester: actorOf(thing.user),
    openedAt: thing.created_at,
    updatedAt: thing.updated_at,
    open: thing.state !== 'closed',
    stateReason: thing.state_reason ?? null,
    locked: thing.locked,
    labels: thing.labels?.map((one) => one.name) ?? null,
    gone: null,
  }
}
