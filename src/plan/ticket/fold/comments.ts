// Folds comment entries: latest texts, who wrote them, and Firstline's own comments with their markers.

import { LINKS } from '../../../domain/answer.ts'
import { findMarkers, isWritten } from '../../../domain/marker.ts'
import type { AnswerCall, OwnComment, StoryComment } from '../../../domain/story.ts'
import { type Actor, type Entry, type Role, secondOf } from '../../../domain/ticket.ts'

export interface FoldedComments {
  /** Without deleted ones and without Firstline's own. */
  comments: StoryComment[]
  /** Firstline's own, deleted ones too. */
  own: OwnComment[]
  deletedIds: ReadonlySet<number>
}

interface Draft {
  entry: Entry
  body: string
  secrets: readonly string[]
  editedAt: number | null
}

/** Reads sorted entries. An edit or deletion of a comment that the ledger never saw written tells nothing. */
export function foldComments(
  entries: readonly Entry[],
  roleOf: (actor: Actor, at: number) => Role,
  isOnlyCommands: (body: string, at: number) => boolean,
): FoldedComments {
  const drafts = new Map<number, Draft>()
  const deletedAt = new Map<number, number>()
  for (const entry of entries) {
    const id = entry.data.commentId
    if (id === undefined) continue
    if (entry.kind === 'comment' && !drafts.has(id)) {
      const { body = '', secrets = [] } = entry.data
      drafts.set(id, { entry, body, secrets, editedAt: null })
    }
    if (entry.kind === 'comment_deleted' && !deletedAt.has(id)) deletedAt.set(id, entry.at)
  }
  applyEdits(entries, drafts)

  const comments: StoryComment[] = []
  const own: OwnComment[] = []
  for (const [id, draft] of drafts) {
    const { actor, at } = draft.entry
    const role = roleOf(actor, at)
    if (role === 'self') own.push(ownComment(id, draft, deletedAt.get(id) ?? null))
    else if (!deletedAt.has(id)) {
      const onlyCommands = isOnlyCommands(draft.body, draft.editedAt ?? at)
      comments.push(storyComment(id, draft, role, onlyCommands))
    }
  }
  return { comments: comments.sort(byTime), own: own.sort(byTime), deletedIds: new Set(deletedAt.keys()) }
}

function ownComment(id: number, { entry, body, editedAt }: Draft, deletedAt: number | null): OwnComment {
  const { at: writtenAt, data } = entry
  const nodeId = data.nodeId ?? null
  const markers = findMarkers(body)
  return { id, nodeId, writtenAt, editedAt, body, deletedAt, markers, ...(data.lane && { lane: data.lane }) }
}

function storyComment(
  id: number,
  { entry, body, secrets, editedAt }: Draft,
  role: StoryComment['role'],
  onlyCommands: boolean,
): StoryComment {
  const { actor: author, at: writtenAt, data } = entry
  return {
    id,
    nodeId: data.nodeId ?? null,
    parentId: data.parentId ?? null,
    author,
    role,
    writtenAt,
    editedAt,
    body,
    secrets,
    onlyCommands,
    answeredAt: null,
    ...(data.lane && { lane: data.lane }),
  }
}

/** Notes with each `/answer` that Firstline obeyed: of the calls before an answer was posted, the last that asked for it. */
export function withAnswersByHand(
  comments: readonly StoryComment[],
  own: readonly OwnComment[],
  calls: readonly AnswerCall[],
): StoryComment[] {
  const obeyed = new Map<number, number>()
  for (const { writtenAt, editedAt, markers } of own) {
    const slug = markers.find(({ kind }) => kind === 'answer')?.key
    // Links are offered by themselves alone.
    if (slug === undefined || slug === LINKS) continue
    for (const postedAt of [writtenAt, editedAt]) {
      const asks = (call: AnswerCall) =>
        call.at <= (postedAt ?? 0) && (call.slug === null || isWritten(slug, call.slug))
      const call = calls.findLast(asks)
      if (call && !obeyed.has(call.commentId)) obeyed.set(call.commentId, call.at)
    }
  }
  return comments.map((comment) => ({ ...comment, answeredAt: obeyed.get(comment.id) ?? null }))
}

function applyEdits(entries: readonly Entry[], drafts: Map<number, Draft>): void {
  const edits = entries.filter(({ kind }) => kind === 'comment_edited')
  for (const [commentId, ofOne] of Map.groupBy(edits, ({ data }) => data.commentId ?? 0)) {
    const draft = drafts.get(commentId)
    if (!draft) continue
    for (const { at, data } of inSequence(ofOne, draft.body)) {
      draft.body = data.body ?? draft.body
      draft.secrets = data.secrets ?? []
      draft.editedAt = at
    }
  }
}

/** Of edits within one second, each begins with the text that the one before it left. */
function inSequence(edits: Entry[], written: string): Entry[] {
  const sequence: Entry[] = []
  let text = written
  for (const second of Map.groupBy(edits, secondOf).values()) {
    while (second.length > 0) {
      const next = second.length === 1 ? 0 : second.findIndex((edit) => edit.data.previousBody === text)
      const [edit] = second.splice(Math.max(0, next), 1)
      text = edit!.data.body ?? text
      sequence.push(edit!)
    }
  }
  return sequence
}

function byTime(a: { writtenAt: number; id: number }, b: { writtenAt: number; id: number }): number {
  return a.writtenAt - b.writtenAt || a.id - b.id
}
