// Ledger entries from what payloads tell. Their keys are such that a delivery and its duplicate say the same.

import { createHash } from 'node:crypto'
import { commentEntry, commentKey, toldSecrets } from '../domain/comment-entry.ts'
import {
  type Actor,
  type Entry,
  type EntryData,
  type EntryKind,
  type Ticket,
  toActor,
} from '../domain/ticket.ts'
import { redactLabel } from '../knowledge/index.ts'
import type { Comment, Discussion, Issue } from './events/shapes.ts'
import type { Redact, TicketSnapshot } from './snapshots.ts'

export type MakeEntry = (
  kind: EntryKind,
  at: number,
  subject: string,
  data?: EntryData,
  actor?: Actor,
) => Entry

/** Makes transitions of one ticket that `sender` caused. */
export function entryMaker(ticketId: string, sender: Actor): MakeEntry {
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

/** A comment may be edited twice within a second: what it then says is part of the key. */
export function editKey(commentId: number, at: number, body: string): string {
  const digest = createHash('sha256').update(body).digest('hex').slice(0, 8)
  return `${commentKey(commentId)}:edited:${Math.floor(at / 1000)}:${digest}`
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

/** What a comment's delivery tells: that it was written, edited or deleted. */
export function commentEntries(
  action: string,
  comment: Comment,
  from: string | null | undefined,
  ticket: TicketSnapshot,
  sender: Actor,
  redact: Redact,
): Entry[] {
  const author = toActor(comment.user)
  const base = { ticketId: ticket.id, actor: author }
  const data = { commentId: comment.id, nodeId: comment.node_id, parentId: comment.parent_id ?? null }
  const { text: body, real: secrets } = redact(comment.body ?? '')
  const written = {
    id: comment.id,
    nodeId: comment.node_id,
    parentId: comment.parent_id ?? null,
    author,
    createdAt: comment.created_at,
  }
  if (action === 'created') return [commentEntry(ticket.id, { ...written, body, secrets })]
  if (action === 'deleted') {
    const at = Math.max(ticket.updatedAt, comment.updated_at)
    const gone = { ...base, actor: sender, sourceKey: `${commentKey(comment.id)}:deleted`, at, data }
    return [{ ...gone, kind: 'comment_deleted' }]
  }
  if (action !== 'edited') return []
  // The delivery of the comment itself may come later or never: the text before the edit stands for it until then.
  const { text: previousBody, real: hadSecrets } = redact(from ?? '')
  return [
    commentEntry(ticket.id, { ...written, body: previousBody, secrets: hadSecrets }),
    {
      ...base,
      actor: sender,
      sourceKey: editKey(comment.id, comment.updated_at, body),
      kind: 'comment_edited',
      at: comment.updated_at,
      data: { ...data, body, previousBody, ...toldSecrets(secrets) },
    },
  ]
}

/** What an `issues` delivery tells of labels, closing and locking. */
export function issueTransitions(
  action: string,
  issue: Issue,
  label: { name: string } | null | undefined,
  entry: MakeEntry,
): Entry[] {
  const at = issue.updated_at
  switch (action) {
    case 'labeled':
    case 'unlabeled':
      return labelled(entry, action, at, label)
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

function labelled(
  entry: MakeEntry,
  kind: 'labeled' | 'unlabeled',
  at: number,
  given: { name: string } | null | undefined,
): Entry[] {
  if (!given) return []
  const label = redactLabel(given.name)
  return [entry(kind, at, label, { label })]
}

/** What a `discussion` delivery tells of labels, closing, locking and answers. */
export function discussionTransitions(
  action: string,
  discussion: Discussion,
  extra: {
    label?: { name: string } | null
    answer?: Comment | null
    old_answer?: Comment | null
  },
  entry: MakeEntry,
): Entry[] {
  const at = discussion.updated_at
  switch (action) {
    case 'labeled':
    case 'unlabeled':
      return labelled(entry, action, at, extra.label)
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
        answerAuthor: toActor(answer.user),
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

/** The ticket's own title or text was changed. */
export function edits(
  action: string,
  changes: { title?: unknown; body?: unknown } | undefined,
  at: number,
  entry: MakeEntry,
): Entry[] {
  const isEdit = action === 'edited' && (changes?.title !== undefined || changes?.body !== undefined)
  return isEdit ? [entry('edited', at, '')] : []
}

/** The ticket was deleted, or went to another repository. */
export function departures(
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
