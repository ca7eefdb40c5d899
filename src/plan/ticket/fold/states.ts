// Folds closing and answering into spans: two states of a ticket that are on or off.

import type { AnsweredSpan, CloseSpan, StoryComment } from '../../../domain/story.ts'
import type { Actor, Entry, Role } from '../../../domain/ticket.ts'

type RoleOf = (actor: Actor, at: number) => Role

/**
 * When the ticket was closed. Closing what is closed is nothing, but for the reason, which the newest close tells:
 * GitHub lets a maintainer change it without reopening.
 */
export function foldCloses(entries: readonly Entry[], roleOf: RoleOf): CloseSpan[] {
  const spans: CloseSpan[] = []
  for (const { kind, at, actor, data } of entries) {
    const last = spans.at(-1)
    const closed = last !== undefined && last.untilAt === null
    if (kind === 'reopened' && closed) last.untilAt = at
    if (kind !== 'closed') continue
    const whose = { by: actor, role: roleOf(actor, at) }
    if (!closed) spans.push({ fromAt: at, untilAt: null, reason: data.reason ?? null, ...whose })
    else {
      last.reason = data.reason ?? last.reason
      // Firstline followed whoever closed the private issue, in the same second.
      if (data.lane && last.role === 'self' && last.fromAt === at) Object.assign(last, whose)
    }
  }
  return spans
}

/** When a discussion had an accepted answer. Marking another answer ends the first one's span, and so does deleting it. */
export function foldAnswers(
  entries: readonly Entry[],
  comments: readonly StoryComment[],
  roleOf: RoleOf,
): AnsweredSpan[] {
  const spans: AnsweredSpan[] = []
  for (const entry of entries) {
    const last = spans.at(-1)
    const answered = last !== undefined && last.untilAt === null
    const commentId = entry.data.commentId ?? null
    const deleted = entry.kind === 'comment_deleted' && last?.commentId === commentId
    if ((entry.kind === 'unanswered' || deleted) && answered) last.untilAt = entry.at
    if (entry.kind !== 'answered') continue
    if (answered && last.commentId === commentId) continue
    if (answered) last.untilAt = entry.at
    spans.push(answerSpan(entry, commentId, comments, roleOf))
  }
  return spans
}

function answerSpan(
  entry: Entry,
  commentId: number | null,
  comments: readonly StoryComment[],
  roleOf: RoleOf,
): AnsweredSpan {
  const comment = comments.find(({ id }) => id === commentId)
  const author = comment?.author ?? entry.data.answerAuthor ?? null
  const writtenAt = comment?.writtenAt ?? entry.data.answerWrittenAt ?? entry.at
  // An answer whose author is not known proves no maintainer's response.
  const authorRole = comment?.role ?? (author ? roleOf(author, writtenAt) : 'bystander')
  return { fromAt: entry.at, untilAt: null, commentId, author, authorRole, writtenAt }
}
