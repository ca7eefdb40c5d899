// What Firstline wants to be true or said somewhere on GitHub: the one thing that planners give and the outbox carries out.
import type { Marker, MarkerKind } from './marker.ts'
import type { LabelSpec } from './settings.ts'
import type { TicketId } from './ticket.ts'

/** Who waits for it: alarms go out before labels, labels before answers, and what nobody waits for goes last. */
export type Urgency = 'alarm' | 'label' | 'paid' | 'answer' | 'housekeeping'

/** A thing of our own on GitHub that is found again and kept up to date. */
export type OwnThingKind = 'desk' | 'private_desk'

/** One thing of our own: the repository that it is about may be another than the one that holds it. */
export interface OwnPlace {
  kind: OwnThingKind
  repositoryId: number
  placeId: number
}

/** By which a comment of our own is found again; `key` is null where the kind alone tells it. */
export interface FoundBy {
  kind: MarkerKind
  key: string | null
}

/** Where it is to be. */
export type Place =
  | { in: 'ticket'; ticketId: TicketId }
  | ({ in: 'own_thing' } & OwnPlace)
  | { in: 'commit'; repositoryId: number; sha: string }
  | { in: 'repository'; repositoryId: number }

/** One comment on GitHub. `nodeId` is null where it is not known; such a comment cannot be written to. */
export interface CommentPlace {
  commentId: number
  nodeId: string | null
}

/** What is to be there. */
export type What =
  | { do: 'label_on'; label: LabelSpec }
  | { do: 'label_off'; name: string }
  /** One part of the one comment of its place and moment. `text` is Markdown without the marker; rank 0 stands first. */
  | { do: 'say'; marker: Marker; text: string; rank: number }
  | ({ do: 'react'; content: '+1' | '-1' } & CommentPlace)
  | ({ do: 'edit_comment'; body: string } & CommentPlace)
  | ({ do: 'delete_comment' } & CommentPlace)
  | { do: 'close'; reason: string }
  | { do: 'reopen' }
  | { do: 'lock' }
  | { do: 'unlock' }
  | { do: 'assign'; logins: string[] }
  | { do: 'unassign'; logins: string[] }
  /** An issue of our own: found by the marker in its body, else made, once. */
  | { do: 'keep_issue'; title: string; body: string; marker: string }
  /** Once, where it was made and not found. */
  | { do: 'pin' }
  /** A comment of a thing of our own, kept up to date where what it `tells` changed; `text` is null where it has nothing to tell. */
  | { do: 'keep_comment'; kind: string; foundBy: FoundBy; text: string | null; tells: string }
  | { do: 'make_label'; label: LabelSpec }
  /** The thing is written anew now, not when its time comes. */
  | { do: 'refresh' }

/**
 * Each is written once under its key: the same wish has the same key whenever it is planned, and another one another.
 * `why` is a sentence that a maintainer can read.
 */
export interface Want {
  key: string
  place: Place
  what: What
  urgency: Urgency
  why: string
}
