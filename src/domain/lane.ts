// A ticket's lane: the issue of a private repository in which the ticket goes on, beside what everybody sees.
import type { Entry, OnGitHub } from './ticket.ts'

/** What is stored of the private issue. */
export interface Lane {
  /** GitHub's numeric ids of the issue, and of the repository that holds it. */
  issueId: number
  placeId: number
  number: number
  nodeId: string
  /** As GitHub last showed the issue; of one that was just made nothing else is known. */
  onGitHub: Pick<OnGitHub, 'open' | 'locked' | 'gone'>
  /** Its own ledger, in the order in which it is folded. */
  entries: readonly Entry[]
  /** By comment: whether the requester could read the repository when it was noticed there; left out: not asked. */
  readers: ReadonlyMap<number, boolean>
  /** What stands in it of ours, by key: the hash of its text, null where that was taken away and is not made again. */
  parts: ReadonlyMap<string, string | null>
}

/** What a decision may know of it, and of the place where it is or would be. */
export interface LaneFacts {
  /** The repository that holds the issue, or would; null: there is none. */
  placeId: number | null
  /** Null: the ticket has not gone on in private yet. */
  issue: { open: boolean } | null
  /** Why nothing is written there, in a sentence for maintainers; null: it may be. */
  trouble: string | null
  /** Whether the part says this already, or is not to be said again. */
  says(key: string, text: string): boolean
}

/** The key of the private issue's copy of a public comment. */
export function copyKey(commentId: number): string {
  return `copy ${commentId}`
}
