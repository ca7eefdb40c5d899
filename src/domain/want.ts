// What Firstline wants to be true or said somewhere, on GitHub or a channel: the one thing that planners give and the outbox carries out.
import type { CheckRun, CheckSubject } from './check-run.ts'
import type { LabelSpec } from './label.ts'
import type { Marker } from './marker.ts'
import type { Notice } from './notice.ts'
import type { TicketId } from './ticket.ts'

/**
 * Who waits for it: alarms and customers who have just asked go before labels, labels before answers, and what nobody
 * waits for goes last. The comments that are kept back are for the first two.
 */
export type Urgency = 'alarm' | 'paid' | 'label' | 'answer' | 'housekeeping'

/** A thing of our own on GitHub that is found again and kept up to date. */
export type OwnThingKind = 'desk' | 'private_desk' | 'onboarding' | 'lane'

/** One thing of our own: the repository that it is about may be another than the one that holds it. */
export interface OwnPlace {
  kind: OwnThingKind
  repositoryId: number
  placeId: number
  /** The ticket that it is about: of a lane. */
  ticketId?: TicketId
}

/** Where it is to be. */
export type Place =
  | { in: 'ticket'; ticketId: TicketId }
  /** The issue in which the ticket goes on in private. */
  | { in: 'lane'; ticketId: TicketId }
  | ({ in: 'own_thing' } & OwnPlace)
  | { in: 'commit'; repositoryId: number; sha: string }
  | { in: 'repository'; repositoryId: number }
  /** An outgoing webhook of the server, by the name that settings give it. */
  | { in: 'channel'; name: string }

/** One comment on GitHub. `nodeId` is null where it is not known. */
export interface CommentPlace {
  commentId: number
  nodeId: string | null
}

/** What is to be there. Labels that are `kept` are so whenever they are not; others once, whatever becomes of them. */
export type What =
  | { do: 'label_on'; label: LabelSpec; kept: boolean }
  | { do: 'label_off'; name: string; kept: boolean }
  /** One part of the one comment of its place and moment. `text` is Markdown without the marker; rank 0 stands first. */
  /** `pages`: slugs of what the text only links to. */
  | { do: 'say'; marker: Marker; text: string; rank: number; pages?: readonly string[] }
  | ({ do: 'react'; content: '+1' | '-1' } & CommentPlace)
  | ({ do: 'edit_comment'; body: string } & CommentPlace)
  | ({ do: 'delete_comment' } & CommentPlace)
  | { do: 'close'; reason: string }
  | { do: 'reopen' }
  | { do: 'lock' }
  | { do: 'unlock' }
  | { do: 'assign'; logins: string[] }
  | { do: 'unassign'; logins: string[] }
  /**
   * An issue of our own: found by the marker in its body, else made. Its body is kept up to date where what it `tells`
   * changed; it stays as it was made where that is left out. One that was deleted is made again, unless it is for `once`.
   */
  | { do: 'keep_issue'; title: string; body: string; marker: Marker; tells?: string; once?: true }
  /** Once, where it was made and not found. */
  | { do: 'pin' }
  /**
   * A comment of a thing of our own, found by its mark (`KIND key`, or the kind alone), kept up to date where what it
   * `tells` changed; `text` is null where it has nothing to tell. One that was deleted is made again, unless it is for
   * `once`.
   */
  | { do: 'keep_comment'; kind: string; mark: string; text: string | null; tells: string; once?: true }
  | { do: 'make_label'; label: LabelSpec }
  /** On the commit. */
  | { do: 'check_run'; run: CheckRun; about: CheckSubject }
  /** The thing is written anew now, not when its time comes. */
  | { do: 'refresh' }
  /**
   * Handed to the channel's own line, which sends it. `isShown`: what anybody may know of the ticket leads to it too, so
   * that its failure may be told in public.
   */
  | { do: 'notify'; channel: string; notice: Notice; isShown: boolean }

/** The `What` of one kind. */
export type WhatOf<Does extends What['do']> = Extract<What, { do: Does }>

/** What is done to a conversation with no more to be said about it: `lock`, `reopen`, … */
export type PlainAct = { [Does in What['do']]: keyof WhatOf<Does> extends 'do' ? Does : never }[What['do']]

/**
 * Each is written once under its key, whose first word is what it is about (`issue:12|…`): the same wish has the same
 * key whenever it is planned, and wherever it goes; another one has another. `why` is a sentence that a maintainer can
 * read.
 */
export interface Want {
  key: string
  place: Place
  what: What
  urgency: Urgency
  why: string
}

/**
 * `safe`: changes nothing when repeated (labels, closing), so after a doubt it is simply made again. `always`: the
 * same, and made anew each time it is wanted. `doubtful`: would be there twice (comments, issues), so after a doubt it
 * is looked for first.
 */
export type Again = 'safe' | 'always' | 'doubtful'

const AGAIN: Record<What['do'], Again> = {
  label_on: 'safe',
  label_off: 'safe',
  say: 'doubtful',
  react: 'safe',
  edit_comment: 'safe',
  delete_comment: 'safe',
  close: 'safe',
  reopen: 'safe',
  lock: 'safe',
  unlock: 'safe',
  assign: 'safe',
  unassign: 'safe',
  keep_issue: 'doubtful',
  pin: 'safe',
  keep_comment: 'doubtful',
  make_label: 'always',
  check_run: 'doubtful',
  refresh: 'safe',
  notify: 'safe',
}

/** What repeating it would do. What only an earlier version did is not made again by this one. */
export function againOf(does: string): Again {
  return does in AGAIN ? AGAIN[does as What['do']] : 'safe'
}

/** How the place is called among effects; with ticket and repository it is known which one. */
export function placeName(place: Place): string {
  return place.in === 'own_thing' ? place.kind : place.in
}

/** Whether it is in private: the ticket's own private issue, by either of its names. */
export function isInLane({ place }: Pick<Want, 'place'>): boolean {
  return placeName(place) === 'lane'
}
