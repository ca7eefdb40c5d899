// From a delivery about a ticket to what Firstline keeps: the ticket as it now is, and ledger entries. Pure.
import { type Entry, type Ticket, toActor } from '../domain/ticket.ts'
import {
  commentEntries,
  departures,
  discussionTransitions,
  edits,
  entryMaker,
  issueTransitions,
  openedEntry,
} from './entries.ts'
import type { EventFor } from './events/all-events.ts'
import {
  type Changes,
  discussion as discussionShape,
  issue as issueShape,
  type RepositoryShape,
  repository as repositoryShape,
} from './events/shapes.ts'
import { discussionSnapshot, issueSnapshot, type Redact, type TicketSnapshot } from './snapshots.ts'

export interface Translation {
  repository: RepositoryShape
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

/** Translates one delivery. `redact` takes secrets out of everything that is kept. */
export function translate(event: EventFor<'ticket'>, redact: Redact): Translation {
  switch (event.event) {
    case 'issues':
    case 'issue_comment':
      return translateIssue(event, redact)
    case 'discussion':
    case 'discussion_comment':
      return translateDiscussion(event, redact)
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

function translateIssue(told: Extract<EventFor<'ticket'>, { issue: unknown }>, redact: Redact): Translation {
  const { action, sender, repository, changes, issue } = told
  const ticket = issueSnapshot(issue, repository, redact)
  const shared = {
    repository,
    ticket,
    transferredIn: changes?.old_issue !== undefined || changes?.old_repository !== undefined,
    predecessorId: changes?.old_issue ? `issue:${changes.old_issue.id}` : null,
    successor: changes?.new_issue
      ? { ticketId: `issue:${changes.new_issue.id}`, shown: issueElsewhere(changes, redact) }
      : null,
  }
  const opened = openedEntry(ticket)
  if (told.event === 'issue_comment') {
    const from = changes?.body?.from
    const written = commentEntries(action, told.comment, from, ticket, toActor(sender), redact)
    return { ...shared, opening: false, entries: [opened, ...written] }
  }
  const entry = entryMaker(ticket.id, toActor(sender))
  const at = issue.updated_at
  return {
    ...shared,
    ticket: { ...ticket, gone: goneBy(action) },
    opening: action === 'opened',
    entries: [
      opened,
      ...issueTransitions(action, issue, told.label, entry),
      ...edits(action, changes, at, entry),
      ...departures(action, changes, at, entry),
    ],
  }
}

function translateDiscussion(
  told: Extract<EventFor<'ticket'>, { discussion: unknown }>,
  redact: Redact,
): Translation {
  const { action, sender, repository, changes, discussion } = told
  const ticket = discussionSnapshot(discussion, repository, redact)
  const shared = {
    repository,
    ticket,
    transferredIn: changes?.old_repository !== undefined,
    predecessorId: changes?.old_discussion ? `discussion:${changes.old_discussion.id}` : null,
    successor: changes?.new_discussion
      ? { ticketId: `discussion:${changes.new_discussion.id}`, shown: discussionElsewhere(changes, redact) }
      : null,
  }
  const opened = openedEntry(ticket)
  if (told.event === 'discussion_comment') {
    const from = changes?.body?.from
    const written = commentEntries(action, told.comment, from, ticket, toActor(sender), redact)
    return { ...shared, opening: false, entries: [opened, ...written] }
  }
  const entry = entryMaker(ticket.id, toActor(sender))
  const at = discussion.updated_at
  return {
    ...shared,
    ticket: { ...ticket, gone: goneBy(action) },
    opening: action === 'created',
    entries: [
      opened,
      ...discussionTransitions(action, discussion, told, entry),
      ...edits(action, changes, at, entry),
      ...departures(action, changes, at, entry),
    ],
  }
}

function goneBy(action: string): Ticket['gone'] {
  return action === 'deleted' || action === 'transferred' ? action : null
}

function issueElsewhere(changes: Changes, redact: Redact): TicketSnapshot | null {
  const issue = issueShape.safeParse(changes?.new_issue)
  const repository = repositoryShape.safeParse(changes?.new_repository)
  return issue.success && repository.success ? issueSnapshot(issue.data, repository.data, redact) : null
}

function discussionElsewhere(changes: Changes, redact: Redact): TicketSnapshot | null {
  const discussion = discussionShape.safeParse(changes?.new_discussion)
  const repository = repositoryShape.safeParse(changes?.new_repository)
  return discussion.success && repository.success
    ? discussionSnapshot(discussion.data, repository.data, redact)
    : null
}
