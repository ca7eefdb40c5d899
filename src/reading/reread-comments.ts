// Comments of a thread that was read: written, edited and deleted as GitHub shows it. Pure.
import { commentEntry, commentKey, toldSecrets } from '../domain/comment-entry.ts'
import type { Entry } from '../domain/ticket.ts'
import { editKey } from '../inbox/entries.ts'
import {
  type CommentRead,
  type Judge,
  type Known,
  NOBODY,
  type Reread,
  type ThreadRead,
} from './reread-parts.ts'

export function rereadComments(known: Known, read: ThreadRead, judge: Judge): Reread {
  const there = new Map(read.comments.map((comment) => [comment.id, comment]))
  const latest = latestTexts(known.entries)
  const add: Entry[] = []
  for (const comment of read.comments) {
    const before = latest.get(comment.id)
    if (!before) add.push(commentEntry(read.ticket.id, comment))
    else add.push(...edited(known, read.ticket.id, comment, before))
  }
  return {
    // What was found to be gone, and is there, was not gone.
    drop: [...there.keys()]
      .map(foundGoneKey)
      .filter((key) => known.entries.some((one) => one.sourceKey === key)),
    add: [...add, ...deleted(known, read, judge, there)],
  }
}

interface Latest {
  body: string
  at: number
}

/** The text of each comment that was seen being written, after its edits. */
function latestTexts(entries: readonly Entry[]): Map<number, Latest> {
  const latest = new Map<number, Latest>()
  for (const { kind, at, data } of entries) {
    if (data.commentId === undefined || data.body === undefined) continue
    const isFirst = kind === 'comment' && !latest.has(data.commentId)
    const isEdit = kind === 'comment_edited' && latest.has(data.commentId)
    if (isFirst || isEdit) latest.set(data.commentId, { body: data.body, at })
  }
  return latest
}

/** GitHub does not say who edited it: as far as it matters, its author did. */
function edited(known: Known, ticketId: string, comment: CommentRead, before: Latest): Entry[] {
  const isLater = comment.updatedAt > comment.createdAt && comment.updatedAt >= before.at
  if (!isLater || known.redact(before.body) === comment.body) return []
  const { id: commentId, nodeId, parentId, body, secrets = [], updatedAt: at, author: actor } = comment
  return [
    {
      ticketId,
      sourceKey: editKey(commentId, at, body),
      kind: 'comment_edited',
      at,
      actor,
      data: {
        ...{ commentId, nodeId, parentId, body, previousBody: before.body, found: true as const },
        ...toldSecrets(secrets),
      },
    },
  ]
}

/** Comments, and accepted answers never seen written, that GitHub no longer has. */
function deleted(
  { entries }: Known,
  read: ThreadRead,
  judge: Judge,
  there: ReadonlyMap<number, CommentRead>,
): Entry[] {
  const gone = new Set<number>()
  const told = new Set<number>()
  for (const { kind, at, data } of entries) {
    const { commentId } = data
    if (commentId === undefined) continue
    if (kind === 'comment_deleted') told.add(commentId)
    const proves = kind === 'comment' || kind === 'answered'
    if (proves && !there.has(commentId) && judge.covers(at)) gone.add(commentId)
  }
  return [...gone]
    .filter((id) => !told.has(id))
    .map((commentId) => {
      return {
        ticketId: read.ticket.id,
        sourceKey: foundGoneKey(commentId),
        kind: 'comment_deleted',
        at: judge.foundAt,
        actor: NOBODY,
        data: { commentId, found: true },
      }
    })
}

/** Not the key of a delivery: one that comes late tells the true time. */
function foundGoneKey(commentId: number): string {
  return `${commentKey(commentId)}:deleted:found`
}
