// What Firstline follows, and what happened to it.

export type TicketKind = 'issue' | 'discussion'

/** `issue:3641000001` or `discussion:9121001`: kind and GitHub's numeric database id. */
export type TicketId = string

export type ActorType = 'User' | 'Bot' | 'Organization' | 'Mannequin'

/** Somebody on GitHub. `id` is GitHub's numeric id; null for the deleted "ghost". The login is only for showing. */
export interface Actor {
  id: number | null
  login: string
  type: ActorType
}

/** The one user, `ghost`, that GitHub shows in the place of every deleted account: two of them are not the same person. */
function isGhost({ login }: Pick<Actor, 'login'>): boolean {
  return login.toLowerCase() === 'ghost'
}

/** An account as REST and payloads tell it; `null` and `ghost` stand for every account that was deleted. */
export function toActor(account: { id: number; login: string; type?: string } | null | undefined): Actor {
  if (!account || isGhost(account)) return { id: null, login: 'ghost', type: 'User' }
  return { id: account.id, login: account.login, type: toActorType(account.type) }
}

export function toActorType(type: string | undefined): ActorType {
  return type === 'Bot' || type === 'Organization' || type === 'Mannequin' ? type : 'User'
}

/** Who an actor is to one ticket. `self` is Firstline's own App. */
export type Role = 'requester' | 'maintainer' | 'bystander' | 'bot' | 'self'

/** A category of discussions, as GitHub names it. */
export interface DiscussionCategory {
  name: string
  slug: string
}

/** The part that people change on GitHub, as GitHub showed it last. Since when it is so, and by whom, is in the ledger. */
export interface OnGitHub {
  open: boolean
  /** Lower case, GitHub's words: completed, not_planned, duplicate, reopened, resolved, outdated. */
  stateReason: string | null
  locked: boolean
  labels: string[]
  assignees: string[]
  gone: 'transferred' | 'deleted' | 'converted' | null
}

/** The ticket as GitHub last showed it; everything that happened is in its ledger. Times are ms since 1970, UTC. */
export interface Ticket extends OnGitHub {
  id: TicketId
  kind: TicketKind
  repositoryId: number
  number: number
  nodeId: string
  title: string
  body: string
  requester: Actor
  openedAt: number
  /** GitHub's `updated_at` of the newest payload seen: an older payload never overwrites a newer one. */
  updatedAt: number
  /** Discussions: whether the category takes answers. */
  answerable: boolean
  /** Discussions: the category; of tickets stored before it was kept, not known. */
  category?: DiscussionCategory | null
  /** Kinds of secrets that stand in its title and text on GitHub, such as `GitHub token`; left out where none does. */
  secrets?: string[]
  /** Issues: the type that their organisation gives them (`Bug`, `Feature`); left out where it was not told. */
  issueType?: string | null
  /** How Firstline came to know of it: only a `live` ticket (seen opening, by webhook) may be answered unread. */
  firstSeen: 'live' | 'history'
  /** Transferred in, converted, or opened before the installation: never answered. */
  origin: 'opened' | 'transferred' | 'converted' | 'before_installation'
}

/** What it is, whatever becomes of it. */
export type TicketItself = Omit<Ticket, keyof OnGitHub>

/**
 * What can happen to a ticket. Ties within a second are folded in this order:
 * opened, comment kinds, labels, close, reopen (see `entryOrder`).
 */
export type EntryKind =
  | 'opened'
  | 'edited'
  | 'comment'
  | 'comment_edited'
  | 'comment_deleted'
  | 'labeled'
  | 'unlabeled'
  | 'answered'
  | 'unanswered'
  | 'closed'
  | 'reopened'
  | 'locked'
  | 'unlocked'
  | 'transferred'
  | 'converted'
  | 'deleted'

/** What an entry carries beside who and when. Only the keys that its kind needs are there. */
export interface EntryData {
  /** comment kinds: numeric comment id. answered/unanswered: the answer's comment id. */
  commentId?: number
  /** comment, comment_edited: Markdown with secrets redacted. */
  body?: string
  /** comment, comment_edited: kinds of secrets that stand in it on GitHub; left out where none does. */
  secrets?: string[]
  /** comment_edited: the text before. */
  previousBody?: string
  /** comment: node id (GraphQL writes need it) and thread it replies to (discussions). */
  nodeId?: string
  parentId?: number | null
  /** labeled, unlabeled. */
  label?: string
  /** closed: completed, not_planned, duplicate; discussions: resolved, outdated, duplicate. */
  reason?: string | null
  /** answered: who wrote the answer and when, for clocks count the writing, not the marking. */
  answerAuthor?: Actor
  answerWrittenAt?: number
  /** transferred, converted: where it went, `owner/name#12`. */
  to?: string
  /** Transitions of an issue that happened within one second: their order on GitHub's timeline. */
  order?: number
  /** Found by reading GitHub: that it is so is known, but not who did it, nor always when. */
  found?: true
  /** labeled, unlabeled, found: counts as done by a maintainer, for nobody else may. */
  byMaintainer?: true
  /** It happened in the ticket's private issue; never stored, and its words are left out. */
  lane?: true
}

/** One line of a ticket's ledger. Append-only; `sourceKey` is unique, so that duplicates change nothing. */
export interface Entry {
  ticketId: TicketId
  /**
   * Comments: `comment:ID`, `comment:ID:edited:UPDATED_SECOND:DIGEST`, `comment:ID:deleted`.
   * Transitions: `KIND:SUBJECT:ACTOR_ID:SECOND` (subject: the label, or empty), because webhooks carry no event id.
   */
  sourceKey: string
  kind: EntryKind
  /** ms since 1970, UTC; GitHub's own time of the event, whole seconds. */
  at: number
  actor: Actor
  data: EntryData
}

const ORDER: Record<EntryKind, number> = {
  opened: 0,
  /** Of the ticket's own title or text. */
  edited: 2,
  comment: 1,
  comment_edited: 2,
  comment_deleted: 3,
  labeled: 4,
  unlabeled: 5,
  answered: 6,
  unanswered: 7,
  closed: 8,
  reopened: 9,
  locked: 10,
  unlocked: 11,
  transferred: 12,
  converted: 13,
  deleted: 14,
}

/**
 * Sorts entries by time. Ties within a second: what was said comes before what was done; that goes by GitHub's
 * timeline where it was read, else by kind, then by source key, so that every fold sees one order.
 */
export function entryOrder(a: Entry, b: Entry): number {
  const seconds = secondOf(a) - secondOf(b)
  if (seconds !== 0) return seconds
  const phases = phaseOf(a) - phaseOf(b)
  if (phases !== 0) return phases
  const places = (a.data.order ?? NOWHERE) - (b.data.order ?? NOWHERE)
  if (places !== 0) return places
  const kinds = ORDER[a.kind] - ORDER[b.kind]
  if (kinds !== 0) return kinds
  return a.sourceKey < b.sourceKey ? -1 : a.sourceKey > b.sourceKey ? 1 : 0
}

export function secondOf(entry: Entry): number {
  return Math.floor(entry.at / 1000)
}

const NOWHERE = Number.MAX_SAFE_INTEGER

/** Opened, said, done, gone. */
function phaseOf({ kind }: Entry): number {
  return ORDER[kind] <= ORDER.comment_deleted
    ? Math.min(ORDER[kind], 1)
    : ORDER[kind] < ORDER.transferred
      ? 2
      : 3
}
