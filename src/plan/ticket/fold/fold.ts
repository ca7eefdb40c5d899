// Folds a ticket's ledger into its story: pure, in any order of arrival, duplicates changing nothing.

import type { RoleOf } from '../../../domain/roles.ts'
import { tiesInOrder } from '../../../domain/states.ts'
import type { FoldInput, HumanTurn, StoryComment, TicketStory } from '../../../domain/story.ts'
import type { Entry, Role, Ticket } from '../../../domain/ticket.ts'
import { entryOrder } from '../../../domain/ticket.ts'
import { foldComments, withAnswersByHand } from './comments.ts'
import { foldLabels, foldPauses } from './labels.ts'
import { foldAnswers, foldCloses } from './states.ts'

export type * from '../../../domain/story.ts'

/**
 * The story of a ticket as of `now`.
 * Deleted comments count for nothing, as in GitHub's own history; Firstline's own are kept in `own`.
 */
export function foldTicket(input: FoldInput): TicketStory {
  const { ticket, roleOf, now } = input
  const entries = inOrder(input.entries, now)
  const openedAt = ticket.openedAt
  const { comments: written, own, deletedIds } = foldComments(entries, roleOf, input.isOnlyCommands)
  const comments = withAnswersByHand(written, own, input.answerCalls)
  const answers = foldAnswers(entries, comments, roleOf)
  const turns = withAnswers(comments, answers, deletedIds)
  const closes = foldCloses(entries, roleOf)
  const labels = foldLabels(entries, openedAt, roleOf)
  const pauses = foldPauses(entries, turns, ticket.requester.id)
  return {
    ticket,
    openedAt,
    openerRole: openerRole(ticket, roleOf),
    comments: turns,
    own,
    answerCalls: input.answerCalls,
    closes,
    answers,
    labels,
    pauses,
    lastHumanTurn: lastTurn(turns, openedAt),
    gone: goneOf(entries, ticket, now),
    open: closes.at(-1)?.untilAt !== null,
    answered: answers.at(-1)?.untilAt === null,
    waitingForRequester: pauses.at(-1)?.untilAt === null,
  }
}

/** In the order in which it happened, each source key once, nothing from after `now`. */
function inOrder(entries: readonly Entry[], now: number): Entry[] {
  const byKey = new Map<string, Entry>()
  for (const entry of entries) if (entry.at <= now) byKey.set(entry.sourceKey, entry)
  return tiesInOrder([...byKey.values()].sort(entryOrder))
}

/** Who opened a ticket: `requester`, unless a maintainer or a machine did. */
export function openerRole(ticket: Ticket, roleOf: RoleOf): Role {
  // Who becomes a maintainer later was a requester then; a machine that is told to be one always was.
  if (roleOf(ticket.requester, ticket.openedAt) === 'bot') return 'bot'
  const role = roleOf(ticket.requester, ticket.openedAt, 'act')
  return role === 'bystander' ? 'requester' : role
}

/**
 * An accepted answer proves a comment, even where the ledger never saw it written. Its text is not known, and nobody
 * accepts a comment of mere commands.
 */
function withAnswers(
  comments: StoryComment[],
  answers: TicketStory['answers'],
  deletedIds: ReadonlySet<number>,
): StoryComment[] {
  const known = new Set(comments.map((comment) => comment.id))
  const proven: StoryComment[] = []
  for (const { commentId, author, authorRole, writtenAt } of answers) {
    if (commentId === null || author === null || authorRole === 'self') continue
    if (known.has(commentId) || deletedIds.has(commentId)) continue
    known.add(commentId)
    const unseen = {
      nodeId: null,
      parentId: null,
      editedAt: null,
      body: '',
      secrets: [],
      onlyCommands: false,
      answeredAt: null,
    }
    proven.push({ id: commentId, author, role: authorRole, writtenAt, ...unseen })
  }
  if (proven.length === 0) return comments
  return [...comments, ...proven].sort((a, b) => a.writtenAt - b.writtenAt || a.id - b.id)
}

function lastTurn(comments: StoryComment[], openedAt: number): HumanTurn {
  for (const { id, role, writtenAt, onlyCommands, answeredAt } of comments.toReversed()) {
    if ((onlyCommands && answeredAt === null) || role === 'bot' || role === 'self') continue
    return { role, at: answeredAt ?? writtenAt, commentId: id }
  }
  return { role: 'requester', at: openedAt, commentId: null }
}

function goneOf(entries: Entry[], ticket: Ticket, now: number): TicketStory['gone'] {
  for (const { kind, at, data } of entries) {
    if (kind === 'transferred' || kind === 'converted' || kind === 'deleted') {
      return { how: kind, at, to: data.to ?? null }
    }
  }
  return ticket.gone && ticket.updatedAt <= now ? { how: ticket.gone, at: ticket.updatedAt, to: null } : null
}
