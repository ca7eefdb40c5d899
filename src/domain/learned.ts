// What tickets taught: questions as known phrasings, and what people said of the answers that were given. Times are ms.
import type { TicketId } from './ticket.ts'

/** A ticket's question as a known phrasing of an article or section. */
export interface LearnedQuestion {
  /** By which it is named; never given twice. */
  number: number
  ticketId: TicketId
  slug: string
  text: string
  how: 'link' | 'answer'
  /** Of the maintainer's comment, and when that was written. */
  commentId: number
  taughtAt: number
}

/** Somebody's word that the answer on a ticket did not help. */
export interface AnswerObjection {
  ticketId: TicketId
  /** GitHub's id of who asked there; null: a deleted account. */
  requesterId: number | null
  /** Of the article that was posted, as its marker writes it. */
  slug: string
  by: 'maintainer' | 'requester'
  at: number
  /** The ticket whose learned question led to the answer; null: none did. */
  ledBy: TicketId | null
}

/** An answer that was posted by itself, and whether it was right by what people said; null: nobody has. */
export interface GivenAnswer {
  ticketId: TicketId
  slug: string
  confidence: number
  givenAt: number
  wasRight: boolean | null
}

/** Where answers keep less than was asked for, a repository demands more. */
export interface OwnBar {
  /** What is asked for by the settings. */
  precision: number
  /** No answer that is less sure is given. */
  atLeast: number
  /** How many were judged, how many of these were right, and when the first of them was given. */
  judged: number
  right: number
  sinceAt: number
}
