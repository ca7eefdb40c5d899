// Tables of what is learnt from tickets.
import type { Generated } from 'kysely'
import type { Flag } from './columns.ts'

/** A ticket's question as a known phrasing of an article or section. */
export interface LearnedQuestionTable {
  number: Generated<number>
  repository_id: number
  ticket_id: string
  slug: string
  /** Empty where it was dropped for good. */
  text: string
  how: 'link' | 'answer'
  /** The maintainer's. */
  comment_id: number
  taught_at: number
  /** When it was dropped for good: it is not learnt again. */
  dropped_at: number | null
}

/** An answer that was posted by itself. */
export interface GivenAnswerTable {
  ticket_id: string
  repository_id: number
  slug: string
  confidence: number
  given_at: number
  /** Null: nobody has said. */
  was_right: Flag | null
}

/** Somebody's word that the answer on a ticket did not help. */
export interface AnswerObjectionTable {
  ticket_id: string
  /** Of the article that was posted, as its marker writes it. */
  slug: string
  repository_id: number
  by_whom: 'maintainer' | 'requester'
  said_at: number
  /** The ticket whose learned question led to the answer; null: none did. */
  led_by: string | null
}
