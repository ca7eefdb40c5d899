// What people think of answers: GitHub sends no webhook for reactions, so they are read in batches, ever more rarely.
import { isDeepStrictEqual } from 'node:util'
import type { Handler } from '../agenda/run-line.ts'
import type { Facts } from '../domain/facts.ts'
import type { ServedRepository } from '../facts/served-repository.ts'
import type { CommentReactions, Reaction } from '../github/types.ts'
import { answerOf } from '../plan/ticket/rules/shared.ts'
import { PRIORITY, wake } from '../store/agenda.ts'
import {
  type AnswerReactions,
  answerReactions,
  type FollowedAnswer,
  followedAnswer,
  followedAnswers,
  NO_REACTIONS,
  saveFollowed,
  saveReactions,
  unfollow,
} from '../store/followed-answers.ts'
import { findServed } from '../store/repositories.ts'
import { findTicketById } from '../store/tickets.ts'
import type { TurnDeps } from './deps.ts'
import { choosePoll, FIRST_LOOK_MS, FOLLOWED_MS, LONGEST_WAIT_MS } from './feedback-poll.ts'

type Needs = Pick<TurnDeps, 'store' | 'github' | 'contexts'>

const NOT_READY_MS = 2_000

/** Follows the answer that stands on a ticket for 30 days, if another is `followed` or none. */
export async function followAnswer(deps: Needs, facts: Facts, followed: string | null): Promise<void> {
  const answer = answerOf(facts)
  if (!answer?.nodeId) return
  const { store } = deps
  const { ticket, repository, now } = facts
  const over = !answer.stands || now >= answer.writtenAt + FOLLOWED_MS
  if (over || followed === answer.nodeId) return
  const { nodeId, writtenAt: postedAt } = answer
  await store.transaction(async (tx) => {
    if (followed !== null) {
      // What was thought of an answer that was taken back is no word on the next one.
      await saveReactions(tx, ticket.id, null)
      await wake(tx, { line: { kind: 'ticket', ticketId: ticket.id }, at: now, repositoryId: repository.id })
    }
    await saveFollowed(tx, repository.id, { ticketId: ticket.id, nodeId, postedAt, readAt: null })
    await wake(tx, {
      line: { kind: 'feedback', repositoryId: repository.id },
      at: postedAt + FIRST_LOOK_MS,
      installationId: repository.installationId,
      priority: PRIORITY.background,
    })
  })
}

export function feedbackLine(deps: Needs): Handler<'feedback'> {
  return async ({ repositoryId }, context) => {
    const { store } = deps
    const repository = await findServed(store.db, repositoryId)
    if (!repository) return { nextAt: null }
    const served = await deps.contexts.get(repository)
    if (!served) return { nextAt: context.now() + NOT_READY_MS }
    const answers = await followedAnswers(store.db, repository.id)
    if (answers.length === 0) return { nextAt: null }
    if (served.stage !== 'live') return { nextAt: context.now() + LONGEST_WAIT_MS }
    const poll = choosePoll(answers, context.now(), FOLLOWED_MS)
    if (poll.ask.length > 0) {
      const github = deps.github.forInstallation(repository.installationId)
      const read = await github.readReactions(poll.ask.map((one) => one.nodeId))
      const byNode = new Map(read.map((one) => [one.nodeId, one.reactions]))
      for (const answer of poll.ask) {
        const reactions = byNode.get(answer.nodeId) ?? null
        await note(deps, served, answer, reactions, poll.lastMs, context.now())
      }
    }
    for (const { ticketId } of poll.over) await unfollow(store.db, ticketId)
    const left = await followedAnswers(store.db, repository.id)
    return { nextAt: choosePoll(left, context.now(), poll.lastMs).nextAt }
  }
}

/** Keeps what the reactions say; a ticket about which they changed their mind becomes due. */
async function note(
  deps: Needs,
  { repository: { id: repositoryId }, roleOf }: ServedRepository,
  answer: FollowedAnswer,
  reactions: CommentReactions['reactions'],
  lastMs: number,
  now: number,
): Promise<void> {
  const { ticketId, nodeId, postedAt } = answer
  await deps.store.transaction(async (tx) => {
    const known = await followedAnswer(tx, ticketId)
    if (known?.nodeId !== nodeId) return
    const ticket = await findTicketById(tx, ticketId)
    if (!ticket || ticket.gone || reactions === null) return unfollow(tx, ticketId)
    await saveFollowed(tx, repositoryId, { ...known, readAt: now })
    const counted = reactions.filter(
      ({ userId, createdAt }) => userId !== null && createdAt <= postedAt + lastMs,
    )
    const said = verdictsIn(counted, ticket.requester.id, roleOf)
    const before = (await answerReactions(tx, [ticketId])).get(ticketId) ?? NO_REACTIONS
    if (isDeepStrictEqual(said, before)) return
    await saveReactions(tx, ticketId, said)
    await wake(tx, { line: { kind: 'ticket', ticketId }, at: now, repositoryId })
  })
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
