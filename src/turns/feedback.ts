// What people think of our comments: GitHub sends no webhook for reactions, so they are read in batches, ever more rarely.
import type { Handler } from '../agenda/run-line.ts'
import type { Facts } from '../domain/facts.ts'
import { partName } from '../domain/marker.ts'
import type { ServedRepository } from '../facts/served-repository.ts'
import type { CommentReactions } from '../github/types.ts'
import { ratingTimes } from '../plan/ticket/ratings/rating-times.ts'
import { answerOf } from '../plan/ticket/rules/shared.ts'
import { PRIORITY, wake } from '../store/agenda.ts'
import {
  type FollowedComment,
  followedComment,
  followedComments,
  saveFollowed,
  unfollow,
} from '../store/followed-comments.ts'
import type { Db } from '../store/open.ts'
import { saveReactions } from '../store/reactions.ts'
import { findServed } from '../store/repositories.ts'
import { findTicketById } from '../store/tickets.ts'
import type { TurnDeps } from './deps.ts'
import { choosePoll, FIRST_LOOK_MS, FOLLOWED_MS, LONGEST_WAIT_MS } from './feedback-poll.ts'
import { noteReactions } from './thumbs.ts'

type Needs = Pick<TurnDeps, 'store' | 'github' | 'contexts'>

const NOT_READY_MS = 2_000

/** Follows the answer that stands on a ticket, if another is `followed` or none, and the last request for a rating. */
export async function followComments(deps: Needs, facts: Facts, followed: string | null): Promise<void> {
  await followAnswer(deps, facts, followed)
  await followRequest(deps, facts)
}

async function followAnswer(deps: Needs, facts: Facts, followed: string | null): Promise<void> {
  const answer = answerOf(facts)
  if (!answer?.nodeId) return
  const { ticket, repository, now } = facts
  const { nodeId, writtenAt: postedAt } = answer
  const untilAt = postedAt + FOLLOWED_MS
  if (!answer.stands || now >= untilAt || followed === nodeId) return
  await deps.store.transaction(async (tx) => {
    if (followed !== null) {
      // What was thought of an answer that was taken back is no word on the next one.
      await saveReactions(tx, ticket.id, null)
      await wake(tx, { line: { kind: 'ticket', ticketId: ticket.id }, at: now, repositoryId: repository.id })
    }
    await follow(tx, facts, { part: 'answer', nodeId, postedAt, untilAt })
  })
}

async function followRequest(deps: Needs, facts: Facts): Promise<void> {
  const time = ratingTimes(facts).findLast(({ request }) => request !== null)
  if (!time?.request || facts.now >= time.untilAt) return
  const { key, comment } = time.request
  const { nodeId, writtenAt: postedAt, deletedAt } = comment
  if (nodeId === null || deletedAt !== null) return
  const part = partName({ kind: 'rating', key })
  const which = { ticketId: facts.ticket.id, part }
  if ((await followedComment(deps.store.db, which))?.nodeId === nodeId) return
  await deps.store.transaction((tx) => follow(tx, facts, { part, nodeId, postedAt, untilAt: time.untilAt }))
}

async function follow(
  tx: Db,
  { ticket, repository }: Facts,
  comment: Omit<FollowedComment, 'ticketId' | 'readAt'>,
): Promise<void> {
  await saveFollowed(tx, repository.id, { ...comment, ticketId: ticket.id, readAt: null })
  await wake(tx, {
    line: { kind: 'feedback', repositoryId: repository.id },
    at: comment.postedAt + FIRST_LOOK_MS,
    installationId: repository.installationId,
    priority: PRIORITY.background,
  })
}

export function feedbackLine(deps: Needs): Handler<'feedback'> {
  return async ({ repositoryId }, context) => {
    const { store } = deps
    const repository = await findServed(store.db, repositoryId)
    if (!repository) return { nextAt: null }
    const served = await deps.contexts.get(repository)
    if (!served) return { nextAt: context.now() + NOT_READY_MS }
    const comments = await followedComments(store.db, repository.id)
    if (comments.length === 0) return { nextAt: null }
    if (served.stage !== 'live') return { nextAt: context.now() + LONGEST_WAIT_MS }
    const poll = choosePoll(comments, context.now())
    if (poll.ask.length > 0) {
      const github = deps.github.forInstallation(repository.installationId)
      const read = await github.readReactions([...new Set(poll.ask.map((one) => one.nodeId))])
      const byNode = new Map(read.map((one) => [one.nodeId, one.reactions]))
      for (const comment of poll.ask) {
        await note(deps, served, comment, byNode.get(comment.nodeId) ?? null, context.now())
      }
    }
    for (const comment of poll.over) await unfollow(store.db, comment)
    const left = await followedComments(store.db, repository.id)
    return { nextAt: choosePoll(left, context.now()).nextAt }
  }
}

/** Keeps what the reactions say; a ticket about which they changed their mind becomes due. */
async function note(
  deps: Needs,
  { repository: { id: repositoryId }, roleOf }: ServedRepository,
  comment: FollowedComment,
  reactions: CommentReactions['reactions'],
  now: number,
): Promise<void> {
  const { ticketId, nodeId, untilAt } = comment
  await deps.store.transaction(async (tx) => {
    const known = await followedComment(tx, comment)
    if (known?.nodeId !== nodeId) return
    const ticket = await findTicketById(tx, ticketId)
    if (!ticket || ticket.gone || reactions === null) return unfollow(tx, comment)
    await saveFollowed(tx, repositoryId, { ...known, readAt: now })
    const counted = reactions.filter(({ userId, createdAt }) => userId !== null && createdAt <= untilAt)
    if (!(await noteReactions(tx, ticket, known, { reactions: counted, roleOf }))) return
    await wake(tx, { line: { kind: 'ticket', ticketId }, at: now, repositoryId })
  })
}
