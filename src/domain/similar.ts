// Other tickets in which the same error stands.
import type { TicketKind } from './ticket.ts'

export interface SimilarTicket {
  kind: TicketKind
  number: number
  title: string
  /** Its page on GitHub. */
  url: string
  /** Closed as completed, or answered. */
  isSolved: boolean
  /** What solved it, where that is known: an article that Firstline posted, or what somebody wrote. */
  solution: { by: 'article' | 'comment'; url: string } | null
}

export interface Similar {
  /** Digest of the signature that they share. */
  digest: string
  /** At most three, solved ones first, then the newest. */
  tickets: SimilarTicket[]
}
