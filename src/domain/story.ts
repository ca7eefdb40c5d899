// What a ticket's ledger tells when it is read as a story: who said what, and which state held when.

import type { Marker } from './marker.ts'
import type { RoleOf } from './roles.ts'
import type { Actor, Entry, Role, Ticket, TicketItself } from './ticket.ts'

/** A comment in its latest text. Deleted comments are left out of `comments`, as GitHub's history leaves them out. */
export interface StoryComment {
  /** GitHub's numeric comment id. */
  id: number
  nodeId: string | null
  /** Discussions: the comment this one replies to. */
  parentId: number | null
  author: Actor
  role: Role
  writtenAt: number
  /** Time of the newest edit, or null. */
  editedAt: number | null
  body: string
  /** Kinds of secrets that stand in it on GitHub. */
  secrets: readonly string[]
  /** Nothing but commands: such a comment is no turn in the conversation and stops no clock. */
  onlyCommands: boolean
  /** When a maintainer's `/answer` in it was given that Firstline obeyed: that is their response. Null without one. */
  answeredAt: number | null
  /** Written in the ticket's private issue: without its words. */
  lane?: true
}

/** One of Firstline's own comments, also when somebody deleted it: what was deleted stays deleted. */
export interface OwnComment {
  id: number
  nodeId: string | null
  writtenAt: number
  editedAt: number | null
  body: string
  deletedAt: number | null
  /** The hidden markers in it; what other people write into their comments is no marker. */
  markers: Marker[]
  /** Written in the ticket's private issue. */
  lane?: true
}

/** A span of time; `untilAt` is exclusive, null while it lasts. */
export interface Span {
  fromAt: number
  untilAt: number | null
}

/** A time during which the ticket was closed, from the close to the reopening. */
export interface CloseSpan extends Span {
  /** Lower case, GitHub's words; null where GitHub gave none. */
  reason: string | null
  by: Actor
  role: Role
}

/** A time during which a discussion had an accepted answer. */
export interface AnsweredSpan extends Span {
  commentId: number | null
  author: Actor | null
  authorRole: Role
  /** When the answer was written, not when it was marked. */
  writtenAt: number
}

/** A time during which a label was on. */
export interface LabelSpan extends Span {
  /** As GitHub writes it. Labels are compared without case. */
  label: string
  /** Null where the label was there before the ledger knew of it. */
  by: Actor | null
  role: Role | null
  removedBy: Actor | null
  removedRole: Role | null
  /** Places in the order of all that happened, to compare spans that begin or end in one second. */
  fromPlace: number
  untilPlace: number | null
}

/** Whose turn was the last: the ticket's own text counts as the requester's first. */
export interface HumanTurn {
  role: 'requester' | 'maintainer' | 'bystander'
  at: number
  /** Null for the ticket's own text. */
  commentId: number | null
}

/** A ticket with its ledger folded. Everything is sorted by time. */
export interface TicketStory {
  ticket: TicketItself
  openedAt: number
  /** `maintainer`, `bot` and `self`: such tickets have no clocks. */
  openerRole: Role
  comments: StoryComment[]
  own: OwnComment[]
  answerCalls: readonly AnswerCall[]
  closes: CloseSpan[]
  answers: AnsweredSpan[]
  labels: LabelSpan[]
  /** Waiting for the requester: `waiting: requester` went on, until it came off or the requester commented. */
  pauses: Span[]
  lastHumanTurn: HumanTurn
  /** Transferred, converted or deleted: every clock stops there. */
  gone: { how: 'transferred' | 'converted' | 'deleted'; at: number; to: string | null } | null
  /** By the ledger, at `now`. */
  open: boolean
  answered: boolean
  waitingForRequester: boolean
}

/** A maintainer's `/answer`. */
export interface AnswerCall {
  commentId: number
  at: number
  lane?: true
  /** The article it names; null for the first candidate. */
  slug: string | null
}

export interface FoldInput {
  ticket: Ticket
  /** In any order, with duplicates; entries after `now` are not looked at. */
  entries: readonly Entry[]
  /** Who an actor was in this ticket at a time. */
  roleOf: RoleOf
  /** Whether a comment holds nothing but commands. */
  isOnlyCommands: (body: string, at: number) => boolean
  /** Every `/answer` of a maintainer, in order. */
  answerCalls: readonly AnswerCall[]
  now: number
}
