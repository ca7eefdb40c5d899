// A thread as GitHub told it, in the shape in which it is held against a ledger; secrets are taken out.
import { mapGently } from '../agenda/gently.ts'
import { toldSecrets } from '../domain/comment-entry.ts'
import type { Repository } from '../domain/repository.ts'
import type { Entry, Ticket } from '../domain/ticket.ts'
import type { Comment, DiscussionThread, Issue, IssueEvent, IssueThread } from '../github/types.ts'
import { transitionKey } from '../inbox/entries.ts'
import { redactLabel, redactSecrets } from '../knowledge/index.ts'
import type { CommentRead, ThreadRead } from './reread-parts.ts'

/** @param readAt when it was asked for, ms */
export async function issueRead(
  repository: Repository,
  { issue, comments, events }: IssueThread,
  readAt: number,
): Promise<ThreadRead> {
  const isMoved = events.some(({ kind }) => kind === 'transferred')
  const origin = isMoved ? ('transferred' as const) : ('opened' as const)
  const ticket: Ticket = { ...seen(issue, repository), kind: 'issue', id: `issue:${issue.id}`, origin }
  return {
    ticket,
    comments: await mapGently(comments, commentRead),
    timeline: events.flatMap((event): Entry[] => transitionOf(ticket.id, event)),
    answer: null,
    closedAt: issue.closedAt,
    readAt,
    labelsFoundAt: null,
  }
}

/** @param readAt when it was asked for, ms */
export async function discussionRead(
  repository: Repository,
  { discussion, comments }: DiscussionThread,
  readAt: number,
): Promise<ThreadRead> {
  const ticket: Ticket = {
    ...seen(discussion, repository),
    kind: 'discussion',
    id: `discussion:${discussion.id}`,
    answerable: discussion.answerable,
    category: discussion.category,
  }
  return {
    ticket,
    comments: await mapGently(comments, commentRead),
    timeline: null,
    answer: discussion.answer,
    closedAt: discussion.closedAt,
    readAt,
    // What was on before the App came is no word to it.
    labelsFoundAt: ticket.openedAt < repository.installedAt ? repository.installedAt - 1_000 : null,
  }
}

function transitionOf(ticketId: string, event: IssueEvent): Entry[] {
  const { kind, at, actor, reason } = event
  // It tells where the issue came from: nothing that happened to it here.
  if (kind === 'transferred') return []
  const label = event.label === undefined ? undefined : redactLabel(event.label)
  const sourceKey = transitionKey(kind, label ?? '', actor, at)
  const data = {
    ...(label === undefined ? {} : { label }),
    ...(kind === 'closed' ? { reason: reason ?? 'completed' } : {}),
  }
  return [{ ticketId, sourceKey, kind, at, actor, data }]
}

function commentRead({ mine: _, ...comment }: Comment): CommentRead {
  const { text: body, real: secrets } = redactSecrets(comment.body)
  return { ...comment, body, secrets }
}

/** History is not seen live: such a ticket is read before it is answered. What is known already is kept. */
function seen(issue: Issue, repository: Repository): Omit<Ticket, 'kind' | 'id'> {
  const [title, body] = [redactSecrets(issue.title), redactSecrets(issue.body)]
  return {
    repositoryId: repository.id,
    number: issue.number,
    nodeId: issue.nodeId,
    title: title.text,
    body: body.text,
    ...toldSecrets([...new Set([...title.real, ...body.real])]),
    requester: issue.author,
    openedAt: issue.createdAt,
    updatedAt: issue.updatedAt,
    open: issue.open,
    stateReason: issue.stateReason,
    locked: issue.locked,
    labels: issue.labels.map(redactLabel),
    assignees: issue.assignees,
    ...(issue.type === undefined ? {} : { issueType: issue.type }),
    answerable: false,
    firstSeen: 'history',
    origin: 'opened',
    gone: null,
  }
}
