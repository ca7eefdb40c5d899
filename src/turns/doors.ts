// Where a turn may write: on a ticket's thread, in things of our own, on commits, and in the repository itself.

import type { Own } from '../domain/effect.ts'
import { marksIn } from '../domain/marker.ts'
import type { Repository } from '../domain/repository.ts'
import type { Ticket } from '../domain/ticket.ts'
import type { OwnThingKind, Place } from '../domain/want.ts'
import { whilePrivate } from '../facts/private-places.ts'
import type { MayGo, ThreadRef } from '../github/types.ts'
import type { OwnAtPlace } from '../outbox/doubts.ts'
import { heldBy } from '../outbox/effects.ts'
import { createLabelBook } from '../outbox/label-book.ts'
import type { Door, Outbox } from '../outbox/outbox.ts'
import type { LabelNames } from '../plan/ticket/labels/label-names.ts'
import { readThread } from '../reading/thread.ts'
import type { Claim } from '../store/agenda.ts'
import { laneOf } from '../store/lanes.ts'
import { entriesOf } from '../store/ledger.ts'
import { knownIssue, ownIssues } from '../store/own-things.ts'
import { findRepository } from '../store/repositories.ts'
import type { TurnDeps } from './deps.ts'
import { handNotice } from './hand-notice.ts'
import { wakeDesk } from './own-watch.ts'

type Needs = Pick<TurnDeps, 'store' | 'github' | 'upSinceAt' | 'app'>

/** Whose turn it is. */
export interface Whose {
  repository: Repository
  /** What GitHub calls its labels. */
  labelNames: LabelNames
  /** Null in a turn of the repository itself. */
  ticket: Ticket | null
  /** The ticket's page. */
  url?: string
}

/** The outbox of one turn. */
export function outboxOf(deps: Needs, claim: Claim, whose: Whose): Outbox {
  const { repository, labelNames, ticket } = whose
  const writing = { store: deps.store, claim }
  const doorTo = (to: Repository, thread: ThreadRef | null, isPrivate = false): Door => {
    const held = heldBy(deps.store, claim)
    const allowed = isPrivate && whilePrivate(deps, to, repository.ownerId)
    const mayGo: MayGo = async (address) => {
      await held(address)
      if (allowed) await allowed(address)
    }
    const github = deps.github.forInstallation(to.installationId, mayGo)
    const labels = createLabelBook({ ...writing, names: labelNames }, github, to)
    return { github, repository: to, thread, labels, refresh: () => wakeDesk(deps, repository.id) }
  }
  const open = async (place: Place): Promise<Door | null> => {
    switch (place.in) {
      case 'ticket':
        return doorTo(repository, ticket && threadRef(repository, ticket))
      case 'lane': {
        const lane = await laneOf(deps.store.db, place.ticketId)
        const holder = lane && (await findRepository(deps.store.db, lane.placeId))
        return holder && lane && doorTo(holder, threadRef(holder, { ...lane, kind: 'issue' }), true)
      }
      case 'own_thing': {
        const holder = await findRepository(deps.store.db, place.placeId)
        const issue = holder && (await knownIssue(deps.store.db, place))
        const thread = issue && holder && threadRef(holder, { ...issue, kind: 'issue' })
        return holder && doorTo(holder, thread, PRIVATE_KINDS.has(place.kind))
      }
      case 'commit':
      case 'repository':
        return doorTo(repository, null)
      case 'channel':
        throw new Error('Channels are told by lines of their own')
      default:
        return place satisfies never
    }
  }
  const handOver: Outbox['handOver'] = (tx, key, what) =>
    handNotice(tx, { key, what, at: deps.store.now() }, whose)
  return { ...writing, repositoryId: repository.id, ticketId: ticket?.id ?? null, open, handOver }
}

/** Things of our own that hold what no public place shows. */
const PRIVATE_KINDS: ReadonlySet<OwnThingKind> = new Set(['private_desk', 'lane'])

/** Firstline's own comments on the ticket: in its ledger, or read from GitHub. */
export function commentsOnTicket(deps: Needs, repository: Repository, ticket: Ticket): OwnAtPlace {
  const known = async (): Promise<Own[]> => {
    const { botLogin } = await deps.app()
    const entries = await entriesOf(deps.store.db, ticket.id)
    return entries
      .filter(({ kind, actor }) => kind === 'comment' && actor.login === botLogin)
      .map(({ at, data }) => ({ id: data.commentId ?? 0, marks: marksIn(data.body ?? ''), at }))
  }
  const read = async () => {
    await readThread(deps, repository, ticket)
    return known()
  }
  return { known, read }
}

/** Those on the private desk of a repository; none where it has no such desk any more. */
export function commentsOnPrivateDesk({ store, github }: Needs, repositoryId: number): OwnAtPlace {
  const read = async (): Promise<Own[]> => {
    const issues = await ownIssues(store.db, { repositoryId, kind: 'private_desk' })
    const issue = issues.find(({ state }) => state !== 'lost')
    const holder = issue ? await findRepository(store.db, issue.placeId) : null
    if (!issue || !holder) return []
    const reads = github.forInstallation(holder.installationId)
    const comments = (await reads.listIssueComments(holder, issue.number)).filter(({ mine }) => mine)
    return comments.map(({ id, body, createdAt: at }) => ({ id, marks: marksIn(body), at }))
  }
  return { known: async () => [], read }
}

function threadRef(
  repository: Repository,
  { kind, number, nodeId }: Pick<Ticket, 'kind' | 'number' | 'nodeId'>,
): ThreadRef {
  return { ...repository, kind, number, nodeId }
}
