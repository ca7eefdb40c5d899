// How a comment stands in the ledger, whoever told of it: a delivery, a reading, or GitHub's answer to our own write.
import type { Actor, Entry, TicketId } from './ticket.ts'

/** A comment as it was written. Times in ms; `parentId`: the comment that it replies to in a discussion. */
export interface WrittenComment {
  id: number
  nodeId: string
  parentId: number | null
  author: Actor
  body: string
  /** Kinds of secrets that were taken out of it. */
  secrets?: readonly string[] | undefined
  createdAt: number
}

/** Comments are keyed by their id, so that it is the same entry however it was told. */
export function commentKey(id: number): string {
  return `comment:${id}`
}

export function commentEntry(ticketId: TicketId, comment: WrittenComment): Entry {
  const { id: commentId, nodeId, parentId, author: actor, body, createdAt: at, secrets = [] } = comment
  return {
    ticketId,
    sourceKey: commentKey(commentId),
    kind: 'comment',
    at,
    actor,
    data: { commentId, nodeId, parentId, body, ...toldSecrets(secrets) },
  }
}

/** How the kinds of secrets of a text are kept: not at all where there are none. */
export function toldSecrets(kinds: readonly string[]): { secrets?: string[] } {
  return kinds.length === 0 ? {} : { secrets: [...kinds] }
}
