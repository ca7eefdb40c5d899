// Where a ticket's turn may write: on its own thread, and on the desks of its repository.

import type { Repository } from '../domain/repository.ts'
import type { Ticket } from '../domain/ticket.ts'
import type { OwnPlace, Place } from '../domain/want.ts'
import type { ServedRepository } from '../facts/served-repository.ts'
import type { GitHubReads, ThreadRef } from '../github/types.ts'
import type { OwnComments, OwnWords } from '../outbox/doubts.ts'
import { heldBy } from '../outbox/effects.ts'
import { createLabelBook } from '../outbox/label-book.ts'
import type { Door, Outbox } from '../outbox/outbox.ts'
import { knownIssue } from '../outbox/own-issue.ts'
import { threadOf } from '../outbox/own-place.ts'
import { readThread } from '../reading/thread.ts'
import type { Claim } from '../store/agenda.ts'
import { entriesOf } from '../store/ledger.ts'
import { type OwnThing, ownIssues } from '../store/own-things.ts'
import { findRepository } from '../store/repositories.ts'
import type { TurnDeps } from './deps.ts'
import { wakeDesk } from './desk-watch.ts'

/** The outbox of one turn of a ticket. */
export function ticketOutbox(deps: TurnDeps, claim: Claim, served: ServedRepository, ticket: Ticket): Outbox {
  const { repository } = served
  const writing = { store: deps.store, claim }
  const doorTo = (to: Repository, thread: ThreadRef | null): Door => {
    const github = deps.github.forInstallation(to.installationId, heldBy(deps.store, claim))
    const labels = createLabelBook({ ...writing, names: served.labelNames }, github, to)
    return { github, thread, labels, refresh: () => wakeDesk(deps, repository.id) }
  }
  const ofDesk = async (own: OwnPlace): Promise<Door | null> => {
    if (own.kind === 'desk') return doorTo(repository, null)
    const there = await issueAt(deps, await knownIssue(deps, own))
    if (!there) await wakeDesk(deps, repository.id)
    return there && doorTo(there.holder, threadOf(there.holder, there.issue))
  }
  return {
    ...writing,
    repositoryId: repository.id,
    ticketId: ticket.id,
    open: async (place: Place) =>
      place.in === 'own_thing' ? ofDesk(place) : doorTo(repository, threadRef(repository, ticket)),
  }
}

/** Firstline's own comments on the ticket: in its ledger, or read from GitHub. */
export function commentsOnTicket(deps: TurnDeps, repository: Repository, ticket: Ticket): OwnComments {
  const known = async (): Promise<OwnWords[]> => {
    const { botLogin } = await deps.app()
    const entries = await entriesOf(deps.store.db, ticket.id)
    return entries
      .filter(({ kind, actor }) => kind === 'comment' && actor.login === botLogin)
      .map(({ at, data }) => ({ id: data.commentId ?? 0, body: data.body ?? '', at }))
  }
  const read = async () => {
    await readThread(deps, repository, ticket)
    return known()
  }
  return { known, read }
}

/** Those on the private desk of a repository; none where it has no such desk any more. */
export function commentsOnPrivateDesk(deps: TurnDeps, repositoryId: number): OwnComments {
  return {
    known: async () => [],
    read: async () => {
      const issues = await ownIssues(deps.store.db, repositoryId, 'private_desk')
      const there = await issueAt(deps, issues.find(({ state }) => state !== 'lost') ?? null)
      return there ? ownComments(deps.github.forInstallation(there.holder.installationId), there) : []
    },
  }
}

async function ownComments(
  github: Pick<GitHubReads, 'listIssueComments'>,
  { holder, issue }: { holder: Repository; issue: OwnThing },
): Promise<OwnWords[]> {
  const comments = await github.listIssueComments(holder, issue.number)
  return comments.filter(({ mine }) => mine).map(({ id, body, createdAt: at }) => ({ id, body, at }))
}

async function issueAt({ store }: TurnDeps, issue: OwnThing | null) {
  const holder = issue && (await findRepository(store.db, issue.placeId))
  return issue && holder ? { holder, issue } : null
}

function threadRef(repository: Repository, { kind, number, nodeId }: Ticket): ThreadRef {
  return { ...repository, kind, number, nodeId }
}
