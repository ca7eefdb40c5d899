// What the thumbs on a comment say: of an answer whether it helped, of a request for a rating how well it was solved.
import { isDeepStrictEqual } from 'node:util'
import type { RatedRequest } from '../domain/facts.ts'
import type { Ticket } from '../domain/ticket.ts'
import type { ServedRepository } from '../facts/served-repository.ts'
import type { Reaction } from '../github/types.ts'
import type { FollowedComment } from '../store/followed-comments.ts'
import type { Db } from '../store/open.ts'
import {
  type AnswerReactions,
  answerReactions,
  NO_REACTIONS,
  ratedRequests,
  saveRated,
  saveReactions,
} from '../store/reactions.ts'

interface Thumbs extends Pick<ServedRepository, 'roleOf'> {
  reactions: readonly Reaction[]
}

/** Keeps what they say. False: it is what they said before. */
export async function noteReactions(
  db: Db,
  { id: ticketId, requester }: Ticket,
  { part }: FollowedComment,
  { reactions, roleOf }: Thumbs,
): Promise<boolean> {
  if (part !== 'answer') {
    const theirs = reactions.filter(({ userId }) => userId === requester.id)
    return noteRating(db, { ticketId, request: part.slice(part.indexOf(' ') + 1) }, ratingIn(theirs))
  }
  const said = verdictsIn(reactions, requester.id, roleOf)
  const before = (await answerReactions(db, [ticketId])).get(ticketId) ?? NO_REACTIONS
  if (isDeepStrictEqual(said, before)) return false
  await saveReactions(db, ticketId, said)
  return true
}

async function noteRating(
  db: Db,
  which: { ticketId: string; request: string },
  said: Omit<RatedRequest, 'request'> | null,
): Promise<boolean> {
  const requests = (await ratedRequests(db, [which.ticketId])).get(which.ticketId) ?? []
  const before = requests.find(({ request }) => request === which.request)
  if (before?.score === said?.score && before?.at === said?.at) return false
  await saveRated(db, which, said)
  return true
}

const SCORES: Partial<Record<string, number>> = { '+1': 5, '-1': 1 }

/** The last thumb counts; of two at one time the lower. */
function ratingIn(theirs: readonly Reaction[]): Omit<RatedRequest, 'request'> | null {
  const scores = theirs.flatMap(({ content, createdAt: at }) => {
    const score = SCORES[content]
    return score === undefined ? [] : [{ score, at }]
  })
  return scores.sort((a, b) => a.at - b.at || b.score - a.score).at(-1) ?? null
}

/** A bystander's thumb says nothing, and a maintainer's is no verdict of who asked. */
function verdictsIn(
  reactions: readonly Reaction[],
  requesterId: number | null,
  roleOf: ServedRepository['roleOf'],
): AnswerReactions {
  const theirs = reactions.filter(({ userId }) => userId === requesterId)
  const maintainers = reactions.filter(({ userId: id, login, createdAt }) => {
    return id !== requesterId && roleOf({ id, login, type: 'User' }, createdAt, 'act') === 'maintainer'
  })
  const downAt = (some: readonly Reaction[]) => {
    const down = some.filter(({ content }) => content === '-1').map(({ createdAt }) => createdAt)
    return down.length > 0 ? Math.max(...down) : null
  }
  const unhelpfulAt = downAt(theirs)
  return {
    helpful: theirs.some(({ content }) => content === '+1'),
    unhelpful: unhelpfulAt !== null,
    unhelpfulAt,
    refusedAt: downAt(maintainers),
  }
}
