// Puts a thread that was read into the ledger, in the place of what was known of it.

import { mapGently } from '../agenda/gently.ts'
import type { Effect } from '../domain/effect.ts'
import type { Repository } from '../domain/repository.ts'
import type { Actor, Entry, Ticket } from '../domain/ticket.ts'
import type { Comment, DiscussionThread, Issue, IssueEvent, IssueThread } from '../github/types.ts'
import { openedEntry, transitionKey } from '../inbox/entries.ts'
import { redactSecrets } from '../knowledge/index.ts'
import { readLabels } from '../outbox/label-book.ts'
import { sameLabel } from '../plan/ticket/wants.ts'
import { effectsOf } from '../store/effects.ts'
import { knownLabels } from '../store/labels.ts'
import { appendEntries, changeEntries, entriesOf } from '../store/ledger.ts'
import { reopenRefusals, unlockedOn } from '../store/refusals.ts'
import { serverState } from '../store/server.ts'
import { findTicketById, knownTicket, noteTicket, upsertTicket } from '../store/tickets.ts'
import type { ReadingDeps } from './deps.ts'
import { reread } from './reread.ts'
import type { CommentRead, ThreadRead } from './reread-parts.ts'

type Needs = Pick<ReadingDeps, 'store' | 'github'>

/** Stores an issue with its comments and its timeline, in the place of what was known. True if anything is new. */
export async function saveIssueThread(
  deps: Needs,
  repository: Repository,
  { issue, comments, events }: IssueThread,
  readAt: number,
): Promise<boolean> {
  const isMoved = events.some(({ kind }) => kind === 'transferred')
  const origin = isMoved ? ('transferred' as const) : ('opened' as const)
  const ticket: Ticket = { ...seen(issue, repository), kind: 'issue', id: `issue:${issue.id}`, origin }
  const timeline = events.flatMap((event): Entry[] => transitionOf(ticket.id, event))
  return save(deps, repository, {
    ticket,
    comments: await mapGently(comments, commentRead),
    timeline,
    answer: null,
    closedAt: issue.closedAt,
    readAt,
    labelsFoundAt: null,
  })
}

/** Stores a discussion as it now is, in the place of what was known. True if anything is new. */
export async function saveDiscussionThread(
  deps: Needs,
  repository: Repository,
  { discussion, comments }: DiscussionThread,
  readAt: number,
): Promise<boolean> {
  const id = `discussion:${discussion.id}`
  const ticket: Ticket = {
    ...seen(discussion, repository),
    kind: 'discussion',
    id,
    answerable: discussion.answerable,
    category: discussion.category,
  }
  const isFirst = ((await knownTicket(deps.store.db, id))?.readAt ?? null) === null
  return save(deps, repository, {
    ticket,
    comments: await mapGently(comments, commentRead),
    timeline: null,
    answer: discussion.answer,
    closedAt: discussion.closedAt,
    readAt,
    // What was on before the App came is no word to it.
    labelsFoundAt:
      isFirst && ticket.openedAt < repository.installedAt ? repository.installedAt - 1_000 : null,
  })
}

async function save(deps: Needs, repository: Repository, read: ThreadRead): Promise<boolean> {
  const { ticket, readAt } = read
  const labels = await labelsThere(deps, repository, ticket)
  return deps.store.transaction(async (tx) => {
    const known = await findTicketById(tx, ticket.id)
    const entries = await entriesOf(tx, ticket.id)
    const effects = await effectsOf(tx, ticket.id)
    const { botLogin: bot } = await serverState(tx)
    const change = reread(
      {
        ticket: known,
        entries,
        ownAct: (label, on, after) => (bot && didLabel(effects, label, on, after) ? botNamed(bot) : null),
        labelExists: (label) => labels?.has(label.toLowerCase()) ?? true,
        redact: (text) => redactSecrets(text).text,
      },
      read,
    )
    await upsertTicket(tx, ticket, { isThere: true })
    const opened = await appendEntries(tx, [openedEntry(ticket), ...foundEdit(known, ticket)])
    await changeEntries(tx, ticket.id, change)
    await noteTicket(tx, ticket.id, { readAt })
    const isUnlocked = known?.locked && !ticket.locked
    if (isUnlocked || change.add.some(({ kind }) => kind === 'unlocked')) {
      await reopenRefusals(tx, unlockedOn(ticket.id), deps.store.now())
    }
    const isNew = known === null || known.updatedAt < ticket.updatedAt || known.gone === 'deleted'
    return isNew || opened + change.add.length + change.drop.length > 0
  })
}

