// What a reading of a thread is made of, and what its parts have in common. Pure.
import type { Actor, Entry, EntryKind, Ticket } from '../domain/ticket.ts'

/** A comment as GitHub shows it now, its secrets taken out. */
export interface CommentRead {
  id: number
  nodeId: string
  parentId: number | null
  author: Actor
  body: string
  /** Kinds of secrets that were taken out of it. */
  secrets?: readonly string[]
  createdAt: number
  updatedAt: number
}

export interface AnswerRead {
  commentId: number
  author: Actor
  writtenAt: number
  chosenAt: number
  chosenBy: Actor
}

export interface ThreadRead {
  /** As GitHub shows it now. */
  ticket: Ticket
  comments: CommentRead[]
  /** Issues: the transitions of the whole timeline, in GitHub's order. Discussions have none. */
  timeline: Entry[] | null
  /** Discussions: the accepted answer. */
  answer: AnswerRead | null
  closedAt: number | null
  /** When it was asked for, by our clock. */
  readAt: number
  /** When labels of a discussion that are found now count as found; else `readAt`. */
  labelsFoundAt: number | null
}

export interface Known {
  /** Null: never heard of. */
  ticket: Ticket | null
  /** Its ledger, sorted. */
  entries: readonly Entry[]
  /** Whether Firstline itself put a label on (or took it off) after a moment; then who it is there. */
  ownAct(label: string, on: boolean, after: number): Actor | null
  /** Whether the repository has such a label at all. */
  labelExists(label: string): boolean
  /** Takes secrets out as it is done today: what was kept may have been redacted by other rules. */
  redact(text: string): string
}

/** Source keys that are no longer so, and entries that are. */
export interface Reread {
  drop: string[]
  add: Entry[]
}

/** What the reading knows for certain. */
export interface Judge {
  /** Whether something at `at` would be seen if it were still so. */
  covers(at: number): boolean
  /** True where nothing newer than the reading was delivered. */
  isFresh: boolean
  /** When what is found counts as found. */
  foundAt: number
}

/** A deleted account stands for whoever it was. */
export const NOBODY: Actor = { id: null, login: 'ghost', type: 'User' }

/** The key of a transition that was found, not told. `subject`: the label or comment, or empty. */
export function foundKey(kind: EntryKind, subject: string, at: number): string {
  return `${kind}:${subject}:found:${Math.floor(at / 1000)}`
}

/** A ledger with a change made to it; not sorted. */
export function applied(entries: readonly Entry[], { drop, add }: Reread): Entry[] {
  const gone = new Set(drop)
  const kept = entries.filter(({ sourceKey }) => !gone.has(sourceKey))
  const keys = new Set(kept.map(({ sourceKey }) => sourceKey))
  return [...kept, ...add.filter(({ sourceKey }) => !keys.has(sourceKey))]
}
