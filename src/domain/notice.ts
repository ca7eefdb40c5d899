// What a channel is told of: a moment on a ticket that somebody outside of GitHub wants to know of.
import type { NoticeEvent } from './triage.ts'

/** `escalated`: the requester called for help with `/escalate`; only the channels of a tier are told of it. */
export type NoticeKind = NoticeEvent | 'escalated'

export interface Notice {
  event: NoticeKind
  /** Whose deadline it is, or the tier in force; null: community. Channels are private: a private sponsor's too. */
  tier: string | null
  /** The deadline that it is about, else the next one of the ticket, ms; null: none. */
  deadlineAt: number | null
  /** When it happened, ms. */
  at: number
  /** What happened, in a sentence of plain text. */
  says: string
  /** It comes late. */
  isLate: boolean
}
