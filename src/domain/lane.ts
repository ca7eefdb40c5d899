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
  /** What is known of a comment of ours there, or under the empty key of the issue; null: it has never been. */
  part(key: string): LanePart | null
}

/** It stands there, or was taken away, which is not undone. */
export type LanePart = { state: 'stands'; says(text: string): boolean } | { state: 'lost' }

/** The private repository for a ticket that has not gone on there yet, as GitHub shows it now. */
export interface LanePlace {
  /** Null: there is none, or none that may be written. */
  placeId: number | null
  trouble: string | null
  /** Whether there is a room for it is not known yet. */
  isUnread?: boolean
}

/** What a decision may know of it, and of the place where it is or would be. */
export interface LaneFacts {
  /** The repository that holds the issue, or would; null: there is none. */
  placeId: number | null
  /** Null: the ticket has not gone on in private yet. */
  issue: { open: boolean } | null
  /** Why nothing is written there, in a sentence for maintainers; null: it may be. */
  trouble: string | null
  /** Where it would be is not known yet. */
  isUnread: boolean
  /** The public page of the ticket. */
  url: string
  part: Lane['part']
}

/** The key of the private issue's copy of a public comment. */
export function copyKey(commentId: number): string {
  return `copy ${commentId}`
}
