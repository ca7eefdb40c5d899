// From a delivery about a ticket to what Firstline keeps: the ticket as it now is, and ledger entries. Pure.
import type { ZodError } from 'zod'
import type { Entry, Ticket } from '../domain/ticket.ts'
import {
  actorOf,
  discussionSnapshot,
  issueSnapshot,
  type Redact,
  type TicketSnapshot,
} from '../reading/snapshots.ts'
import {
  commentEntries,
  departures,
  discussionTransitions,
  edits,
  entryMaker,
  issueTransitions,
  openedEntry,
} from './entries.ts'
import {
  type Changes,
  type CommentPayload,
  discussionPayload,
  issuePayload,
  type RepositoryPayload,
  repositoryPayload,
  ticketPayloads,
} from './payloads.ts'

export type TicketEvent = keyof typeof ticketPayloads

export interface Translation {
  repository: RepositoryPayload
  ticket: TicketSnapshot
  entries: Entry[]
  /** True for the delivery that tells of the opening itself. */
  opening: boolean
  /** The ticket came from another repository: it is never answered. */
  transferredIn: boolean
  /** What the ticket was before it came here, so that the ledgers can be linked. */
  predecessorId: string | null
  /** What the ticket became elsewhere; shown where the delivery tells it whole. */
  successor: { ticketId: string; shown: TicketSnapshot | null } | null
}

/** A payload that cannot be understood; the delivery is set aside with this message, which holds no content. */
export class UnreadablePayload extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'UnreadablePayload'
  }
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

/**
 * A ticket that left does not say when: it was there until its new place was made, else until its delivery came.
 * `receivedAt` in ms.
 */
export function withDeparture(translation: Translation, receivedAt: number): Translation {
  const { successor, ticket } = translation
  const toldAt = successor?.shown ? successor.shown.updatedAt : receivedAt
  const leftAt = Math.floor(Math.max(toldAt, ticket.updatedAt) / 1000) * 1000
  const entries = translation.entries.map((entry) =>
    entry.kind === 'transferred' || entry.kind === 'deleted' ? { ...entry, at: leftAt } : entry,
  )
  return { ...translation, entries }
}

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
    entries.push(...edits(action, changes, issue.updated_at, entry))
  }
  return {
    repository,
    ticket: { ...ticket, gone: event === 'issues' ? goneBy(action) : null },
    entries: entries.concat(event === 'issues' ? departures(action, changes, issue.updated_at, entry) : []),
    opening: event === 'issues' && action === 'opened',
    transferredIn: changes?.old_issue !== undefined || changes?.old_repository !== undefined,
    predecessorId: changes?.old_issue ? `issue:${changes.old_issue.id}` : null,
    successor: changes?.new_issue
      ? { ticketId: `issue:${changes.new_issue.id}`, shown: issueElsewhere(changes, redact) }
      : null,
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
    entries.push(...edits(action, changes, discussion.updated_at, entry))
    entries.push(...departures(action, changes, discussion.updated_at, entry))
  }
  return {
    repository,
    ticket: { ...ticket, gone: event === 'discussion' ? goneBy(action) : null },
    entries,
    opening: event === 'discussion' && action === 'created',
    transferredIn: changes?.old_repository !== undefined,
    predecessorId: changes?.old_discussion ? `discussion:${changes.old_discussion.id}` : null,
    successor: changes?.new_discussion
      ? { ticketId: `discussion:${changes.new_discussion.id}`, shown: discussionElsewhere(changes, redact) }
      : null,
  }
}

function unreadable(event: string, error: ZodError): UnreadablePayload {
  const places = error.issues.slice(0, 5).map((issue) => `${issue.path.join('.')}: ${issue.code}`)
  return new UnreadablePayload(`${event}: ${places.join('; ')}`)
}

function goneBy(action: string): Ticket['gone'] {
  return action === 'deleted' || action === 'transferred' ? action : null
}

function issueElsewhere(changes: Changes, redact: Redact): TicketSnapshot | null {
  const issue = issuePayload.safeParse(changes?.new_issue)
  const repository = repositoryPayload.safeParse(changes?.new_repository)
  return issue.success && repository.success ? issueSnapshot(issue.data, repository.data, redact) : null
}

function discussionElsewhere(changes: Changes, redact: Redact): TicketSnapshot | null {
  const discussion = discussionPayload.safeParse(changes?.new_discussion)
  const repository = repositoryPayload.safeParse(changes?.new_repository)
  return discussion.success && repository.success
    ? discussionSnapshot(discussion.data, repository.data, redact)
    : null
}
