// Tables of what Firstline made on GitHub and keeps up to date, and of the answers whose reactions it follows.
import type { Generated } from 'kysely'
import type { OwnThingKind } from '../domain/want.ts'
import type { Flag } from './columns.ts'

/** One issue of our own, or one comment in such an issue. */
export interface OwnThingTable {
  /** The issue that it is, or stands in. */
  issue_id: number
  /** Empty for the issue itself; else which of its comments. */
  key: string
  kind: OwnThingKind
  /** The repository that it is about. */
  repository_id: number
  /** The repository that holds it. */
  place_id: number
  /** The ticket that it is about; empty: it is about none. */
  ticket_id: Generated<string>
  /** Of the issue. */
  number: number
  /** Of the issue, or of the comment; empty where it is not known. */
  node_id: string
  comment_id: number | null
  /** Of the body as last written; null where that is not known. */
  hash: string | null
  /** Where it is lost it is made again; its ids stay, to tell the next one from it. */
  state: 'made' | 'found' | 'lost'
  written_at: number | null
}

export interface DeskTable {
  repository_id: number
  /** When it was last asked for, without waiting for its time. */
  wanted_at: number
  /** Why the private desk is not written. */
  trouble: string | null
}

/** See `OnboardingState`. */
export interface OnboardingTable {
  repository_id: number
  wanted_at: number | null
  looked_at: number | null
  ended_at: number | null
  ended_by: 'closed' | 'deleted' | 'told' | null
  told_first: string | null
  told_later: string | null
}

/** Why nothing is written in a ticket's private issue. */
export interface LaneTroubleTable {
  ticket_id: string
  repository_id: number
  trouble: string
  /** Whether it is told in public too: a private sponsor's is not. */
  told: Flag
  since_at: number
}

/** Whether the requester could read the repository of their private issue when a comment there was noticed. */
export interface LaneReaderTable {
  comment_id: number
  ticket_id: string
  readable: Flag
  asked_at: number
}

export interface FollowedCommentTable {
  ticket_id: string
  /** `answer`, or `rating KEY`. */
  part: string
  repository_id: number
  node_id: string
  posted_at: number
  followed_until: number
  read_at: number | null
}

export interface RatingReactionTable {
  ticket_id: string
  /** Key of the request's marker. */
  request: string
  score: number
  rated_at: number
}

export interface AnswerReactionTable {
  ticket_id: string
  helpful: Flag
  unhelpful: Flag
  /** When the requester's 👎, and a maintainer's, were put there. */
  unhelpful_at: Generated<number | null>
  refused_at: Generated<number | null>
}
