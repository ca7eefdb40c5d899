// Reading a whole thread from GitHub into the ledger: before the first word there, after a doubt, and for history.

import type { Repository } from '../domain/repository.ts'
import type { Entry, EntryKind, Ticket } from '../domain/ticket.ts'
import type { Comment, Discussion, DiscussionThread, Issue, IssueThread } from '../github/types.ts'
import { redactSecrets } from '../knowledge/index.ts'
import { openedEntry, transitionKey } from '../record/entries.ts'
import { appendEntries, findTicketById, replaceTransitions, upsertTicket } from '../store/ledger.ts'
import { readMeta, writeMeta } from '../store/meta.ts'
import { catchingUpSince } from './come-back.ts'
import type { LineDeps } from './deps.ts'

/** A ticket opened longer ago than this is read on GitHub before the first word is said there. */
const READ_FIRST_AFTER_MS = 10_000

/**
 * Whether the thread has to be read before anything is written there. While the repository is catching up with what
 * happened unseen, that is so for every ticket not read since, be it only for a label; else once, before the first
 * word on a ticket that was not seen opening just now.
 */
export async function mustRead(
  deps: LineDeps,
  repository: Repository,
  ticket: Ticket,
  { speaks, now }: { speaks: boolean; now: number },
): Promise<boolean> {
  const readAt = await readMeta<number>(deps.store.db, ticket.id, 'read_at')
  const blindUntilAt = await catchingUpSince(deps, repository.id)
  if (blindUntilAt !== null) return readAt === null || readAt < blindUntilAt
  const isOld = ticket.firstSeen === 'history' || now - ticket.openedAt > READ_FIRST_AFTER_MS
  return speaks && readAt === null && isOld
}

/** Reads the thread and puts it in the ledger. One call per hundred comments. */
export async function readThread(deps: LineDeps, repository: Repository, ticket: Ticket): Promise<void> {
  const github = deps.github.forInstallation(repository.installationId)
  const readAt = deps.store.now()
  if (ticket.kind === 'issue') {
    await saveIssueThread(deps, repository, await github.readIssueThread(repository, ticket.number), readAt)
  } else {
    const thread = await github.readDiscussionThread(repository, ticket.number)
    await saveDiscussionThread(deps, repository, thread, readAt)
  }
}

/** Stores an issue with its comments; its timeline takes the place of webhooks' transitions. True if anything is new. */
export async function saveIssueThread(
  deps: Pick<LineDeps, 'store'>,
  repository: Repository,
  thread: IssueThread,
  readAt: number,
): Promise<boolean> {
  const ticket = seen({
    ...fromIssue(thread.issue, repository),
    kind: 'issue',
    id: `issue:${thread.issue.id}`,
  })
  const transitions: Entry[] = thread.events.map((event) => ({
    ticketId: ticket.id,
    sourceKey: transitionKey(event.kind as EntryKind, event.label ?? '', event.actor, event.at),
    kind: event.kind as EntryKind,
    at: event.at,
    actor: event.actor,
    data: {
      ...(event.label === undefined ? {} : { label: event.label }),
      ...(event.kind === 'closed' ? { reason: event.reason ?? 'completed' } : {}),
    },
  }))
  return deps.store.transaction(async (tx) => {
    const known = await findTicketById(tx, ticket.id)
    await upsertTicket(tx, ticket)
    const comments = thread.comments.map((one) => commentEntry(ticket.id, one))
    const converted = transitions.filter((one) => one.kind === 'converted')
    const fresh = await appendEntries(tx, [openedEntry(ticket), ...comments, ...converted])
    await replaceTransitions(tx, ticket.id, {
      entries: transitions,
      readAt,
    })
    await writeMeta(tx, ticket.id, 'read_at', readAt, readAt)
    return fresh > 0 || known === null || known.updatedAt < ticket.updatedAt
  })
}

/** Stores a discussion with its comments and its answer; GitHub keeps no timeline of discussions. True if anything is new. */
export async function saveDiscussionThread(
  deps: Pick<LineDeps, 'store'>,
  repository: Repository,
  thread: DiscussionThread,
  readAt: number,
): Promise<boolean> {
  const { discussion } = thread
  const id = `discussion:${discussion.id}`
  const base = { ...fromIssue(discussion, repository), answerable: discussion.answerable }
  const ticket = seen({ ...base, kind: 'discussion', id })
  return deps.store.transaction(async (tx) => {
    await upsertTicket(tx, ticket)
    const comments = thread.comments.map((one) => commentEntry(id, one))
    const entries = [openedEntry(ticket), ...comments, ...discussionStates(id, discussion)]
    const fresh = await appendEntries(tx, entries)
    await writeMeta(tx, id, 'read_at', readAt, readAt)
    return fresh > 0
  })
}

/** What can be told of a discussion's past from how it is now: its answer and its last close. */
function discussionStates(ticketId: string, discussion: Discussion): Entry[] {
  const entries: Entry[] = []
  const { answer } = discussion
  if (answer) {
    entries.push({
      ticketId,
      sourceKey: transitionKey('answered', String(answer.commentId), answer.chosenBy, answer.chosenAt),
      kind: 'answered',
      at: answer.chosenAt,
      actor: answer.chosenBy,
      data: { commentId: answer.commentId, answerAuthor: answer.author, answerWrittenAt: answer.writtenAt },
    })
  }
  if (!discussion.open && discussion.closedAt !== null) {
    const nobody = { id: null, login: 'ghost', type: 'User' } as const
    entries.push({
      ticketId,
      sourceKey: transitionKey('closed', '', nobody, discussion.closedAt),
      kind: 'closed',
      at: discussion.closedAt,
      actor: nobody,
      data: { reason: discussion.stateReason ?? 'resolved' },
    })
  }
  return entries
}

function commentEntry(ticketId: string, comment: Comment): Entry {
  return {
    ticketId,
    sourceKey: `comment:${comment.id}`,
    kind: 'comment',
    at: comment.createdAt,
    actor: comment.author,
    data: {
      commentId: comment.id,
      nodeId: comment.nodeId,
      parentId: comment.parentId,
      body: redactSecrets(comment.body).text,
    },
  }
}

/** History is not seen live: such a ticket is read before it is answered. What is known already is kept. */
function seen(ticket: Omit<Ticket, 'firstSeen' | 'origin' | 'gone'>): Ticket {
  return { ...ticket, firstSeen: 'history', origin: 'opened', gone: null }
}

function fromIssue(issue: Issue, repository: Repository) {
  return {
    repositoryId: repository.id,
    number: issue.number,
    nodeId: issue.nodeId,
    title: redactSecrets(issue.title).text,
    body: redactSecrets(issue.body).text,
    requester: issue.author,
    openedAt: issue.createdAt,
    updatedAt: issue.updatedAt,
    open: issue.open,
    stateReason: issue.stateReason,
    locked: issue.locked,
    labels: issue.labels,
    assignees: issue.assignees,
    answerable: false,
  }
}
