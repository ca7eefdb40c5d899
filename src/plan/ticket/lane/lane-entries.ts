// What happened in a ticket's private issue, as a part of the ticket's one story. Pure.
import type { Lane, LaneFacts, LanePlace } from '../../../domain/lane.ts'
import type { RoleOf } from '../../../domain/roles.ts'
import type { TicketStory } from '../../../domain/story.ts'
import type { Entry, EntryKind } from '../../../domain/ticket.ts'

const SAID: ReadonlySet<EntryKind> = new Set(['comment', 'comment_edited', 'comment_deleted'])
const CLOSED: ReadonlySet<EntryKind> = new Set(['closed', 'reopened'])

/** Its comments, and when people closed and reopened it, up to `now`; labels and locks there are no matter of the ticket. */
export function laneEntries(lane: Lane | null, roleOf: RoleOf, now: number): Entry[] {
  return (lane?.entries ?? [])
    .filter(({ kind, actor, at }) => {
      if (at > now) return false
      // Firstline closes it because the ticket was closed, which is told there.
      return SAID.has(kind) || (CLOSED.has(kind) && roleOf(actor, at) !== 'self')
    })
    .map((entry) => ({
      ...entry,
      sourceKey: `lane:${entry.sourceKey}`,
      data: { ...entry.data, lane: true },
    }))
}

/**
 * Those that count as turns of the conversation: a maintainer's only where the requester could read it. `isHidden`: that
 * there is such an issue is not to be seen, so nobody has said anything there.
 */
export function countedEntries(
  entries: readonly Entry[],
  { readers }: Pick<Lane, 'readers'>,
  roleOf: RoleOf,
  isHidden: boolean,
): Entry[] {
  return entries.filter(({ kind, actor, at, data }) => {
    if (kind !== 'comment') return true
    const role = roleOf(actor, at)
    if (role === 'self') return true
    if (isHidden) return false
    return role !== 'maintainer' || readers.get(data.commentId ?? 0) === true
  })
}

/** It was closed or opened again: everybody sees that, for the ticket follows. */
export function isTransition({ kind }: Entry): boolean {
  return CLOSED.has(kind)
}

/** The story without any word from the private issue; what Firstline itself said there is left out. */
export function inPublic(story: TicketStory): TicketStory {
  const { comments, own, answerCalls } = story
  if (![...comments, ...own].some(({ lane }) => lane)) return story
  return {
    ...story,
    comments: comments.map((comment) => (comment.lane ? { ...comment, body: '' } : comment)),
    own: own.filter(({ lane }) => !lane),
    answerCalls: answerCalls.filter(({ lane }) => !lane),
  }
}

/** Nothing that is said in private can be said again in public: the words are left out of all that is decided by. */
export function withoutWords(entry: Entry): Entry {
  const { body: _, previousBody: __, secrets: ___, ...data } = entry.data
  return { ...entry, data }
}

/** `place`: of a ticket that has no private issue yet, and why an issue that is there is not written. */
export function laneFacts(lane: Lane | null, place: LanePlace | null, url: string): LaneFacts {
  return {
    placeId: lane?.placeId ?? place?.placeId ?? null,
    issue: lane && { open: lane.onGitHub.open },
    trouble: place?.trouble ?? null,
    isUnread: place?.isUnread ?? false,
    url,
    part: (key) => lane?.part(key) ?? null,
  }
}