/** Another title or text than was known: who changed it is not told, and it is nearly always whoever wrote it. */
function foundEdit(known: Ticket | null, ticket: Ticket): Entry[] {
  if (!known || known.updatedAt >= ticket.updatedAt) return []
  if (known.title === ticket.title && known.body === ticket.body) return []
  const { id: ticketId, updatedAt: at, requester: actor } = ticket
  const sourceKey = transitionKey('edited', '', actor, at)
  return [{ ticketId, sourceKey, kind: 'edited', at, actor, data: { found: true } }]
}

/**
 * Where a label is missing that was there, the repository itself may have lost it: then it is remembered no longer, and
 * nobody took it off by hand. Null where nothing is missing.
 */
async function labelsThere(deps: Needs, repository: Repository, ticket: Ticket): Promise<Set<string> | null> {
  const known = await findTicketById(deps.store.db, ticket.id)
  const missing = known?.labels.filter((label) => !ticket.labels.some((one) => sameLabel(one, label))) ?? []
  if (missing.length === 0) return null
  const remembered = await knownLabels(deps.store.db, repository.id)
  const all = namesOf(remembered ?? [])
  if (remembered && missing.every((label) => !all.has(label.toLowerCase()))) return all
  const github = deps.github.forInstallation(repository.installationId)
  return namesOf(await readLabels(deps.store, github, repository))
}

function namesOf(labels: ReadonlyArray<{ name: string }>): Set<string> {
  return new Set(labels.map(({ name }) => name.toLowerCase()))
}

/** Whether Firstline put a label on, or took it off, since `after` (ms). */
function didLabel(effects: Effect[], name: string, on: boolean, after: number): boolean {
  return effects.some(({ kind, state, label, attemptedAt }) => {
    if (state === 'failed' || attemptedAt < after || label === null) return false
    return kind === (on ? 'label_on' : 'label_off') && sameLabel(label, name)
  })
}

/** GitHub's id of it is not known here, and not needed: its login is nobody else's. */
function botNamed(login: string): Actor {
  return { id: null, login, type: 'Bot' }
}

function transitionOf(ticketId: string, event: IssueEvent): Entry[] {
  const { kind, at, actor, label, reason } = event
  // It tells where the issue came from: nothing that happened to it here.
  if (kind === 'transferred') return []
  const sourceKey = transitionKey(kind, label ?? '', actor, at)
  const data = {
    ...(label === undefined ? {} : { label }),
    ...(kind === 'closed' ? { reason: reason ?? 'completed' } : {}),
  }
  return [{ ticketId, sourceKey, kind, at, actor, data }]
}

function commentRead({ mine: _, ...comment }: Comment): CommentRead {
  return { ...comment, body: redactSecrets(comment.body).text }
}

/** History is not seen live: such a ticket is read before it is answered. What is known already is kept. */
function seen(issue: Issue, repository: Repository): Omit<Ticket, 'kind' | 'id'> {
  return {
    repositoryId: repository.id,
    number: issue.number,
    nodeId: issue.nodeId,
    title: redactSecrets(issue.title).text,
    body: redactSecrets(issue.body).text,
    requester: issue.author,
    openedAt: issue.createdAt,
    updatedAt: issue.updatedAt,
    open: issue.open,
    stateReason: issue.stateReason,
    locked: issue.locked,
    labels: issue.labels,
    assignees: issue.assignees,
    answerable: false,
    firstSeen: 'history',
    origin: 'opened',
    gone: null,
  }
}
