// What a decision about a ticket leaves to be told: its reasons, and its row in the queue.

import type { Severity } from './triage.ts'

/** Why something is so, in words for a maintainer. */
export interface Reason {
  rule: string
  text: string
}

/** An open ticket that waits for a maintainer. */
export interface QueueTicket {
  number: number
  kind: 'issue' | 'discussion'
  title: string
  url: string
  /** Tier in force; null for community. */
  tier: string | null
  /** Since when a maintainer's response is due. */
  waitingSinceAt: number
  /** Of the promise that runs out first, or was broken first; null where nothing is promised. */
  dueAt: number | null
  /** Of that promise. */
  state: 'missed' | 'at risk' | null
  /** `support: needs human`: what was done so far did not help. */
  needsHuman: boolean
  /** By `/escalate`, and no maintainer has answered since. */
  escalated: boolean
  /** A low rating of its solution, which nobody has met yet. */
  rated: number | null
  severity: Severity | null
  /** What waits for `/answer`, which posts the first: one answer, or what may help. */
  drafts: readonly WaitingDraft[]
}

export interface WaitingDraft {
  /** Null where articles may not be named. */
  slug: string | null
  title: string
  /** A section of documentation. */
  isSection: boolean
}

/** `shown` in public places, `known` in private ones; null where nobody waits. */
export interface QueueRows {
  shown: QueueTicket | null
  known: QueueTicket | null
}
