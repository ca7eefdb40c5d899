// What triage finds out about a ticket beside who pays and which clocks run.
import type { Actor } from './ticket.ts'

/** What kind of help is wanted. */
export const NEED_KINDS = ['technical-support', 'training', 'consulting'] as const
export type NeedKind = (typeof NEED_KINDS)[number]

/** What a channel is told of. */
export const NOTICE_EVENTS = ['paid_opened', 'at_risk', 'missed', 'low_rating', 'needs_human'] as const
export type NoticeEvent = (typeof NOTICE_EVENTS)[number]

export interface TicketNeed {
  /** `technical-support` wherever nothing says otherwise for sure. */
  kind: NeedKind
  from: 'command' | 'label' | 'form' | 'words' | 'default'
  /** Where a maintainer put the ticket under another kind than Firstline had: what Firstline had said. */
  corrected: NeedKind | null
}

/** What stays the same when two people meet one error on different machines. */
export interface ErrorSignature {
  /** Code, exception and message in lower case, without paths, numbers, ids and times. */
  text: string
  /** It has a code or a path of its own; without one it says too little to compare tickets by. */
  isTelling: boolean
}

/** What a ticket's text, its form's fields and its logs tell of the case. */
export interface Diagnosis {
  /** Most telling first. */
  signatures: ErrorSignature[]
  /** By name in lower case: `node` → `24.1.0`; the project's own under `''`. */
  versions: Record<string, string>
  /** Such as `linux`, `macos 15.1`, `windows`, `docker`. */
  platforms: string[]
  hasLog: boolean
}

/** A secret that somebody posted: its kind (`GitHub token`), never itself. */
export interface PostedSecret {
  kinds: string[]
  author: Actor
  /** Null: in the ticket's own title or text. */
  commentId: number | null
  /** In the ticket's private issue. */
  lane?: true
  at: number
}

/** What the requester thinks of a resolution, from 1 to 5. */
export interface Rating {
  score: number
  /** ms since 1970, UTC. */
  at: number
  from: 'command' | 'reaction'
}

/** Time that a maintainer spent, told with `/spent`. */
export interface SpentTime {
  minutes: number
  by: Actor
  /** ms since 1970, UTC. */
  at: number
}

/** 1 is the gravest. */
export type Severity = 1 | 2 | 3 | 4
