// What is said in public, copied into the private issue: each comment once, its edits and its deletion followed. Pure.
import type { Facts } from '../../../domain/facts.ts'
import { copyKey } from '../../../domain/lane.ts'
import { type Marker, markerText, partName, withoutPart } from '../../../domain/marker.ts'
import type { Actor } from '../../../domain/ticket.ts'
import type { Want } from '../../../domain/want.ts'
import { copyText, laneBody, laneTitle } from '../../../words/ticket/lane-words.ts'
import { zoneOf } from '../../../words/zone.ts'
import type { Contribution } from '../plan.ts'
import { TOLD } from './wish.ts'

/** In one turn, so that other tickets have theirs. */
const MOST_AT_ONCE = 20
const WHY = 'the ticket goes on in private'

/** The mark of the private issue itself. */
export function laneMarker({ ticket }: Pick<Facts, 'ticket'>): Marker {
  return { kind: 'private', key: ticket.id }
}

function copyMarker({ ticket }: Pick<Facts, 'ticket'>, commentId: number): Marker {
  return { kind: 'private', key: `${ticket.id} comment ${commentId}` }
}

/** The issue: made where there is none, its text that of the ticket. Null where that stands there. */
export function keepIssue(facts: Facts, placeId: number): Want | null {
  const { ticket, repository } = facts
  const { title, requester, openedAt } = ticket
  const marker = laneMarker(facts)
  const text = laneBody({
    title,
    name: `${repository.owner}/${repository.name}#${ticket.number}`,
    url: facts.lane.url,
    author: requester,
    at: openedAt,
    zone: zoneOf(facts.settings),
    text: ticket.body,
  })
  const body = `${text}\n\n${markerText(marker)}`
  const issue = { title: laneTitle(title), body, marker }
  const tells = `${issue.title}\n${body}`
  const part = facts.lane.part('')
  if (part?.state === 'lost' || part?.says(tells)) return null
  return inLane(facts, placeId, 'issue', { do: 'keep_issue', ...issue, tells, once: true })
}

/** In the order in which they were written. */
export function keepCopies(facts: Facts, placeId: number): Contribution {
  const wanted = [...deletions(facts, placeId), ...copies(facts, placeId)]
  const wants = wanted.slice(0, MOST_AT_ONCE)
  return { wants, lookAgainAt: wanted.length > wants.length ? facts.now : null }
}

function copies(facts: Facts, placeId: number): Want[] {
  return publicComments(facts).flatMap((comment): Want[] => {
    const { id, author, writtenAt: at, isReply } = comment
    const zone = zoneOf(facts.settings)
    const url = commentUrl(facts, id)
    const words = copyText({ url, author, at, zone, text: comment.body, isReply })
    const mark = copyMarker(facts, id)
    const text = `${words}\n\n${markerText(mark)}`
    const part = facts.lane.part(copyKey(id))
    if (part?.state === 'lost' || part?.says(text)) return []
    return [keepCopy(facts, placeId, id, text)]
  })
}

function deletions(facts: Facts, placeId: number): Want[] {
  const deleted = facts.entries.filter(({ kind, data }) => kind === 'comment_deleted' && !data.lane)
  return deleted.flatMap(({ data }): Want[] => {
    const id = data.commentId ?? 0
    return facts.lane.part(copyKey(id))?.state === 'stands' ? [keepCopy(facts, placeId, id, null)] : []
  })
}

function keepCopy(facts: Facts, placeId: number, commentId: number, text: string | null): Want {
  const mark = partName(copyMarker(facts, commentId))
  const kind = copyKey(commentId)
  return inLane(facts, placeId, kind, {
    do: 'keep_comment',
    kind,
    mark,
    text,
    tells: text ?? '',
    once: true,
  })
}

interface PublicComment {
  id: number
  author: Actor
  body: string
  writtenAt: number
  isReply: boolean
}

/** Everybody's, Firstline's own too; of what GitHub never showed there is nothing to copy. */
function publicComments({ story }: Facts): PublicComment[] {
  const others = story.comments.filter(({ lane, body }) => !lane && body.trim() !== '')
  const own = story.own
    .filter(({ deletedAt }) => deletedAt === null)
    .map((comment) => ({ ...comment, author: OURSELVES, parentId: null, body: shownOf(comment.body) }))
    .filter(({ body }) => body !== '')
  return [...others, ...own]
    .sort((a, b) => a.writtenAt - b.writtenAt || a.id - b.id)
    .map(({ id, author, body, writtenAt, parentId }) => ({
      id,
      author,
      body,
      writtenAt,
      isReply: parentId !== null,
    }))
}

const OURSELVES: Actor = { id: null, login: 'Firstline', type: 'Bot' }

/** That it goes on in private is no news in private; and markers name what stands in public. */
function shownOf(body: string): string {
  return withoutPart(body, TOLD)
    .replace(/<!-- firstline:[^>]*-->/g, '')
    .trim()
}

function commentUrl({ ticket, lane }: Facts, commentId: number): string {
  return `${lane.url}#${ticket.kind === 'issue' ? 'issuecomment' : 'discussioncomment'}-${commentId}`
}

function inLane(facts: Facts, placeId: number, name: string, what: Want['what']): Want {
  const { ticket, repository } = facts
  return {
    key: `${ticket.id}|lane ${name}`,
    place: { in: 'own_thing', kind: 'lane', repositoryId: repository.id, placeId, ticketId: ticket.id },
    what,
    urgency: 'housekeeping',
    why: WHY,
  }
}
